-- The pyramid guard: what is counted on the original graph as facts come, and the cases people handle.
create domain case_id as text check (value like 'cas\_%');

-- By what two people may turn out to be one: a device, a payment account, a delivery phone, a delivery place. Keyed hashes, nothing to read.
create table member_marks (
  member_id member_id not null references members,
  kind text not null check (kind in ('device', 'payer', 'phone', 'place')),
  hash bytea not null,
  first_at timestamptz not null,
  primary key (member_id, kind, hash)
);
create index member_marks_by_hash on member_marks (kind, hash);
create index member_marks_by_age on member_marks (first_at);

-- Whether the address's marks are noted. Those saved before there were marks are caught up with.
alter table addresses add column marked boolean not null default false;
create index addresses_unmarked on addresses (id) where not marked;

-- Who was counted into the teams above, once each.
create table guard_joins (member_id member_id primary key references members);

-- Everybody who brought somebody: all people below on the original graph, however deep, and how many levels they make.
create table guard_teams (
  member_id member_id primary key references members,
  people integer not null check (people > 0),
  levels integer not null check (levels > 0),
  -- Changed since it was last judged.
  changed boolean not null
);
create index guard_teams_changed on guard_teams (member_id) where changed;
create index guard_teams_by_size on guard_teams (people desc, member_id desc);
create index guard_teams_by_depth on guard_teams (levels);

-- What of each paid order is counted so far. Counting again adds the difference only, so a repeat or another order of jobs changes nothing.
create table guard_orders (
  order_id order_id primary key references orders,
  -- The day in Beijing on which it was paid.
  day date not null,
  -- Paid for goods and not given back.
  net positive_fen not null,
  -- The buyer took no part: never agent until then, and not by this purchase.
  outside boolean not null,
  -- The buyer's first paid order.
  first boolean not null
);
create index guard_orders_by_day on guard_orders (day) include (net, outside, first);

-- The same, summed for everybody above the buyer. Differences may be negative on their way in, so the sums carry no check of their own.
create table guard_team_days (
  member_id member_id not null references members,
  day date not null,
  orders integer not null,
  sales fen not null,
  outside fen not null,
  first fen not null,
  primary key (member_id, day)
);

-- The platform as a whole, as it was last measured.
create table guard_measures (
  only_row boolean primary key default true check (only_row),
  measured_at timestamptz not null,
  orders integer not null,
  sales fen not null,
  outside fen not null,
  first fen not null,
  -- Everybody who takes part or earned, with or without earnings.
  participants integer not null,
  rewards fen not null,
  top_rewards fen not null,
  gini bps not null
);

create index shares_by_time on shares (computed_at);

-- When each regular look is due again.
create table guard_looks (name text primary key, due_at timestamptz not null, last_at timestamptz not null);
insert into guard_looks values ('catch-up', 'epoch', 'epoch'), ('measure', 'epoch', 'epoch');

create table guard_cases (
  id case_id primary key,
  kind text not null check (kind in ('self_referral', 'refund_ring', 'sign_up_burst', 'threshold_gaming', 'team_growth', 'few_outside_sales', 'concentration')),
  -- The person it is about; null for the platform as a whole.
  subject_id member_id references members,
  state text not null check (state in ('open', 'investigating', 'closed')),
  score integer not null check (score between 0 and 100),
  -- How much was found, in the unit of its kind. A closed case comes back only when it has grown.
  weight integer not null check (weight >= 0),
  facts jsonb not null,
  owner_id staff_id references staff,
  holds_payouts boolean not null,
  -- An officer has decided about the payouts, so the score no longer does.
  hold_decided boolean not null default false,
  outcome text check (outcome in ('confirmed', 'cleared', 'warned')),
  opened_at timestamptz not null,
  detected_at timestamptz not null,
  closed_at timestamptz,
  check ((state = 'closed') = (outcome is not null and closed_at is not null)),
  check (state <> 'investigating' or owner_id is not null),
  -- Who is cleared or warned is paid.
  check (not holds_payouts or state <> 'closed' or outcome = 'confirmed')
);
create unique index one_open_case on guard_cases (kind, coalesce(subject_id, 'platform')) where state <> 'closed';
create index guard_cases_by_score on guard_cases (score desc, id desc);
create index guard_cases_of_subject on guard_cases (subject_id, kind, id desc);

create table guard_case_people (
  case_id case_id not null references guard_cases,
  member_id member_id not null references members,
  primary key (case_id, member_id)
);
create index guard_case_people_of_member on guard_case_people (member_id);

create table guard_case_notes (
  id bigint generated always as identity primary key,
  case_id case_id not null references guard_cases,
  what text not null check (what in ('detected', 'grew', 'taken', 'noted', 'held', 'freed', 'closed')),
  by text not null,
  words text not null,
  at timestamptz not null
);
create index guard_case_notes_of_case on guard_case_notes (case_id, id);
create trigger guard_case_notes_append_only before update or delete on guard_case_notes for each row execute function refuse_change();
