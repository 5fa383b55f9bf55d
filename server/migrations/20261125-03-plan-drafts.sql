create domain plan_draft_id as text check (value like 'pld\_%');

alter table plans add column announcement text not null default '';
-- Warnings that a compliance officer answered for: [{question, reason}].
alter table plans add column signed_warnings jsonb not null default '[]';

create table plan_drafts (
  id plan_draft_id primary key,
  terms jsonb not null,
  announcement text not null,
  made_by text not null,
  changed_by text not null,
  -- Everybody who ever wrote in it: none of them may publish it.
  writers text[] not null,
  changed_at timestamptz not null,
  revision integer not null check (revision >= 1)
);
