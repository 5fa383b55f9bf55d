-- Family account: one asks, another pays. Both have agreed to it before, with a limit a month that the one who pays sets.
create domain family_link_id as text check (value like 'fam\_%');
create domain payment_request_id as text check (value like 'pyr\_%');

create table family_links (
  id family_link_id primary key,
  code text not null unique,
  inviter_id member_id not null references members,
  -- The one who is invited is known once the invitation is taken up.
  payer_id member_id references members,
  asker_id member_id references members,
  monthly_limit positive_fen,
  state text not null check (state in ('invited', 'active', 'ended')),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  check (payer_id <> asker_id),
  check (inviter_id = payer_id or inviter_id = asker_id),
  check (state <> 'active' or (payer_id is not null and asker_id is not null and monthly_limit is not null and accepted_at is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index one_family_link on family_links (payer_id, asker_id) where state = 'active';
create index family_links_of_payer on family_links (payer_id) where state <> 'ended';
create index family_links_of_asker on family_links (asker_id) where state <> 'ended';

create table payment_requests (
  id payment_request_id primary key,
  link_id family_link_id not null references family_links,
  order_id order_id not null references orders,
  asker_id member_id not null references members,
  payer_id member_id not null references members,
  amount positive_fen not null,
  words text not null,
  state text not null check (state in ('asked', 'paid', 'declined', 'withdrawn', 'closed')),
  asked_at timestamptz not null,
  ended_at timestamptz,
  check (payer_id <> asker_id),
  check ((state = 'asked') = (ended_at is null))
);
create unique index one_open_payment_request on payment_requests (order_id) where state = 'asked';
create index payment_requests_of_payer on payment_requests (payer_id, id desc);
create index payment_requests_of_asker on payment_requests (asker_id, id desc);
create index payment_requests_of_link on payment_requests (link_id, asked_at);

-- Who set out to pay; the channel says from which account it was paid.
alter table payment_attempts add column started_by member_id references members;
