import { formatMoney } from '@lianka/design/money'
import { Progress as Bar } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../language.tsx'
import { type Comparison, type Outcome, type Progress, people, priceFen, runs } from './comparison.ts'
import { HopsChart } from './hops-chart.tsx'
import type { Plan } from './published.ts'

const percent = (share: number) => (share === 0 ? '0%' : `${(share * 100).toFixed(1)}%`)

/** Runs the comparison beside the page and follows it; starts again when the plan is another. */
function useComparison(plan: Plan): Progress | 'failed' {
  const [progress, setProgress] = useState<Progress | 'failed'>({ done: 0, comparison: null })
  useEffect(() => {
    setProgress({ done: 0, comparison: null })
    const worker = new Worker(new URL('./comparison-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = ({ data }: MessageEvent<Progress>) => setProgress(data)
    worker.onerror = () => setProgress('failed')
    worker.postMessage(plan)
    return () => worker.terminate()
  }, [plan])
  return progress
}

/** The same people under our plan and under the wild variant: how far up is anybody paid? */
export function Furthest({ plan }: { plan: Plan }) {
  const { plan: all } = useWords()
  const { furthest: words } = all
  const progress = useComparison(plan)
  return (
    <section className="panel pad" data-testid="plan-comparison">
      <header className="panel-head">
        <h2>{words.title(words.people(people), formatMoney(priceFen))}</h2>
        <small>{words.note(runs)}</small>
      </header>
      {progress === 'failed' && <p className="quiet">{words.failed}</p>}
      {progress !== 'failed' && !progress.comparison && (
        <div className="furthest-waiting" role="status">
          <p className="quiet">{words.running(progress.done, runs)}</p>
          <Bar percent={(progress.done / runs) * 100} showInfo={false} size="small" />
        </div>
      )}
      {progress !== 'failed' && progress.comparison && <Compared comparison={progress.comparison} version={plan.version} />}
    </section>
  )
}

function Compared({ comparison, version }: { comparison: Comparison; version: number }) {
  const { plan: all } = useWords()
  const { furthest: words } = all
  const { ours, wild } = comparison
  return (
    <>
      <div className="furthest">
        <div>
          <p className="legend">
            <span>{words.ours(version)}</span>
            <span className="legend-wild">{words.wild}</span>
            <small className="quiet furthest-axes">{words.axes}</small>
          </p>
          <HopsChart comparison={comparison} />
        </div>
        <table className="plain-table" data-testid="plan-comparison-figures">
          <thead>
            <tr>
              <th />
              <th>{words.ours(version)}</th>
              <th>{words.wild.replace(/\s*[（(].*/, '')}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ row, of }) => (
              <tr key={row}>
                <td>{words.rows[row]}</td>
                <td>
                  <b>{of(ours, words.levels)}</b>
                </td>
                <td className="quiet">{of(wild, words.levels)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="furthest-lesson">{words.lesson}</p>
    </>
  )
}

type Row = 'nothing' | 'top' | 'beyond' | 'deepest' | 'heaviest'
const figures: { row: Row; of: (outcome: Outcome, levels: (count: number) => string) => string }[] = [
  { row: 'nothing', of: ({ shareWithNothing }) => percent(shareWithNothing) },
  { row: 'top', of: ({ topPercentShare }) => percent(topPercentShare) },
  { row: 'beyond', of: ({ shareBeyondTwo }) => percent(shareBeyondTwo) },
  { row: 'deepest', of: ({ furthestHop }, levels) => levels(furthestHop) },
  { row: 'heaviest', of: ({ heaviestOrder }) => percent(heaviestOrder) },
]
