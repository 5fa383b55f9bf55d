import { PayError } from '@lianka/wechat/pay'
import { post } from '#ledger/service'
import { type Ctx, inTransaction } from '#platform/context'
import { publish } from '#platform/jobs'
import { refundQuerySeconds } from './rules.ts'
import * as store from './store.ts'

/** Sends a refund to the channel under its one number; sending again is answered like the first time. */
export async function sendRefund(ctx: Ctx, outRefundNo: string): Promise<void> {
  const refund = await store.findRefund(ctx.db, outRefundNo)
  if (!refund || refund.state === 'succeeded' || refund.state === 'abnormal') return
  try {
    if (refund.state === 'to_send') await freeMoneyOf(ctx, refund)
    const answer =
      refund.state === 'sent'
        ? await ctx.outside.pay.queryRefund(outRefundNo)
        : await ctx.outside.pay.refund({
            outTradeNo: refund.outTradeNo,
            outRefundNo,
            refundFen: refund.amount,
            totalFen: refund.total,
            reason: '售后退款',
            notifyUrl: `${ctx.outside.notifyBase}/api/payments/wechat/notifications`,
          })
    const queryAt = new Date(ctx.clock.now().getTime() + refundQuerySeconds * 1000)
    await store.moveRefund(ctx.db, outRefundNo, ['to_send'], { state: 'sent', refundId: answer.refund_id, queryAt })
    await finishRefund(ctx, outRefundNo, answer.status, answer.success_time)
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    // Too soon after another one, out of reach, or unsure: the number stays the same and the sweep comes back to it.
    ctx.log.warn({ channel: error.code, status: error.status, refund: outRefundNo }, 'refund will be tried again')
  }
}

/** Money that the channel keeps apart for sharing can only be given back whole once it is free; nothing of it is shared afterwards. */
async function freeMoneyOf(ctx: Ctx, refund: NonNullable<Awaited<ReturnType<typeof store.findRefund>>>): Promise<void> {
  if (!refund.profitSharing || refund.unfrozenAt || !refund.transactionId) return
  const { transactionId, outTradeNo } = refund
  await ctx.outside.pay.unfreeze({ transactionId, outOrderNo: `U${outTradeNo}`, description: '退款前解冻剩余资金' })
  await store.markUnfrozen(ctx.db, outTradeNo, ctx.clock.now())
}

/** Records how a refund ended at the channel; told twice it happens once. */
export const finishRefund = (ctx: Ctx, outRefundNo: string, status: string, successTime?: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (status === 'PROCESSING') return
    const state = status === 'SUCCESS' ? 'succeeded' : 'abnormal'
    const now = ctx.clock.now()
    const moved = await store.moveRefund(ctx.db, outRefundNo, ['to_send', 'sent'], {
      state,
      queryAt: null,
      finishedAt: now,
      channelFinishedAt: successTime ? new Date(successTime) : now,
    })
    if (!moved || state === 'abnormal') return
    const refund = await store.findRefund(ctx.db, outRefundNo)
    if (!refund) return
    await post(ctx, [
      {
        kind: 'refund_succeeded',
        fact: `refund_succeeded:${outRefundNo}`,
        orderId: refund.orderId,
        entries: [
          { account: 'refund_pending', amount: refund.amount },
          { account: 'channel_clearing', amount: -refund.amount },
        ],
      },
    ])
    await publish(ctx, 'refund.succeeded', { outRefundNo })
  })

/** Sends or asks about refunds that are due; answers how many. */
export async function pushRefunds(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const due = await store.takeDueRefunds(ctx.db, now, new Date(now.getTime() + refundQuerySeconds * 1000), 20)
  for (const { outRefundNo } of due) await sendRefund(ctx, outRefundNo)
  return due.length
}
