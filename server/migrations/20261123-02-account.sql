-- People. Phone, openid, address and the like are encrypted per field; they are found by keyed hash only (COMPLIANCE P5).
create table members (
  id member_id primary key,
  nickname text not null check (length(nickname) between 1 and 40),
  portrait text not null,
  phone_cipher text,
  phone_hash bytea unique,
  openid_cipher text,
  openid_hash bytea unique,
  recommendations_on boolean not null,
  visits_shown boolean not null,
  joined_at timestamptz not null
);
create index members_by_nickname on members (nickname text_pattern_ops);

create table staff (
  id staff_id primary key,
  user_name text not null unique,
  name text not null,
  role text not null check (role in ('supplier-staff', 'operator-admin', 'operator-finance', 'operator-compliance', 'operator-support', 'operator-content', 'auditor')),
  supplier_id supplier_id,
  password_hash text not null,
  totp_cipher text not null,
  -- The last time step accepted, so that a code works once.
  totp_step bigint not null default 0,
  failed_count integer not null default 0,
  locked_until timestamptz,
  check ((role = 'supplier-staff') = (supplier_id is not null))
);

-- One row per sign-in. A refresh rotates `token_hash`; the one before it is kept to notice theft.
create table sessions (
  id text primary key,
  member_id member_id references members,
  staff_id staff_id references staff,
  token_hash bytea not null unique,
  previous_hash bytea unique,
  rotated_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((member_id is null) <> (staff_id is null))
);

create index sessions_by_end on sessions (least(coalesce(ended_at, expires_at), expires_at));

create table phone_codes (
  phone_hash bytea primary key,
  code_hash bytea not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0
);

create table addresses (
  id address_id primary key,
  member_id member_id not null references members,
  -- Name, phone and street as one encrypted record; the district is needed in the clear for postage.
  secret_cipher text not null,
  region_code text not null check (region_code ~ '^\d{6}$'),
  preferred boolean not null,
  added_at timestamptz not null
);
create index addresses_of_member on addresses (member_id);
create unique index one_preferred_address on addresses (member_id) where preferred;
