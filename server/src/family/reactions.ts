import type { AnyReaction } from '#platform/jobs'
import { endRequestOf } from './service.ts'

export const familyReactions: readonly AnyReaction[] = [
  { name: 'family.note-paid', on: 'order.paid', run: (ctx, { orderId }) => endRequestOf(ctx, orderId, 'paid') },
  { name: 'family.note-closed', on: 'order.closed', run: (ctx, { orderId }) => endRequestOf(ctx, orderId, 'closed') },
]
