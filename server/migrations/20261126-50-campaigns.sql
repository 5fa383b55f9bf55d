-- Farm-aid campaigns: goods of farmers sold together for a while, with what they really sold counted from the orders.
create domain campaign_id as text check (value like 'cmp\_%');

create table campaigns (
  id campaign_id primary key,
  title text not null,
  story text not null,
  -- Where the goods come from, as people say it.
  region text not null,
  picture text not null,
  product_ids jsonb not null check (jsonb_array_length(product_ids) > 0),
  goal positive_fen check (goal > 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- Ended before its time.
  ended_at timestamptz,
  made_by text not null,
  made_at timestamptz not null,
  check (starts_at < ends_at),
  -- Nothing counts that was bought before there was a campaign.
  check (starts_at >= made_at)
);
create index campaigns_by_end on campaigns (ends_at desc);

create index order_lines_of_product on order_lines (product_id);

-- The lines that count: paid, of the campaign's goods, bought in its time, with some of the money kept. A group's order counts once it is full.
create function campaign_lines(wanted text[])
returns table (campaign_id text, line_id text, order_id text, buyer_id text, supplier_id text, quantity integer, kept bigint) language sql stable as $$
  select c.id::text, l.id::text, o.id::text, o.buyer_id::text, p.supplier_id::text, l.quantity, l.base - l.refunded
  from campaigns c
  join products p on p.id in (select jsonb_array_elements_text(c.product_ids))
  join order_lines l on l.product_id = p.id
  join orders o on o.id = l.order_id
  where c.id = any(wanted) and o.paid_seq is not null and o.paid_at >= c.starts_at and o.paid_at < least(c.ends_at, coalesce(c.ended_at, c.ends_at))
$$;

-- What people bought under does not change afterwards; only its end may be brought forward.
create function campaign_terms_stay() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'campaign % has ended', old.id using errcode = 'restrict_violation';
  end if;
  if (new.title, new.story, new.region, new.picture, new.product_ids, new.goal, new.starts_at, new.ends_at, new.made_at)
    is distinct from (old.title, old.story, old.region, old.picture, old.product_ids, old.goal, old.starts_at, old.ends_at, old.made_at)
    and exists (select 1 from campaign_lines(array[old.id::text])) then
    raise exception 'somebody bought under the terms of campaign %', old.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger campaigns_keep_their_terms before update on campaigns for each row execute function campaign_terms_stay();
