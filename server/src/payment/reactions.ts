import type { AnyReaction, Sweep } from '#platform/jobs'
import { pushRefunds, sendRefund } from './refunds.ts'
import { abandonOpenAttempts, queryOpenAttempts } from './service.ts'

export const paymentReactions: readonly AnyReaction[] = [
  { name: 'payment.close-attempts', on: 'order.closed', run: (ctx, { orderId }) => abandonOpenAttempts(ctx, orderId) },
  { name: 'payment.send-refund', on: 'refund.approved', run: (ctx, { outRefundNo }) => sendRefund(ctx, outRefundNo) },
]

export const paymentSweeps: readonly Sweep[] = [
  { name: 'payment.query-open-attempts', run: queryOpenAttempts },
  { name: 'payment.push-refunds', run: pushRefunds },
]
