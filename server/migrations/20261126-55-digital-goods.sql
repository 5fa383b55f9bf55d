-- Goods that nobody carries: courses one opens, and consultations one chooses a time for.
create domain consultation_slot_id as text check (value like 'slt\_%');

alter table products add column kind text not null default 'goods' check (kind in ('goods', 'course', 'consultation'));
-- What who paid is shown: an outline everybody may read, a text, and a link.
alter table products add column digital jsonb;
alter table products add constraint products_digital check ((kind = 'goods') = (digital is null));

alter table orders drop constraint orders_delivery_check;
alter table orders add constraint orders_delivery_check check (delivery in ('parcel', 'pickup', 'local', 'digital'));

-- A digital line is opened once, by its buyer's own word that it cannot be sent back from then on.
create table digital_openings (
  line_id line_id primary key references order_lines,
  opened_at timestamptz not null,
  opened_by member_id not null references members
);
create trigger digital_openings_append_only before update or delete on digital_openings for each row execute function refuse_change();

-- Times at which who gives a consultation is there.
create table consultation_slots (
  id consultation_slot_id primary key,
  product_id product_id not null references products,
  starts_at timestamptz not null,
  minutes integer not null check (minutes between 10 and 240),
  -- Whose it is; one time for one line and one line for one time, whoever asks at once.
  line_id line_id unique references order_lines,
  booked_at timestamptz,
  unique (product_id, starts_at),
  check ((line_id is null) = (booked_at is null))
);
create index consultation_slots_free on consultation_slots (product_id, starts_at) where line_id is null;

-- What is wholly given back holds no time any more.
create function free_consultation_slot() returns trigger language plpgsql as $$
begin
  update consultation_slots set line_id = null, booked_at = null where line_id = new.id;
  return null;
end $$;
create trigger order_lines_free_slot after update of refunded on order_lines for each row
  when (new.refunded = new.base and old.refunded < old.base) execute function free_consultation_slot();
