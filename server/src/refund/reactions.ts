import { afterSaleOfRefund } from '#payment/service'
import type { AnyReaction, Sweep } from '#platform/jobs'
import { subscribeTracks, takeTracks } from './parcels.ts'
import { endOldHolds, markRefunded, settleOverdue } from './service.ts'

export const refundReactions: readonly AnyReaction[] = [
  {
    name: 'refund.mark-refunded',
    on: 'refund.succeeded',
    run: async (ctx, { outRefundNo }) => {
      const afterSaleId = await afterSaleOfRefund(ctx, outRefundNo)
      if (afterSaleId) await markRefunded(ctx, afterSaleId)
    },
  },
  { name: 'refund.subscribe-tracks', on: 'after-sale.sent', run: subscribeTracks },
  { name: 'refund.take-tracks', on: 'tracks.pushed', run: takeTracks },
]

export const refundSweeps: readonly Sweep[] = [
  { name: 'refund.settle-overdue', run: settleOverdue },
  { name: 'refund.end-old-holds', run: endOldHolds },
]
