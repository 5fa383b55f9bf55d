import type { Sweep } from '#platform/jobs'
import { closeSettledDays, compareEndedDays } from './service.ts'

export const reconciliationSweeps: readonly Sweep[] = [
  { name: 'reconciliation.compare-ended-days', run: compareEndedDays },
  { name: 'reconciliation.close-settled-days', run: closeSettledDays },
]
