import { validatePlan } from '@lianka/reward/validate'
import { Alert } from 'antd'
import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Mark } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import { CompareVersions } from './compare-versions.tsx'
import { Designated } from './designated.tsx'
import { Drafts } from './drafts.tsx'
import { Example } from './example.tsx'
import { Furthest } from './furthest.tsx'
import { Invariants } from './invariants.tsx'
import type { Published } from './published.ts'
import { Terms } from './terms.tsx'
import { TypicalEarnings } from './typical-earnings.tsx'
import { Versions } from './versions.tsx'

/** What does the plan pay, and why is that lawful? */
export function PlanScreen() {
  const words = useWords()
  const { time } = useTimes()
  const { data, error, again } = useAsked('plan', () => Promise.all([call('GET /plans/current'), call('GET /console/plans')]))
  const { plan: all, menu } = words
  useAnchor(data !== undefined)
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
      {current.announced.map((next) => (
        <Announced key={next.plan.version} next={next} />
      ))}
      <div className="plan-grid">
        <div>
          <Drafts current={plan} />
          <Terms plan={plan} />
          <Furthest plan={plan} />
          <Example plan={plan} />
          <Versions versions={versions} inForce={plan.version} />
          <CompareVersions versions={versions} names={current.designatedNames} />
        </div>
        <div>
          <Invariants findings={validatePlan(plan)} />
          <Designated plan={plan} names={current.designatedNames} />
          <TypicalEarnings />
        </div>
      </div>
    </Page>
  )
}

/** A version that everybody was told of and that is not in force yet. */
function Announced({ next: { plan, effectiveAt, announcement } }: { next: Published }) {
  const { planDrafts } = useWords()
  const { day } = useTimes()
  return (
    <Alert
      className="drawer-alert"
      type="info"
      showIcon
      data-testid="plan-announced"
      title={planDrafts.announcedTitle(plan.version, day(effectiveAt))}
      description={announcement}
    />
  )
}

/** A link to a part of this screen finds it only once it is drawn. */
function useAnchor(drawn: boolean) {
  const { hash } = useLocation()
  useEffect(() => {
    if (drawn && hash) document.getElementById(hash.slice(1))?.scrollIntoView()
  }, [drawn, hash])
}
