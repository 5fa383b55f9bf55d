import type { SharingOrder } from '@lianka/wechat/profit-sharing'
import { openidOf } from '#account/service'
import type { Ctx } from '#platform/context'
import type { Outcome, Rail } from './rail.ts'
import { outcomeOfError } from './rail-transfer.ts'
import type { PartRow } from './store.ts'

const dayMs = 86_400_000

function toOutcome({ receivers }: SharingOrder): Outcome {
  const [part] = receivers
  if (part?.result === 'SUCCESS') return { is: 'paid', at: part.finish_time ? new Date(part.finish_time) : null }
  if (part?.result === 'CLOSED') return { is: 'failed', reason: part.fail_reason ?? 'CLOSED' }
  return { is: 'sent' }
}

const orderOf = (part: PartRow): string => {
  if (!part.transactionId) throw new Error(`Part ${part.number} names no payment to share`)
  return part.transactionId
}

/** Asks before splitting whether the order still has that much, and whether the channel lets so much of it go. */
async function preflight(ctx: Ctx, part: PartRow, openid: string): Promise<Outcome | null> {
  const net = part.gross - part.tax
  if ((await ctx.outside.pay.unsplitAmount(orderOf(part))) < net) return { is: 'failed', reason: 'UNSPLIT_TOO_LITTLE' }
  await ctx.outside.pay.addReceiver({ type: 'PERSONAL_OPENID', account: openid, relationType: 'DISTRIBUTOR' })
  return null
}

/**
 * Profit sharing: a part is one order's money that the channel keeps apart. It takes no confirmation, and goes only after the order's
 * receipt: too early is answered with a refusal that passes.
 */
export const sharingRail: Rail = {
  account: 'channel_clearing',
  async send(ctx, part) {
    const openid = await openidOf(ctx, part.memberId)
    if (!openid) return { is: 'failed', reason: 'NO_OPENID' }
    try {
      const refused = await preflight(ctx, part, openid)
      if (refused) return refused
      const net = part.gross - part.tax
      const order = await ctx.outside.pay.share({
        transactionId: orderOf(part),
        outOrderNo: part.number,
        receivers: [{ type: 'PERSONAL_OPENID', account: openid, amountFen: net, description: '推广收益' }],
        unfreezeUnsplit: false,
      })
      return { ...toOutcome(order), channelNumber: order.order_id }
    } catch (error) {
      const outcome = outcomeOfError(error)
      // Not received yet, paid a moment ago, or a person who must be named first: for some days it is worth trying again.
      const young = part.issuedAt && ctx.clock.now().getTime() - part.issuedAt.getTime() < 3 * dayMs
      return outcome.is === 'failed' && young ? { is: 'later', reason: outcome.reason } : outcome
    }
  },
  async query(ctx, part) {
    try {
      return toOutcome(await ctx.outside.pay.querySharing(part.number, orderOf(part)))
    } catch (error) {
      const outcome = outcomeOfError(error)
      return outcome.is === 'failed' ? { is: 'unknown', reason: outcome.reason } : outcome
    }
  },
  // A split cannot be called back from a person.
  async cancel() {},
}
