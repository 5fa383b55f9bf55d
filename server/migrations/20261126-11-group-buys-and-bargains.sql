-- Group buys: an offer of a shop, groups that people open and join, one place a person. A place is had with the order and kept by paying.
create domain group_offer_id as text check (value like 'gof\_%');
create domain group_buy_id as text check (value like 'grp\_%');
create domain bargain_offer_id as text check (value like 'bof\_%');
create domain bargain_id as text check (value like 'brg\_%');

create table group_offers (
  id group_offer_id primary key,
  shop_id shop_id not null references shops,
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  price positive_fen not null,
  size integer not null check (size between 2 and 100),
  hours integer not null check (hours between 1 and 168),
  most_pieces integer not null check (most_pieces between 1 and 99),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stopped_at timestamptz,
  made_at timestamptz not null,
  check (starts_at < ends_at)
);
create index group_offers_of_listing on group_offers (listing_id, ends_at);
create index group_offers_of_shop on group_offers (shop_id, ends_at);

create table group_buys (
  id group_buy_id primary key,
  offer_id group_offer_id not null references group_offers,
  leader_id member_id not null references members,
  size integer not null,
  state text not null check (state in ('open', 'filled', 'expired')),
  places integer not null check (places between 0 and size),
  paid integer not null default 0 check (paid between 0 and places),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  filled_at timestamptz,
  -- Full means paid by so many different people; there is no other way to be full.
  check ((state = 'filled') = (paid = size)),
  check ((state = 'filled') = (filled_at is not null))
);
create index group_buys_of_offer on group_buys (offer_id, due_at) where state = 'open';
create index group_buys_due on group_buys (due_at) where state = 'open';

create table group_places (
  group_id group_buy_id not null references group_buys,
  member_id member_id not null references members,
  order_id order_id not null unique references orders deferrable initially deferred,
  paid_at timestamptz,
  taken_at timestamptz not null,
  primary key (group_id, member_id)
);

alter table orders add group_id group_buy_id references group_buys deferrable initially deferred, add bargain_id bargain_id;
create index orders_of_group on orders (group_id) where group_id is not null;
alter table orders drop constraint orders_state_check;
-- Paid, but its group is not full yet: the money is kept apart, nothing is shipped, nobody earns.
alter table orders add constraint orders_state_check check (state in ('awaiting_payment', 'awaiting_group', 'paid', 'closed', 'completed'));
alter table orders add check (state <> 'awaiting_group' or group_id is not null);

-- Whose account paid an order that waits for its group: written down with the order when the group is full.
create table held_payments (
  order_id order_id primary key references orders,
  out_trade_no text not null references payment_attempts,
  payer_hash bytea not null,
  held_at timestamptz not null
);

/* Takes a place in a group, opening it when it is new. LK005: the group is full, over, or one is in it already. */
create function take_place(the_group text, the_offer text, buyer text, the_order text, at timestamptz) returns void language plpgsql as $$
begin
  if the_offer is null then return; end if;
  insert into group_buys (id, offer_id, leader_id, size, state, places, opened_at, due_at)
    select the_group, o.id, buyer, o.size, 'open', 0, at, at + make_interval(hours => o.hours)
    from group_offers o where o.id = the_offer and o.starts_at <= at and o.ends_at > at and o.stopped_at is null
    on conflict (id) do nothing;
  update group_buys set places = places + 1 where id = the_group and offer_id = the_offer and state = 'open' and due_at > at and places < size;
  if not found then raise exception '%', the_group using errcode = 'LK005'; end if;
  insert into group_places (group_id, member_id, order_id, taken_at) values (the_group, buyer, the_order, at) on conflict (group_id, member_id) do nothing;
  if not found then raise exception '%', the_group using errcode = 'LK006'; end if;
end $$;

create table bargain_offers (
  id bargain_offer_id primary key,
  shop_id shop_id not null references shops,
  listing_id listing_id not null references listings,
  sku_id sku_id not null references skus,
  floor_price positive_fen not null,
  -- How many friends it takes to reach the floor.
  cuts integer not null check (cuts between 2 and 50),
  hours integer not null check (hours between 1 and 168),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  stopped_at timestamptz,
  made_at timestamptz not null,
  check (starts_at < ends_at)
);
create index bargain_offers_of_listing on bargain_offers (listing_id, ends_at);
create index bargain_offers_of_shop on bargain_offers (shop_id, ends_at);

create table bargains (
  id bargain_id primary key,
  offer_id bargain_offer_id not null references bargain_offers,
  member_id member_id not null references members,
  state text not null check (state in ('open', 'bought', 'expired')),
  list_price positive_fen not null,
  floor_price positive_fen not null,
  cuts integer not null,
  made integer not null default 0 check (made between 0 and cuts),
  started_at timestamptz not null,
  due_at timestamptz not null,
  order_id order_id references orders deferrable initially deferred,
  check (floor_price < list_price),
  check ((state = 'bought') = (order_id is not null))
);
create unique index one_open_bargain on bargains (offer_id, member_id) where state = 'open';
create index bargains_of_member on bargains (member_id, id desc);
create index bargains_due on bargains (due_at) where state = 'open';
alter table orders add foreign key (bargain_id) references bargains;

create table bargain_cuts (
  bargain_id bargain_id not null references bargains,
  member_id member_id not null references members,
  nth integer not null check (nth > 0),
  amount positive_fen not null,
  at timestamptz not null,
  primary key (bargain_id, member_id),
  unique (bargain_id, nth)
);
create trigger bargain_cuts_append_only before update or delete on bargain_cuts for each row execute function refuse_change();

/* LK007: the bargain is over, was bought, or has moved on: its price is another. */
create function take_bargain(the_bargain text, buyer text, the_order text, cuts_made integer, at timestamptz) returns void language plpgsql as $$
begin
  if the_bargain is null then return; end if;
  update bargains set state = 'bought', order_id = the_order
    where id = the_bargain and member_id = buyer and state = 'open' and due_at > at and made = cuts_made;
  if not found then raise exception '%', the_bargain using errcode = 'LK007'; end if;
end $$;

-- A closed order leaves its group and gives the bargain back.
create function return_places(the_order text, at timestamptz) returns void language plpgsql as $$
declare left_group text;
begin
  delete from group_places where order_id = the_order and paid_at is null returning group_id into left_group;
  if left_group is not null then
    update group_buys set places = places - 1 where id = left_group;
  end if;
  update bargains set state = case when due_at > at then 'open' else 'expired' end, order_id = null where order_id = the_order;
end $$;

/* A payment that came after its order was closed: everything the order needs, once more, or false and nothing. */
create function take_again(the_order text, buyer text, skus text[], quantities integer[], at timestamptz) returns boolean language plpgsql as $$
declare the_group text; the_offer text; the_bargain text;
begin
  select o.group_id, g.offer_id, o.bargain_id into the_group, the_offer, the_bargain from orders o left join group_buys g on g.id = o.group_id where o.id = the_order;
  begin
    perform take_coupons(the_order, buyer, array(select distinct x.id from coupon_claims x join line_cuts c on c.source_id = x.id
      join order_lines l on l.id = c.line_id where l.order_id = the_order), at);
    perform take_flash(buyer, array(select c.source_id from line_cuts c join order_lines l on l.id = c.line_id where l.order_id = the_order and c.kind = 'flash' order by l.id),
      array(select l.quantity from line_cuts c join order_lines l on l.id = c.line_id where l.order_id = the_order and c.kind = 'flash' order by l.id), at);
    perform take_place(the_group, the_offer, buyer, the_order, at);
    perform take_bargain(the_bargain, buyer, the_order, (select made from bargains where id = the_bargain), at);
    perform take_stock(skus, quantities);
  exception when sqlstate 'LK001' or sqlstate 'LK002' or sqlstate 'LK003' or sqlstate 'LK004' or sqlstate 'LK005' or sqlstate 'LK006' or sqlstate 'LK007' then
    return false;
  end;
  return true;
end $$;

-- All that orders take, in the order in which everybody locks it; the stock last, because most wait for it. `takes`: of each order that uses promotions, what.
create function take_for_orders(takes json, skus text[], quantities integer[], at timestamptz) returns void language plpgsql as $$
declare each record;
begin
  -- Most orders take nothing but stock, and most of these one option.
  if json_array_length(takes) > 0 then
  for each in select * from json_to_recordset(takes) as x ("order" text, buyer text, claims text[], sales text[], pieces integer[], "group" text, "offerId" text, bargain text, "cutsMade" integer) loop
    perform take_coupons(each."order", each.buyer, each.claims, at);
    perform take_flash(each.buyer, each.sales, each.pieces, at);
    perform take_place(each."group", each."offerId", each.buyer, each."order", at);
    perform take_bargain(each.bargain, each.buyer, each."order", each."cutsMade", at);
  end loop;
  end if;
  if cardinality(skus) > 1 then
    perform take_stock(skus, quantities);
    return;
  end if;
  update skus s set stock = s.stock - quantities[1] where s.id = skus[1] and s.stock >= quantities[1];
  if not found then raise exception '%', skus[1] using errcode = 'LK001'; end if;
end $$;
