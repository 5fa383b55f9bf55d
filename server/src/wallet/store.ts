import type { MemberId, OrderId, WithdrawalId } from '@lianka/contract/ids'
import type { PartState, WithdrawalState } from '@lianka/contract/wallet'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { TaxFacts } from './rules.ts'

export type PartRow = Selectable<Tables['withdrawalParts']>
export type WithdrawalRow = Selectable<Tables['withdrawals']> & { parts: PartRow[] }

const inFlight = sql`('to_send', 'sent', 'awaiting_confirmation')`

export const findRealName = (db: Db, memberId: MemberId) =>
  db.selectFrom('realNames').selectAll().where('memberId', '=', memberId).executeTakeFirst()

export const writeRealName = (db: Db, row: Insertable<Tables['realNames']>) =>
  db
    .insertInto('realNames')
    .values(row)
    .onConflict((on) =>
      on.column('memberId').doUpdateSet((eb) => ({
        nameCipher: eb.ref('excluded.nameCipher'),
        idNumberCipher: eb.ref('excluded.idNumberCipher'),
        idHash: eb.ref('excluded.idHash'),
        givenAt: eb.ref('excluded.givenAt'),
      })),
    )
    .execute()

export const hasWithdrawn = async (db: Db, memberId: MemberId) =>
  (await db.selectFrom('withdrawals').select('id').where('memberId', '=', memberId).limit(1).executeTakeFirst()) !== undefined

export type Standing = {
  openId: WithdrawalId | null
  paidNet: number
  /** Gross paid in this Beijing month or on its way. */
  monthGross: number
  todayParts: number
  todayGross: number
} & TaxFacts

/** What one person has withdrawn and is withdrawing: for limits, tax and the wallet's page, in one statement. */
export async function readStanding(db: Db, memberId: MemberId, at: { year: number; month: number; dayStart: Date }): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select id from withdrawals where member_id = ${memberId} and finished_at is null) as open_id,
      coalesce(sum(gross - tax) filter (where state = 'paid'), 0)::bigint as paid_net,
      coalesce(sum(gross) filter (where state in ${inFlight} or (state = 'paid' and income_year = ${at.year} and income_month = ${at.month})), 0)::bigint as month_gross,
      count(*) filter (where issued_at >= ${at.dayStart} and state not in ('failed', 'cancelled'))::int as today_parts,
      coalesce(sum(gross) filter (where issued_at >= ${at.dayStart} and state not in ('failed', 'cancelled')), 0)::bigint as today_gross,
      coalesce(sum(gross) filter (where state in ${inFlight} or (state = 'paid' and income_year = ${at.year})), 0)::bigint as income_fen,
      coalesce(sum(tax) filter (where state in ${inFlight} or (state = 'paid' and income_year = ${at.year})), 0)::bigint as withheld_fen,
      coalesce(array_agg(distinct case when state = 'paid' and income_year = ${at.year} then income_month when state in ${inFlight} then ${at.month} end)
        filter (where state in ${inFlight} or (state = 'paid' and income_year = ${at.year})), '{}') as months
    from withdrawal_parts where member_id = ${memberId}`.execute(db)
  return rows[0] as Standing
}

export const insertWithdrawal = async (
  db: Db,
  row: Insertable<Tables['withdrawals']>,
  parts: readonly Insertable<Tables['withdrawalParts']>[],
) => {
  await db.insertInto('withdrawals').values(row).execute()
  await db
    .insertInto('withdrawalParts')
    .values([...parts])
    .execute()
}

export const addChange = (db: Db, row: { withdrawalId: WithdrawalId; what: string; by: string; at: Date }) =>
  db.insertInto('withdrawalChanges').values(row).execute()

type Filter = { id?: WithdrawalId; memberId?: MemberId; state?: WithdrawalState | undefined; after?: string | undefined; limit: number }

export async function listWithdrawals(db: Db, filter: Filter): Promise<WithdrawalRow[]> {
  const rows = await db
    .selectFrom('withdrawals')
    .selectAll()
    .$if(filter.id !== undefined, (query) => query.where('id', '=', filter.id as WithdrawalId))
    .$if(filter.memberId !== undefined, (query) => query.where('memberId', '=', filter.memberId as MemberId))
    .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state as WithdrawalState))
    .$if(filter.after !== undefined, (query) => query.where('id', '<', filter.after as WithdrawalId))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()
  const ids = rows.map(({ id }) => id)
  const parts =
    ids.length === 0 ? [] : await db.selectFrom('withdrawalParts').selectAll().where('withdrawalId', 'in', ids).orderBy('place').execute()
  return rows.map((row) => ({ ...row, parts: parts.filter(({ withdrawalId }) => withdrawalId === row.id) }))
}

export const membersOf = (db: Db, ids: readonly MemberId[]) =>
  db.selectFrom('members').select(['id', 'nickname', 'portrait']).where('id', 'in', ids).execute()

/** Compare-and-set of a withdrawal; undefined when it was in another state. */
export const moveWithdrawal = (db: Db, id: WithdrawalId, from: readonly WithdrawalState[], set: Updateable<Tables['withdrawals']>) =>
  db.updateTable('withdrawals').set(set).where('id', '=', id).where('state', 'in', from).returning('id').executeTakeFirst()

export const findPart = (db: Db, number: string) =>
  db.selectFrom('withdrawalParts').selectAll().where('number', '=', number).executeTakeFirst()

export const partsOf = (db: Db, id: WithdrawalId) =>
  db.selectFrom('withdrawalParts').selectAll().where('withdrawalId', '=', id).orderBy('place').execute()

/** Compare-and-set of a part; undefined when it was in another state. */
export const movePart = (db: Db, number: string, from: readonly PartState[], set: Updateable<Tables['withdrawalParts']>) =>
  db.updateTable('withdrawalParts').set(set).where('number', '=', number).where('state', 'in', from).returning('number').executeTakeFirst()

/** Notes that the channel is about to hear of this part; false when it has already. */
export const markAsked = async (db: Db, number: string, at: Date, queryAt: Date) =>
  (await db
    .updateTable('withdrawalParts')
    .set({ askedAt: at, queryAt })
    .where('number', '=', number)
    .where('state', '=', 'to_send')
    .where('askedAt', 'is', null)
    .returning('number')
    .executeTakeFirst()) !== undefined

/** Notes that a part on its way is to be stopped, also again; false when nothing can be stopped any more. */
export const askCancel = async (db: Db, number: string, at: Date) =>
  (await db
    .updateTable('withdrawalParts')
    .set({ cancelAskedAt: sql<Date>`coalesce(cancel_asked_at, ${at})` })
    .where('number', '=', number)
    .where('state', 'in', ['to_send', 'sent', 'awaiting_confirmation'])
    .returning('number')
    .executeTakeFirst()) !== undefined

/** Waiting parts of a withdrawal are due, each on its day, or (null) not before somebody decides. */
export const setDue = (db: Db, number: string, dueAt: Date | null) =>
  db.updateTable('withdrawalParts').set({ dueAt }).where('number', '=', number).where('state', '=', 'waiting').execute()

export const pauseWaiting = (db: Db, id: WithdrawalId) =>
  db.updateTable('withdrawalParts').set({ dueAt: null }).where('withdrawalId', '=', id).where('state', '=', 'waiting').execute()

export const cancelWaiting = (db: Db, id: WithdrawalId, at: Date, reason: string) =>
  db
    .updateTable('withdrawalParts')
    .set({ state: 'cancelled', finishedAt: at, failReason: reason, dueAt: null })
    .where('withdrawalId', '=', id)
    .where('state', '=', 'waiting')
    .returning('number')
    .execute()

export const listDueParts = (db: Db, now: Date, limit: number) =>
  db
    .selectFrom('withdrawalParts')
    .select('number')
    .where('state', '=', 'waiting')
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .orderBy('place')
    .limit(limit)
    .execute()

/** Parts the channel should be asked about; each is taken by one sweeper, who comes back to it in a minute if nothing is noted meanwhile. */
export async function takePartsToAsk(db: Db, now: Date, limit: number) {
  const { rows } = await sql<{ number: string }>`
    with due as (select number from withdrawal_parts where state in ${inFlight} and query_at <= ${now} order by query_at limit ${limit} for update skip locked)
    update withdrawal_parts p set query_at = ${new Date(now.getTime() + 60_000)}, queries = queries + 1 from due where p.number = due.number returning p.number`.execute(
    db,
  )
  return rows
}

/** Withdrawals an officer looks at because of these people's cases, or of anybody's. */
export const listReviewing = (db: Db, reason: 'guard' | 'month_total') =>
  db
    .selectFrom('withdrawals')
    .select(['id', 'memberId'])
    .where('state', '=', 'reviewing')
    .where('reviewReason', '=', reason)
    .limit(500)
    .execute()

export async function readTaxMonths(db: Db, memberId: MemberId, year: number) {
  const { rows } = await sql<{ month: number; income: number; tax: number; transfers: number }>`
    select income_month as month, sum(gross)::bigint as income, sum(tax)::bigint as tax, count(*)::int as transfers
    from withdrawal_parts where member_id = ${memberId} and state = 'paid' and income_year = ${year} group by 1 order by 1`.execute(db)
  return rows
}

export type Shareable = { orderId: OrderId; transactionId: string; left: number }

/** Orders paid with profit sharing of which this person's released shares were not yet paid out, the oldest first. */
export async function listShareable(db: Db, memberId: MemberId): Promise<Shareable[]> {
  const { rows } = await sql<Shareable>`
    select h.order_id, a.transaction_id, (sum(h.amount) - coalesce((select sum(p.gross) from withdrawal_parts p
        where p.order_id = h.order_id and p.member_id = ${memberId} and p.state not in ('failed', 'cancelled')), 0))::bigint as left
    from shares h join payment_attempts a on a.order_id = h.order_id and a.state = 'paid' and a.profit_sharing and a.unfrozen_at is null
    where h.payee_id = ${memberId} and h.state = 'released' group by h.order_id, a.transaction_id order by h.order_id`.execute(db)
  return rows.filter(({ left }) => left > 0)
}
