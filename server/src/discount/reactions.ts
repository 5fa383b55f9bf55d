import type { Reaction, Sweep } from '#platform/jobs'
import { expireCoupons } from './coupons.ts'
import { noteDeals } from './service.ts'

export const discountReactions = [
  {
    name: 'discount.note-deals',
    on: 'order.paid',
    run: async (ctx, { orderId }) => {
      await noteDeals(ctx, orderId)
    },
  },
] satisfies Reaction<'order.paid'>[]

export const discountSweeps: readonly Sweep[] = [{ name: 'discount.expire-coupons', run: expireCoupons }]
