-- Each server process keeps an index of looks in memory and follows the events by the number of their transaction (as the ledger's blocks do,
-- decision 0014): what is below the oldest transaction still running is complete, the rest is read again and what is known of it passed over.
alter table visit_events add column tx xid8 not null default pg_current_xact_id();
create index visit_events_by_tx on visit_events (tx) where kind = 'view' and product_id is not null;

-- Which database an index on disk belongs to.
create table look_logs (
  single boolean primary key default true check (single),
  id uuid not null default gen_random_uuid(),
  -- When `trends` was last reckoned.
  trends_reckoned_at timestamptz
);
insert into look_logs default values;

-- Pairs of products looked at together are no longer counted when events are written: the index tells them, at any distance.
drop table co_views;
drop table viewed_pairs;

-- Which goods are looked at more in a place than elsewhere, and more now than on the whole; reckoned every hour.
-- A place is a shop, the first two digits of a region (a province), or empty for everywhere.
create table trends (
  place text not null,
  product_id product_id not null references products,
  looks integer not null check (looks > 0),
  lift real not null check (lift > 0),
  worth real not null,
  primary key (place, product_id)
);
create index trends_by_worth on trends (place, worth desc, product_id);

-- How often goods were suggested, day by day; clicks stand among the events. A variant is a way of suggesting; `trial` says whether the place was
-- given to try them.
create table suggestion_counts (
  day date not null,
  product_id product_id not null references products,
  variant text not null,
  trial boolean not null,
  shown integer not null check (shown > 0),
  primary key (day, product_id, variant, trial)
);

-- Who is shown what in a comparison of two ways of suggesting; at most one runs.
create table suggestion_experiments (
  id text primary key,
  name text not null,
  variant text not null,
  share_percent integer not null check (share_percent between 1 and 50),
  started_at timestamptz not null,
  started_by text not null,
  ended_at timestamptz,
  check (ended_at > started_at)
);
create unique index one_running_experiment on suggestion_experiments ((true)) where ended_at is null;

create index products_by_rating on products (((star_total + 21.0) / (review_count + 5)) desc, id) where state = 'approved';
create index products_by_rating_of_category on products (category_id, ((star_total + 21.0) / (review_count + 5)) desc, id) where state = 'approved';

-- What a visitor does not want to be taken as a ground for suggestions.
create table looks_not_used (
  visitor_id visitor_id not null references visitors,
  product_id product_id not null references products,
  at timestamptz not null,
  primary key (visitor_id, product_id)
);
create index clicks_on_suggestions on visit_events (product_id, at) where kind = 'click' and detail like 'suggested%';
