import { useWords } from '../../language.tsx'
import type { Plan } from './published.ts'
import { ruleOf, type TermName, termNames, valuesOf } from './term-values.ts'

/** Each term with its value, what it means, and the rule it answers to. */
export function Terms({ plan }: { plan: Plan }) {
  const { plan: words } = useWords()
  const values = valuesOf(plan, words)
  const meaning = (term: TermName) =>
    term === 'freeApplication' && !plan.freeApplication ? words.meanings.notFree : words.meanings[term as keyof typeof words.meanings]
  return (
    <section className="panel">
      <table className="plain-table pad-table" data-testid="plan-terms">
        <thead>
          <tr>
            <th>{words.term}</th>
            <th>{words.value}</th>
            <th className="wide-only">{words.meaning}</th>
            <th>{words.article}</th>
          </tr>
        </thead>
        <tbody>
          {termNames.map((term) => (
            <tr key={term}>
              <td className="nowrap">{words.terms[term]}</td>
              <td className="term-value">{values[term]}</td>
              <td className="quiet wide-only">{meaning(term)}</td>
              <td>{ruleOf[term] && <a href={`#rule-${ruleOf[term]}`}>{ruleOf[term]}</a>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
