import type { DifferenceId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Difference, DifferenceKind, ReconciledDay } from '@lianka/contract/reconciliation'
import { PayError } from '@lianka/wechat/pay'
import { post } from '#ledger/service'
import { settleByQuery, settleRefund } from '#payment/service'
import { type Ctx, callerName, inTransaction } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { pushPart } from '#wallet/service'
import { type DayBills, fetchBills } from './bills.ts'
import { billsReady, compareDay, dayOf, daysToFetch, nextDay, startOf } from './rules.ts'
import * as store from './store.ts'

const toDay = ({ fetchedAt, closedAt, ...row }: store.DayRow): ReconciledDay => ({
  ...row,
  fetchedAt: fetchedAt.toISOString(),
  closedAt: closedAt?.toISOString() ?? null,
})

const toDifference = ({
  ours,
  theirs,
  explainedAt,
  ...row
}: NonNullable<Awaited<ReturnType<typeof store.findDifference>>>): Difference => ({
  ...row,
  oursFen: ours,
  theirsFen: theirs,
  explainedAt: explainedAt?.toISOString() ?? null,
})

async function requireDay(ctx: Ctx, day: string): Promise<store.DayRow> {
  const row = await store.findDay(ctx.db, day)
  if (!row) throw new Refusal('reconciliation.day_not_found')
  return row
}

/** The channel's fees as billed, posted once a number; a fee that came back with a refund is one below zero. */
async function postFees(ctx: Ctx, day: string, { rows }: DayBills): Promise<void> {
  const fees = rows.filter(({ bill, fee }) => bill === 'trade' && fee !== 0).map(({ number, fee }) => ({ number, amount: fee }))
  if (fees.length === 0) return
  const ours = await store.listOurs(
    ctx.db,
    fees.map(({ number }) => number),
    startOf(day),
    startOf(day),
  )
  const settled = new Set(ours.filter(({ state, fee }) => state === 'settled' && fee === null).map(({ number }) => number))
  const fresh = fees.filter(({ number }) => settled.has(number))
  if (fresh.length === 0) return
  await store.noteFees(ctx.db, day, fresh)
  await post(
    ctx,
    fresh.map(({ number, amount }) => ({
      kind: 'channel_fee' as const,
      fact: `channel_fee:${number}`,
      orderId: null,
      entries: [
        { account: 'channel_fee', amount },
        { account: 'channel_clearing', amount: -amount },
      ],
    })),
  )
}

/** Compares a day's bills with the books, in one transaction; what was explained stays explained. */
const compare = (ctx: Ctx, day: string, bills: DayBills): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await store.lockDay(ctx.db, day)
    if ((await store.findDay(ctx.db, day))?.state === 'closed') throw new Refusal('reconciliation.day_closed')
    const of = (subject: string) => bills.rows.filter((row) => row.bill !== 'basic' && row.subject === subject)
    const sum = (rows: readonly { amount: number }[]) => Math.abs(rows.reduce((total, { amount }) => total + amount, 0)) as Fen
    const [payments, refunds, transfers] = [of('payment'), of('refund'), of('transfer')]
    const { rows, ...hashes } = bills
    await store.writeDay(ctx.db, {
      day,
      state: 'open',
      fetchedAt: ctx.clock.now(),
      payments: payments.length,
      paymentsFen: sum(payments),
      refunds: refunds.length,
      refundsFen: sum(refunds),
      transfers: transfers.length,
      transfersFen: sum(transfers),
      feesFen: rows.reduce((total, { bill, fee }) => total + (bill === 'trade' ? fee : 0), 0) as Fen,
      ...hashes,
    })
    await store.replaceBillRows(ctx.db, day, rows)
    const [from, to] = [startOf(day), startOf(nextDay(day))]
    const ours = await store.listOurs(
      ctx.db,
      rows.map(({ number }) => number),
      from,
      to,
    )
    const known = await store.sumsOf(ctx.db, [...new Set([...rows, ...ours].map(({ number }) => number))])
    const found = compareDay(rows, ours, known, ctx.settings.LIANKA_CHANNEL_FEE_BPS)
    const now = ctx.clock.now()
    await store.replaceDifferences(
      ctx.db,
      day,
      found.map((difference) => ({ ...difference, id: newId<DifferenceId>('dif', now) })),
    )
    await postFees(ctx, day, bills)
  })

/** Fetches a day's bills and compares; also again, while the day is open. */
export async function compareAgain(ctx: Ctx, day: string): Promise<ReconciledDay> {
  if (!billsReady(day, ctx.clock.now())) throw new Refusal('reconciliation.day_not_over')
  if ((await store.findDay(ctx.db, day))?.state === 'closed') throw new Refusal('reconciliation.day_closed')
  const bills = await fetchBills(ctx, day).catch((error) => {
    if (error instanceof PayError) throw new Refusal('payment.channel_unavailable', error.code)
    throw error
  })
  await compare(ctx, day, bills)
  return toDay(await requireDay(ctx, day))
}

/** So many days one sweep fetches: the others wait for the next. */
const daysAtOnce = 5

/** Fetches and compares the days that are over and were not; answers how many. */
export async function compareEndedDays(ctx: Ctx): Promise<number> {
  const first = await store.firstPayment(ctx.db)
  if (!first) return 0
  const due = daysToFetch(first, await store.knownDays(ctx.db), ctx.clock.now()).slice(0, daysAtOnce)
  for (const day of due) {
    try {
      await compare(ctx, day, await fetchBills(ctx, day))
    } catch (error) {
      if (!(error instanceof PayError)) throw error
      // Not ready or out of reach: the next sweep asks again.
      ctx.log.warn({ channel: error.code, day }, 'bills could not be fetched')
      return 0
    }
  }
  return due.length
}

const daysOpen = 3

/** Days of a while ago in which nothing is open are closed by themselves; answers how many. */
export async function closeSettledDays(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const days = await store.listSettledDays(ctx.db, dayOf(new Date(now.getTime() - daysOpen * 86_400_000)), 50)
  for (const { day } of days) await store.closeDay(ctx.db, day, 'system', now)
  return days.length
}

export async function listDays(ctx: Ctx, query: Parameters<typeof store.listDays>[1]) {
  const rows = await store.listDays(ctx.db, query)
  return { items: rows.map(toDay), next: rows.length === query.limit ? (rows.at(-1)?.day ?? null) : null }
}

type Query = {
  day?: string | undefined
  state?: 'open' | 'explained' | undefined
  kind?: DifferenceKind | undefined
  after?: string | undefined
  limit: number
}

export async function listDifferences(ctx: Ctx, query: Query) {
  const rows = await store.listDifferences(ctx.db, query)
  return { items: rows.map(toDifference), next: rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null }
}

async function requireDifference(ctx: Ctx, id: DifferenceId) {
  const row = await store.findDifference(ctx.db, id)
  if (!row) throw new Refusal('reconciliation.difference_not_found')
  return row
}

/** Asks the channel about a number and acts on its answer as a notification would; the next comparison shows what came of it. */
export async function queryDifference(ctx: Ctx, id: DifferenceId): Promise<Difference> {
  const row = await requireDifference(ctx, id)
  if (row.subject === 'payment') await settleByQuery(ctx, row.number)
  if (row.subject === 'refund') await settleRefund(ctx, row.number)
  if (row.subject === 'transfer' || row.subject === 'sharing') await pushPart(ctx, row.number)
  return toDifference(await requireDifference(ctx, id))
}

export async function explainDifference(ctx: Ctx, id: DifferenceId, words: string): Promise<Difference> {
  const row = await requireDifference(ctx, id)
  if ((await requireDay(ctx, row.day)).state === 'closed') throw new Refusal('reconciliation.day_closed')
  await store.explain(ctx.db, id, { words, explainedBy: callerName(ctx), explainedAt: ctx.clock.now() })
  return toDifference(await requireDifference(ctx, id))
}

export async function closeDay(ctx: Ctx, day: string): Promise<ReconciledDay> {
  const row = await requireDay(ctx, day)
  if (row.state === 'open' && !(await store.closeDay(ctx.db, day, callerName(ctx), ctx.clock.now())))
    throw new Refusal('reconciliation.day_open')
  return toDay(await requireDay(ctx, day))
}
