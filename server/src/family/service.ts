import type { PaymentRequest } from '@lianka/contract/family'
import type { FamilyLinkId, OrderId, PaymentRequestId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { findBuyer, requireOwnOrder } from '#order/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { listLinks } from './links.ts'
import { canBecome, monthStart, type RequestState } from './rules.ts'
import * as store from './store.ts'

const lately = 20

const toRequest = (ctx: Ctx, row: store.ShownRequest): PaymentRequest => ({
  id: row.id,
  orderId: row.orderId,
  orderNumber: row.orderNumber,
  state: row.state,
  role: row.payerId === memberOf(ctx) ? 'pays' : 'asks',
  asker: { nickname: row.askerNickname, portrait: row.askerPortrait },
  payer: { nickname: row.payerNickname, portrait: row.payerPortrait },
  words: row.words,
  shopName: row.shopName,
  totalFen: row.total as Fen,
  postageFen: row.postage as Fen,
  refundedFen: row.refunded as Fen,
  lines: row.lines.map((line) => ({ ...line, priceFen: line.priceFen as Fen })),
  askedAt: row.askedAt.toISOString(),
  expiresAt: row.state === 'asked' ? (row.dueAt?.toISOString() ?? null) : null,
  url: `${ctx.settings.PUBLIC_URL}/pages/family-pay/index?id=${row.id}`,
})

export async function readFamily(ctx: Ctx) {
  const [links, requests] = [await listLinks(ctx), await store.listRequests(ctx.db, memberOf(ctx), lately)]
  return { links, requests: requests.map((row) => toRequest(ctx, row)) }
}

export async function readRequest(ctx: Ctx, id: PaymentRequestId): Promise<PaymentRequest> {
  const [row] = await store.listRequests(ctx.db, memberOf(ctx), 1, id)
  if (!row) throw new Refusal('family.request_not_found')
  return toRequest(ctx, row)
}

/** Asks the other one of a pair to pay an order, as far as the month's limit goes. */
export async function askToPay(
  ctx: Ctx,
  orderId: OrderId,
  { linkId, words }: { linkId: FamilyLinkId; words: string },
): Promise<PaymentRequest> {
  const order = await requireOwnOrder(ctx, orderId)
  if (order.state !== 'awaiting_payment') throw new Refusal('order.not_awaiting_payment')
  return inTransaction(ctx, async (ctx) => {
    const link = await store.lockLink(ctx.db, linkId)
    if (!link?.payerId || link.state !== 'active' || link.askerId !== order.buyerId) throw new Refusal('family.not_found')
    const now = ctx.clock.now()
    if ((await store.spentSince(ctx.db, linkId, monthStart(now))) + order.total > (link.monthlyLimit ?? 0))
      throw new Refusal('family.limit')
    const id = newId<PaymentRequestId>('pyr', now)
    await store
      .insertRequest(ctx.db, {
        id,
        linkId,
        orderId,
        askerId: order.buyerId,
        payerId: link.payerId,
        amount: order.total as Fen,
        words,
        state: 'asked',
        askedAt: now,
        endedAt: null,
      })
      .catch((error) => {
        if (isUniqueViolation(error)) throw new Refusal('family.already_asked')
        throw error
      })
    return readRequest(ctx, id)
  })
}

async function answer(ctx: Ctx, id: PaymentRequestId, who: 'payerId' | 'askerId', to: RequestState): Promise<PaymentRequest> {
  const row = await store.findRequest(ctx.db, id)
  if (!row || row[who] !== memberOf(ctx)) throw new Refusal('family.request_not_found')
  if (row.state === to) return readRequest(ctx, id)
  if (!canBecome(row.state, to) || !(await store.moveRequest(ctx.db, id, to, ctx.clock.now()))) throw new Refusal('family.request_over')
  return readRequest(ctx, id)
}

export const declineToPay = (ctx: Ctx, id: PaymentRequestId) => answer(ctx, id, 'payerId', 'declined')
export const takeBack = (ctx: Ctx, id: PaymentRequestId) => answer(ctx, id, 'askerId', 'withdrawn')

/** An order that the caller may pay: one's own, or one that a family member asked one to pay within the limit. */
export async function requirePayable(ctx: Ctx, orderId: OrderId) {
  const order = await findBuyer(ctx, orderId)
  const me = memberOf(ctx)
  if (order?.buyerId === me) return order
  const request = await store.openRequestOf(ctx.db, orderId)
  if (!order || request?.payerId !== me) throw new Refusal('order.not_found')
  const link = await store.findLink(ctx.db, request.linkId)
  // The limit may have been lowered since it was asked.
  const spent = await store.spentSince(ctx.db, request.linkId, monthStart(request.askedAt))
  if (link?.state !== 'active' || spent > (link.monthlyLimit ?? 0)) throw new Refusal('family.limit')
  return order
}

/** An order whose payment the caller may look at: one's own, or one that one was asked to pay. */
export async function requirePaymentInSight(ctx: Ctx, orderId: OrderId) {
  const order = await findBuyer(ctx, orderId)
  const me = memberOf(ctx)
  if (!order || (order.buyerId !== me && !(await store.hasRequest(ctx.db, orderId, me)))) throw new Refusal('order.not_found')
  return order
}

/** What was asked for is over when the order is: paid by whom it was asked of, or otherwise. */
export async function endRequestOf(ctx: Ctx, orderId: OrderId, how: 'paid' | 'closed'): Promise<void> {
  const request = await store.openRequestOf(ctx.db, orderId)
  if (!request) return
  const to = how === 'closed' ? 'closed' : (await store.wasPaidBy(ctx.db, orderId, request.payerId)) ? 'paid' : 'withdrawn'
  await store.moveRequest(ctx.db, request.id, to, ctx.clock.now())
}
