create table reviews (
  id review_id primary key,
  line_id line_id not null unique references order_lines,
  product_id product_id not null references products,
  shop_id shop_id not null references shops,
  member_id member_id not null references members,
  stars integer not null check (stars between 1 and 5),
  words text not null,
  at timestamptz not null
);
create index reviews_of_product on reviews (product_id, id desc);
create index reviews_of_shop on reviews (shop_id, id desc);

create table cards (
  member_id member_id primary key references members,
  name text not null,
  title text not null,
  slogan text not null,
  story text not null,
  region_code text not null,
  phone_cipher text,
  wechat_cipher text,
  phone_shown boolean not null,
  wechat_shown boolean not null,
  honours jsonb not null,
  updated_at timestamptz not null
);

create table visitors (
  id visitor_id primary key,
  member_id member_id references members,
  first_at timestamptz not null
);
create index visitors_of_member on visitors (member_id) where member_id is not null;

-- Which shared links a visitor came through; the newest of the last 30 days offers the referrer.
create table arrivals (
  visitor_id visitor_id not null references visitors,
  share_code text not null references share_codes (code),
  at timestamptz not null,
  primary key (visitor_id, share_code)
);

create table visit_events (
  id text not null,
  visitor_id visitor_id not null references visitors,
  kind text not null check (kind in ('view', 'dwell', 'click', 'favourite', 'share')),
  subject text not null check (subject in ('card', 'product', 'shop', 'home')),
  subject_id text not null,
  product_id product_id,
  owner_id member_id,
  -- Whoever shared the link the visitor came through.
  from_id member_id,
  dwell_seconds integer not null default 0 check (dwell_seconds between 0 and 3600),
  -- What was clicked: `call`, `buy`, `report`.
  detail text not null default '',
  at timestamptz not null,
  primary key (visitor_id, id)
);
create index visit_events_of_owner on visit_events (owner_id, at desc) where owner_id is not null;
create index visit_events_of_visitor on visit_events (visitor_id, at desc);

create table favourites (
  member_id member_id not null references members,
  listing_id listing_id not null references listings,
  at timestamptz not null,
  primary key (member_id, listing_id)
);

-- Which pairs of products a visitor looked at within a day, each once, so that looking again counts nothing. A product pairs with itself.
create table viewed_pairs (
  visitor_id visitor_id not null references visitors,
  product_id product_id not null references products,
  other_id product_id not null references products,
  primary key (visitor_id, product_id, other_id),
  check (product_id <= other_id)
);

-- The same, counted over visitors, in both directions. The diagonal counts who looked at one product: its popularity.
create table co_views (
  product_id product_id not null references products,
  other_id product_id not null references products,
  visitors integer not null check (visitors > 0),
  primary key (product_id, other_id)
);
