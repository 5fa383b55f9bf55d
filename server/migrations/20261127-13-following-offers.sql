-- How goods are offered is kept in the memory of each process and followed like looks (decision 0025): a listing holds all that its tile shows, so
-- whatever changes an offer changes this row.
alter table listings add column changed_tx xid8 not null default pg_current_xact_id();
create index listings_by_change on listings (changed_tx);
create function note_listing_change() returns trigger language plpgsql as $$
begin
  new.changed_tx := pg_current_xact_id();
  return new;
end $$;
-- Its name comes after those of the triggers that keep the tile: it must see what they made of the row.
create trigger zz_listings_note_change before update on listings for each row when (old.* is distinct from new.*) execute function note_listing_change();
