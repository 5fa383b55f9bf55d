import type { ProductState } from '@lianka/contract/catalog'
import type { z } from 'zod'

type State = z.infer<typeof ProductState>

const moves: Record<State, readonly State[]> = {
  draft: ['submitted'],
  submitted: ['approved', 'rejected'],
  approved: ['withdrawn'],
  rejected: ['submitted', 'draft'],
  withdrawn: ['approved'],
}

export const canBecome = (from: State, to: State) => moves[from].includes(to)

/** What a supplier may still rewrite; what is on sale changes only through the platform. */
export const canEdit = (state: State) => state === 'draft' || state === 'rejected'
