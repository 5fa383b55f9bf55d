-- One sequence orders every fact that ranks or shares depend on, taken while holding the locks of the people concerned, so that a replay
-- by these numbers meets them as they were decided. Columns are null in rows from before this migration's release and in facts not yet made.
alter table ranks add column applied_seq bigint unique;
-- How many buyers a boss needs to stay one: by the plan under which the rank was reached. A later plan lowers nobody's rank (REWARDS rule 6).
alter table ranks add column buyers_needed integer check (buyers_needed >= 1);
update ranks set buyers_needed = 2 where rank = 'boss';
alter table ranks add constraint boss_knows_what_it_took check (rank <> 'boss' or buyers_needed is not null);

alter table after_sales add column paid_back_seq bigint unique;
alter table after_sales add column paid_back_at timestamptz;
alter table after_sales add column borne_by_supplier positive_fen not null default 0;
alter table after_sales add column borne_by_platform positive_fen not null default 0;
alter table order_lines add column completed_seq bigint unique;
alter table order_lines add column released_seq bigint unique;

-- When a payment account became a person's own.
alter table members add column openid_seq bigint;
create function account_takes_number() returns trigger language plpgsql as $$
begin
  if new.openid_hash is not null and (tg_op = 'INSERT' or new.openid_hash is distinct from old.openid_hash) then
    -- Whoever asks about this person's rank holds this row's lock, so the number stands before or after the question.
    perform 1 from ranks where member_id = new.id for update;
    new.openid_seq = nextval('paid_seq');
  end if;
  return new;
end $$;
create trigger account_numbered before insert or update of openid_hash on members for each row execute function account_takes_number();

-- Paid orders whose shares are still to be computed. A row of its own instead of a flag in the order: taking it away touches one small index
-- where an update of the order would write a new entry into each of its nine.
create table orders_to_compute (
  order_id order_id primary key references orders,
  paid_seq bigint not null unique
);
insert into orders_to_compute (order_id, paid_seq) select id, paid_seq from orders where paid_seq is not null and not shares_computed;
alter table orders drop column shares_computed;
-- A share's line names its order; checking both would ask the same thing twice for each row.
alter table shares drop constraint shares_order_id_fkey;

-- A team is read two levels deep, newest first, by one look each: the referrer's referrer stands in the row, for it never changes either.
alter table referrals disable trigger referrals_immutable;
alter table referrals add column grand_referrer_id member_id references members;
update referrals r set grand_referrer_id = up.referrer_id from referrals up where up.member_id = r.referrer_id;
alter table referrals enable trigger referrals_immutable;
create index referrals_directs on referrals (referrer_id, member_id desc) where referrer_id is not null;
create index referrals_seconds on referrals (grand_referrer_id, member_id desc) where grand_referrer_id is not null;
create index referrals_seconds_by_time on referrals (grand_referrer_id, bound_at) where grand_referrer_id is not null;

create or replace function referrer_is_earlier() returns trigger language plpgsql as $$
declare up referrals;
begin
  if new.referrer_id is null then return new; end if;
  select * into up from referrals where member_id = new.referrer_id;
  if not found then
    raise exception 'the referrer must have joined before' using errcode = 'check_violation';
  end if;
  new.grand_referrer_id = up.referrer_id;
  return new;
end $$;

-- How many are in a team, kept as people join: counting a large team would take longer than showing it.
create table team_sizes (
  member_id member_id primary key references members,
  directs integer not null default 0,
  seconds integer not null default 0
);
insert into team_sizes (member_id, directs, seconds)
select m, sum(d), sum(s) from (
  select referrer_id as m, 1 as d, 0 as s from referrals where referrer_id is not null
  union all select grand_referrer_id, 0, 1 from referrals where grand_referrer_id is not null) each group by m;
create function count_team() returns trigger language plpgsql as $$
begin
  insert into team_sizes (member_id, directs, seconds)
  select * from (
    select m as member_id, sum(d) as directs, sum(s) as seconds from (
      select referrer_id as m, 1 as d, 0 as s from joined where referrer_id is not null
      union all select grand_referrer_id, 0, 1 from joined where grand_referrer_id is not null) each group by m) team
  order by member_id
  on conflict (member_id) do update set directs = team_sizes.directs + excluded.directs, seconds = team_sizes.seconds + excluded.seconds;
  return null;
end $$;
create trigger team_counted after insert on referrals referencing new table as joined for each statement execute function count_team();

-- Typical earnings, measured now and then (I8).
create table typical_earnings (
  measured_at timestamptz primary key,
  data jsonb not null
);
