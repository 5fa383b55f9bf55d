create domain difference_id as text check (value like 'dif\_%');

create table reconciled_days (
  day date primary key,
  state text not null check (state in ('open', 'closed')),
  fetched_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  payments integer not null,
  payments_fen fen not null,
  refunds integer not null,
  refunds_fen fen not null,
  transfers integer not null,
  transfers_fen fen not null,
  fees_fen fen not null,
  trade_hash text,
  basic_hash text,
  operation_hash text,
  check ((state = 'closed') = (closed_at is not null and closed_by is not null))
);

-- The bills as fetched, row by row: what the channel said, kept three years.
create table bill_rows (
  day date not null references reconciled_days,
  bill text not null check (bill in ('trade', 'basic', 'operation')),
  place integer not null,
  subject text not null check (subject in ('payment', 'refund', 'transfer', 'sharing', 'top_up', 'fee', 'other')),
  -- Our number where the bill names it, otherwise the channel's.
  number text not null,
  amount fen not null,
  fee fen not null,
  state text not null,
  at timestamptz not null,
  primary key (day, bill, place)
);
create index bill_rows_by_number on bill_rows (number, subject);

create table differences (
  id difference_id primary key,
  day date not null references reconciled_days,
  kind text not null check (kind in ('missing_here', 'missing_there', 'amount', 'fee', 'refund', 'balance')),
  subject text not null check (subject in ('payment', 'refund', 'transfer', 'sharing', 'top_up', 'account')),
  number text not null,
  ours fen,
  theirs fen,
  order_id order_id,
  state text not null check (state in ('open', 'explained')),
  words text,
  explained_by text,
  explained_at timestamptz,
  unique (day, kind, subject, number),
  check ((state = 'explained') = (words is not null and explained_by is not null and explained_at is not null))
);
create index differences_by_state on differences (state, id desc);
create index differences_of_day on differences (day, state);

-- The channel's fee of a payment, and what of it came back with a refund, as its bill says: posted once each.
create table channel_fees (
  number text primary key,
  amount fen not null check (amount <> 0),
  day date not null references reconciled_days
);
create trigger channel_fees_append_only before update or delete on channel_fees for each row execute function refuse_change();
