import { sql } from 'kysely'
import { expect } from 'vitest'
import { sealWaiting, verifyChain } from '#ledger/service'
import { count, expectBooksHold } from './channel.ts'
import type { House } from './house.ts'
import type { Wire } from './kills-wire.ts'

/** The simulated channel's own word on every number, compared with ours. */

type Book = {
  payments: Record<string, { state: string; totalFen: number }>
  refunds: Record<string, { state: string; outTradeNo: string; refundFen: number }>
  transfers: Record<string, { state: string; amountFen: number; openid: string }>
}

type Numbered = { number: string; fen: number }

const inOrder = (numbers: readonly Numbered[]) => numbers.toSorted((a, b) => a.number.localeCompare(b.number))

/** What the channel has under a state, as number and amount. */
const theirs = <T extends { state: string }>(all: Record<string, T>, states: readonly string[], fen: (one: T) => number) =>
  inOrder(
    Object.entries(all)
      .filter(([, { state }]) => states.includes(state))
      .map(([number, one]) => ({ number, fen: fen(one) })),
  )

const ours = async (house: House, query: ReturnType<typeof sql<Numbered>>) => inOrder((await query.execute(house.ctx.db)).rows)

/** Every payment, refund and transfer that the channel carried out is one of ours with that amount, and the other way round. */
export async function expectChannelAgrees(house: House): Promise<Record<'payments' | 'refunds' | 'transfers', number>> {
  const book = (await (await fetch(`${house.ctx.outside.simulatorUrl}/wxpay/dev/book`)).json()) as Book
  const payments = theirs(book.payments, ['SUCCESS', 'REFUND'], ({ totalFen }) => totalFen)
  expect(
    await ours(house, sql`select out_trade_no as number, amount::bigint as fen from payment_attempts where state in ('paid', 'returned')`),
  ).toEqual(payments)
  const refunds = theirs(book.refunds, ['SUCCESS'], ({ refundFen }) => refundFen)
  expect(await ours(house, sql`select out_refund_no as number, amount::bigint as fen from refunds where state = 'succeeded'`)).toEqual(
    refunds,
  )
  const transfers = theirs(book.transfers, ['SUCCESS'], ({ amountFen }) => amountFen)
  expect(
    await ours(house, sql`select number, (gross - tax)::bigint as fen from withdrawal_parts where state = 'paid' and order_id is null`),
  ).toEqual(transfers)
  return { payments: payments.length, refunds: refunds.length, transfers: transfers.length }
}

/** Whoever was paid by the channel got, all in all, what left the wallet less tax; the books say the same. */
export async function expectNothingPaidTwice(house: House): Promise<void> {
  const { rows } = await sql<{ memberId: string; left: number; paid: number }>`
    select member_id, sum(gross)::bigint as left,
      coalesce((select sum(e.amount) from entries e join transfers t on t.id = e.transfer_id
        where e.account_id = 'withdrawal_pending:' || w.member_id and t.kind = 'withdrawal_paid'), 0)::bigint as paid
    from withdrawal_parts w where state = 'paid' group by member_id`.execute(house.ctx.db)
  expect(rows.filter(({ left, paid }) => left !== paid)).toEqual([])
  const over = sql<{ n: number }>`select count(*) as n from withdrawals d
    where gross < (select coalesce(sum(gross), 0) from withdrawal_parts w where w.withdrawal_id = d.id and w.state = 'paid')`
  expect(await count(house, over)).toBe(0)
}

/** What was answered with 200 is there. */
export async function expectNothingLost({ crew: { house }, orders, withdrawals }: Wire): Promise<void> {
  const missing = async (ids: ReadonlySet<string>, rows: readonly { id: string }[]) => {
    const there = new Set(rows.map(({ id }) => id))
    return [...ids].filter((id) => !there.has(id))
  }
  expect(await missing(orders, await house.ctx.db.selectFrom('orders').select('id').execute())).toEqual([])
  expect(await missing(withdrawals, await house.ctx.db.selectFrom('withdrawals').select('id').execute())).toEqual([])
}

/** Books, a replay of everything, and the chain of sealed blocks. */
export async function expectRecordsHold(house: House): Promise<void> {
  await expectBooksHold(house)
  await sealWaiting(house.ctx)
  expect((await verifyChain(house.ctx)).difference).toBeNull()
}

/** What is still to be done, by name; a job that waits to be tried again counts, with its last error. */
export async function remaining(house: House): Promise<Record<string, number>> {
  const { rows } = await sql<{ what: string; n: number }>`
    select 'job ' || task_identifier || ' ' || left(coalesce(last_error, ''), 80) as what, count(*)::int as n
      from graphile_worker.jobs where attempts < max_attempts group by 1
    union all select 'open attempts', count(*)::int from payment_attempts where state = 'open'
    union all select 'uncomputed orders', count(*)::int from orders_to_compute
    union all select 'refunds', count(*)::int from refunds where state in ('to_send', 'sent')
    union all select 'refunding', count(*)::int from after_sales where state = 'refunding'
    union all select 'parts', count(*)::int from withdrawal_parts where state in ('to_send', 'sent', 'awaiting_confirmation')
    union all select 'due parts', count(*)::int from withdrawal_parts where state = 'waiting' and due_at <= ${house.clock.now()}
    union all select 'ended windows', count(*)::int from order_lines where completed_at is null and not window_held and window_ends_at <= ${house.clock.now()}`.execute(
    house.ctx.db,
  )
  return Object.fromEntries(rows.filter(({ n }) => n > 0).map(({ what, n }) => [what, n]))
}

/** Jobs that were given up after all their tries. */
export const givenUp = (house: House) =>
  sql<{ task: string; error: string }>`
    select task_identifier as task, last_error as error from graphile_worker.jobs where attempts >= max_attempts`
    .execute(house.ctx.db)
    .then(({ rows }) => rows)

/** The queue waits for another try by the database's own time, which the moved clock does not move. */
export const hurryRetries = (house: House) =>
  sql`update graphile_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`.execute(house.ctx.db)
