import { afterSaleOfRefund } from '#payment/service'
import type { AnyReaction, Sweep } from '#platform/jobs'
import { markRefunded, settleOverdue } from './service.ts'

export const refundReactions: readonly AnyReaction[] = [
  {
    name: 'refund.mark-refunded',
    on: 'refund.succeeded',
    run: async (ctx, { outRefundNo }) => {
      const afterSaleId = await afterSaleOfRefund(ctx, outRefundNo)
      if (afterSaleId) await markRefunded(ctx, afterSaleId)
    },
  },
]

export const refundSweeps: readonly Sweep[] = [{ name: 'refund.settle-overdue', run: settleOverdue }]
