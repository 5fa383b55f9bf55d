import { Button } from 'antd'
import { useTimes, useWords } from '../../language.tsx'
import type { Graph } from './person.ts'
import { RankMark } from './rank-mark.tsx'
import { relationsOf } from './relations.ts'

/** The same relations as rows, for screen readers and for copying. */
export function RelationTable({ graph, onOpen }: { graph: Graph; onOpen: (id: string) => void }) {
  const { people } = useWords()
  const { day } = useTimes()
  return (
    <table className="plain-table pad-table" data-testid="relations">
      <thead>
        <tr>
          <th>{people.level}</th>
          <th>{people.nickname}</th>
          <th>{people.rank}</th>
          <th>{people.via}</th>
          <th className="right">{people.qualifying}</th>
          <th>{people.joinedAt}</th>
        </tr>
      </thead>
      <tbody>
        {relationsOf(graph).map(({ level, person, via }) => (
          <tr key={person.id}>
            <td>{people.levels[level]}</td>
            <td>
              {level === 'self' ? (
                <b>{person.nickname}</b>
              ) : (
                <Button type="link" size="small" className="inline-link" onClick={() => onOpen(person.id)}>
                  {person.nickname}
                </Button>
              )}
            </td>
            <td>
              <RankMark rank={person.rank} />
            </td>
            <td>{via ?? '—'}</td>
            <td className="right">{people.people(person.qualifyingBuyers)}</td>
            <td>{day(person.joinedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
