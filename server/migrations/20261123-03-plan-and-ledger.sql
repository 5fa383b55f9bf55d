create table plans (
  version integer primary key check (version >= 1),
  data jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  effective_at timestamptz not null check (effective_at >= published_at)
);
create trigger plans_append_only before update or delete on plans for each row execute function refuse_change();

-- Double entry in fen. An account's id is its kind, or `<kind>:<owner>`.
create table accounts (
  id text primary key,
  kind text not null,
  owner text,
  check (id = case when owner is null then kind else kind || ':' || owner end)
);
create index accounts_by_kind on accounts (kind, id);
insert into accounts (id, kind)
select kind, kind
from unnest(array['channel_clearing', 'channel_fee', 'line_escrow', 'postage_escrow', 'refund_pending', 'unapplied_receipts', 'promotion_cost',
  'compensation', 'platform_fee', 'bank', 'payout_account', 'tax_payable', 'bad_debt']) as kind;

create table transfers (
  id transfer_id primary key,
  kind text not null,
  -- The unique fact recorded, e.g. `order_paid:ord_1`: posting it twice does nothing.
  fact text not null unique,
  order_id order_id,
  occurred_at timestamptz not null
);
create index transfers_of_order on transfers (order_id);

create table entries (
  id bigint generated always as identity primary key,
  transfer_id transfer_id not null references transfers,
  account_id text not null references accounts,
  amount fen not null check (amount <> 0),
  line_id line_id
);
create index entries_of_transfer on entries (transfer_id);
create index entries_of_account on entries (account_id, id desc);
create index entries_of_line on entries (line_id) where line_id is not null;

-- All entries of a transfer arrive in one statement and sum to zero in it; checked per statement, so no sum can ever drift.
create function entries_sum_to_zero() returns trigger language plpgsql as $$
declare bad text;
begin
  select transfer_id into bad from arrived group by transfer_id having sum(amount) <> 0 limit 1;
  if bad is not null then
    raise exception 'entries of transfer % do not sum to zero', bad using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger entries_balance after insert on entries referencing new table as arrived for each statement execute function entries_sum_to_zero();
create trigger entries_append_only before update or delete on entries for each row execute function refuse_change();
create trigger transfers_append_only before update or delete on transfers for each row execute function refuse_change();

-- Projection of the entries, changed by difference only. Accounts everyone posts to are spread over shards so that payments do not queue on one row.
create table balances (
  account_id text not null references accounts,
  shard smallint not null,
  amount fen not null,
  primary key (account_id, shard)
);
