-- When we heard of a look, by our own clock: what a phone's clock says may be minutes ahead, and must not name a look from before the consent.
alter table visit_events add column received_at timestamptz;
update visit_events set received_at = at;
alter table visit_events alter column received_at set not null;

-- What an owner may know of looks at card, shop and goods, the one place that decides on names: a member only for looks since the consent
-- that stands; otherwise a device, told by a digest that is another one for every owner. One's own looks are none.
create view owner_looks as
  select e.owner_id, case when a.shown then v.member_id::text else 'dev_' || substr(encode(sha256(convert_to(e.owner_id || ' ' || v.id, 'UTF8')), 'hex'), 1, 24) end as person,
    case when a.shown then v.member_id end as member_id, e.visitor_id, e.id, e.kind, e.subject, e.subject_id, e.product_id, e.from_id, e.dwell_seconds, e.at, e.received_at, e.tx
  from visit_events e join visitors v on v.id = e.visitor_id left join members w on w.id = v.member_id
  cross join lateral (select coalesce(w.visits_shown and e.at > w.visits_shown_since and e.received_at > w.visits_shown_since, false) as shown) a
  where e.owner_id is not null and v.member_id is distinct from e.owner_id;

-- Live lists follow the looks at what one owns by the number of their transaction (decision 0021).
create index visit_events_of_owner_by_tx on visit_events (owner_id, tx) where owner_id is not null;
