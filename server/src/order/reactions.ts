import type { Reaction, Sweep } from '#platform/jobs'
import { closeExpired, countSoldOnce } from './service.ts'

export const orderReactions = [
  { name: 'order.count-sold', on: 'order.paid', run: (ctx, { orderId }) => countSoldOnce(ctx, orderId) },
] satisfies Reaction<'order.paid'>[]

export const orderSweeps: readonly Sweep[] = [{ name: 'order.close-expired', run: closeExpired }]
