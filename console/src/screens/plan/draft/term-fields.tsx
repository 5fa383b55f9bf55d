import { CheckOutlined, CloseOutlined, InfoCircleOutlined } from '@ant-design/icons'
import type { Finding } from '@lianka/reward/findings'
import { Checkbox, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../../../language.tsx'
import type { Plan, Terms } from '../published.ts'
import { changesOf, ruleOf, type TermName, termNames, valuesOf, verdictOfTerm } from '../term-values.ts'
import type { Editing } from './use-draft.ts'

type TermFieldsProps = { current: Plan; version: number; editing: Editing; findings: readonly Finding[]; disabled: boolean }

/** Each term as it is in force, as the draft has it, and what the law says of it at once. */
export function TermFields({ current, version, editing: { terms, change }, findings, disabled }: TermFieldsProps) {
  const { plan: words, planDrafts } = useWords()
  const before = valuesOf(current, words)
  const changed = new Set(changesOf(terms, current, words).map(({ term }) => term))
  return (
    <section className="panel">
      <table className="plain-table pad-table term-fields" data-testid="draft-terms">
        <thead>
          <tr>
            <th>{words.term}</th>
            <th>{planDrafts.inForce(current.version)}</th>
            <th>{planDrafts.inDraft(version)}</th>
            <th>{planDrafts.check}</th>
          </tr>
        </thead>
        <tbody>
          {termNames.map((term) => (
            <tr key={term} className={changed.has(term) ? 'term-changed' : ''}>
              <td>
                <label htmlFor={`term-${term}`} className="term-name">
                  {words.terms[term]}
                </label>
              </td>
              <td className="quiet nowrap">{before[term]}</td>
              <td>
                {term === 'designated' ? (
                  <a href="#designated">{words.goods(terms.designated.length)}</a>
                ) : (
                  <Field term={term} terms={terms} change={change} disabled={disabled} />
                )}
              </td>
              <td className="nowrap">
                <Check term={term} findings={findings} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type FieldProps = { term: Exclude<TermName, 'designated'>; terms: Terms; change: Editing['change']; disabled: boolean }

function Field({ term, terms, change, disabled }: FieldProps) {
  const { planDrafts } = useWords()
  const number = (field: Omit<NumberFieldProps, 'term' | 'disabled'>) => <NumberField term={term} disabled={disabled} {...field} />
  const bps = (value: number, write: (bps: Terms['feeBps']) => Partial<Terms>, max = 100) =>
    number({
      value: value / 100,
      max,
      digits: 2,
      unit: planDrafts.unit.percent,
      onChange: (typed) => change(write(Math.round(typed * 100) as Terms['feeBps'])),
    })
  const { rates, cap } = terms
  const fields: Record<FieldProps['term'], () => ReactNode> = {
    agentDirect: () => bps(rates.agentDirect, (agentDirect) => ({ rates: { ...rates, agentDirect } })),
    bossDirect: () => bps(rates.bossDirect, (bossDirect) => ({ rates: { ...rates, bossDirect } })),
    bossTeam: () => bps(rates.bossTeam, (bossTeam) => ({ rates: { ...rates, bossTeam } })),
    buyersForBoss: () =>
      number({
        value: terms.buyersForBoss,
        min: 1,
        max: 10,
        unit: planDrafts.unit.people,
        onChange: (buyersForBoss) => change({ buyersForBoss }),
      }),
    freeApplication: () => (
      <Select
        id={`term-${term}`}
        className="join-field"
        disabled={disabled}
        value={terms.freeApplication ? 'free' : 'bought'}
        options={Object.entries(planDrafts.join).map(([value, label]) => ({ value, label }))}
        onChange={(value) => change({ freeApplication: value === 'free' })}
        data-testid="field-freeApplication"
      />
    ),
    cap: () => (
      <span className="cap-field">
        {bps(cap.ofBase, (ofBase) => ({ cap: { ...cap, ofBase } }))}
        <Checkbox
          checked={cap.withinMargin}
          disabled={disabled}
          onChange={({ target }) => change({ cap: { ...cap, withinMargin: target.checked } })}
        >
          {planDrafts.withinMargin}
        </Checkbox>
      </span>
    ),
    holdDays: () => number({ value: terms.holdDays, max: 90, unit: planDrafts.unit.days, onChange: (holdDays) => change({ holdDays }) }),
    fee: () => bps(terms.feeBps, (feeBps) => ({ feeBps })),
  }
  return fields[term]()
}

type NumberFieldProps = {
  term: TermName
  value: number
  min?: number
  max: number
  digits?: number
  unit: string
  disabled: boolean
  onChange: (value: number) => void
}

/** An emptied field keeps its last value until another is typed, and shows it again when left. */
function NumberField({ term, value, min = 0, max, digits = 0, unit, disabled, onChange }: NumberFieldProps) {
  return (
    <InputNumber
      id={`term-${term}`}
      className="term-field"
      value={value}
      min={min}
      max={max}
      precision={digits}
      formatter={(shown) => (shown === undefined ? '' : String(shown).replace(/\.0+$|(\.\d*?)0+$/, '$1'))}
      suffix={unit}
      disabled={disabled}
      controls={false}
      onChange={(typed) => typed !== null && onChange(Number(typed))}
      data-testid={`field-${term}`}
    />
  )
}

function Check({ term, findings }: { term: TermName; findings: readonly Finding[] }) {
  const { plan: words } = useWords()
  const verdict = verdictOfTerm(term, findings)
  if (verdict === null) return null
  const rule = ruleOf[term]
  if (verdict === 'block') {
    return (
      <a className="danger" href={`#rule-${rule}`} data-testid={`check-${term}`}>
        <CloseOutlined /> {words.block} {rule}
      </a>
    )
  }
  if (verdict === 'warn') {
    return (
      <a className="amber" href={`#rule-${rule}`} data-testid={`check-${term}`}>
        <InfoCircleOutlined /> {words.warn} {rule}
      </a>
    )
  }
  return (
    <span className="good" data-testid={`check-${term}`}>
      <CheckOutlined /> {words.pass}
    </span>
  )
}
