-- The original graph: who brought whom, bound at the first sign-in and immutable for good.
create table referrals (
  member_id member_id primary key references members,
  referrer_id member_id references members,
  share_code text,
  bound_at timestamptz not null,
  check (member_id <> referrer_id)
);
create index referrals_by_referrer on referrals (referrer_id, bound_at desc);
create trigger referrals_immutable before update or delete on referrals for each row execute function refuse_change();

-- A referrer has joined before, so the graph has no cycle.
create function referrer_is_earlier() returns trigger language plpgsql as $$
begin
  if new.referrer_id is not null and not exists (select 1 from referrals where member_id = new.referrer_id) then
    raise exception 'the referrer must have joined before' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger referrals_acyclic before insert on referrals for each row execute function referrer_is_earlier();

-- Ranks as they are now. The row is also the lock under which anything touching a person's rank or shares happens, taken in id order.
create table ranks (
  member_id member_id primary key references members,
  rank text not null check (rank in ('member', 'agent', 'boss')),
  applied_at timestamptz,
  since timestamptz not null
);

create table rank_changes (
  id bigint generated always as identity primary key,
  member_id member_id not null references members,
  from_rank text not null check (from_rank in ('member', 'agent', 'boss')),
  to_rank text not null check (to_rank in ('member', 'agent', 'boss')),
  reason text not null,
  order_id order_id,
  at timestamptz not null,
  check (from_rank <> to_rank)
);
create index rank_changes_of_member on rank_changes (member_id, id);
create trigger rank_changes_append_only before update or delete on rank_changes for each row execute function refuse_change();

-- A paid line of a designated product and whether it still qualifies (REWARDS, "qualifying purchase").
create table qualifying_lines (
  line_id line_id primary key,
  buyer_id member_id not null references members,
  payer_hash bytea not null,
  floor_fen positive_fen not null,
  qualifies boolean not null,
  window_ended boolean not null
);
create index qualifying_lines_of_buyer on qualifying_lines (buyer_id) where qualifies;

-- The order in which payments count: taken after the rank locks, so people who meet agree on it.
create sequence paid_seq;

create table share_codes (
  code text primary key check (code ~ '^[0-9A-Za-z]{4,10}$'),
  kind text not null check (kind in ('card', 'product', 'shop')),
  target_id text not null,
  sharer_id member_id not null references members,
  channel text not null,
  made_at timestamptz not null,
  unique (sharer_id, kind, target_id, channel)
);
