import type { Sweep } from '#platform/jobs'
import { indexStale } from './service.ts'

export const searchSweeps: readonly Sweep[] = [{ name: 'search.index', run: (ctx) => indexStale(ctx) }]
