-- Coupons, threshold discounts and flash sales; what each took off a line; the lowest deal of each day.
create domain coupon_id as text check (value like 'cpn\_%');
create domain coupon_claim_id as text check (value like 'ccl\_%');
create domain threshold_id as text check (value like 'thr\_%');
create domain flash_sale_id as text check (value like 'fls\_%');

create table coupons (
  id coupon_id primary key,
  issuer text not null check (issuer in ('shop', 'platform')),
  shop_id shop_id references shops,
  name text not null,
  from_amount positive_fen not null,
  -- So much off, or a rate up to so much.
  off_amount positive_fen,
  rate bps,
  at_most positive_fen,
  product_ids jsonb not null,
  category_ids jsonb not null,
  -- How many may be claimed: never more, whatever the code does.
  budget integer not null check (budget > 0),
  claimed integer not null default 0 check (claimed between 0 and budget),
  per_person integer not null check (per_person between 1 and 20),
  claim_from timestamptz not null,
  claim_until timestamptz not null,
  valid_days integer not null check (valid_days between 1 and 365),
  stopped_at timestamptz,
  made_by text not null,
  made_at timestamptz not null,
  check ((issuer = 'shop') = (shop_id is not null)),
  check ((off_amount is null) <> (rate is null) and (rate is null) = (at_most is null)),
  check (coalesce(off_amount, rate) > 0),
  check (claim_from < claim_until)
);
create index coupons_of_shop on coupons (shop_id, id desc);
create index coupons_to_claim on coupons (claim_until);

-- COMPLIANCE C5: what people claimed under does not change afterwards. Stopping further claims is allowed.
create function coupon_terms_stay() returns trigger language plpgsql as $$
begin
  if old.claimed > 0 and (new.from_amount, new.off_amount, new.rate, new.at_most, new.product_ids, new.category_ids, new.per_person, new.valid_days, new.shop_id)
    is distinct from (old.from_amount, old.off_amount, old.rate, old.at_most, old.product_ids, old.category_ids, old.per_person, old.valid_days, old.shop_id) then
    raise exception 'the terms of coupon % were claimed under', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger coupons_keep_their_terms before update on coupons for each row execute function coupon_terms_stay();

create table coupon_claims (
  id coupon_claim_id primary key,
  coupon_id coupon_id not null references coupons,
  member_id member_id not null references members,
  nth integer not null check (nth > 0),
  state text not null check (state in ('claimed', 'redeemed', 'expired')),
  -- Deferred: it is written by a function within the statement that writes the order.
  order_id order_id references orders deferrable initially deferred,
  claimed_at timestamptz not null,
  expires_at timestamptz not null,
  reminded_at timestamptz,
  unique (coupon_id, member_id, nth),
  check ((state = 'redeemed') = (order_id is not null))
);
create index coupon_claims_of_member on coupon_claims (member_id, state, expires_at);
create index coupon_claims_of_order on coupon_claims (order_id) where order_id is not null;
create index coupon_claims_due on coupon_claims (expires_at) where state = 'claimed';

create table threshold_discounts (
  id threshold_id primary key,
  shop_id shop_id not null references shops,
  from_amount positive_fen not null,
  off_amount positive_fen not null,
  product_ids jsonb not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stopped_at timestamptz,
  made_at timestamptz not null,
  check (off_amount > 0 and off_amount < from_amount),
  check (starts_at < ends_at)
);
create index threshold_discounts_of_shop on threshold_discounts (shop_id, ends_at);

create table flash_sales (
  id flash_sale_id primary key,
  shop_id shop_id not null references shops,
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  price positive_fen not null,
  -- Its own stock: pieces at this price, besides the stock of the goods.
  quota integer not null check (quota > 0),
  taken integer not null default 0 check (taken between 0 and quota),
  per_person integer not null check (per_person between 1 and 99),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stopped_at timestamptz,
  made_at timestamptz not null,
  check (starts_at < ends_at)
);
create index flash_sales_of_listing on flash_sales (listing_id, ends_at);
create index flash_sales_of_shop on flash_sales (shop_id, ends_at);

-- Pieces a person has at a flash price, orders that were closed taken off.
create table flash_takes (
  flash_sale_id flash_sale_id not null references flash_sales,
  member_id member_id not null references members,
  pieces integer not null check (pieces >= 0),
  primary key (flash_sale_id, member_id)
);

-- What took how much off a line: the price explained, and the lines a coupon was spread over.
create table line_cuts (
  line_id line_id not null references order_lines,
  place integer not null,
  kind text not null check (kind in ('flash', 'group', 'bargain', 'threshold', 'shop_coupon', 'platform_coupon')),
  source_id text not null,
  zh text not null,
  en text not null,
  amount positive_fen not null,
  primary key (line_id, place)
);
create trigger line_cuts_append_only before update or delete on line_cuts for each row execute function refuse_change();

-- COMPLIANCE C3: a crossed-out price is at most the lowest price something was really sold at in the seven days before.
create table lowest_deals (
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  day date not null,
  price positive_fen not null,
  primary key (listing_id, sku_id, day)
);

/* What an order needs of promotions, taken in the statement that writes it, or the whole statement fails:
   LK002 a coupon is not there any more, LK003 the flash price is sold out or over, LK004 more than one person may have. */
create function take_coupons(the_order text, buyer text, claims text[], at timestamptz) returns void language plpgsql as $$
declare took integer;
begin
  if cardinality(claims) = 0 then return; end if;
  update coupon_claims set state = 'redeemed', order_id = the_order
    where id = any(claims) and member_id = buyer and state = 'claimed' and expires_at > at;
  get diagnostics took = row_count;
  if took <> cardinality(claims) then raise exception 'coupon' using errcode = 'LK002'; end if;
end $$;

create function take_flash(buyer text, sales text[], quantities integer[], at timestamptz) returns void language plpgsql as $$
declare sale record;
begin
  for sale in select w.id, sum(w.quantity)::int as quantity from unnest(sales, quantities) as w (id, quantity) group by w.id order by w.id loop
    update flash_sales f set taken = taken + sale.quantity
      where f.id = sale.id and f.taken + sale.quantity <= f.quota and f.starts_at <= at and f.ends_at > at and f.stopped_at is null;
    if not found then raise exception '%', sale.id using errcode = 'LK003'; end if;
    insert into flash_takes as t (flash_sale_id, member_id, pieces) values (sale.id, buyer, sale.quantity)
      on conflict (flash_sale_id, member_id) do update set pieces = t.pieces + excluded.pieces;
    perform 1 from flash_takes t join flash_sales f on f.id = t.flash_sale_id where t.flash_sale_id = sale.id and t.member_id = buyer and t.pieces > f.per_person;
    if found then raise exception '%', sale.id using errcode = 'LK004'; end if;
  end loop;
end $$;

-- What an order that is closed gives back.
create function return_promotions(the_order text, at timestamptz) returns void language plpgsql as $$
begin
  update coupon_claims set state = case when expires_at > at then 'claimed' else 'expired' end, order_id = null where order_id = the_order;
  update flash_sales f set taken = taken - given.pieces
    from (select c.source_id, sum(l.quantity)::int as pieces from line_cuts c join order_lines l on l.id = c.line_id where l.order_id = the_order and c.kind = 'flash' group by 1) given
    where f.id = given.source_id;
  update flash_takes t set pieces = t.pieces - given.pieces
    from (select c.source_id, o.buyer_id, sum(l.quantity)::int as pieces from line_cuts c join order_lines l on l.id = c.line_id join orders o on o.id = l.order_id
      where l.order_id = the_order and c.kind = 'flash' group by 1, 2) given
    where t.flash_sale_id = given.source_id and t.member_id = given.buyer_id;
end $$;

-- What may be crossed out beside a special price now: the lowest price it was sold at in the seven days before today; null where nothing was sold.
create function lowest_deal(listing text, sku text, at timestamptz) returns bigint language sql stable as $$
  select min(d.price)::bigint from lowest_deals d where d.listing_id = listing and d.sku_id = sku
    and d.day between (at at time zone 'Asia/Shanghai')::date - 7 and (at at time zone 'Asia/Shanghai')::date - 1
$$;
