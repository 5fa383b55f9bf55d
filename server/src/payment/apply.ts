import type { MemberId, OrderId } from '@lianka/contract/ids'
import { payerHash } from '#account/service'
import { rerate } from '#commission/service'
import { post } from '#ledger/service'
import { closeHeld, closeOrder, holdForGroup, lockOrder, markPaid, type OrderFacts } from '#order/service'
import { planInForce } from '#plan/service'
import { type Ctx, inTransaction } from '#platform/context'
import { publish } from '#platform/jobs'
import { evaluateRanks, lockPeople, recordQualifying } from '#referral/service'
import { payerOf } from './rules.ts'
import * as store from './store.ts'

/** What the channel says happened. `notificationId` null: we asked, nobody told us. */
export type PaymentFact = {
  outTradeNo: string
  transactionId: string
  amountFen: number
  payerOpenid: string
  /** When the channel says it was paid: that day's bill has it. */
  channelPaidAt?: Date | null
  notificationId: string | null
}

/** `held`: paid, and its group is not full yet. */
export type Applied = 'paid' | 'held' | 'repeated' | 'returned' | 'unknown_number' | 'other_amount'

/**
 * Applies a payment in one transaction: locks the people, gives the order its paid number, writes who stood above the buyer at which rank,
 * posts the money, then evaluates ranks. Told ten times or by ten processes, it happens once.
 */
export const applyPayment = (ctx: Ctx, fact: PaymentFact): Promise<Applied> =>
  inTransaction(ctx, async (ctx) => {
    const hash = payerHash(ctx, fact.payerOpenid)
    const attempt = await store.findAttempt(ctx.db, fact.outTradeNo, hash)
    if (!attempt) return 'unknown_number'
    if (attempt.amount !== fact.amountFen) return 'other_amount'
    if (fact.notificationId) {
      const isNew = await store.noteNotification(ctx.db, {
        id: fact.notificationId,
        kind: 'transaction',
        number: fact.outTradeNo,
        receivedAt: ctx.clock.now(),
      })
      if (!isNew) return 'repeated'
    }
    const ranks = await lockPeople(ctx, [attempt.buyerId, attempt.r1Id, attempt.r2Id])
    const order = await lockOrder(ctx, attempt.orderId)
    const now = ctx.clock.now()
    const moved = await store.moveAttempt(ctx.db, fact.outTradeNo, ['open', 'closed'], {
      state: 'paid',
      transactionId: fact.transactionId,
      paidAt: now,
      channelPaidAt: fact.channelPaidAt ?? now,
    })
    if (!moved) return 'repeated'
    if (order.groupId) return takeHeld(ctx, order, fact, hash)
    if (await serve(ctx, order, { attempt, ranks, hash }, 'channel_clearing')) return 'paid'
    await postUnapplied(ctx, order, fact)
    await giveBack(ctx, order.id, fact)
    return 'returned'
  })

type Payer = { attempt: store.AttemptFacts; ranks: Awaited<ReturnType<typeof lockPeople>>; hash: Buffer }

/** Marks a locked order paid by whoever it was, with everyone's rank as it stands now, and posts the money from where it lies. False when the goods are gone. */
async function serve(
  ctx: Ctx,
  order: OrderFacts,
  { attempt, ranks, hash }: Payer,
  from: 'channel_clearing' | 'unapplied_receipts',
): Promise<boolean> {
  const now = ctx.clock.now()
  const rankOf = (id: MemberId | null) => (id ? (ranks.get(id) ?? 'member') : null)
  const plan = await planInForce(ctx, now)
  const served = await markPaid(ctx, order, {
    orderId: order.id,
    at: now,
    planVersion: plan.version,
    payerHash: hash,
    payerId: payerOf(attempt),
    r1Id: attempt.r1Id,
    r1Rank: rankOf(attempt.r1Id),
    r2Id: attempt.r2Id,
    r2Rank: rankOf(attempt.r2Id),
  })
  if (!served) return false
  const designated = order.lines.flatMap((line) => {
    const found = plan.designated.find(({ productId }) => productId === line.productId)
    return found ? [{ lineId: line.id, buyerId: order.buyerId, payerHash: hash, floorFen: found.qualifyingFloorFen, base: line.base }] : []
  })
  await recordQualifying(ctx, designated)
  await postPaid(ctx, order, from)
  if (designated.length > 0) {
    const because = { reason: 'qualifying purchase', orderId: order.id, at: now }
    const changes = await evaluateRanks(ctx, plan, [attempt.buyerId, attempt.r1Id], because)
    // Paying from the account of one's own buyer makes that account one's own, and may cost the rank.
    for (const { memberId, from } of changes) if (from === 'boss') await rerate(ctx, memberId, order.id)
  }
  await publish(ctx, 'order.paid', { orderId: order.id })
  return true
}

/** The money of a group order is kept apart until its group is full, or goes back at once when there is no place any more. */
async function takeHeld(ctx: Ctx, order: OrderFacts, fact: PaymentFact, hash: Buffer): Promise<Applied> {
  await postUnapplied(ctx, order, fact)
  if (!(await holdForGroup(ctx, order))) {
    await giveBack(ctx, order.id, fact)
    return 'returned'
  }
  await store.insertHeld(ctx.db, { orderId: order.id, outTradeNo: fact.outTradeNo, payerHash: hash, heldAt: ctx.clock.now() })
  return 'held'
}

/** The group of a held order is full: it counts as paid now, by the ranks of now. Twice it happens once. */
export const serveHeld = (ctx: Ctx, orderId: OrderId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const held = await store.findHeld(ctx.db, orderId)
    const attempt = held && (await store.findAttempt(ctx.db, held.outTradeNo, held.payerHash))
    if (!held || !attempt) return
    const ranks = await lockPeople(ctx, [attempt.buyerId, attempt.r1Id, attempt.r2Id])
    const order = await lockOrder(ctx, orderId)
    if (order.state === 'awaiting_group') await serve(ctx, order, { attempt, ranks, hash: held.payerHash }, 'unapplied_receipts')
  })

/** The group of a held order ended before it was full: the order is closed and the money goes back. Twice it happens once. */
export const returnHeld = (ctx: Ctx, orderId: OrderId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const order = await lockOrder(ctx, orderId)
    if (order.state === 'awaiting_payment') await closeOrder(ctx, orderId, 'system')
    const held = await store.findHeld(ctx.db, orderId)
    if (!held || !(await closeHeld(ctx, orderId))) return
    await giveBack(ctx, orderId, { outTradeNo: held.outTradeNo, amountFen: order.total })
  })

const postPaid = (ctx: Ctx, order: OrderFacts, from: 'channel_clearing' | 'unapplied_receipts') =>
  post(ctx, [
    {
      kind: from === 'channel_clearing' ? 'order_paid' : 'unapplied_applied',
      fact: `order_paid:${order.id}`,
      orderId: order.id,
      entries: [
        { account: from, amount: order.total },
        { account: 'promotion_cost', amount: order.lines.reduce((sum, line) => sum + line.platformDiscount, 0) },
        ...order.lines.map((line) => ({ account: 'line_escrow', amount: -(line.base + line.platformDiscount), lineId: line.id })),
        { account: 'postage_escrow', amount: -order.postage },
      ],
    },
  ])

/** Money that is not an order's yet, or never will be. */
const postUnapplied = (ctx: Ctx, order: OrderFacts, fact: PaymentFact) =>
  post(ctx, [
    {
      kind: 'payment_unapplied',
      fact: `payment_unapplied:${fact.outTradeNo}`,
      orderId: order.id,
      entries: [
        { account: 'channel_clearing', amount: fact.amountFen },
        { account: 'unapplied_receipts', amount: -fact.amountFen },
      ],
    },
  ])

/** Money nobody waits for — paid twice, too late for goods that are gone, or for a group that was not filled — goes back by itself. */
async function giveBack(ctx: Ctx, orderId: OrderId, fact: Pick<PaymentFact, 'outTradeNo' | 'amountFen'>) {
  const now = ctx.clock.now()
  const outRefundNo = `R${fact.outTradeNo}`
  await store.moveAttempt(ctx.db, fact.outTradeNo, ['paid'], { state: 'returned' })
  await post(ctx, [
    {
      kind: 'unapplied_applied',
      fact: `unapplied_returned:${fact.outTradeNo}`,
      orderId,
      entries: [
        { account: 'unapplied_receipts', amount: fact.amountFen },
        { account: 'refund_pending', amount: -fact.amountFen },
      ],
    },
  ])
  await store.insertRefund(ctx.db, {
    outRefundNo,
    afterSaleId: null,
    outTradeNo: fact.outTradeNo,
    amount: fact.amountFen as never,
    state: 'to_send',
    refundId: null,
    queryAt: now,
    madeAt: now,
    finishedAt: null,
  })
  await publish(ctx, 'refund.approved', { outRefundNo })
}
