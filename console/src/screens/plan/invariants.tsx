import { CheckOutlined, ClockCircleOutlined, CloseOutlined, InfoCircleOutlined } from '@ant-design/icons'
import { useWords } from '../../language.tsx'
import type { Invariant } from '../../words/values.ts'
import type { Plan } from './published.ts'
import { type Verdict, verdictOf } from './term-values.ts'

const icons = {
  pass: <CheckOutlined />,
  byCode: <CheckOutlined />,
  later: <ClockCircleOutlined />,
  warn: <InfoCircleOutlined />,
  block: <CloseOutlined />,
} satisfies Record<Verdict, unknown>

/** The eleven rules with their source, what needs attention first. */
export function Invariants({ plan }: { plan: Plan }) {
  const { plan: words } = useWords()
  const judged = (Object.keys(words.invariants) as Invariant[]).map((rule) => ({ rule, verdict: verdictOf(rule, plan) }))
  const notable = judged.filter(({ verdict }) => verdict === 'block' || verdict === 'warn')
  const kept = judged.filter((each) => !notable.includes(each))
  return (
    <section className="panel pad">
      <header className="panel-head">
        <h2>{words.checks}</h2>
        <small>{words.checksNote}</small>
      </header>
      {notable.map(({ rule, verdict }) => (
        <Finding key={rule} rule={rule} verdict={verdict} />
      ))}
      <ul className="rules">
        {kept.map(({ rule, verdict }) => (
          <Rule key={rule} rule={rule} verdict={verdict} />
        ))}
      </ul>
    </section>
  )
}

function Finding({ rule, verdict }: { rule: Invariant; verdict: Verdict }) {
  const { plan: words } = useWords()
  const [title, explanation, source] = words.invariants[rule]
  return (
    <article id={`rule-${rule}`} className={`finding finding-${verdict}`}>
      <h3>
        <span>{`${words[verdict]} ${rule}`}</span>
        {title}
      </h3>
      <p>{explanation}</p>
      <p className="quiet">{source}</p>
    </article>
  )
}

function Rule({ rule, verdict }: { rule: Invariant; verdict: Verdict }) {
  const { plan: words } = useWords()
  const [title, explanation, source] = words.invariants[rule]
  return (
    <li id={`rule-${rule}`} className={verdict === 'later' ? 'rule-later' : ''}>
      <span className="rule-mark">{icons[verdict]}</span>
      <div>
        <h3>
          {rule} {title}
          <small>{words[verdict]}</small>
        </h3>
        <p>{explanation}</p>
        <p className="quiet">{source}</p>
      </div>
    </li>
  )
}
