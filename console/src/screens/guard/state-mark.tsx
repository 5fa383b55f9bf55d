import { useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import { type CaseRow, outcomeTones, toneOf } from './case.ts'

/** How far a case is; a closed one says how it ended. */
export function StateMark({ row: { state, outcome } }: { row: Pick<CaseRow, 'state' | 'outcome'> }) {
  const { guard } = useWords()
  if (outcome) return <Mark tone={outcomeTones[outcome]}>{guard.outcomes[outcome]}</Mark>
  return <Mark tone={toneOf[state]}>{guard.states[state]}</Mark>
}
