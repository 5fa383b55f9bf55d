create domain withdrawal_id as text check (value like 'wdr\_%');

-- Under which name tax is withheld. Encrypted per field; the hash keeps one identity on one account (COMPLIANCE P5).
create table real_names (
  member_id member_id primary key references members,
  name_cipher text not null,
  id_number_cipher text not null,
  id_hash bytea not null unique,
  given_at timestamptz not null
);

create table withdrawals (
  id withdrawal_id primary key,
  member_id member_id not null references members,
  rail text not null check (rail in ('transfer', 'profit_sharing')),
  gross positive_fen not null check (gross > 0),
  state text not null check (state in ('requested', 'reviewing', 'issued', 'awaiting_confirmation', 'paid', 'failed', 'cancelled')),
  review_reason text check (review_reason in ('guard', 'month_total')),
  decided_by text,
  decision_words text,
  requested_at timestamptz not null,
  finished_at timestamptz,
  check ((state in ('paid', 'failed', 'cancelled')) = (finished_at is not null))
);
create unique index one_open_withdrawal on withdrawals (member_id) where finished_at is null;
create index withdrawals_of_member on withdrawals (member_id, id desc);
create index withdrawals_by_state on withdrawals (state, id desc);

create table withdrawal_changes (
  id bigint generated always as identity primary key,
  withdrawal_id withdrawal_id not null references withdrawals,
  what text not null,
  by text not null,
  at timestamptz not null
);
create index withdrawal_changes_of_withdrawal on withdrawal_changes (withdrawal_id, id);
create trigger withdrawal_changes_append_only before update or delete on withdrawal_changes for each row execute function refuse_change();

-- One transfer at the channel: one number for good. Gross leaves the wallet when the part is issued; its tax is fixed then.
create table withdrawal_parts (
  number text primary key check (number ~ '^[0-9A-Z]{10,32}$'),
  withdrawal_id withdrawal_id not null references withdrawals,
  member_id member_id not null references members,
  place integer not null,
  gross positive_fen not null check (gross > 0),
  tax positive_fen not null default 0,
  state text not null check (state in ('waiting', 'to_send', 'sent', 'awaiting_confirmation', 'paid', 'failed', 'cancelled')),
  -- When it is issued, while it waits; null while an officer looks at the withdrawal.
  due_at timestamptz,
  -- Set before the channel is asked for the first time: from then on only the channel knows.
  asked_at timestamptz,
  -- The person wants it stopped: it is never sent again, and ends once the channel surely has not got it.
  cancel_asked_at timestamptz,
  query_at timestamptz,
  queries integer not null default 0,
  package_cipher text,
  channel_number text unique,
  confirm_by timestamptz,
  fail_reason text,
  issued_at timestamptz,
  finished_at timestamptz,
  -- The Beijing month in which it succeeded: its income belongs there.
  income_year integer,
  income_month integer check (income_month between 1 and 12),
  -- Profit sharing: whose order's money this is.
  order_id order_id references orders,
  transaction_id text,
  unique (withdrawal_id, place),
  check (tax <= gross),
  check ((state in ('to_send', 'sent', 'awaiting_confirmation', 'paid')) <= (issued_at is not null)),
  check ((state in ('paid', 'failed', 'cancelled')) = (finished_at is not null)),
  check ((state = 'paid') = (income_year is not null and income_month is not null))
);
create index withdrawal_parts_of_member on withdrawal_parts (member_id, income_year);
create index withdrawal_parts_waiting on withdrawal_parts (due_at) where state = 'waiting' and due_at is not null;
create index withdrawal_parts_to_ask on withdrawal_parts (query_at) where state in ('to_send', 'sent', 'awaiting_confirmation');
create index withdrawal_parts_of_order on withdrawal_parts (order_id) where order_id is not null;

-- What a refund took from money already released and perhaps withdrawn. Later earnings repay it; after 180 days somebody else bears it.
create table wallet_debts (
  id bigint generated always as identity primary key,
  member_id member_id not null references members,
  after_sale_id after_sale_id not null references after_sales,
  amount positive_fen not null check (amount > 0),
  since timestamptz not null,
  due_at timestamptz not null,
  -- Null: the platform decided the refund and bears it.
  shop_id shop_id references shops,
  charged positive_fen,
  charged_at timestamptz,
  unique (member_id, after_sale_id),
  check ((charged is null) = (charged_at is null)),
  check (charged <= amount)
);
create index wallet_debts_due on wallet_debts (due_at) where charged_at is null;
create index wallet_debts_of_member on wallet_debts (member_id, id desc) where charged_at is null;

-- Money moved by hand, each bank reference once.
create table money_movements (
  transfer_id transfer_id primary key references transfers,
  kind text not null check (kind in ('channel_settled', 'payout_topped_up', 'tax_remitted', 'statement_paid', 'debt_repaid', 'refund_paid')),
  amount positive_fen not null check (amount > 0),
  reference text not null unique,
  account text,
  by text not null,
  at timestamptz not null
);
create index money_movements_newest on money_movements (transfer_id desc);
create trigger money_movements_append_only before update or delete on money_movements for each row execute function refuse_change();

-- Orders whose money the channel keeps apart until it was shared.
alter table payment_attempts add column profit_sharing boolean not null default false;
alter table payment_attempts add column unfrozen_at timestamptz;
-- When the channel says it happened: the day of its bill.
alter table payment_attempts add column channel_paid_at timestamptz;
alter table refunds add column channel_finished_at timestamptz;
