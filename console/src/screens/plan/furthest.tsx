import { formatMoney } from '@lianka/design/money'
import { Progress as Bar } from 'antd'
import { useWords } from '../../language.tsx'
import { type Comparison, type Outcome, oneEach, people, priceFen, runs } from './comparison.ts'
import { HopsChart } from './hops-chart.tsx'
import type { Plan } from './published.ts'
import { useComparison } from './use-comparison.ts'

const percent = (share: number) => (share === 0 ? '0%' : `${(share * 100).toFixed(1)}%`)

/** The same people under our plan and under the wild variant: how far up is anybody paid? */
export function Furthest({ plan }: { plan: Plan }) {
  const { plan: all } = useWords()
  const { furthest: words } = all
  const { progress } = useComparison(plan, oneEach)
  return (
    <section className="panel pad" data-testid="plan-comparison">
      <header className="panel-head">
        <h2>{words.title(words.people(people), formatMoney(priceFen))}</h2>
        <small>{words.note(runs)}</small>
      </header>
      {progress === 'failed' && <p className="quiet">{words.failed}</p>}
      {typeof progress === 'object' && !progress.comparison && (
        <div className="furthest-waiting" role="status">
          <p className="quiet">{words.running(progress.done, runs)}</p>
          <Bar percent={(progress.done / runs) * 100} showInfo={false} size="small" />
        </div>
      )}
      {typeof progress === 'object' && progress.comparison && <Compared comparison={progress.comparison} version={plan.version} />}
    </section>
  )
}

/** Hops as bars, and the figures beside them. */
export function Compared({ comparison, version }: { comparison: Comparison; version: number }) {
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

type Row = 'nothing' | 'recouped' | 'top' | 'ratio' | 'beyond' | 'deepest' | 'heaviest'
const figures: { row: Row; of: (outcome: Outcome, levels: (count: number) => string) => string }[] = [
  { row: 'nothing', of: ({ shareWithNothing }) => percent(shareWithNothing) },
  { row: 'recouped', of: ({ shareRecouped }) => percent(shareRecouped) },
  { row: 'top', of: ({ topPercentShare }) => percent(topPercentShare) },
  { row: 'ratio', of: ({ payoutRatio }) => percent(payoutRatio) },
  { row: 'beyond', of: ({ shareBeyondTwo }) => percent(shareBeyondTwo) },
  { row: 'deepest', of: ({ furthestHop }, levels) => levels(furthestHop) },
  { row: 'heaviest', of: ({ heaviestOrder }) => percent(heaviestOrder) },
]
