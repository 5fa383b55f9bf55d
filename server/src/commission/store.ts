import type { LineId, MemberId, OrderId, ShareId, TransferId } from '@lianka/contract/ids'
import type { ShareKind, ShareState } from '@lianka/contract/reward'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type ShareWrite = {
  id: ShareId
  lineId: LineId
  orderId: OrderId
  payee: string
  kind: ShareKind
  bps: number
  amount: number
  released: boolean
}

/** Writes the shares of lines computed for the first time, with the first row of what is kept of each, in one statement. */
export async function insertShares(
  db: Db,
  lines: readonly { lineId: LineId; transferId: TransferId | null }[],
  shares: readonly ShareWrite[],
  at: Date,
): Promise<void> {
  if (shares.length === 0) return
  const transferOf = new Map(lines.map(({ lineId, transferId }) => [lineId, transferId]))
  const [ids, amounts] = [shares.map(({ id }) => id), shares.map(({ amount }) => amount)]
  await sql`
    with s as (
      insert into shares (id, line_id, order_id, payee_id, kind, bps, amount, state, computed_at)
      select id, line_id, order_id, payee_id, kind, bps, amount, case when amount = 0 then 'reversed' else 'held' end, ${at}
      from unnest(${ids}::text[], ${shares.map(({ lineId }) => lineId)}::text[], ${shares.map(({ orderId }) => orderId)}::text[], ${shares.map(({ payee }) => payee)}::text[],
        ${shares.map(({ kind }) => kind)}::text[], ${shares.map(({ bps }) => bps)}::int[], ${amounts}::bigint[]) w (id, line_id, order_id, payee_id, kind, bps, amount)
    )
    insert into share_changes (share_id, from_amount, to_amount, reason, transfer_id, at)
    select id, 0, amount, 'computed', transfer_id, ${at}
    from unnest(${ids}::text[], ${amounts}::bigint[], ${shares.map(({ lineId }) => transferOf.get(lineId) ?? null)}::text[]) w (id, amount, transfer_id)`.execute(
    db,
  )
}

/**
 * Brings the shares of these lines to the amounts given, and keeps what changed and why, in one statement.
 * A share of a line that is no longer due (its rate fell away) goes to 0. Nothing is ever deleted.
 */
export async function writeShares(
  db: Db,
  lines: readonly { lineId: LineId; transferId: TransferId | null }[],
  shares: readonly ShareWrite[],
  reason: 'refunded' | 'rerated',
  at: Date,
) {
  const lineIds = lines.map(({ lineId }) => lineId)
  await sql`
    with lines as (select * from unnest(${lineIds}::text[], ${lines.map(({ transferId }) => transferId)}::text[]) as l (line_id, transfer_id)),
    wanted as (
      select * from unnest(${shares.map((s) => s.id)}::text[], ${shares.map((s) => s.lineId)}::text[], ${shares.map((s) => s.orderId)}::text[], ${shares.map((s) => s.payee)}::text[],
        ${shares.map((s) => s.kind)}::text[], ${shares.map((s) => s.bps)}::int[], ${shares.map((s) => s.amount)}::bigint[], ${shares.map((s) => s.released)}::boolean[])
        as w (id, line_id, order_id, payee_id, kind, bps, amount, released)
    ), before as (select * from shares where line_id = any(${lineIds}::text[])),
    written as (
      insert into shares (id, line_id, order_id, payee_id, kind, bps, amount, state, computed_at, released_at)
      select id, line_id, order_id, payee_id, kind, bps, amount, case when amount = 0 then 'reversed' when released then 'released' else 'held' end, ${at}, null from wanted
      on conflict (line_id, kind) do update set amount = excluded.amount, bps = excluded.bps,
        state = case when excluded.amount = 0 then 'reversed' when shares.state = 'released' then 'released' else excluded.state end
      returning id, line_id, kind, amount
    ), ended as (
      update shares set amount = 0, state = 'reversed' where line_id = any(${lineIds}::text[]) and amount > 0
        and not exists (select 1 from wanted w where w.line_id = shares.line_id and w.kind = shares.kind) returning id, line_id, kind, amount
    )
    insert into share_changes (share_id, from_amount, to_amount, reason, transfer_id, at)
    select n.id, coalesce(b.amount, 0), n.amount, ${reason}, t.transfer_id, ${at}
    from (select * from written union all select * from ended) n join lines t on t.line_id = n.line_id left join before b on b.line_id = n.line_id and b.kind = n.kind
    where coalesce(b.amount, -1) <> n.amount`.execute(db)
}

export const releaseShares = (db: Db, lineIds: readonly LineId[], at: Date) =>
  db.updateTable('shares').set({ state: 'released', releasedAt: at }).where('lineId', 'in', lineIds).where('state', '=', 'held').execute()

export type ShareRow = {
  id: ShareId
  kind: ShareKind
  state: ShareState
  amount: number
  bps: number
  payeeId: MemberId
  lineId: LineId
  orderId: OrderId
  buyerId: MemberId
  buyerNickname: string
  buyerPortrait: string
  title: string
  paidAt: Date
  windowEndsAt: Date | null
  completedAt: Date | null
  releasedAt: Date | null
}

export async function listShares(
  db: Db,
  filter: { payeeId: MemberId; id?: ShareId | undefined; state?: ShareState | undefined; after?: string | undefined; limit: number },
): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`
    select h.id, h.kind, h.state, h.amount, h.bps, h.payee_id, h.line_id, h.order_id, o.buyer_id, m.nickname as buyer_nickname, m.portrait as buyer_portrait, l.title, o.paid_at, l.window_ends_at, l.completed_at, h.released_at
    from shares h join order_lines l on l.id = h.line_id join orders o on o.id = h.order_id join members m on m.id = o.buyer_id
    where h.payee_id = ${filter.payeeId} ${filter.id ? sql`and h.id = ${filter.id}` : sql``} ${filter.state ? sql`and h.state = ${filter.state}` : sql``} ${filter.after ? sql`and h.id < ${filter.after}` : sql``}
    order by h.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export async function sumShares(db: Db, payeeId: MemberId) {
  const { rows } = await sql<{ released: number; reversed: number }>`
    select (select coalesce(sum(amount), 0)::bigint from shares where payee_id = ${payeeId} and state = 'released') as released,
      (select coalesce(sum(greatest(c.from_amount - c.to_amount, 0)), 0)::bigint from share_changes c join shares h on h.id = c.share_id where h.payee_id = ${payeeId}) as reversed`.execute(
    db,
  )
  return rows[0] ?? { released: 0, reversed: 0 }
}

export async function explainRow(db: Db, share: ShareRow) {
  const { rows } = await sql<{ referrer: string; boundAt: Date | null; shareCount: number; transferIds: string[]; quantity: number }>`
    select (select m.nickname from referrals r join members m on m.id = r.referrer_id where r.member_id = ${share.buyerId}) as referrer,
      (select r.bound_at from referrals r where r.member_id = ${share.buyerId}) as bound_at,
      (select count(*)::int from shares where line_id = ${share.lineId} and amount > 0) as share_count,
      (select l.quantity from order_lines l where l.id = ${share.lineId}) as quantity,
      array(select distinct e.transfer_id::text from entries e where e.line_id = ${share.lineId} and e.account_id in (${`wallet_held:${share.payeeId}`}, ${`wallet_available:${share.payeeId}`}) order by 1) as transfer_ids`.execute(
    db,
  )
  return rows[0]
}

/** What each agent and boss earned by shares released since then, those who earned nothing included. */
export async function earnedSince(db: Db, from: Date): Promise<number[]> {
  const { rows } = await sql<{ earned: number }>`
    select coalesce(sum(h.amount), 0)::bigint as earned from ranks k
    left join shares h on h.payee_id = k.member_id and h.state = 'released' and h.released_at >= ${from}
    where k.rank <> 'member' group by k.member_id`.execute(db)
  return rows.map(({ earned }) => earned)
}

export const newestTypicalEarnings = (db: Db) =>
  db.selectFrom('typicalEarnings').selectAll().orderBy('measuredAt', 'desc').limit(1).executeTakeFirst()

export const keepTypicalEarnings = (db: Db, measuredAt: Date, data: object) =>
  db
    .insertInto('typicalEarnings')
    .values({ measuredAt, data: JSON.stringify(data) })
    .onConflict((on) => on.doNothing())
    .execute()
