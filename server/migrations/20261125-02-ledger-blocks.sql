-- Transfers are sealed into hash-chained blocks, some time after they were posted. Ids are given before commit, so a block takes them by the
-- number of their transaction: once all transactions below a number have ended, nothing can appear there any more.
-- A database restored from a dump begins its numbers anew; `behind` is then raised, so that positions only ever grow.
create table ledger_era (
  only_row boolean primary key default true check (only_row),
  behind bigint not null default 0 check (behind >= 0)
);
insert into ledger_era values (true, 0);
create function ledger_position() returns bigint language sql volatile as $$
  select pg_current_xact_id()::text::bigint + behind from ledger_era
$$;
alter table transfers add column position bigint not null default ledger_position();
create index transfers_by_position on transfers (position, id);

create table ledger_blocks (
  height integer primary key check (height >= 1),
  transfers integer not null check (transfers > 0),
  first_transfer_id transfer_id not null references transfers,
  last_transfer_id transfer_id not null references transfers,
  last_position bigint not null,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null unique check (octet_length(hash) = 32),
  sealed_at timestamptz not null
);
create trigger ledger_blocks_append_only before update or delete on ledger_blocks for each row execute function refuse_change();

-- What entries and share changes point at can never be changed or deleted, so that it exists needs asking only once, when they arrive: for
-- a whole statement at once instead of row by row.
create trigger accounts_append_only before update or delete on accounts for each row execute function refuse_change();
alter table entries drop constraint entries_transfer_id_fkey;
alter table entries drop constraint entries_account_id_fkey;
create or replace function entries_sum_to_zero() returns trigger language plpgsql as $$
declare bad text;
begin
  select transfer_id into bad from arrived group by transfer_id having sum(amount) <> 0 limit 1;
  if bad is not null then
    raise exception 'entries of transfer % do not sum to zero', bad using errcode = 'check_violation';
  end if;
  select a.transfer_id into bad from arrived a where not exists (select 1 from transfers t where t.id = a.transfer_id) limit 1;
  if bad is not null then
    raise exception 'there is no transfer %', bad using errcode = 'foreign_key_violation';
  end if;
  select a.account_id into bad from arrived a where not exists (select 1 from accounts c where c.id = a.account_id) limit 1;
  if bad is not null then
    raise exception 'there is no account %', bad using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;

create function shares_stay() returns trigger language plpgsql as $$
begin
  raise exception 'a share is never deleted, and stays with its line and payee' using errcode = 'restrict_violation';
end $$;
create trigger shares_undeleted before delete on shares for each row execute function shares_stay();
create trigger shares_unmoved before update of id, line_id, payee_id, order_id, kind on shares for each row
  when ((old.id, old.line_id, old.payee_id, old.order_id, old.kind) is distinct from (new.id, new.line_id, new.payee_id, new.order_id, new.kind))
  execute function shares_stay();
alter table share_changes drop constraint share_changes_share_id_fkey;
alter table share_changes drop constraint share_changes_transfer_id_fkey;
create function share_changes_have_causes() returns trigger language plpgsql as $$
declare bad text;
begin
  select a.share_id into bad from arrived a where not exists (select 1 from shares s where s.id = a.share_id) limit 1;
  if bad is not null then
    raise exception 'there is no share %', bad using errcode = 'foreign_key_violation';
  end if;
  select a.transfer_id into bad from arrived a where a.transfer_id is not null and not exists (select 1 from transfers t where t.id = a.transfer_id) limit 1;
  if bad is not null then
    raise exception 'there is no transfer %', bad using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger share_changes_caused after insert on share_changes referencing new table as arrived for each statement execute function share_changes_have_causes();
