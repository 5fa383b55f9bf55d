import { formatRate } from '@lianka/design/money'
import type { Finding } from '@lianka/reward/findings'
import type { Invariant } from '../../words/values.ts'
import type { Words } from '../../words/zh.ts'
import type { Plan } from './published.ts'

export type TermName = keyof Words['plan']['terms']

/** The rule of the law that each term answers to. */
export const ruleOf: Record<TermName, Invariant | null> = {
  agentDirect: 'I2',
  bossDirect: 'I2',
  bossTeam: 'I1',
  buyersForBoss: 'I3',
  freeApplication: 'I3',
  cap: 'I4',
  holdDays: 'I5',
  fee: null,
  designated: 'I3',
}
export const termNames = Object.keys(ruleOf) as TermName[]

/** Every term of a plan as people read it. */
export function valuesOf(plan: Plan, words: Words['plan']): Record<TermName, string> {
  return {
    agentDirect: formatRate(plan.rates.agentDirect),
    bossDirect: formatRate(plan.rates.bossDirect),
    bossTeam: formatRate(plan.rates.bossTeam),
    buyersForBoss: words.peopleCount(plan.buyersForBoss),
    freeApplication: plan.freeApplication ? words.free : words.mustBuy,
    cap: words.capValue(formatRate(plan.cap.ofBase), plan.cap.withinMargin),
    holdDays: words.days(plan.holdDays),
    fee: formatRate(plan.feeBps),
    designated: words.goods(plan.designated.length),
  }
}

const designatedKey = (plan: Plan) =>
  plan.designated
    .map(({ productId, qualifyingFloorFen }) => `${productId} ${qualifyingFloorFen}`)
    .toSorted()
    .join()

/** The terms in which a version differs from the one before. Two lists of goods may be as long and yet differ. */
export function changesOf(plan: Plan, before: Plan, words: Words['plan']): { term: TermName; from: string; to: string }[] {
  const [now, then] = [valuesOf(plan, words), valuesOf(before, words)]
  const differs = (term: TermName) => (term === 'designated' ? designatedKey(plan) !== designatedKey(before) : now[term] !== then[term])
  return termNames.filter(differs).map((term) => ({ term, from: then[term], to: now[term] }))
}

export type Verdict = 'pass' | 'warn' | 'block' | 'byCode' | 'later'

/** Text review and payouts come with later modules; until then this screen doesn’t claim them. */
const notBuilt: readonly Invariant[] = ['I8', 'I10']

/** The rules that a term of the plan can break; what no plan can change is kept by the code. */
const readFromPlan: readonly Invariant[] = ['I1', 'I3', 'I4', 'I5']

export function verdictOf(rule: Invariant, findings: readonly Finding[]): Verdict {
  const levels = findings.filter(({ invariant }) => invariant === rule).map(({ level }) => level)
  if (levels.length > 0) return levels.includes('block') ? 'block' : 'warn'
  if (readFromPlan.includes(rule)) return 'pass'
  return notBuilt.includes(rule) ? 'later' : 'byCode'
}
