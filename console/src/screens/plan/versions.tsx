import { validatePlan } from '@lianka/reward/validate'
import { now } from '../../clock.ts'
import { useTimes, useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import type { Published } from './published.ts'
import { changesOf } from './term-values.ts'

/** Every version ever published; each says in what it differs from the one before. */
export function Versions({ versions, inForce }: { versions: readonly Published[]; inForce: number }) {
  const { plan: words } = useWords()
  const { day } = useTimes()
  return (
    <section className="panel" id="versions">
      <header className="panel-head pad-head">
        <h2>{words.versions}</h2>
      </header>
      <table className="plain-table pad-table" data-testid="plan-versions">
        <thead>
          <tr>
            <th>{words.versions}</th>
            <th>{words.effective}</th>
            <th>{words.by}</th>
            <th>{words.changes}</th>
          </tr>
        </thead>
        <tbody>
          {versions.map((published, place) => (
            <tr key={published.plan.version}>
              <td className="nowrap">
                {words.version(published.plan.version)} <Standing published={published} inForce={inForce} />
              </td>
              <td className="nowrap">{day(published.effectiveAt)}</td>
              <td className="nowrap">{published.publishedBy}</td>
              <td>
                <Changes published={published} before={versions[place + 1]} />
                <Signed published={published} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Standing({ published, inForce }: { published: Published; inForce: number }) {
  const { plan: words } = useWords()
  if (published.plan.version === inForce) return <Mark tone="good">{words.inForce}</Mark>
  return published.effectiveAt > now() ? <Mark tone="wait">{words.announced}</Mark> : <Mark tone="calm">{words.past}</Mark>
}

function Changes({ published, before }: { published: Published; before: Published | undefined }) {
  const { plan: words } = useWords()
  if (!before) return <span className="quiet">{words.first}</span>
  const changes = changesOf(published.plan, before.plan, words)
  if (changes.length === 0) return <span className="quiet">{words.same}</span>
  return (
    <ul className="changes">
      {changes.map(({ term, from, to }) => (
        <li key={term}>
          {words.terms[term]} <del>{from}</del> <ins>{to}</ins>
        </li>
      ))}
    </ul>
  )
}

/** The warnings that a version was published with, and why an officer let them pass. */
function Signed({ published: { plan, signedWarnings, announcement } }: { published: Published }) {
  const { planDrafts } = useWords()
  const findings = validatePlan(plan)
  const ruleOf = (asked: string) => findings.find(({ question }) => question === asked)?.invariant ?? asked
  return (
    <>
      {announcement && <p className="version-note">{announcement}</p>}
      {signedWarnings.map(({ question, reason }) => (
        <p key={question} className="version-note">
          {planDrafts.signed} {ruleOf(question)}: {reason}
        </p>
      ))}
    </>
  )
}
