import { CheckOutlined, CloseOutlined, InfoCircleOutlined } from '@ant-design/icons'
import type { Finding } from '@lianka/reward/findings'
import { useSpeech, useWords } from '../../language.tsx'
import type { Invariant } from '../../words/values.ts'
import { type Verdict, verdictOf } from './term-values.ts'

const icons = {
  pass: <CheckOutlined />,
  byCode: <CheckOutlined />,
  warn: <InfoCircleOutlined />,
  block: <CloseOutlined />,
} satisfies Record<Verdict, unknown>

type InvariantsProps = { findings: readonly Finding[]; note?: string }

/** The eleven rules with their source; what the plan at hand breaks comes first, with what would mend it. */
export function Invariants({ findings, note }: InvariantsProps) {
  const { plan: words } = useWords()
  const kept = (Object.keys(words.invariants) as Invariant[]).filter((rule) => findings.every(({ invariant }) => invariant !== rule))
  return (
    <section className="panel pad" data-testid="plan-checks">
      <header className="panel-head">
        <h2>{words.checks}</h2>
        <small>{note ?? words.checksNote}</small>
      </header>
      {findings.map((finding) => (
        <Found key={finding.question} finding={finding} />
      ))}
      <ul className="rules">
        {kept.map((rule) => (
          <Rule key={rule} rule={rule} verdict={verdictOf(rule, findings)} />
        ))}
      </ul>
    </section>
  )
}

function Found({ finding: { level, invariant, article, why, change } }: { finding: Finding }) {
  const { language, words } = useSpeech()
  const { plan: all } = words
  return (
    <article id={`rule-${invariant}`} className={`finding finding-${level}`}>
      <h3>
        <span>{`${all[level]} ${invariant}`}</span>
        {all.invariants[invariant][0]}
      </h3>
      <p>{why[language]}</p>
      <p>{all.mend(change[language])}</p>
      <p className="quiet">{article[language]}</p>
    </article>
  )
}

function Rule({ rule, verdict }: { rule: Invariant; verdict: Verdict }) {
  const { plan: words } = useWords()
  const [title, explanation, source] = words.invariants[rule]
  return (
    <li id={`rule-${rule}`}>
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
