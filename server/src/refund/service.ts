import type { AfterSaleId, LineId, OrderId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { AfterSale, AfterSaleState } from '@lianka/contract/refund'
import { lockOrderWithPeople } from '#commission/service'
import { freeWindow, holdWindow, type OrderFacts, requireOwnOrder } from '#order/service'
import { type Ctx, callerName, inTransaction, memberOf, staffOf } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { giveMoneyBack } from './give-money-back.ts'
import { type Ask, answerDays, canBecome, inspectDays, refusalOf, sendBackDays } from './rules.ts'
import * as store from './store.ts'

const inDays = (ctx: Ctx, days: number) => new Date(ctx.clock.now().getTime() + days * 86_400_000)

const toAfterSale = ({
  amount,
  postage,
  requestedAt,
  answerBy,
  decidedAt,
  refundedAt,
  ...row
}: store.AfterSaleRow): AfterSale & { buyerNickname: string } => ({
  ...row,
  amountFen: amount as Fen,
  postageFen: postage as Fen,
  requestedAt: requestedAt.toISOString(),
  answerBy: answerBy.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
  refundedAt: refundedAt?.toISOString() ?? null,
})

async function readOne(ctx: Ctx, id: AfterSaleId) {
  const [row] = await store.listAfterSales(ctx.db, { id, limit: 1 })
  if (!row) throw new Refusal('refund.not_found')
  return toAfterSale(row)
}

export type Request = Ask & { lineId: LineId; kind: 'refund_only' | 'return_and_refund'; words: string }

/** Asks for money back on one line. The first request of a line holds its return window open until it is decided. */
export async function requestAfterSale(ctx: Ctx, orderId: OrderId, request: Request): Promise<AfterSale> {
  await requireOwnOrder(ctx, orderId)
  return inTransaction(ctx, async (ctx) => {
    const order = (await lockOrderWithPeople(ctx, orderId)) as OrderFacts
    const line = order.lines.find((each) => each.id === request.lineId)
    if (!line) throw new Refusal('order.not_found')
    const now = ctx.clock.now()
    const refusal = refusalOf(order, line, request, now)
    if (refusal) throw new Refusal(refusal)
    const holds = line.completedAt === null && !(await store.hasEarlier(ctx.db, line.id))
    const id = newId<AfterSaleId>('afs', now)
    await store
      .insertAfterSale(ctx.db, {
        id,
        orderId,
        lineId: line.id,
        buyerId: order.buyerId,
        supplierId: line.supplierId,
        kind: request.kind,
        reason: request.reason,
        words: request.words,
        amount: request.amountFen as Fen,
        state: 'requested',
        bearer: null,
        decidedBy: null,
        decisionWords: null,
        returnTracking: null,
        holdsWindow: holds,
        requestedAt: now,
        answerBy: inDays(ctx, answerDays),
        decidedAt: null,
        refundedAt: null,
      })
      .catch((error) => {
        if (isUniqueViolation(error)) throw new Refusal('refund.already_open')
        throw error
      })
    if (holds) await holdWindow(ctx, line.id)
    return readOne(ctx, id)
  })
}

type Page = { after?: string | undefined; limit: number }

const pageOf = (rows: store.AfterSaleRow[], limit: number) => ({
  items: rows.map(toAfterSale),
  next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
})

export const listOwn = async (ctx: Ctx, query: Page) =>
  pageOf(await store.listAfterSales(ctx.db, { ...query, buyerId: memberOf(ctx) }), query.limit)

export const listForStaff = async (ctx: Ctx, query: Page & { state?: AfterSaleState | undefined }) =>
  pageOf(await store.listAfterSales(ctx.db, { ...query, supplierId: staffOf(ctx).supplierId ?? undefined }), query.limit)

async function requireOwn(ctx: Ctx, id: AfterSaleId) {
  const row = await store.findAfterSale(ctx.db, id)
  if (!row || row.buyerId !== memberOf(ctx)) throw new Refusal('refund.not_found')
  return row
}

async function requireForStaff(ctx: Ctx, id: AfterSaleId) {
  const row = await store.findAfterSale(ctx.db, id)
  const { supplierId } = staffOf(ctx)
  if (!row || (supplierId && row.supplierId !== supplierId)) throw new Refusal('refund.not_found')
  return row
}

export async function readOwn(ctx: Ctx, id: AfterSaleId) {
  await requireOwn(ctx, id)
  return readOne(ctx, id)
}

const refuseMove = (from: AfterSaleState, to: AfterSaleState) => {
  if (!canBecome(from, to)) throw new Refusal('refund.state', `${from} to ${to}`)
}

export async function sendBack(ctx: Ctx, id: AfterSaleId, by: { courier: string; trackingNumber: string }): Promise<AfterSale> {
  const row = await requireOwn(ctx, id)
  if (row.state === 'returning') return readOne(ctx, id)
  refuseMove(row.state, 'returning')
  const moved = await store.move(ctx.db, id, 'approved', {
    state: 'returning',
    returnTracking: `${by.courier} ${by.trackingNumber}`,
    answerBy: inDays(ctx, inspectDays),
  })
  if (!moved) throw new Refusal('refund.state')
  return readOne(ctx, id)
}

export type Decision = { decision: 'approve' | 'reject'; bearer: 'supplier' | 'shop' | 'platform'; words: string }

/** Decides a request. Approving one without return sends the money at once; with return, when the goods are back. */
export const decide = (ctx: Ctx, id: AfterSaleId, decision: Decision): Promise<AfterSale> =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (decision.decision === 'reject') {
      if (row.state === 'rejected') return readOne(ctx, id)
      if (!decision.words) throw new Refusal('request.invalid', 'words', [{ path: 'body.words', message: 'say why' }])
      await reject(ctx, id, row.state, decision.words)
      return readOne(ctx, id)
    }
    if (decision.bearer === 'platform' && staffOf(ctx).supplierId) throw new Refusal('account.forbidden')
    if (row.state !== 'requested' && row.state !== 'rejected') return readOne(ctx, id)
    await approve(ctx, id, decision.bearer, decision.words)
    return readOne(ctx, id)
  })

async function approve(ctx: Ctx, id: AfterSaleId, bearer: Decision['bearer'], words: string) {
  const row = await store.findAfterSale(ctx.db, id)
  if (!row) throw new Refusal('refund.not_found')
  const to = row.kind === 'refund_only' ? 'refunding' : 'approved'
  refuseMove(row.state, to)
  if (to === 'refunding') {
    await giveMoneyBack(ctx, row, bearer, { decidedBy: callerName(ctx), decisionWords: words })
    return
  }
  const moved = await store.move(ctx.db, id, 'requested', {
    state: 'approved',
    bearer,
    decidedBy: callerName(ctx),
    decisionWords: words,
    decidedAt: ctx.clock.now(),
    answerBy: inDays(ctx, sendBackDays),
  })
  if (!moved) throw new Refusal('refund.state')
}

async function reject(ctx: Ctx, id: AfterSaleId, from: AfterSaleState, words: string) {
  refuseMove(from, 'rejected')
  const row = await store.findAfterSale(ctx.db, id)
  if (!row) throw new Refusal('refund.not_found')
  const order = (await lockOrderWithPeople(ctx, row.orderId)) as OrderFacts
  const moved = await store.move(ctx.db, id, from, {
    state: 'rejected',
    decidedBy: callerName(ctx),
    decisionWords: words,
    decidedAt: ctx.clock.now(),
  })
  if (!moved) throw new Refusal('refund.state')
  const line = order.lines.find((each) => each.id === row.lineId)
  if (row.holdsWindow && line) await freeWindow(ctx, line.id, endOf(line.windowEndsAt, ctx.clock.now()))
}

/** A held window ends when the request is decided, unless its own end is still ahead. */
const endOf = (windowEndsAt: string | null, now: Date) =>
  windowEndsAt === null ? undefined : new Date(Math.max(new Date(windowEndsAt).getTime(), now.getTime()))

/** The returned goods have arrived: the money goes back. */
export const receiveReturn = (ctx: Ctx, id: AfterSaleId): Promise<AfterSale> =>
  inTransaction(ctx, async (ctx) => {
    const row = await requireForStaff(ctx, id)
    if (row.state === 'refunding' || row.state === 'refunded') return readOne(ctx, id)
    if (row.state !== 'returning') throw new Refusal('refund.state', row.state)
    await giveMoneyBack(ctx, row, row.bearer ?? 'supplier', {})
    return readOne(ctx, id)
  })

export async function markRefunded(ctx: Ctx, id: AfterSaleId): Promise<void> {
  await store.move(ctx.db, id, 'refunding', { state: 'refunded', refundedAt: ctx.clock.now() })
}

/** Acts where somebody stayed silent too long; answers how many requests it moved. */
export async function settleOverdue(ctx: Ctx): Promise<number> {
  const due = await store.listOverdue(ctx.db, ctx.clock.now(), 20)
  for (const { id, state } of due) {
    await inTransaction(ctx, async (ctx) => {
      if (state === 'requested') return approve(ctx, id, 'supplier', '供应商超时未答复，系统自动同意')
      if (state === 'approved') return reject(ctx, id, 'approved', '买家超时未寄回，售后关闭')
      const row = await store.findAfterSale(ctx.db, id)
      if (row?.state === 'returning') await giveMoneyBack(ctx, row, row.bearer ?? 'supplier', {})
    })
  }
  return due.length
}
