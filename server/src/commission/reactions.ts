import type { AnyReaction, Sweep } from '#platform/jobs'
import { completeEndedWindows, computeShares, releaseWaitingFor } from './service.ts'

export const commissionReactions: readonly AnyReaction[] = [
  { name: 'commission.compute-shares', on: 'order.paid', run: (ctx, { orderId }) => computeShares(ctx, orderId) },
  { name: 'commission.release-waiting', on: 'line.completed', run: (ctx, { orderId }) => releaseWaitingFor(ctx, orderId) },
]

export const commissionSweeps: readonly Sweep[] = [{ name: 'commission.complete-ended-windows', run: completeEndedWindows }]
