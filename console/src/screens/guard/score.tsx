import { useWords } from '../../language.tsx'
import { weightOf } from './case.ts'

/** A score as a figure and a bar: the eye finds the heavy ones, the figure says how heavy. */
export function Score({ score, big = false }: { score: number; big?: boolean }) {
  const { guard } = useWords()
  return (
    <span className={`score score-${weightOf(score)}${big ? ' score-big' : ''}`}>
      <b>{score}</b>
      {big ? <small>{guard.ofHundred}</small> : <i style={{ width: `${score * 0.64}px` }} aria-hidden="true" />}
    </span>
  )
}
