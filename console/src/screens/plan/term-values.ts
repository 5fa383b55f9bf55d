import { formatRate } from '@lianka/design/money'
import type { Finding } from '@lianka/reward/findings'
import type { Invariant } from '../../words/values.ts'
import type { Words } from '../../words/zh.ts'
import type { Terms } from './published.ts'

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
export function valuesOf(plan: Terms, words: Words['plan']): Record<TermName, string> {
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

const designatedKey = (plan: Terms) =>
  plan.designated
    .map(({ productId, qualifyingFloorFen }) => `${productId} ${qualifyingFloorFen}`)
    .toSorted()
    .join()

/** The terms in which a version differs from the one before. Two lists of goods may be as long and yet differ. */
export function changesOf(plan: Terms, before: Terms, words: Words['plan']): { term: TermName; from: string; to: string }[] {
  const [now, then] = [valuesOf(plan, words), valuesOf(before, words)]
  const differs = (term: TermName) => (term === 'designated' ? designatedKey(plan) !== designatedKey(before) : now[term] !== then[term])
  return termNames.filter(differs).map((term) => ({ term, from: then[term], to: now[term] }))
}

export type Verdict = 'pass' | 'warn' | 'block' | 'byCode'

/** The rules that a term of the plan can break; what no plan can change is kept by the code. */
const readFromPlan: readonly Invariant[] = ['I1', 'I3', 'I4', 'I5']

export function verdictOf(rule: Invariant, findings: readonly Finding[]): Verdict {
  const levels = findings.filter(({ invariant }) => invariant === rule).map(({ level }) => level)
  if (levels.length > 0) return levels.includes('block') ? 'block' : 'warn'
  return readFromPlan.includes(rule) ? 'pass' : 'byCode'
}

/** The worst that is said about the rule a term answers to, or null where the law asks nothing of it. */
export const verdictOfTerm = (term: TermName, findings: readonly Finding[]): Verdict | null => {
  const rule = ruleOf[term]
  if (rule === null) return null
  return verdictOf(
    rule,
    findings.filter(({ question }) => belongsTo(term, question)),
  )
}

/** I3 speaks of more than one term: each finding is shown where it can be mended. */
const termsOfQuestion: Record<string, readonly TermName[]> = {
  'entry-purchase': ['freeApplication'],
  'paid-advance': ['freeApplication'],
  'fair-price': ['designated'],
  returnable: ['designated'],
}
const belongsTo = (term: TermName, question: string) => termsOfQuestion[question]?.includes(term) ?? true
