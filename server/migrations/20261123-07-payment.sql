-- One try to pay an order: one number at the channel. A new one is made only after the old one is surely dead.
create table payment_attempts (
  out_trade_no text primary key,
  order_id order_id not null references orders,
  scene text not null check (scene in ('jsapi', 'h5')),
  amount positive_fen not null,
  state text not null check (state in ('open', 'paid', 'closed', 'returned')),
  started_at timestamptz not null,
  expires_at timestamptz not null,
  -- When the channel is asked next, in case the notification never comes.
  query_at timestamptz,
  queries integer not null default 0,
  transaction_id text unique,
  paid_at timestamptz
);
create unique index one_open_attempt on payment_attempts (order_id) where state = 'open';
create index payment_attempts_due on payment_attempts (query_at) where state = 'open';

create table payment_notifications (
  id text primary key,
  kind text not null,
  number text not null,
  received_at timestamptz not null
);

create table after_sales (
  id after_sale_id primary key,
  order_id order_id not null references orders,
  line_id line_id not null references order_lines,
  buyer_id member_id not null references members,
  supplier_id supplier_id not null references suppliers,
  kind text not null check (kind in ('refund_only', 'return_and_refund')),
  reason text not null check (reason in ('no_reason', 'damaged', 'not_as_described', 'late', 'other')),
  words text not null,
  amount positive_fen not null,
  postage positive_fen not null default 0,
  state text not null check (state in ('requested', 'approved', 'returning', 'refunding', 'refunded', 'rejected')),
  bearer text check (bearer in ('supplier', 'shop', 'platform')),
  decided_by text,
  decision_words text,
  return_tracking text,
  holds_window boolean not null,
  requested_at timestamptz not null,
  answer_by timestamptz not null,
  decided_at timestamptz,
  refunded_at timestamptz
);
create unique index one_open_after_sale on after_sales (line_id) where state in ('requested', 'approved', 'returning', 'refunding');
create index after_sales_of_buyer on after_sales (buyer_id, id desc);
create index after_sales_of_supplier on after_sales (supplier_id, id desc);
create index after_sales_of_order on after_sales (order_id);
create index after_sales_due on after_sales (answer_by) where state in ('requested', 'approved', 'returning');

-- Money on its way back through the channel: of an after-sale, or of a payment nobody waited for.
create table refunds (
  out_refund_no text primary key,
  after_sale_id after_sale_id unique references after_sales,
  out_trade_no text not null references payment_attempts,
  amount positive_fen not null check (amount > 0),
  state text not null check (state in ('to_send', 'sent', 'succeeded', 'abnormal')),
  refund_id text,
  query_at timestamptz,
  made_at timestamptz not null,
  finished_at timestamptz
);
create index refunds_due on refunds (query_at) where state in ('to_send', 'sent');
