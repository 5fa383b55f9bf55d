-- After-sale with exchange, evidence, arbitration and parcels that are tracked both ways (decision 0018).
alter table after_sales drop constraint after_sales_kind_check;
alter table after_sales add check (kind in ('refund_only', 'return_and_refund', 'exchange'));
alter table after_sales drop constraint after_sales_state_check;
alter table after_sales add check (state in ('requested', 'approved', 'returning', 'replacing', 'arbitrating', 'refunding', 'refunded', 'replaced', 'rejected', 'closed'));

-- How many pieces of the line it is about.
alter table after_sales add column quantity integer check (quantity > 0);
update after_sales a set quantity = l.quantity from order_lines l where l.id = a.line_id;
alter table after_sales alter column quantity set not null;
-- Pieces that never left and are on sale again.
alter table after_sales add column restocked integer not null default 0 check (restocked between 0 and quantity);
-- A return that the law gives the buyer without anybody's consent: no seller may reject it.
alter table after_sales add column rightful boolean not null default false;
alter table after_sales add column decided_side text check (decided_side in ('supplier', 'platform', 'system'));
alter table after_sales add column return_to text;
-- When the line's window stopped waiting for this request.
alter table after_sales add column hold_ended_at timestamptz;
update after_sales set hold_ended_at = coalesce(decided_at, requested_at) where state in ('refunding', 'refunded', 'rejected');

drop index one_open_after_sale;
create unique index one_open_after_sale on after_sales (line_id) where state in ('requested', 'approved', 'returning', 'replacing', 'arbitrating', 'refunding');
drop index after_sales_due;
create index after_sales_due on after_sales (answer_by) where state in ('requested', 'approved', 'returning', 'replacing');
create index after_sales_holding on after_sales (requested_at) where holds_window and hold_ended_at is null;
create index after_sales_of_line on after_sales (line_id);

-- Which state may follow which. The code keeps the same table with who may do it; a test compares them.
create table after_sale_moves (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into after_sale_moves (from_state, to_state) values
  ('requested', 'approved'), ('requested', 'refunding'), ('requested', 'rejected'), ('requested', 'arbitrating'), ('requested', 'closed'),
  ('approved', 'returning'), ('approved', 'closed'),
  ('returning', 'refunding'), ('returning', 'replacing'), ('returning', 'arbitrating'),
  ('replacing', 'replaced'), ('replacing', 'arbitrating'),
  ('rejected', 'arbitrating'),
  ('arbitrating', 'approved'), ('arbitrating', 'refunding'), ('arbitrating', 'replacing'), ('arbitrating', 'rejected'), ('arbitrating', 'closed'),
  ('refunding', 'refunded');

create function after_sale_moves_as_allowed() returns trigger language plpgsql as $$
begin
  if not exists (select from after_sale_moves where from_state = old.state and to_state = new.state) then
    raise exception 'an after-sale cannot go from % to %', old.state, new.state using errcode = 'check_violation';
  end if;
  -- Whatever the code thinks: nobody but the platform turns down what the law gives.
  if new.state = 'rejected' and new.rightful and new.decided_side is distinct from 'platform' then
    raise exception 'a rightful return cannot be rejected by a seller' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger after_sales_moves before update of state on after_sales for each row when (old.state is distinct from new.state) execute function after_sale_moves_as_allowed();

create table after_sale_changes (
  id bigint generated always as identity primary key,
  after_sale_id after_sale_id not null references after_sales,
  to_state text not null,
  side text not null check (side in ('buyer', 'supplier', 'platform', 'system')),
  by text not null,
  words text not null,
  at timestamptz not null
);
create index after_sale_changes_of_one on after_sale_changes (after_sale_id, id);
create trigger after_sale_changes_append_only before update or delete on after_sale_changes for each row execute function refuse_change();
-- What is known of requests from before they had a history.
insert into after_sale_changes (after_sale_id, to_state, side, by, words, at)
  select id, 'requested', 'buyer', buyer_id, words, requested_at from after_sales order by id;
insert into after_sale_changes (after_sale_id, to_state, side, by, words, at)
  select id, case when state = 'rejected' then 'rejected' when kind = 'refund_only' then 'refunding' else 'approved' end,
    case when decided_by = 'system' then 'system' else 'supplier' end, coalesce(decided_by, 'system'), coalesce(decision_words, ''), decided_at
  from after_sales where decided_at is not null order by id;
insert into after_sale_changes (after_sale_id, to_state, side, by, words, at)
  select id, 'refunded', 'system', 'system', '', refunded_at from after_sales where refunded_at is not null order by id;

create table after_sale_evidence (
  after_sale_id after_sale_id not null references after_sales,
  file_id file_id not null references files,
  side text not null check (side in ('buyer', 'supplier', 'platform')),
  shown_at timestamptz not null,
  primary key (after_sale_id, file_id)
);
create trigger after_sale_evidence_append_only before update or delete on after_sale_evidence for each row execute function refuse_change();

-- What goes back to the supplier and what comes in its place; one of each a request.
create table after_sale_parcels (
  after_sale_id after_sale_id not null references after_sales,
  direction text not null check (direction in ('return', 'replacement')),
  courier text not null,
  tracking_number text not null,
  sent_at timestamptz not null,
  delivered_at timestamptz,
  primary key (after_sale_id, direction),
  unique (courier, tracking_number)
);
create table after_sale_tracks (
  after_sale_id after_sale_id not null,
  direction text not null,
  at timestamptz not null,
  text text not null,
  place text not null,
  primary key (after_sale_id, direction, at, text),
  foreign key (after_sale_id, direction) references after_sale_parcels
);
insert into after_sale_parcels (after_sale_id, direction, courier, tracking_number, sent_at)
  select id, 'return', split_part(return_tracking, ' ', 1), split_part(return_tracking, ' ', 2), coalesce(decided_at, requested_at)
  from after_sales where return_tracking is not null order by id on conflict do nothing;
alter table after_sales drop column return_tracking;
