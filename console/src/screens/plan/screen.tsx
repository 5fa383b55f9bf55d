import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Mark } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import { Designated } from './designated.tsx'
import { Example } from './example.tsx'
import { Furthest } from './furthest.tsx'
import { Invariants } from './invariants.tsx'
import { Terms } from './terms.tsx'
import { Versions } from './versions.tsx'

/** What does the plan pay, and why is that lawful? */
export function PlanScreen() {
  const words = useWords()
  const { time } = useTimes()
  const { data, error, again } = useAsked('plan', () => Promise.all([call('GET /plans/current'), call('GET /console/plans')]))
  const { plan: all, menu } = words
  if (!data) {
    return (
      <Page name={menu.plan} title={menu.plan}>
        {error === undefined ? <WaitingPanel rows={10} /> : <Failed error={error} retry={again} />}
      </Page>
    )
  }
  const [current, { items: versions }] = data
  const { plan } = current
  const title = (
    <>
      {all.title(plan.version)} <Mark tone="good">{all.inForce}</Mark>
    </>
  )
  return (
    <Page name={menu.plan} title={title} note={all.note(current.publishedBy, time(current.publishedAt), time(current.effectiveAt))}>
      <div className="plan-grid">
        <div>
          <Terms plan={plan} />
          <Furthest plan={plan} />
          <Example plan={plan} />
          <Versions versions={versions} inForce={plan.version} />
        </div>
        <div>
          <Invariants plan={plan} />
          <Designated plan={plan} names={current.designatedNames} />
        </div>
      </div>
    </Page>
  )
}
