-- What one person earns from one line; the amount follows the line's facts, each change is kept.
create table shares (
  id share_id primary key,
  line_id line_id not null references order_lines,
  order_id order_id not null references orders,
  payee_id member_id not null references members,
  kind text not null check (kind in ('direct', 'team')),
  bps bps not null,
  amount positive_fen not null,
  state text not null check (state in ('held', 'released', 'reversed')),
  computed_at timestamptz not null,
  released_at timestamptz,
  unique (line_id, payee_id, kind),
  unique (line_id, kind)
);
create index shares_of_payee on shares (payee_id, id desc);
create index shares_of_order on shares (order_id);

create table share_changes (
  id bigint generated always as identity primary key,
  share_id share_id not null references shares,
  from_amount positive_fen not null,
  to_amount positive_fen not null,
  reason text not null check (reason in ('computed', 'refunded', 'rerated')),
  transfer_id transfer_id references transfers,
  at timestamptz not null
);
create index share_changes_of_share on share_changes (share_id, id);
create trigger share_changes_append_only before update or delete on share_changes for each row execute function refuse_change();
