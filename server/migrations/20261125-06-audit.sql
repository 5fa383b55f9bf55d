create domain audit_run_id as text check (value like 'run\_%');

create table audit_runs (
  id audit_run_id primary key,
  kind text not null check (kind in ('replay', 'verify_chain')),
  state text not null check (state in ('waiting', 'running', 'same', 'different', 'broken_off')),
  asked_by text not null,
  asked_at timestamptz not null,
  finished_at timestamptz,
  done integer not null default 0,
  total integer not null default 0,
  difference jsonb,
  check ((state = 'different') = (difference is not null)),
  check ((state in ('same', 'different', 'broken_off')) = (finished_at is not null))
);
