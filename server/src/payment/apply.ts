import type { MemberId } from '@lianka/contract/ids'
import { payerHash } from '#account/service'
import { rerate } from '#commission/service'
import { post } from '#ledger/service'
import { lockOrder, markPaid, type OrderFacts } from '#order/service'
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

export type Applied = 'paid' | 'repeated' | 'returned' | 'unknown_number' | 'other_amount'

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
    if (!served) {
      await giveBack(ctx, order, fact)
      return 'returned'
    }
    const designated = order.lines.flatMap((line) => {
      const found = plan.designated.find(({ productId }) => productId === line.productId)
      return found
        ? [{ lineId: line.id, buyerId: order.buyerId, payerHash: hash, floorFen: found.qualifyingFloorFen, base: line.base }]
        : []
    })
    await recordQualifying(ctx, designated)
    await postPaid(ctx, order)
    if (designated.length > 0) {
      const because = { reason: 'qualifying purchase', orderId: order.id, at: now }
      const changes = await evaluateRanks(ctx, plan, [attempt.buyerId, attempt.r1Id], because)
      // Paying from the account of one's own buyer makes that account one's own, and may cost the rank.
      for (const { memberId, from } of changes) if (from === 'boss') await rerate(ctx, memberId, order.id)
    }
    await publish(ctx, 'order.paid', { orderId: order.id })
    return 'paid'
  })

const postPaid = (ctx: Ctx, order: OrderFacts) =>
  post(ctx, [
    {
      kind: 'order_paid',
      fact: `order_paid:${order.id}`,
      orderId: order.id,
      entries: [
        { account: 'channel_clearing', amount: order.total },
        { account: 'promotion_cost', amount: order.lines.reduce((sum, line) => sum + line.platformDiscount, 0) },
        ...order.lines.map((line) => ({ account: 'line_escrow', amount: -(line.base + line.platformDiscount), lineId: line.id })),
        { account: 'postage_escrow', amount: -order.postage },
      ],
    },
  ])

/** Money nobody waits for — paid twice, or too late for goods that are gone — goes back by itself. */
async function giveBack(ctx: Ctx, order: OrderFacts, fact: PaymentFact) {
  const now = ctx.clock.now()
  const outRefundNo = `R${fact.outTradeNo}`
  await store.moveAttempt(ctx.db, fact.outTradeNo, ['paid'], { state: 'returned' })
  await post(ctx, [
    {
      kind: 'payment_unapplied',
      fact: `payment_unapplied:${fact.outTradeNo}`,
      orderId: order.id,
      entries: [
        { account: 'channel_clearing', amount: fact.amountFen },
        { account: 'unapplied_receipts', amount: -fact.amountFen },
      ],
    },
    {
      kind: 'unapplied_applied',
      fact: `unapplied_returned:${fact.outTradeNo}`,
      orderId: order.id,
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
