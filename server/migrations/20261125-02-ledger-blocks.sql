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
