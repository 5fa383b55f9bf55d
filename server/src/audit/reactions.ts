import type { AnyReaction, Sweep } from '#platform/jobs'
import { doRun, endLostRuns } from './runs.ts'

export const auditReactions: readonly AnyReaction[] = [
  { name: 'audit.do-run', on: 'audit.asked', run: (ctx, { runId }) => doRun(ctx, runId) },
]
export const auditSweeps: readonly Sweep[] = [{ name: 'audit.end-lost-runs', run: endLostRuns }]
