import { formatMoney, formatRate } from '@lianka/design/money'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import type { Words } from '../../words/zh.ts'
import type { Measure } from './case.ts'
import { barOf, standingOf } from './measure.ts'

const spoken = ({ name, unit }: Measure, value: number, { guard }: Words) => {
  if (name === 'gini') return (value / 10_000).toFixed(2)
  if (unit === 'bps') return formatRate(Math.round(value / 10) * 10)
  return guard.peopleCount(value)
}

/** Is the platform as a whole on the right side of its thresholds? */
export function Overview() {
  const words = useWords()
  const { time } = useTimes()
  const { data, error, again } = useAsked('guard overview', () => call('GET /console/guard/overview'))
  const { guard } = words
  if (!data) return error === undefined ? <WaitingPanel rows={4} /> : <Failed error={error} retry={again} />
  return (
    <section className="panel pad" aria-label={guard.overview}>
      <header className="panel-head">
        <h2>{guard.window(data.windowDays, data.orders, formatMoney(data.salesFen))}</h2>
        <small>{data.measuredAt ? guard.measured(time(data.measuredAt)) : guard.notMeasured}</small>
      </header>
      <div className="measures">
        {data.measures.map((measure) => (
          <MeasureTile key={measure.name} measure={measure} />
        ))}
      </div>
    </section>
  )
}

function MeasureTile({ measure }: { measure: Measure }) {
  const words = useWords()
  const { guard } = words
  const standing = standingOf(measure)
  const bar = barOf(measure)
  const limit = spoken(measure, measure.threshold, words)
  return (
    <div className={`measure measure-${standing}`} data-testid={`measure-${measure.name}`}>
      <h3>{guard.measures[measure.name]}</h3>
      <p className="measure-value">
        {measure.value === null ? '—' : spoken(measure, measure.value, words)}
        {standing === 'beyond' && <em>{guard.beyond}</em>}
      </p>
      <div className="measure-bar" aria-hidden="true">
        <span style={{ width: `${bar.value}%` }} />
        <i style={{ left: `${bar.threshold}%` }} />
      </div>
      <small>
        {measure.worse === 'below' ? guard.floor(limit) : guard.alarm(limit)}
        {standing === 'few' && <span className="quiet"> · {guard.few}</span>}
      </small>
    </div>
  )
}
