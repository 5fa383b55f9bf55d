import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useMemo } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Page } from '../../parts/page.tsx'
import type { ChartDrawing } from '../../parts/relation-chart.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import type { Words } from '../../words/zh.ts'
import type { GuardCase, Team } from './case.ts'
import { layOutTeam } from './team-layout.ts'

// ECharts is the largest thing here; it comes when a graph is looked at.
const RelationChart = lazy(() => import('../../parts/relation-chart.tsx').then((file) => ({ default: file.RelationChart })))

/** How does the team below one person look on the original graph, and where in it are those a case concerns? */
export function TeamScreen() {
  const { guard } = useWords()
  const navigate = useNavigate()
  const { id = '' } = useParams()
  const [search] = useSearchParams()
  const caseId = search.get('case')
  const asked = useAsked(`team ${id} ${caseId}`, () => readTeam(id, caseId))
  const back = (
    <Button
      icon={<ArrowLeftOutlined />}
      onClick={() => void navigate(caseId ? `/guard?open=${caseId}` : '/guard')}
      data-testid="back-to-guard"
    >
      {guard.back}
    </Button>
  )
  const root = asked.data?.team.nodes[0]
  const title = root ? guard.teamTitle(root.nickname) : guard.title
  return (
    <Page name={title} title={title} note={asked.data && guard.teamNote(asked.data.team.people, asked.data.team.levels)} actions={back}>
      {!asked.data && asked.error !== undefined && <Failed error={asked.error} retry={asked.again} />}
      {!asked.data && asked.error === undefined && <WaitingPanel rows={10} />}
      {asked.data && <TeamPanel {...asked.data} />}
    </Page>
  )
}

async function readTeam(id: string, caseId: string | null) {
  const [team, found] = await Promise.all([
    call('GET /console/guard/roots/:id/graph', { params: { id: id as Team['nodes'][number]['id'] } }),
    caseId ? call('GET /console/guard/cases/:id', { params: { id: caseId as GuardCase['id'] } }) : undefined,
  ])
  return { team, concerned: new Set<string>(found?.people.map((person) => person.id)) }
}

function drawingOf(team: Team, concerned: ReadonlySet<string>, { ranks, guard }: Words): ChartDrawing {
  const { spots, ...drawing } = layOutTeam(team.nodes, concerned)
  const cards = spots.map(({ node, column, row }) => ({
    id: node.id,
    title: node.nickname,
    note: `${ranks[node.rank]}  ${node.hiddenDirects > 0 ? guard.hidden(node.hiddenDirects) : guard.peopleCount(node.directCount)}`,
    look: node.rank,
    edge: concerned.has(node.id) ? ('concerned' as const) : node.level === 0 ? ('self' as const) : null,
    column,
    row,
  }))
  return { cards, ...drawing }
}

function TeamPanel({ team, concerned }: Awaited<ReturnType<typeof readTeam>>) {
  const words = useWords()
  const navigate = useNavigate()
  const drawing = useMemo(() => drawingOf(team, concerned, words), [team, concerned, words])
  return (
    <section className="panel">
      {concerned.size > 0 && (
        <p className="team-legend">
          <i aria-hidden="true" /> {words.guard.legendConcerned}
        </p>
      )}
      <Suspense fallback={<div className="chart-waiting" />}>
        <RelationChart drawing={drawing} onOpen={(id) => void navigate(`/people?open=${id}`)} />
      </Suspense>
    </section>
  )
}
