import type { Plan } from '@lianka/contract/plan'
import type { Finding } from './findings.ts'
import { type DesignatedGoods, type Scheme, schemeOfPlan } from './scheme.ts'
import { entryQuestions } from './validate-entry.ts'
import { moneyQuestions } from './validate-money.ts'
import { payoutQuestions } from './validate-payouts.ts'
import type { Question } from './validate-question.ts'

const questions: readonly Question[] = [...payoutQuestions, ...entryQuestions, ...moneyQuestions]

/** What the law has against a scheme that sells these goods: what blocks first, then by invariant. Empty: nothing. */
export function validate(scheme: Scheme, goods: readonly DesignatedGoods[] = []): Finding[] {
  const findings = questions.flatMap(({ id, invariant, article, ask }): Finding[] => {
    const answer = ask(scheme, goods)
    if (!answer) return []
    const { level = 'block', why, change } = answer
    return [{ level, invariant, question: id, article, why, change }]
  })
  const number = ({ invariant }: Finding) => Number(invariant.slice(1))
  const order = ({ level }: Finding) => (level === 'block' ? 0 : 1)
  return findings.toSorted((a, b) => order(a) - order(b) || number(a) - number(b))
}

export const validatePlan = (plan: Plan, goods: readonly DesignatedGoods[] = []): Finding[] => validate(schemeOfPlan(plan), goods)
