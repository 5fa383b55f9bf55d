import { ordersOfGroup } from '#group-buy/service'
import type { AnyReaction, Sweep } from '#platform/jobs'
import { returnHeld, serveHeld } from './apply.ts'
import { pushRefunds, sendRefund } from './refunds.ts'
import { abandonOpenAttempts, queryOpenAttempts } from './service.ts'

export const paymentReactions: readonly AnyReaction[] = [
  {
    name: 'payment.serve-group',
    on: 'group.filled',
    run: async (ctx, { groupId }) => {
      for (const id of await ordersOfGroup(ctx, groupId)) await serveHeld(ctx, id)
    },
  },
  {
    name: 'payment.return-group',
    on: 'group.expired',
    run: async (ctx, { groupId }) => {
      for (const id of await ordersOfGroup(ctx, groupId)) await returnHeld(ctx, id)
    },
  },
  { name: 'payment.close-attempts', on: 'order.closed', run: (ctx, { orderId }) => abandonOpenAttempts(ctx, orderId) },
  { name: 'payment.send-refund', on: 'refund.approved', run: (ctx, { outRefundNo }) => sendRefund(ctx, outRefundNo) },
]

export const paymentSweeps: readonly Sweep[] = [
  { name: 'payment.query-open-attempts', run: queryOpenAttempts },
  { name: 'payment.push-refunds', run: pushRefunds },
]
