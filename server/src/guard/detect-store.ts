import type { MarkKind } from '@lianka/contract/guard'
import type { LineId, MemberId, OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type Parties = {
  buyerId: MemberId
  r1Id: MemberId | null
  r2Id: MemberId | null
  addressCipher: string
  regionCode: string
  refunded: number
}

/** Whom a paid order concerns, and where it went. */
export async function findParties(db: Db, orderId: OrderId): Promise<Parties | undefined> {
  const { rows } = await sql<Parties>`
    select buyer_id, r1_id, r2_id, address_cipher, region_code, refunded from orders where id = ${orderId} and paid_seq is not null`.execute(
    db,
  )
  return rows[0]
}

/** Notes the accounts by which an order was paid, and those the people around it are known by. Noting twice changes nothing. */
export const markPayers = (db: Db, orderId: OrderId, at: Date) =>
  sql`
    insert into member_marks (member_id, kind, hash, first_at)
    select id, 'payer', hash, ${at} from (
      select o.buyer_id as id, o.payer_hash as hash from orders o where o.id = ${orderId} and o.payer_hash is not null
      union select m.id, m.openid_hash from orders o join members m on m.id in (o.buyer_id, o.r1_id, o.r2_id) where o.id = ${orderId} and m.openid_hash is not null) p
    order by id, hash on conflict do nothing`.execute(db)

/** The order of a refund at the channel. */
export async function findRefundedOrder(db: Db, outRefundNo: string): Promise<OrderId | undefined> {
  const row = await db
    .selectFrom('refunds as r')
    .innerJoin('paymentAttempts as a', 'a.outTradeNo', 'r.outTradeNo')
    .select('a.orderId')
    .where('r.outRefundNo', '=', outRefundNo)
    .executeTakeFirst()
  return row?.orderId
}

/** A pick-up station serves a whole street: beyond so many people a place says nothing. */
const placeMax = 8

/** Orders on which somebody earns, or would, without having paid for them. */
export const earningOrders = (payee: MemberId, since: Date) => sql`
  select o.id, o.number, o.buyer_id, o.paid_at from orders o
  where o.paid_seq is not null and o.paid_at >= ${since} and o.payer_id is distinct from ${payee}
    and ((o.r1_id = ${payee} and o.r1_rank <> 'member') or (o.r2_id = ${payee} and o.r1_rank = 'agent' and o.r2_rank = 'boss'))`

/** The marks that somebody shares with one buyer. */
export const sharedKinds = (payee: MemberId, buyer: ReturnType<typeof sql>) => sql<MarkKind[]>`
  array(select distinct b.kind from member_marks b join member_marks p on p.kind = b.kind and p.hash = b.hash and p.member_id = ${payee}
    where b.member_id = ${buyer} and (b.kind <> 'place' or (select count(*) from member_marks c where c.kind = b.kind and c.hash = b.hash) <= ${placeMax}) order by 1)`

export type Alike = { buyerId: MemberId; kinds: MarkKind[]; orders: number; lastOrderId: OrderId }

/** Buyers on whose orders somebody earns and with whom this payee shares a mark. */
export async function listAlikeBuyers(db: Db, payee: MemberId, since: Date): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    select * from (
      select o.buyer_id, count(*)::int as orders, max(o.id::text) as last_order_id, ${sharedKinds(payee, sql`o.buyer_id`)} as kinds
      from (${earningOrders(payee, since)}) o group by o.buyer_id) a
    where cardinality(kinds) > 0 order by cardinality(kinds) desc, orders desc, buyer_id limit 20`.execute(db)
  return rows
}

/** Who may earn from somebody with whom they share a mark that is newer than `since`. */
export async function listFreshlyAlike(db: Db, since: Date): Promise<MemberId[]> {
  const { rows } = await sql<{ id: MemberId }>`
    with pairs as (
      select f.member_id as a, s.member_id as b from member_marks f join member_marks s on s.kind = f.kind and s.hash = f.hash and s.member_id <> f.member_id
      where f.first_at >= ${since}),
    both_ways as (select a, b from pairs union select b, a from pairs)
    select distinct p.a as id from both_ways p join referrals r on r.member_id = p.b left join referrals up on up.member_id = r.referrer_id
    where r.referrer_id = p.a or up.referrer_id = p.a order by 1 limit 500`.execute(db)
  return rows.map(({ id }) => id)
}

export type RingRow = { bossAt: Date; advancedBy: MemberId[]; returned: MemberId[]; lastReturnAt: Date | null; earnedAsBoss: boolean }

/** The purchases that last made somebody boss, and which of their buyers have nothing left that qualifies. */
export const ringRows = (boss: MemberId) => sql`
  with advance as (select at, order_id from rank_changes where member_id = ${boss} and to_rank = 'boss' order by id desc limit 1),
  made as (
    select q.line_id, q.buyer_id, q.qualifies, o.id as order_id, o.number, o.paid_at, a.at as boss_at,
      (select max(s.decided_at) from after_sales s where s.line_id = q.line_id and s.state in ('refunding', 'refunded')) as returned_at,
      (select coalesce(sum(s.amount), 0)::bigint from after_sales s where s.line_id = q.line_id and s.state in ('refunding', 'refunded')) as returned_fen
    from advance a join referrals d on d.referrer_id = ${boss} join qualifying_lines q on q.buyer_id = d.member_id
    join order_lines l on l.id = q.line_id join orders o on o.id = l.order_id where o.paid_at <= a.at or o.id = a.order_id)`

export async function findRing(db: Db, boss: MemberId): Promise<RingRow | undefined> {
  const { rows } = await sql<RingRow & { bossAt: Date | null }>`
    ${ringRows(boss)},
    buyers as (select buyer_id, bool_or(qualifies) as qualifies, max(returned_at) as returned_at from made group by buyer_id)
    select (select at from advance) as boss_at, array(select buyer_id::text from buyers order by 1) as advanced_by,
      array(select buyer_id::text from buyers where not qualifies order by 1) as returned, (select max(returned_at) from buyers where not qualifies) as last_return_at,
      exists (select 1 from orders o, advance a where o.paid_seq is not null and o.paid_at > a.at
        and ((o.r1_id = ${boss} and o.r1_rank = 'boss') or (o.r2_id = ${boss} and o.r2_rank = 'boss' and o.r1_rank = 'agent'))) as earned_as_boss`.execute(
    db,
  )
  const row = rows[0]
  return row?.bossAt ? row : undefined
}

export type Joiner = { id: MemberId; nickname: string; joinedAt: Date; orders: number; kinds: MarkKind[] }

/** Who joined under somebody in the hours up to a moment, what they have bought, and what they share with one another or the referrer. */
export async function listJoiners(db: Db, referrer: MemberId, from: Date, to: Date): Promise<Joiner[]> {
  const { rows } = await sql<Joiner>`
    with joined as (select r.member_id as id, r.bound_at from referrals r where r.referrer_id = ${referrer} and r.bound_at > ${from} and r.bound_at <= ${to})
    select j.id, m.nickname, j.bound_at as joined_at,
      (select count(*)::int from orders o where o.buyer_id = j.id and o.paid_seq is not null) as orders,
      array(select distinct a.kind from member_marks a join member_marks b on b.kind = a.kind and b.hash = a.hash and b.member_id <> a.member_id
        where a.member_id = j.id and (b.member_id = ${referrer} or b.member_id in (select id from joined)) order by 1) as kinds
    from joined j join members m on m.id = j.id order by j.bound_at desc, j.id limit 100`.execute(db)
  return rows
}

/** When the latest time was that so many had joined under somebody within the hours before. */
export async function findBurstEnd(db: Db, referrer: MemberId, people: number, hours: number): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(bound_at) as at from (
      select bound_at, count(*) over (order by bound_at range between make_interval(hours => ${hours}::int) preceding and current row) as joined
      from referrals where referrer_id = ${referrer}) w where joined >= ${people}`.execute(db)
  return rows[0]?.at ?? undefined
}

export const findReferral = (db: Db, memberId: MemberId) =>
  db.selectFrom('referrals').select(['referrerId', 'boundAt']).where('memberId', '=', memberId).executeTakeFirst()

export type QualifyingRow = {
  lineId: LineId
  orderId: OrderId
  number: string
  buyerId: MemberId
  nickname: string
  left: number
  floor: number
  paidAt: Date
}

/** The qualifying purchases of those whom somebody referred, with how much is left of each. */
export async function listQualifying(db: Db, referrer: MemberId, since: Date): Promise<QualifyingRow[]> {
  const { rows } = await sql<QualifyingRow>`
    select q.line_id, o.id as order_id, o.number, q.buyer_id, m.nickname, l.base - l.refunded as left, q.floor_fen as floor, o.paid_at
    from referrals d join qualifying_lines q on q.buyer_id = d.member_id and q.qualifies join order_lines l on l.id = q.line_id
    join orders o on o.id = l.order_id join members m on m.id = q.buyer_id
    where d.referrer_id = ${referrer} and o.paid_at >= ${since} order by (l.base - l.refunded)::numeric / greatest(q.floor_fen, 1), o.id limit 100`.execute(
    db,
  )
  return rows
}

/** `watched`: a case about the team's root is open. */
export type TeamRow = {
  memberId: MemberId
  people: number
  levels: number
  orders: number
  sales: number
  outside: number
  first: number
  watched: boolean
}

/** Takes teams that have changed, with their sums over the window, and marks them as looked at. */
export async function takeChangedTeams(db: Db, since: Date, limit: number): Promise<TeamRow[]> {
  const { rows } = await sql<TeamRow>`
    with taken as (select member_id from guard_teams where changed order by member_id limit ${limit} for update skip locked),
    looked as (update guard_teams set changed = false from taken where guard_teams.member_id = taken.member_id returning guard_teams.member_id, people, levels)
    select k.member_id, k.people, k.levels, coalesce(sum(d.orders), 0)::int as orders, coalesce(sum(d.sales), 0)::bigint as sales,
      coalesce(sum(d.outside), 0)::bigint as outside, coalesce(sum(d.first), 0)::bigint as first,
      exists (select 1 from guard_cases c where c.subject_id = k.member_id and c.state <> 'closed') as watched
    from looked k left join guard_team_days d on d.member_id = k.member_id and d.day > (${since}::timestamptz at time zone 'Asia/Shanghai')::date
    group by k.member_id, k.people, k.levels order by k.member_id`.execute(db)
  return rows
}

/** Measures the platform as a whole: one pass over what was sold and earned in the window. Who took part and earned nothing counts as nothing. */
export const measure = (db: Db, since: Date, at: Date) =>
  sql`
    with earned as (select payee_id, sum(amount) as amount from shares where computed_at > ${since} and amount > 0 group by payee_id),
    taking_part as (select distinct member_id from rank_changes where to_rank <> 'member' union select payee_id from earned),
    sorted as (
      select coalesce(e.amount, 0) as amount, row_number() over (order by coalesce(e.amount, 0), p.member_id) as place, count(*) over () as n
      from taking_part p left join earned e on e.payee_id = p.member_id),
    rewards as (
      select coalesce(max(n), 0)::int as participants, coalesce(sum(amount), 0)::bigint as rewards,
        coalesce(sum(amount) filter (where place > n - greatest(1, ceil(n / 100.0))), 0)::bigint as top,
        -- G = 2 Σ i·x / (n Σ x) − (n + 1) / n, with x in rising order (Sen 1973).
        coalesce(floor(10000 * (2 * sum(place * amount) / nullif(max(n) * sum(amount), 0) - (max(n) + 1.0) / max(n))), 0)::int as gini
      from sorted),
    sold as (
      select (count(*) filter (where net > 0))::int as orders, coalesce(sum(net), 0)::bigint as sales, coalesce(sum(net) filter (where outside), 0)::bigint as outside,
        coalesce(sum(net) filter (where first), 0)::bigint as first from guard_orders where day > (${since}::timestamptz at time zone 'Asia/Shanghai')::date)
    insert into guard_measures (measured_at, orders, sales, outside, first, participants, rewards, top_rewards, gini)
    select ${at}, s.orders, s.sales, s.outside, s.first, r.participants, r.rewards, r.top, greatest(r.gini, 0) from sold s, rewards r
    on conflict (only_row) do update set measured_at = excluded.measured_at, orders = excluded.orders, sales = excluded.sales, outside = excluded.outside,
      first = excluded.first, participants = excluded.participants, rewards = excluded.rewards, top_rewards = excluded.top_rewards, gini = excluded.gini`.execute(
    db,
  )

export type Look = 'catch-up' | 'measure'

/** When a regular look was made last, if it is due again; other processes are kept from it meanwhile. */
export async function takeLook(db: Db, name: Look, now: Date): Promise<Date | undefined> {
  const { rows } = await sql<{ lastAt: Date }>`
    select last_at from guard_looks where name = ${name} and due_at <= ${now} for update skip locked`.execute(db)
  return rows[0]?.lastAt
}

export const endLook = (db: Db, name: Look, lastAt: Date, dueAt: Date) =>
  db.updateTable('guardLooks').set({ lastAt, dueAt }).where('name', '=', name).execute()
