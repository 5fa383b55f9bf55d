create domain warehouse_id as text check (value like 'whs\_%');

create table warehouses (
  id warehouse_id primary key,
  supplier_id supplier_id not null references suppliers,
  name text not null,
  region_code text not null,
  added_at timestamptz not null,
  unique (supplier_id, name)
);

-- Set by the sweep when a lot's time has come; from then on it leaves no warehouse any more.
alter table lots add column expired_at timestamptz;
create index lots_to_expire on lots (best_before) where expired_at is null and best_before is not null;

-- The pieces of a lot that lie in a warehouse, those of unshipped orders among them. What is free to sell is `skus.stock`: receiving adds to
-- both, an order takes from the latter, shipping from the former.
create table lot_stock (
  lot_id lot_id not null references lots,
  sku_id sku_id not null references skus,
  warehouse_id warehouse_id not null references warehouses,
  quantity integer not null check (quantity >= 0),
  primary key (sku_id, lot_id, warehouse_id)
);
create index lot_stock_of_lot on lot_stock (lot_id);

-- The pieces of an order's line, by the lot they came from.
create table line_lots (
  line_id line_id not null references order_lines,
  lot_id lot_id not null references lots,
  warehouse_id warehouse_id not null references warehouses,
  quantity integer not null check (quantity > 0),
  primary key (line_id, lot_id, warehouse_id)
);
create index line_lots_of_lot on line_lots (lot_id);
create trigger line_lots_append_only before update or delete on line_lots for each row execute function refuse_change();

-- A line never shows more pieces than were bought.
create function refuse_too_many_pieces() returns trigger language plpgsql as $$
begin
  if (select sum(quantity) from line_lots where line_id = new.line_id) > (select quantity from order_lines where id = new.line_id) then
    raise exception 'line % took more pieces than it has', new.line_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger line_lots_within_line after insert on line_lots for each row execute function refuse_too_many_pieces();

-- Every change of lot_stock; it adds up to it.
create table lot_moves (
  id bigint generated always as identity primary key,
  lot_id lot_id not null references lots,
  sku_id sku_id not null references skus,
  warehouse_id warehouse_id not null references warehouses,
  change integer not null check (change <> 0),
  why text not null check (why in ('received', 'shipped', 'expired', 'counted')),
  line_id line_id references order_lines,
  by text not null,
  at timestamptz not null,
  check ((why = 'shipped') = (line_id is not null))
);
create index lot_moves_of_lot on lot_moves (lot_id, id);
create trigger lot_moves_append_only before update or delete on lot_moves for each row execute function refuse_change();

-- What happened to goods is written once. Only the trace of a draft, whose lot holds nothing yet, is written anew with it.
create function refuse_change_of_trace() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select 1 from lot_stock where lot_id = old.lot_id) then
    raise exception 'trace events are append-only' using errcode = 'restrict_violation';
  end if;
  return old;
end $$;
create trigger trace_events_append_only before update or delete on trace_events for each row execute function refuse_change_of_trace();
