import type { AnyReaction, Sweep } from '#platform/jobs'
import { catchUp, judgeTeams, lookAtJoin, lookAtOrder, lookAtRefund, measurePlatform } from './detect.ts'

export const guardReactions: readonly AnyReaction[] = [
  { name: 'guard.look-at-join', on: 'member.joined', run: (ctx, { memberId }) => lookAtJoin(ctx, memberId) },
  { name: 'guard.look-at-order', on: 'order.paid', run: (ctx, { orderId }) => lookAtOrder(ctx, orderId) },
  { name: 'guard.look-at-refund', on: 'refund.approved', run: (ctx, { outRefundNo }) => lookAtRefund(ctx, outRefundNo) },
]

/** What was counted first, so that teams and platform are judged by all of it. */
export const guardSweeps: readonly Sweep[] = [
  { name: 'guard.catch-up', run: catchUp },
  { name: 'guard.judge-teams', run: judgeTeams },
  { name: 'guard.measure-platform', run: measurePlatform },
]
