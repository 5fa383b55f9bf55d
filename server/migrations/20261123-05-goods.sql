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

-- A product in a shop, with everything its tile shows: lists are read from this one table by index. The columns below the line are kept by
-- triggers from where they belong, so no code can forget them.
create table listings (
  id listing_id primary key,
  shop_id shop_id not null references shops,
  product_id product_id not null references products,
  on_sale boolean not null,
  -- The lowest price of its options.
  price_from positive_fen not null,
  listed_at timestamptz not null,
  -- — kept by triggers —
  shop_name text not null default '',
  title text not null default '',
  subtitle text not null default '',
  picture text not null default '',
  category_id text not null default '',
  sellable boolean not null default false,
  in_stock boolean not null default false,
  sold_count integer not null default 0,
  review_count integer not null default 0,
  star_total integer not null default 0,
  unique (shop_id, product_id)
);
create index listings_by_sold on listings (shop_id, sold_count desc, id desc) where on_sale and sellable;
create index listings_by_price on listings (shop_id, price_from, id) where on_sale and sellable;
create index listings_by_age on listings (shop_id, id desc) where on_sale and sellable;
create index listings_of_product on listings (product_id, price_from, id) where on_sale and sellable;
create index listings_any_of_product on listings (product_id);

-- What a tile of these listings must show now. Sellable: the product is approved and so is its supplier.
create function refresh_tiles(products_changed text[], shops_changed text[]) returns void language sql as $$
  update listings l set shop_name = s.name, title = p.title, subtitle = p.subtitle, picture = p.pictures->>0, category_id = p.category_id,
    sellable = p.state = 'approved' and u.state = 'approved', in_stock = exists (select 1 from skus k where k.product_id = p.id and k.stock > 0),
    sold_count = p.sold_count, review_count = p.review_count, star_total = p.star_total
  from products p, suppliers u, shops s
  where p.id = l.product_id and u.id = p.supplier_id and s.id = l.shop_id and (l.product_id = any(products_changed) or l.shop_id = any(shops_changed));
$$;

create function refresh_tiles_of_product() returns trigger language plpgsql as $$
begin
  perform refresh_tiles(array[new.id::text], '{}');
  return null;
end $$;
create trigger products_show_in_tiles after update of title, subtitle, pictures, category_id, state, sold_count, review_count, star_total on products
  for each row when (old is distinct from new) execute function refresh_tiles_of_product();

create function refresh_tiles_of_sku() returns trigger language plpgsql as $$
begin
  perform refresh_tiles(array[new.product_id::text], '{}');
  return null;
end $$;
-- Only the last piece and the first one again change what a tile says.
create trigger skus_show_in_tiles after update of stock on skus for each row when ((old.stock = 0) <> (new.stock = 0)) execute function refresh_tiles_of_sku();

create function refresh_tiles_of_supplier() returns trigger language plpgsql as $$
begin
  perform refresh_tiles(array(select id::text from products where supplier_id = new.id), '{}');
  return null;
end $$;
create trigger suppliers_show_in_tiles after update of state on suppliers for each row when (old.state <> new.state) execute function refresh_tiles_of_supplier();

create function refresh_tiles_of_shop() returns trigger language plpgsql as $$
begin
  perform refresh_tiles('{}', array[new.id::text]);
  return null;
end $$;
create trigger shops_show_in_tiles after update of name on shops for each row when (old.name <> new.name) execute function refresh_tiles_of_shop();

create function refresh_tiles_of_listing() returns trigger language plpgsql as $$
begin
  perform refresh_tiles(array(select distinct product_id::text from arrived), '{}');
  return null;
end $$;
create trigger listings_show_themselves after insert on listings referencing new table as arrived for each statement execute function refresh_tiles_of_listing();

create table listing_prices (
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  price positive_fen not null,
  primary key (listing_id, sku_id)
);
