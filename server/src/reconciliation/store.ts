import type { DifferenceId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { DifferenceKind } from '@lianka/contract/reconciliation'
import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { BillRow, Difference, Ours } from './rules.ts'

export type DayRow = Selectable<Tables['reconciledDays']> & { open: number; explained: number }

export async function firstPayment(db: Db): Promise<Date | null> {
  const row = await db.selectFrom('paymentAttempts').select(sql<Date | null>`min(channel_paid_at)`.as('first')).executeTakeFirst()
  return row?.first ?? null
}

export const knownDays = async (db: Db) => new Set((await db.selectFrom('reconciledDays').select('day').execute()).map(({ day }) => day))

const daysWithCounts = (db: Db) =>
  db
    .selectFrom('reconciledDays as d')
    .selectAll()
    .select(sql<number>`(select count(*)::int from differences f where f.day = d.day and f.state = 'open')`.as('open'))
    .select(sql<number>`(select count(*)::int from differences f where f.day = d.day and f.state = 'explained')`.as('explained'))

export const findDay = (db: Db, day: string) => daysWithCounts(db).where('d.day', '=', day).executeTakeFirst()

export const listDays = (db: Db, query: { state?: 'open' | 'closed' | undefined; after?: string | undefined; limit: number }) =>
  daysWithCounts(db)
    .$if(query.state !== undefined, (rows) => rows.where('d.state', '=', query.state as 'open'))
    .$if(query.after !== undefined, (rows) => rows.where('d.day', '<', query.after as string))
    .orderBy('d.day', 'desc')
    .limit(query.limit)
    .execute()

/** Serialises everything that writes about one day. */
export const lockDay = (db: Db, day: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`reconciliation ${day}`}, 7))`.execute(db)

export const writeDay = (db: Db, row: Insertable<Tables['reconciledDays']>) =>
  db
    .insertInto('reconciledDays')
    .values(row)
    .onConflict((on) =>
      on.column('day').doUpdateSet((eb) => ({
        fetchedAt: eb.ref('excluded.fetchedAt'),
        payments: eb.ref('excluded.payments'),
        paymentsFen: eb.ref('excluded.paymentsFen'),
        refunds: eb.ref('excluded.refunds'),
        refundsFen: eb.ref('excluded.refundsFen'),
        transfers: eb.ref('excluded.transfers'),
        transfersFen: eb.ref('excluded.transfersFen'),
        feesFen: eb.ref('excluded.feesFen'),
        tradeHash: eb.ref('excluded.tradeHash'),
        basicHash: eb.ref('excluded.basicHash'),
        operationHash: eb.ref('excluded.operationHash'),
      })),
    )
    .execute()

export async function replaceBillRows(db: Db, day: string, rows: readonly BillRow[]): Promise<void> {
  await db.deleteFrom('billRows').where('day', '=', day).execute()
  await sql`
    insert into bill_rows (day, bill, place, subject, number, amount, fee, state, at)
    select ${day}::date, * from unnest(${rows.map(({ bill }) => bill)}::text[], ${rows.map((_, place) => place)}::int[], ${rows.map(({ subject }) => subject)}::text[],
      ${rows.map(({ number }) => number)}::text[], ${rows.map(({ amount }) => amount)}::bigint[], ${rows.map(({ fee }) => fee)}::bigint[], ${rows.map(({ state }) => state)}::text[],
      ${rows.map(({ at }) => at.toISOString())}::timestamptz[])`.execute(db)
}

/** Sums of these numbers over all days fetched: what left and what came back. Keys are `subject number`. */
export async function sumsOf(db: Db, numbers: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; sum: number }>`
    select subject || ' ' || number as key, sum(amount)::bigint as sum from bill_rows
    where number = any(${numbers}::text[]) and (bill = 'trade' or subject in ('transfer', 'sharing', 'top_up', 'other')) group by 1`.execute(
    db,
  )
  return new Map(rows.map(({ key, sum }) => [key, sum]))
}

/** What our books say of these numbers, and of everything that happened between two moments. */
export async function listOurs(db: Db, numbers: readonly string[], from: Date, to: Date): Promise<Ours[]> {
  const { rows } = await sql<Ours>`
    select 'payment' as subject, a.out_trade_no as number, a.amount, case when a.state in ('paid', 'returned') then 'settled' else 'open' end as state, a.order_id,
      f.amount as fee, coalesce(a.channel_paid_at >= ${from} and a.channel_paid_at < ${to}, false) as today
      from payment_attempts a left join channel_fees f on f.number = a.out_trade_no
      where a.out_trade_no = any(${numbers}::text[]) or (a.channel_paid_at >= ${from} and a.channel_paid_at < ${to})
    union all select 'refund', r.out_refund_no, r.amount, case r.state when 'succeeded' then 'settled' else 'open' end, a.order_id, f.amount,
      coalesce(r.channel_finished_at >= ${from} and r.channel_finished_at < ${to}, false)
      from refunds r join payment_attempts a on a.out_trade_no = r.out_trade_no left join channel_fees f on f.number = r.out_refund_no
      where r.out_refund_no = any(${numbers}::text[]) or (r.channel_finished_at >= ${from} and r.channel_finished_at < ${to})
    union all select case when p.order_id is null then 'transfer' else 'sharing' end, p.number, p.gross - p.tax,
      case when p.state = 'paid' then 'settled' when p.state in ('failed', 'cancelled') then 'returned' else 'open' end, p.order_id, null,
      coalesce(p.finished_at >= ${from} and p.finished_at < ${to}, false)
      from withdrawal_parts p where p.number = any(${numbers}::text[]) or (p.state = 'paid' and p.finished_at >= ${from} and p.finished_at < ${to})
    union all select 'top_up', m.reference, m.amount, 'settled', null, null, m.at >= ${from} and m.at < ${to}
      from money_movements m where m.kind = 'payout_topped_up' and (m.reference = any(${numbers}::text[]) or (m.at >= ${from} and m.at < ${to}))`.execute(
    db,
  )
  return rows
}

/** Open differences of a day make room for those found now; what was explained stays, and is not found again. */
export async function replaceDifferences(db: Db, day: string, rows: readonly (Difference & { id: DifferenceId })[]): Promise<void> {
  await db.deleteFrom('differences').where('day', '=', day).where('state', '=', 'open').execute()
  if (rows.length === 0) return
  await db
    .insertInto('differences')
    .values(
      rows.map(({ ours, theirs, orderId, ...row }) => ({
        ...row,
        day,
        ours: ours as Fen | null,
        theirs: theirs as Fen | null,
        orderId: orderId as never,
        state: 'open' as const,
        words: null,
        explainedBy: null,
        explainedAt: null,
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute()
}

export type DifferenceRow = Selectable<Tables['differences']>

const named = (db: Db) =>
  db
    .selectFrom('differences as d')
    .leftJoin('staff as s', (on) => on.on(sql`s.id::text`, '=', sql`d.explained_by`))
    .select(['d.id', 'd.day', 'd.kind', 'd.subject', 'd.number', 'd.ours', 'd.theirs', 'd.orderId', 'd.state', 'd.words', 'd.explainedAt'])
    .select(sql<string | null>`coalesce(s.name, d.explained_by)`.as('explainedBy'))

type Query = {
  day?: string | undefined
  state?: 'open' | 'explained' | undefined
  kind?: DifferenceKind | undefined
  after?: string | undefined
  limit: number
}

export const listDifferences = (db: Db, query: Query) =>
  named(db)
    .$if(query.day !== undefined, (rows) => rows.where('d.day', '=', query.day as string))
    .$if(query.state !== undefined, (rows) => rows.where('d.state', '=', query.state as 'open'))
    .$if(query.kind !== undefined, (rows) => rows.where('d.kind', '=', query.kind as DifferenceKind))
    .$if(query.after !== undefined, (rows) => rows.where('d.id', '<', query.after as DifferenceId))
    .orderBy('d.id', 'desc')
    .limit(query.limit)
    .execute()

export const findDifference = (db: Db, id: DifferenceId) => named(db).where('d.id', '=', id).executeTakeFirst()

export const explain = (db: Db, id: DifferenceId, set: { words: string; explainedBy: string; explainedAt: Date }) =>
  db
    .updateTable('differences')
    .set({ ...set, state: 'explained' })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst()

export const closeDay = (db: Db, day: string, by: string, at: Date) =>
  db
    .updateTable('reconciledDays')
    .set({ state: 'closed', closedAt: at, closedBy: by })
    .where('day', '=', day)
    .where('state', '=', 'open')
    .where(sql<boolean>`not exists (select 1 from differences f where f.day = reconciled_days.day and f.state = 'open')`)
    .returning('day')
    .executeTakeFirst()

export const listSettledDays = (db: Db, before: string, limit: number) =>
  db
    .selectFrom('reconciledDays as d')
    .select('d.day')
    .where('d.state', '=', 'open')
    .where('d.day', '<', before)
    .where(sql<boolean>`not exists (select 1 from differences f where f.day = d.day and f.state = 'open')`)
    .orderBy('d.day')
    .limit(limit)
    .execute()

export const noteFees = (db: Db, day: string, fees: readonly { number: string; amount: number }[]) =>
  db
    .insertInto('channelFees')
    .values(fees.map(({ number, amount }) => ({ number, amount: amount as Fen, day })))
    .onConflict((on) => on.doNothing())
    .execute()
