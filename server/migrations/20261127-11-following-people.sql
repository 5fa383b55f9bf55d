-- Server processes keep what active people looked at in memory, and follow what changes it: all events at goods, not only views, and visitors
-- whose person or grounds changed, both by the number of the transaction (decision 0025).
drop index visit_events_by_tx;
create index visit_events_by_tx on visit_events (tx) where product_id is not null;

alter table visitors add column changed xid8 not null default pg_current_xact_id();
create index visitors_by_change on visitors (changed);

-- Set where the facts are, so that no code can forget it.
create function note_visitor_change() returns trigger language plpgsql as $$
begin
  new.changed := pg_current_xact_id();
  return new;
end $$;
create trigger visitors_note_change before update on visitors for each row
  when (old.member_id is distinct from new.member_id) execute function note_visitor_change();

create function note_change_of_devices() returns trigger language plpgsql as $$
begin
  update visitors set changed = pg_current_xact_id() where member_id = new.id;
  return null;
end $$;
create trigger members_note_change after update on members for each row
  when (old.recommendations_on is distinct from new.recommendations_on) execute function note_change_of_devices();

create function note_change_of_grounds() returns trigger language plpgsql as $$
begin
  update visitors set changed = pg_current_xact_id() where id in (select visitor_id from changed_rows);
  return null;
end $$;
create trigger looks_not_used_note_insert after insert on looks_not_used referencing new table as changed_rows
  for each statement execute function note_change_of_grounds();
create trigger looks_not_used_note_delete after delete on looks_not_used referencing old table as changed_rows
  for each statement execute function note_change_of_grounds();
