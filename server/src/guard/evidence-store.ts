import type { MarkKind } from '@lianka/contract/guard'
import type { MemberId, OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { earningOrders, ringRows, sharedKinds } from './detect-store.ts'

export type SharedRow = {
  orderId: OrderId
  number: string
  buyerId: MemberId
  nickname: string
  kinds: MarkKind[]
  earned: number
  paidAt: Date
}

export async function listSharedOrders(db: Db, payee: MemberId, since: Date): Promise<SharedRow[]> {
  const { rows } = await sql<SharedRow>`
    select * from (
      select o.id as order_id, o.number, o.buyer_id, m.nickname, o.paid_at, ${sharedKinds(payee, sql`o.buyer_id`)} as kinds,
        (select coalesce(sum(h.amount), 0)::bigint from shares h where h.order_id = o.id and h.payee_id = ${payee}) as earned
      from (${earningOrders(payee, since)}) o join members m on m.id = o.buyer_id) s
    where cardinality(kinds) > 0 order by order_id desc limit 100`.execute(db)
  return rows
}

export type ReturnRow = {
  orderId: OrderId
  number: string
  buyerId: MemberId
  nickname: string
  paidAt: Date
  bossAt: Date
  returnedAt: Date | null
  returnedFen: number
  qualifies: boolean
}

export async function listMakingPurchases(db: Db, boss: MemberId): Promise<ReturnRow[]> {
  const { rows } = await sql<ReturnRow>`
    ${ringRows(boss)}
    select made.*, m.nickname from made join members m on m.id = made.buyer_id order by paid_at, order_id limit 100`.execute(db)
  return rows
}

export type LevelRow = { level: number; people: number; buyers: number; sales: number }

/** The team level by level, with what each bought in the window. */
export async function listLevels(db: Db, root: MemberId, since: Date): Promise<LevelRow[]> {
  const { rows } = await sql<LevelRow>`
    with recursive below (id, level) as (
      select r.member_id, 1 from referrals r where r.referrer_id = ${root}
      union all select r.member_id, b.level + 1 from below b join referrals r on r.referrer_id = b.id),
    bought as (
      select o.buyer_id, sum(g.net) as net from guard_orders g join orders o on o.id = g.order_id
      where g.day > (${since}::timestamptz at time zone 'Asia/Shanghai')::date and o.buyer_id in (select id from below) group by o.buyer_id)
    select b.level, count(*)::int as people, count(t.buyer_id)::int as buyers, coalesce(sum(t.net), 0)::bigint as sales
    from below b left join bought t on t.buyer_id = b.id group by b.level order by b.level limit 100`.execute(db)
  return rows
}

export type SaleRow = {
  orderId: OrderId
  number: string
  buyerId: MemberId
  nickname: string
  net: number
  outside: boolean
  first: boolean
  paidAt: Date
}

/** Orders of the window below one person, or of the whole platform; those by people who take part first, the largest first. */
export async function listSales(db: Db, root: MemberId | null, since: Date): Promise<SaleRow[]> {
  const below = sql`and o.buyer_id in (
    with recursive below (id) as (
      select r.member_id from referrals r where r.referrer_id = ${root}
      union all select r.member_id from below b join referrals r on r.referrer_id = b.id)
    select id from below)`
  const { rows } = await sql<SaleRow>`
    select o.id as order_id, o.number, o.buyer_id, m.nickname, g.net, g.outside, g.first, o.paid_at
    from guard_orders g join orders o on o.id = g.order_id join members m on m.id = o.buyer_id
    where g.day > (${since}::timestamptz at time zone 'Asia/Shanghai')::date and g.net > 0 ${root ? below : sql``}
    order by g.outside, g.net desc, o.id limit 100`.execute(db)
  return rows
}

export type EarnerRow = { id: MemberId; nickname: string; amount: number; lines: number }

export async function listTopEarners(db: Db, since: Date): Promise<EarnerRow[]> {
  const { rows } = await sql<EarnerRow>`
    select m.id, m.nickname, sum(h.amount)::bigint as amount, count(distinct h.line_id)::int as lines
    from shares h join members m on m.id = h.payee_id where h.computed_at > ${since} and h.amount > 0
    group by m.id, m.nickname order by amount desc, m.id limit 100`.execute(db)
  return rows
}
