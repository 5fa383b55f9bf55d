import type { AnyReaction, Sweep } from '#platform/jobs'
import { completeEndedWindows, computeWaiting, releaseOrder, releaseWaitingFor } from './service.ts'
import { measureTypicalEarnings } from './typical-earnings.ts'

export const commissionReactions: readonly AnyReaction[] = [
  // One run takes all that wait, so that a rush is computed in batches; what a locked row hid from it the sweep finds.
  { name: 'commission.compute-shares', on: 'order.paid', run: async (ctx) => void (await computeWaiting(ctx)) },
  { name: 'commission.release-rerated', on: 'order.rerated', run: (ctx, { orderId }) => releaseOrder(ctx, orderId) },
  { name: 'commission.release-waiting', on: 'line.completed', run: (ctx, { orderId }) => releaseWaitingFor(ctx, orderId) },
]

export const commissionSweeps: readonly Sweep[] = [
  { name: 'commission.compute-waiting', run: (ctx) => computeWaiting(ctx) },
  { name: 'commission.complete-ended-windows', run: completeEndedWindows },
  { name: 'commission.measure-typical-earnings', run: measureTypicalEarnings },
]
