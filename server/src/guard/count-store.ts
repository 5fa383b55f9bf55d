import type { MemberId, OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** Everybody above somebody on the original graph, with the distance; the graph has no cycle, so it ends. */
const aboveOf = (start: ReturnType<typeof sql>) => sql`
  above (id, level) as (
    select r.referrer_id, 1 from referrals r where r.member_id = (${start}) and r.referrer_id is not null
    union all select r.referrer_id, a.level + 1 from above a join referrals r on r.member_id = a.id where r.referrer_id is not null)`

/**
 * Counts a new member into every team above, once. Rows are written in id order, so that two who join below the same people do not wait
 * for each other crosswise.
 */
export const countJoin = (db: Db, memberId: MemberId) =>
  sql`
    with recursive fresh as (insert into guard_joins (member_id) values (${memberId}) on conflict do nothing returning member_id),
    ${aboveOf(sql`select member_id from fresh`)}
    insert into guard_teams (member_id, people, levels, changed) select id, 1, level, true from above order by id
    on conflict (member_id) do update set people = guard_teams.people + 1, levels = greatest(guard_teams.levels, excluded.levels), changed = true`.execute(
    db,
  )

/**
 * What an order is to the guard. Whether the buyer took no part, and whether it is the first, follows from histories that only grow,
 * so it is the same whenever it is asked: rank and payment are written under the same lock, and a rank of the very same instant came later.
 */
const orderFacts = sql`
  o.id as order_id, o.buyer_id, (o.paid_at at time zone 'Asia/Shanghai')::date as day,
  (select coalesce(sum(l.base - l.refunded), 0)::bigint from order_lines l where l.order_id = o.id) as net,
  not exists (select 1 from rank_changes c where c.member_id = o.buyer_id and c.to_rank <> 'member' and (c.at < o.paid_at or c.order_id = o.id)) as outside,
  not exists (select 1 from orders e where e.buyer_id = o.buyer_id and e.paid_seq < o.paid_seq) as first`

/** Notes a paid order, if it is not, and holds it until the transaction ends; answers whether there is such an order. */
export async function lockCounted(db: Db, orderId: OrderId): Promise<boolean> {
  const { rows } = await sql`
    insert into guard_orders (order_id, day, net, outside, first)
    select f.order_id, f.day, 0, f.outside, f.first from (select ${orderFacts} from orders o where o.id = ${orderId} and o.paid_seq is not null) f
    on conflict (order_id) do update set day = guard_orders.day returning order_id`.execute(db)
  return rows.length > 0
}

/** Adds what the order now differs from what is counted of it, to it and to every team above its buyer. Call with the order held. */
export const countDifference = (db: Db, orderId: OrderId) =>
  sql`
    with recursive held as (select order_id, net from guard_orders where order_id = ${orderId}),
    facts as (select ${orderFacts} from orders o where o.id = ${orderId}),
    moved as (
      select f.buyer_id, g.day, g.outside, g.first, f.net - h.net as by, (f.net > 0)::int - (h.net > 0)::int as orders
      from held h join facts f using (order_id) join guard_orders g using (order_id) where f.net <> h.net),
    kept as (update guard_orders set net = f.net from facts f where guard_orders.order_id = f.order_id and guard_orders.net <> f.net),
    ${aboveOf(sql`select buyer_id from moved`)}
    insert into guard_team_days (member_id, day, orders, sales, outside, first)
    select a.id, m.day, m.orders, m.by, case when m.outside then m.by else 0 end, case when m.first then m.by else 0 end from above a, moved m order by a.id
    on conflict (member_id, day) do update set orders = guard_team_days.orders + excluded.orders, sales = guard_team_days.sales + excluded.sales,
      outside = guard_team_days.outside + excluded.outside, first = guard_team_days.first + excluded.first`.execute(db)

/** The teams above a person are to be judged again. */
export const markChanged = (db: Db, memberId: MemberId) =>
  sql`
    with recursive ${aboveOf(sql`select ${memberId}::text`)},
    locked as (select t.member_id from guard_teams t join above a on a.id = t.member_id where not t.changed order by t.member_id for update of t)
    update guard_teams set changed = true from locked where guard_teams.member_id = locked.member_id`.execute(db)

/** Teams one of whose days has just left the window are judged again, though nothing happened. */
export const markLeftWindow = (db: Db, day: Date) =>
  sql`update guard_teams set changed = true where not changed and member_id in
    (select member_id from guard_team_days where day between (${day}::timestamptz at time zone 'Asia/Shanghai')::date - 2 and (${day}::timestamptz at time zone 'Asia/Shanghai')::date)`.execute(
    db,
  )

/** People and paid orders that no job has counted: from before there was a guard, or of a job that was given up. */
export async function listUncounted(db: Db, limit: number): Promise<{ members: MemberId[]; orders: OrderId[] }> {
  const { rows: members } = await sql<{ id: MemberId }>`
    select r.member_id as id from referrals r where not exists (select 1 from guard_joins j where j.member_id = r.member_id) order by 1 limit ${limit}`.execute(
    db,
  )
  const { rows: orders } = await sql<{ id: OrderId }>`
    select o.id from orders o where o.paid_seq is not null and not exists (select 1 from guard_orders g where g.order_id = o.id) order by o.paid_seq limit ${limit}`.execute(
    db,
  )
  return { members: members.map(({ id }) => id), orders: orders.map(({ id }) => id) }
}

export type CountDifference = { what: string; id: string; counted: string; recounted: string }

/** Counts everything anew from referrals and orders and answers where what was counted step by step differs: nowhere, or a step is wrong. */
export async function listDifferences(db: Db): Promise<CountDifference[]> {
  const { rows } = await sql<CountDifference>`
    with recursive below (root, id, level) as (
      select r.referrer_id, r.member_id, 1 from referrals r where r.referrer_id is not null
      union all select b.root, r.member_id, b.level + 1 from below b join referrals r on r.referrer_id = b.id),
    teams as (select root::text as id, concat_ws('|', count(*), max(level)) as said from below group by root),
    facts as (select ${orderFacts} from orders o where o.paid_seq is not null),
    days as (
      select concat_ws('|', b.root, f.day) as id, concat_ws('|', count(*) filter (where f.net > 0), sum(f.net), coalesce(sum(f.net) filter (where f.outside), 0), coalesce(sum(f.net) filter (where f.first), 0)) as said
      from facts f join below b on b.id = f.buyer_id group by b.root, f.day having count(*) filter (where f.net > 0) > 0),
    recounted as (
      select 'team' as what, id, said from teams union all select 'day', id, said from days
      union all select 'order', order_id::text, concat_ws('|', day, net, outside, first) from facts),
    counted as (
      select 'team' as what, member_id::text as id, concat_ws('|', people, levels) as said from guard_teams
      union all select 'day', concat_ws('|', member_id, day), concat_ws('|', orders, sales, outside, first) from guard_team_days where orders <> 0 or sales <> 0
      union all select 'order', order_id::text, concat_ws('|', day, net, outside, first) from guard_orders)
    select coalesce(c.what, r.what) as what, coalesce(c.id, r.id) as id, coalesce(c.said, 'nothing') as counted, coalesce(r.said, 'nothing') as recounted
    from counted c full join recounted r on r.what = c.what and r.id = c.id where c.said is distinct from r.said order by 1, 2`.execute(db)
  return rows
}
