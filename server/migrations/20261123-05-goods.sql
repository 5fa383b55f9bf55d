create table suppliers (
  id supplier_id primary key,
  name text not null,
  region_code text not null,
  story text not null,
  licence_number text not null,
  licence_expires_at timestamptz,
  state text not null check (state in ('applied', 'approved', 'suspended')),
  applied_at timestamptz not null
);
alter table staff add foreign key (supplier_id) references suppliers;

create table categories (
  id text primary key,
  zh text not null,
  en text not null,
  picture text not null,
  place integer not null
);

create table products (
  id product_id primary key,
  supplier_id supplier_id not null references suppliers,
  category_id text not null references categories,
  state text not null check (state in ('draft', 'submitted', 'approved', 'rejected', 'withdrawn')),
  title text not null,
  subtitle text not null,
  description text not null,
  pictures jsonb not null,
  attributes jsonb not null,
  return_excepted boolean not null,
  show_supplier_part boolean not null,
  rejected_because text,
  -- Counted projections for the lists: paid pieces, and reviews of buyers.
  sold_count integer not null default 0 check (sold_count >= 0),
  review_count integer not null default 0,
  star_total integer not null default 0,
  updated_at timestamptz not null
);
create index products_of_supplier on products (supplier_id, id desc);
create index products_by_state on products (state, id desc);
create index products_by_sold on products (sold_count desc, id desc) where state = 'approved';

create table skus (
  id sku_id primary key,
  product_id product_id not null references products,
  name text not null,
  supply_price positive_fen not null,
  min_price positive_fen not null,
  suggested_price positive_fen not null,
  max_price positive_fen not null,
  -- Free to sell: what is reserved by unpaid orders is already taken away.
  stock integer not null check (stock >= 0),
  weight_grams integer not null check (weight_grams >= 0),
  place integer not null,
  check (supply_price <= min_price and min_price <= suggested_price and suggested_price <= max_price)
);
create index skus_of_product on skus (product_id, place);

-- Takes stock of several options, of all or of none: the caller's transaction fails with LK001 and the option's id when one is short.
-- Rows are locked in id order, so two carts with the same goods cannot wait for each other.
create function take_stock(ids text[], quantities integer[]) returns void language plpgsql as $$
declare short text;
begin
  with wanted as (select * from unnest(ids, quantities) as w (id, quantity)),
  locked as (select s.id, w.quantity from skus s join wanted w on w.id = s.id order by s.id for update of s),
  taken as (update skus set stock = stock - locked.quantity from locked where skus.id = locked.id and skus.stock >= locked.quantity returning skus.id)
  select wanted.id into short from wanted where not exists (select 1 from taken where taken.id = wanted.id) limit 1;
  if short is not null then
    raise exception '%', short using errcode = 'LK001';
  end if;
end $$;

create table lots (
  id lot_id primary key,
  product_id product_id not null references products,
  code text not null,
  origin text not null,
  producer text not null,
  story text not null,
  best_before timestamptz,
  inspection jsonb,
  added_at timestamptz not null,
  unique (product_id, code)
);

create table trace_events (
  id bigint generated always as identity primary key,
  lot_id lot_id not null references lots,
  kind text not null check (kind in ('harvest', 'make', 'inspect', 'store', 'pack', 'ship')),
  at timestamptz not null,
  place text not null,
  note text not null
);
create index trace_events_of_lot on trace_events (lot_id, at);

create table shops (
  id shop_id primary key,
  owner_id member_id not null unique references members,
  name text not null,
  intro text not null,
  front text not null,
  region_code text not null,
  opened_at timestamptz not null
);

create table listings (
  id listing_id primary key,
  shop_id shop_id not null references shops,
  product_id product_id not null references products,
  on_sale boolean not null,
  -- The lowest price of its options, for the list.
  price_from positive_fen not null,
  listed_at timestamptz not null,
  unique (shop_id, product_id)
);
create index listings_of_shop on listings (shop_id, id desc) where on_sale;
create index listings_of_product on listings (product_id);

create table listing_prices (
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  price positive_fen not null,
  primary key (listing_id, sku_id)
);
