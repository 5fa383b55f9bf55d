-- What people agreed to and took back, one row a change: for what, by which version of the words, when, and where it was said.
create table consents (
  id bigint generated always as identity primary key,
  member_id member_id not null references members,
  purpose text not null check (purpose in ('share_visits', 'recommendations')),
  version integer not null check (version > 0),
  given boolean not null,
  channel text not null check (channel in ('card', 'settings', 'grounds', 'system')),
  at timestamptz not null
);
create index consents_of_member on consents (member_id, id desc);
create trigger consents_append_only before update or delete on consents for each row execute function refuse_change();

-- A name stands beside visits only from the consent on: what was looked at before was looked at by nobody in particular, and once a consent is taken
-- back, all of it is.
alter table members add column visits_shown_since timestamptz;
update members set visits_shown_since = joined_at where visits_shown;
insert into consents (member_id, purpose, version, given, channel, at) select id, 'share_visits', 1, true, 'system', joined_at from members where visits_shown;
alter table members add check (visits_shown = (visits_shown_since is not null));
