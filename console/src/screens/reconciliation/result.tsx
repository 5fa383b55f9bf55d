import { useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import type { DayRow } from './day.ts'

/** How a day came out, in one mark. */
export function Result({ row: { open, explained } }: { row: Pick<DayRow, 'open' | 'explained'> }) {
  const { reconciliation } = useWords()
  if (open > 0) return <Mark tone="bad">{reconciliation.open(open)}</Mark>
  return <Mark tone="good">{explained > 0 ? reconciliation.explained(explained) : reconciliation.same}</Mark>
}
