import { Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Picture } from '../../parts/picture.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import type { Graph, Person } from './person.ts'
import { RankMark } from './rank-mark.tsx'
import { RelationTable } from './relation-table.tsx'

// ECharts is the largest thing here; it comes when a graph is looked at.
const GraphChart = lazy(() => import('./graph-chart.tsx').then((file) => ({ default: file.GraphChart })))

type PersonGraphProps = { id: string; onOpen: (id: string) => void }

export function PersonGraph({ id, onOpen }: PersonGraphProps) {
  const { data, error, again } = useAsked(`graph ${id}`, () =>
    call('GET /console/people/:id/graph', { params: { id: id as Person['id'] } }),
  )
  if (!data && error !== undefined) return <Failed error={error} retry={again} />
  if (!data) return <WaitingPanel rows={10} />
  return (
    <div className="person-grid">
      <Relations graph={data} onOpen={onOpen} />
      <aside>
        <PersonCard person={data.person} />
        <RankHistory graph={data} />
      </aside>
    </div>
  )
}

function Relations({ graph, onOpen }: { graph: Graph; onOpen: (id: string) => void }) {
  const { people } = useWords()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const options = (['chart', 'table'] as const).map((value) => ({
    value,
    label: <span data-testid={`view-${value}`}>{people[value]}</span>,
  }))
  return (
    <section className="panel">
      <header className="panel-head pad-head">
        <h2>{people.graphTitle(graph.person.nickname)}</h2>
        <Segmented options={options} value={view} onChange={setView} />
      </header>
      {view === 'table' ? (
        <RelationTable graph={graph} onOpen={onOpen} />
      ) : (
        <Suspense fallback={<div className="chart-waiting" />}>
          <GraphChart graph={graph} onOpen={onOpen} />
        </Suspense>
      )}
    </section>
  )
}

function PersonCard({ person }: { person: Person }) {
  const { people } = useWords()
  const { day } = useTimes()
  return (
    <section className="panel pad person-card" data-testid="person">
      <Picture path={person.portrait} size={56} round />
      <div>
        <h2>{person.nickname}</h2>
        <RankMark rank={person.rank} />
      </div>
      <dl>
        <div>
          <dt>{people.directs}</dt>
          <dd>{people.people(person.directCount)}</dd>
        </div>
        <div>
          <dt>{people.qualifying}</dt>
          <dd>{people.people(person.qualifyingBuyers)}</dd>
        </div>
        <div>
          <dt>{people.joinedAt}</dt>
          <dd>{day(person.joinedAt)}</dd>
        </div>
      </dl>
    </section>
  )
}

function RankHistory({ graph: { rankHistory } }: { graph: Graph }) {
  const { people, ranks } = useWords()
  const { time } = useTimes()
  return (
    <section className="panel pad">
      <header className="panel-head">
        <h2>{people.history}</h2>
      </header>
      {rankHistory.length === 0 && <p className="quiet">{people.noHistory}</p>}
      <ol className="trace" data-testid="rank-history">
        {rankHistory.map(({ at, from, to, reason }) => (
          <li key={`${at} ${to}`}>
            <time>{time(at)}</time>
            <div className="cell-two">
              <b>{people.change(ranks[from], ranks[to])}</b>
              <small>{people.because[reason] ?? reason}</small>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
