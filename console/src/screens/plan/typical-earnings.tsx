import { formatMoney, formatRate } from '@lianka/design/money'
import { Skeleton } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Facts } from '../../parts/facts.tsx'
import { Failed } from '../../parts/states.tsx'

/** What agents and bosses really earned, as it is published beside every word about earnings (I8). */
export function TypicalEarnings() {
  const { planDrafts, plan } = useWords()
  const { day } = useTimes()
  const { data, error, again } = useAsked('typical earnings', () => call('GET /plans/current/earnings'))
  return (
    <section className="panel pad" id="earnings" data-testid="typical-earnings">
      <header className="panel-head">
        <h2>{planDrafts.typical}</h2>
        {data && <small>{planDrafts.typicalNote(day(data.from), day(data.to))}</small>}
      </header>
      {!data && error !== undefined && <Failed error={error} retry={again} />}
      {!data && error === undefined && <Skeleton active title={false} paragraph={{ rows: 4 }} />}
      {data?.people === 0 && <p className="quiet">{planDrafts.typicalNone}</p>}
      {data && data.people > 0 && (
        <>
          <Facts
            items={[
              [planDrafts.typicalPeople, plan.peopleCount(data.people)],
              [planDrafts.typicalMedian, <b key="median">{formatMoney(data.medianFen)}</b>],
              [planDrafts.typicalMean, formatMoney(data.meanFen)],
              [planDrafts.typicalNothing, <b key="nothing">{formatRate(data.withNothingBps)}</b>],
              [planDrafts.typicalTop, formatRate(data.topTenthShareBps)],
            ]}
          />
          <h3 className="drawer-head">{planDrafts.typicalDeciles}</h3>
          <ol className="deciles">
            {data.decilesFen.map((fen, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the borders stand in order and two may be alike
              <li key={place}>
                <small className="quiet">{planDrafts.tenth(place + 1)}</small> {formatMoney(fen)}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}
