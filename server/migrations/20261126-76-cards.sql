-- How a card is composed, a portrait of its own, pictures and films on it, and honours with what proves them.
alter table cards add column template text not null default 'storefront'
  check (template in ('storefront', 'letter', 'window', 'night', 'album', 'proof'));
-- Null: the portrait of the member.
alter table cards add column portrait text;
alter table cards add column media jsonb not null default '[]' check (jsonb_typeof(media) = 'array' and jsonb_array_length(media) <= 6);
update cards set honours = (
  select coalesce(jsonb_agg(jsonb_build_object('words', h.words, 'proof', null) order by h.place), '[]')
  from jsonb_array_elements_text(cards.honours) with ordinality as h (words, place));

-- Films of a card: MP4 only, up to 20 MB.
alter table files drop constraint files_mime_check;
alter table files add constraint files_mime_check check (mime in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'video/mp4'));
alter table files drop constraint files_bytes_check;
alter table files add constraint files_bytes_check check (octet_length(bytes) between 1 and case when mime = 'video/mp4' then 20971520 else 10485760 end);

-- Who asked to see the phone number and WeChat of whom, and what the owner said.
create domain contact_request_id as text check (value like 'crq\_%');
create table contact_requests (
  id contact_request_id primary key,
  owner_id member_id not null references members,
  asker_id member_id not null references members,
  -- Why, in the asker's words.
  words text not null check (length(words) <= 60),
  state text not null check (state in ('requested', 'approved', 'declined', 'revoked')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  check (owner_id <> asker_id),
  check ((state = 'requested') = (decided_at is null))
);
create unique index one_open_contact_request on contact_requests (owner_id, asker_id) where state in ('requested', 'approved');
create index contact_requests_of_owner on contact_requests (owner_id, id desc);
create index contact_requests_of_asker on contact_requests (asker_id, id desc);

create table contact_request_changes (
  id bigint generated always as identity primary key,
  request_id contact_request_id not null references contact_requests,
  state text not null check (state in ('requested', 'approved', 'declined', 'revoked')),
  by member_id not null references members,
  at timestamptz not null
);
create trigger contact_request_changes_append_only before update or delete on contact_request_changes for each row execute function refuse_change();

-- The moves there are; who asks again after a no asks with a new request.
create function contact_request_moves() returns trigger language plpgsql as $$
begin
  if (old.state, new.state) not in (('requested', 'approved'), ('requested', 'declined'), ('approved', 'revoked')) then
    raise exception 'a contact request does not go from % to %', old.state, new.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger contact_requests_moves before update on contact_requests for each row execute function contact_request_moves();
