import { formatMoney } from '@lianka/design/money'
import { Select } from 'antd'
import { useWords } from '../../language.tsx'
import { useFilters } from '../../parts/filters.ts'
import type { Plan, Published } from './published.ts'
import { changesOf } from './term-values.ts'

type CompareVersionsProps = { versions: readonly Published[]; names: Record<string, string> }

/** Any two versions, term by term; which two is part of the address. */
export function CompareVersions({ versions, names }: CompareVersionsProps) {
  const { plan: words, planDrafts } = useWords()
  const [newest, before] = versions
  const [filters, setFilters] = useFilters('plan.compare', {
    from: String(before?.plan.version ?? ''),
    to: String(newest?.plan.version ?? ''),
  })
  if (versions.length < 2) return null
  const find = (version: string) => versions.find(({ plan }) => String(plan.version) === version)
  const [from, to] = [find(filters.from) ?? before, find(filters.to) ?? newest]
  const options = versions.map(({ plan }) => ({ value: String(plan.version), label: words.version(plan.version) }))
  const choose = (label: string, chosen: Published | undefined, onChange: (version: string) => void) => (
    <Select aria-label={label} size="small" value={String(chosen?.plan.version)} options={options} onChange={onChange} />
  )
  return (
    <section className="panel pad" data-testid="compare-versions">
      <header className="panel-head">
        <h2>{planDrafts.compareTitle}</h2>
        {choose(planDrafts.older, from, (from) => setFilters({ from }))}
        <span className="quiet">→</span>
        {choose(planDrafts.newer, to, (to) => setFilters({ to }))}
      </header>
      {from && to && <Difference before={from.plan} after={to.plan} names={names} />}
    </section>
  )
}

function Difference({ before, after, names }: { before: Plan; after: Plan; names: Record<string, string> }) {
  const { plan: words, planDrafts } = useWords()
  const changes = changesOf(after, before, words)
  if (changes.length === 0) return <p className="quiet">{planDrafts.same}</p>
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{words.term}</th>
          <th>{words.version(before.version)}</th>
          <th>{words.version(after.version)}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ term, from, to }) => (
          <tr key={term}>
            <td>{words.terms[term]}</td>
            <td className="quiet">{from}</td>
            <td>
              <b>{to}</b>
              {term === 'designated' && <Goods before={before} after={after} names={names} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Two lists of goods: which came, which went, and where the floor moved. */
function Goods({ before, after, names }: { before: Plan; after: Plan; names: Record<string, string> }) {
  const { plan: words, planDrafts } = useWords()
  const nameOf = (id: string) => names[id] ?? id
  const floorIn = (plan: Plan, id: string) => plan.designated.find(({ productId }) => productId === id)?.qualifyingFloorFen
  const ids = [...new Set([...before.designated, ...after.designated].map(({ productId }) => productId as string))]
  const rows = ids.flatMap((id) => {
    const [was, is] = [floorIn(before, id), floorIn(after, id)]
    if (was === is) return []
    if (is === undefined) return [{ id, text: planDrafts.designatedGone }]
    return [{ id, text: was === undefined ? planDrafts.designatedNow : words.floor(formatMoney(is)) }]
  })
  return (
    <ul className="changes">
      {rows.map(({ id, text }) => (
        <li key={id}>
          {nameOf(id)} <span className="quiet">{text}</span>
        </li>
      ))}
    </ul>
  )
}
