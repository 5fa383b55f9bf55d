-- Domains become branded types in TypeScript: `fen` is `Fen`, `order_id` is `OrderId`.
-- What must hold even when the code is wrong is said here, not in the code.
create domain fen as bigint;
create domain positive_fen as fen check (value >= 0);
create domain bps as integer check (value between 0 and 10000);
create domain member_id as text check (value like 'mbr\_%');
create domain staff_id as text check (value like 'stf\_%');
create domain address_id as text check (value like 'adr\_%');
create domain supplier_id as text check (value like 'sup\_%');
create domain shop_id as text check (value like 'shp\_%');
create domain product_id as text check (value like 'prd\_%');
create domain sku_id as text check (value like 'sku\_%');
create domain listing_id as text check (value like 'lst\_%');
create domain lot_id as text check (value like 'lot\_%');
create domain file_id as text check (value like 'fil\_%');
create domain order_id as text check (value like 'ord\_%');
create domain line_id as text check (value like 'lin\_%');
create domain parcel_id as text check (value like 'pcl\_%');
create domain after_sale_id as text check (value like 'afs\_%');
create domain share_id as text check (value like 'shr\_%');
create domain transfer_id as text check (value like 'trf\_%');
create domain review_id as text check (value like 'rev\_%');
create domain visitor_id as text check (value like 'vis\_%');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- The reply of a mutation sent with a key, stored in the transaction that did it.
create table idempotency_keys (
  caller text not null,
  key text not null,
  route text not null,
  request_hash bytea not null,
  reply jsonb not null,
  stored_at timestamptz not null,
  primary key (caller, key)
);
create index idempotency_keys_by_age on idempotency_keys (stored_at);

-- The one row of the demo's clock: how far it runs ahead of real time. In production it stays 0.
create table clock (
  only_row boolean primary key default true check (only_row),
  offset_ms bigint not null default 0 check (offset_ms >= 0)
);
insert into clock values (true, 0);

-- Attacks and oddities a person should look at: bad signatures, wrong amounts, reused refresh tokens.
create table security_events (
  id bigint generated always as identity primary key,
  kind text not null,
  detail jsonb not null,
  at timestamptz not null
);
create trigger security_events_append_only before update or delete on security_events for each row execute function refuse_change();

-- Uploaded files. Small ones (reports, pictures) live in the database: one backup, one transaction.
create table files (
  id file_id primary key,
  sha256 bytea not null unique,
  mime text not null check (mime in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  name text not null,
  bytes bytea not null check (octet_length(bytes) <= 1000000),
  uploaded_by text not null,
  uploaded_at timestamptz not null
);
