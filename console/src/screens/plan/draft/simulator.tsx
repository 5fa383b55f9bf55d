import { formatMoney } from '@lianka/design/money'
import { Progress as Bar, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language.tsx'
import { type Circumstances, type Comparison, oneEach, priceFen, runs } from '../comparison.ts'
import { Compared } from '../furthest.tsx'
import type { Plan } from '../published.ts'
import { useComparison } from '../use-comparison.ts'
import { CircumstanceFields } from './circumstance-fields.tsx'
import { DecilesChart, FlowChart, RatioChart } from './simulator-charts.tsx'

type View = 'hops' | 'deciles' | 'ratio' | 'flow'
const views: readonly View[] = ['hops', 'deciles', 'ratio', 'flow']

/** The same people under this draft and under the wild variant: who is paid, from how far, and with what money? */
export function Simulator({ plan }: { plan: Plan }) {
  const { plan: words, planDrafts } = useWords()
  const [circumstances, setCircumstances] = useState<Circumstances>(oneEach)
  const [view, setView] = useState<View>('hops')
  const { progress, stop, again } = useComparison(plan, circumstances)
  const options = views.map((value) => ({ value, label: <span data-testid={`view-${value}`}>{planDrafts.views[value]}</span> }))
  return (
    <section className="panel pad" data-testid="simulator">
      <header className="panel-head">
        <h2>{planDrafts.simulator}</h2>
        <small>
          {words.furthest.note(runs)} · {formatMoney(priceFen)}
        </small>
      </header>
      <CircumstanceFields circumstances={circumstances} onChange={setCircumstances} />
      <div className="simulator-head">
        <h3>{planDrafts.viewTitles[view](circumstances.people.toLocaleString())}</h3>
        <Segmented size="small" value={view} options={options} onChange={setView} />
      </div>
      {progress === 'failed' && <p className="quiet">{words.furthest.failed}</p>}
      {progress === 'stopped' && (
        <div className="furthest-waiting">
          <p className="quiet">{planDrafts.stopped}</p>
          <Button onClick={again}>{planDrafts.again}</Button>
        </div>
      )}
      {typeof progress === 'object' && !progress.comparison && (
        <div className="furthest-waiting" role="status">
          <p className="quiet">{words.furthest.running(progress.done, runs)}</p>
          <Bar percent={(progress.done / runs) * 100} showInfo={false} size="small" />
          <Button type="link" onClick={stop} data-testid="stop-simulation">
            {planDrafts.cancel}
          </Button>
        </div>
      )}
      {typeof progress === 'object' && progress.comparison && <Shown view={view} comparison={progress.comparison} version={plan.version} />}
    </section>
  )
}

function Shown({ view, comparison, version }: { view: View; comparison: Comparison; version: number }) {
  if (view === 'deciles') return <DecilesChart comparison={comparison} version={version} />
  if (view === 'ratio') return <RatioChart comparison={comparison} version={version} />
  if (view === 'flow') return <FlowChart comparison={comparison} />
  return <Compared comparison={comparison} version={version} />
}
