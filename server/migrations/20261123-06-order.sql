create table cart_lines (
  member_id member_id not null references members,
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  quantity integer not null check (quantity between 1 and 99),
  added_at timestamptz not null,
  primary key (member_id, listing_id, sku_id)
);

-- One order: one buyer, one shop, one payment.
create table orders (
  id order_id primary key,
  number text not null unique,
  buyer_id member_id not null references members,
  shop_id shop_id not null references shops,
  state text not null check (state in ('awaiting_payment', 'paid', 'closed', 'completed')),
  goods positive_fen not null,
  postage positive_fen not null,
  total positive_fen not null,
  refunded positive_fen not null default 0,
  region_code text not null,
  address_cipher text not null,
  note text not null,
  share_code text,
  placed_at timestamptz not null,
  -- When the reservation ends, while unpaid.
  due_at timestamptz,
  paid_at timestamptz,
  closed_at timestamptz,
  completed_at timestamptz,
  -- Written in the paying transaction; shares are computed from these, whatever happens later.
  paid_seq bigint unique,
  plan_version integer references plans,
  payer_hash bytea,
  payer_id member_id references members,
  r1_id member_id references members,
  r1_rank text check (r1_rank in ('member', 'agent', 'boss')),
  r2_id member_id references members,
  r2_rank text check (r2_rank in ('member', 'agent', 'boss')),
  -- Its pieces are in the products' sold counts.
  sold_counted boolean not null default false,
  -- Its shares were computed and posted once.
  shares_computed boolean not null default false,
  check (total = goods + postage),
  check (refunded <= total),
  check ((state in ('paid', 'completed')) = (paid_seq is not null and paid_at is not null and plan_version is not null))
);
create index orders_of_buyer on orders (buyer_id, id desc);
create index orders_of_shop on orders (shop_id, id desc);
create index orders_by_payer on orders (payer_hash, paid_seq) where payer_hash is not null;
create index orders_due on orders (due_at) where state = 'awaiting_payment';
create index orders_paid_by_r1 on orders (r1_id) where paid_seq is not null;
create index orders_paid_by_r2 on orders (r2_id) where paid_seq is not null;

create table parcels (
  id parcel_id primary key,
  order_id order_id not null references orders,
  supplier_id supplier_id not null references suppliers,
  state text not null check (state in ('to_ship', 'shipped', 'received')),
  postage positive_fen not null,
  postage_state text not null default 'held' check (postage_state in ('held', 'settled', 'refunded')),
  courier text,
  tracking_number text,
  shipped_at timestamptz,
  received_at timestamptz,
  -- The next thing that happens by itself: receipt where nothing is tracked.
  due_at timestamptz,
  unique (courier, tracking_number),
  check ((state = 'to_ship') = (shipped_at is null)),
  check ((state = 'received') = (received_at is not null))
);
create index parcels_of_order on parcels (order_id);
create index parcels_of_supplier on parcels (supplier_id, state, id desc);
create index parcels_due on parcels (due_at) where state = 'shipped';

create table order_lines (
  id line_id primary key,
  order_id order_id not null references orders,
  parcel_id parcel_id not null references parcels,
  place integer not null,
  listing_id listing_id not null references listings,
  product_id product_id not null references products,
  sku_id sku_id not null references skus,
  title text not null,
  sku_name text not null,
  picture text not null,
  price positive_fen not null,
  quantity integer not null check (quantity > 0),
  supply_price positive_fen not null,
  base positive_fen not null,
  platform_discount positive_fen not null default 0,
  return_excepted boolean not null,
  refunded positive_fen not null default 0,
  borne_by_supplier positive_fen not null default 0,
  borne_by_platform positive_fen not null default 0,
  -- Lowered for good when a boss noted on the order lost the rank while the line was held (REWARDS rule 9).
  r1_lowered boolean not null default false,
  r2_lowered boolean not null default false,
  -- The return window: 7 days after receipt, held open by the first request made in it.
  window_ends_at timestamptz,
  window_held boolean not null default false,
  completed_at timestamptz,
  released_at timestamptz,
  unique (order_id, place),
  check (refunded <= base),
  check (released_at is null or completed_at is not null)
);
create index order_lines_of_parcel on order_lines (parcel_id);
create index order_lines_window on order_lines (window_ends_at) where completed_at is null and window_ends_at is not null;
create index order_lines_unreleased on order_lines (completed_at) where released_at is null and completed_at is not null;

create table order_changes (
  id bigint generated always as identity primary key,
  order_id order_id not null references orders,
  what text not null,
  by text not null,
  at timestamptz not null
);
create index order_changes_of_order on order_changes (order_id, id);
create trigger order_changes_append_only before update or delete on order_changes for each row execute function refuse_change();

create table parcel_tracks (
  parcel_id parcel_id not null references parcels,
  at timestamptz not null,
  text text not null,
  place text not null,
  primary key (parcel_id, at, text)
);
