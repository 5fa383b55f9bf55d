import { colours } from '@lianka/design/tokens'
import { Segmented } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Page } from '../../parts/page.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import { Experiments } from './experiments.tsx'
import { Cold, Trials } from './goods.tsx'
import { Replay } from './replay.tsx'
import { count, percent } from './spoken.ts'

// ECharts is the largest thing here; it comes when a graph is looked at.
const Chart = lazy(() => import('../../parts/chart.tsx').then((file) => ({ default: file.Chart })))

type Figures = Reply<'GET /console/suggestions'>
const spans = [7, 30, 90]

/** Do suggestions show people the right goods, and do they leave any behind? */
export function SuggestionsScreen() {
  const { suggestions: words } = useWords()
  const [days, setDays] = useState(30)
  const { data, error, again } = useAsked(`suggestions ${days}`, () => call('GET /console/suggestions', { query: { days } }))
  return (
    <Page
      title={words.title}
      name={words.title}
      note={words.note}
      actions={<Segmented value={days} onChange={setDays} options={spans.map((value) => ({ value, label: words.days(value) }))} />}
    >
      {data ? (
        <>
          <Overview figures={data} />
          <Experiments experiments={data.experiments} onDone={again} />
          <Trials trials={data.trials} />
          <Cold cold={data.cold} />
        </>
      ) : error === undefined ? (
        <WaitingPanel rows={6} />
      ) : (
        <Failed error={error} retry={again} />
      )}
      <Replay days={days} />
    </Page>
  )
}

function Overview({ figures }: { figures: Figures }) {
  const { suggestions: words } = useWords()
  const { clickRate, shown, clicked, onSale, reached, gini, trials, days } = figures
  const trial = trials.reduce((sum, one) => ({ shown: sum.shown + one.shown, clicked: sum.clicked + one.clicked }), {
    shown: 0,
    clicked: 0,
  })
  return (
    <section className="panel pad" aria-label={words.title}>
      <div className="measures measures-4">
        <Figure
          name={words.clickRate}
          value={percent(clickRate.value, 1)}
          part={clickRate.value}
          note={words.clickRateNote(count(clicked), count(shown))}
          testId="click-rate"
        />
        <Figure
          name={words.coverage}
          value={percent(onSale === 0 ? 0 : reached / onSale)}
          part={onSale === 0 ? 0 : reached / onSale}
          note={words.coverageNote(reached, onSale)}
          testId="coverage"
        />
        <Figure name={words.gini} value={gini.toFixed(2)} part={gini} note={words.giniNote} testId="gini" />
        <Figure
          name={words.trialRate}
          value={trial.shown === 0 ? '—' : percent(trial.clicked / trial.shown, 1)}
          part={trial.shown === 0 ? 0 : trial.clicked / trial.shown}
          note={trial.shown === 0 ? words.trialNote : words.clickRateNote(count(trial.clicked), count(trial.shown))}
          testId="trial-rate"
        />
      </div>
      {days.length > 1 && (
        <Suspense fallback={<WaitingPanel rows={4} />}>
          <Chart
            label={words.chart}
            places={days.map(({ day }) => day.slice(5))}
            format={(value) => count(value)}
            height={220}
            testId="chart-suggestions"
            series={[
              { name: words.shown, as: 'bar', colour: colours.controlEdge, values: days.map((day) => day.shown) },
              { name: words.clicked, as: 'bar', colour: colours.accent, values: days.map((day) => day.clicked) },
            ]}
          />
        </Suspense>
      )}
    </section>
  )
}

function Figure({ name, value, part, note, testId }: { name: string; value: string; part: number; note: string; testId: string }) {
  return (
    <div className="measure" data-testid={testId}>
      <h3>{name}</h3>
      <p className="measure-value">{value}</p>
      <div className="measure-bar" aria-hidden="true">
        <span style={{ width: `${Math.min(100, part * 100)}%` }} />
      </div>
      <small>{note}</small>
    </div>
  )
}
