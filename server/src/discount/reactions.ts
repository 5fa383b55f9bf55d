import type { Reaction, Sweep } from '#platform/jobs'
import { expireCoupons, remindOfCoupons } from './coupons.ts'
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

export const discountSweeps: readonly Sweep[] = [
  { name: 'discount.remind-of-coupons', run: remindOfCoupons },
  { name: 'discount.expire-coupons', run: expireCoupons },
]
