-- Ways an order reaches its buyer: by courier, fetched in the shop, or brought by the shop itself within a radius.
create table shop_places (
  shop_id shop_id primary key references shops,
  address text not null check (length(address) between 2 and 120),
  region_code text not null check (region_code ~ '^\d{6}$'),
  opening_hours text not null check (length(opening_hours) <= 60),
  -- Millionths of a degree, GCJ-02 as maps in China give them.
  lat_e6 integer not null check (lat_e6 between -90000000 and 90000000),
  lng_e6 integer not null check (lng_e6 between -180000000 and 180000000),
  pickup boolean not null,
  -- How far the shop brings goods, in metres; 0 where it does not.
  local_radius integer not null check (local_radius between 0 and 50000),
  changed_at timestamptz not null
);

alter table orders add column delivery text not null default 'parcel' check (delivery in ('parcel', 'pickup', 'local'));

-- What is handed over in person: against a code, once. The place is kept as it was when ordered.
create table handovers (
  order_id order_id primary key references orders,
  shop_id shop_id not null references shops,
  way text not null check (way in ('pickup', 'local')),
  code text not null check (code ~ '^\d{8}$'),
  place_address text not null,
  opening_hours text not null,
  distance integer,
  left_at timestamptz,
  redeemed_at timestamptz,
  redeemed_by member_id references members,
  check ((redeemed_at is null) = (redeemed_by is null))
);
-- A code means one order of a shop as long as it can be used.
create unique index one_order_a_code on handovers (shop_id, code) where redeemed_at is null;
create index handovers_of_shop on handovers (shop_id, order_id desc);

-- Wrong codes entered in a shop, so that nobody tries them all.
create table handover_misses (
  shop_id shop_id not null references shops,
  at timestamptz not null
);
create index handover_misses_of_shop on handover_misses (shop_id, at);
