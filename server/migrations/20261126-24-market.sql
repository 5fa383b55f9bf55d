-- What a shopkeeper is told of goods in the shop: the supplier changed a price, or they stopped selling, or are back.
create table listing_notices (
  id bigint generated always as identity primary key,
  shop_id shop_id not null references shops,
  listing_id listing_id not null references listings,
  kind text not null check (kind in ('supply_price', 'price_moved', 'stopped', 'back')),
  sku_name text not null default '',
  before_price positive_fen,
  after_price positive_fen,
  at timestamptz not null,
  seen_at timestamptz
);
create index listing_notices_of_shop on listing_notices (shop_id, id desc);
create index listing_notices_of_listing on listing_notices (listing_id, id desc) where kind in ('stopped', 'back');

-- Words and pictures that a supplier lends to those who share the goods.
create table product_materials (
  product_id product_id not null references products,
  place integer not null,
  text text not null,
  pictures jsonb not null,
  primary key (product_id, place)
);
create index suppliers_by_region on suppliers (region_code);
