import type { AnyReaction, Sweep } from '#platform/jobs'
import { remindOfEnds, stopExpired, tellOfEnd } from './service.ts'

export const supplyReactions: readonly AnyReaction[] = [
  { name: 'supply.tell-of-end', on: 'supply.document-ending', run: (ctx, { documentId }) => tellOfEnd(ctx, documentId) },
]

export const supplySweeps: readonly Sweep[] = [
  { name: 'supply.remind-of-ends', run: remindOfEnds },
  { name: 'supply.stop-expired', run: stopExpired },
]
