import { useWords } from '../../language.tsx'
import type { Person } from './person.ts'

export function RankMark({ rank }: { rank: Person['rank'] }) {
  const { ranks } = useWords()
  return <span className={`rank rank-${rank}`}>{ranks[rank]}</span>
}
