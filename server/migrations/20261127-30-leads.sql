-- What an owner notes about people who may buy. A lead is a person of `owner_looks`, a buyer of the shop or somebody who asked for contacts; only what
-- the owner writes is kept here. No name is stored: whether there is one is decided whenever a lead is read.
create domain lead_note_id as text check (value like 'lnt\_%');
create domain lead_reminder_id as text check (value like 'lrm\_%');

create table leads (
  id bigint generated always as identity primary key,
  owner_id member_id not null references members,
  member_id member_id references members,
  visitor_id visitor_id references visitors,
  -- A stage that the owner set against what is reckoned, and why.
  stage text check (stage in ('looked', 'interested', 'in_touch', 'ordered', 'returning', 'lost')),
  stage_words text not null default '' check (length(stage_words) <= 100),
  -- The same person in the owner's eyes; taken apart again by emptying it.
  merged_into bigint references leads,
  made_at timestamptz not null,
  check (num_nonnulls(member_id, visitor_id) = 1),
  check (merged_into <> id),
  unique (owner_id, member_id),
  unique (owner_id, visitor_id)
);

create table lead_stage_changes (
  id bigint generated always as identity primary key,
  lead_id bigint not null references leads,
  stage text,
  words text not null,
  at timestamptz not null
);
create trigger lead_stage_changes_append_only before update or delete on lead_stage_changes for each row execute function refuse_change();

-- `on` false: a tag that is learnt, and not wanted.
create table lead_tags (
  lead_id bigint not null references leads,
  tag text not null check (length(tag) between 1 and 12),
  "on" boolean not null,
  at timestamptz not null,
  primary key (lead_id, tag)
);

create table lead_notes (
  id lead_note_id primary key,
  lead_id bigint not null references leads,
  words text not null check (length(words) between 1 and 500),
  at timestamptz not null,
  changed_at timestamptz
);
create index lead_notes_of_lead on lead_notes (lead_id, id desc);

create table lead_reminders (
  id lead_reminder_id primary key,
  lead_id bigint not null references leads,
  words text not null check (length(words) between 1 and 100),
  due_at timestamptz not null,
  done_at timestamptz,
  made_at timestamptz not null
);
create index open_lead_reminders on lead_reminders (lead_id, due_at) where done_at is null;
