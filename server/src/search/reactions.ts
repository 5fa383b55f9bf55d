import type { AnyReaction, Sweep } from '#platform/jobs'
import { indexStale } from './service.ts'

/** Reads what changed at once. Its job is added by a trigger (`read_stale_soon`), so that nobody who changes goods has to think of it. */
export const searchReactions: readonly AnyReaction[] = [
  {
    name: 'search.index',
    on: 'goods.reworded',
    run: async (ctx) => {
      await indexStale(ctx)
    },
  },
]

/** Reads what a job left: more than it takes at a time, or what another process was reading. */
export const searchSweeps: readonly Sweep[] = [{ name: 'search.index', run: (ctx) => indexStale(ctx) }]
