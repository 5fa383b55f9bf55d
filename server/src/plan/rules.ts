import type { Plan, PlanTerms, SignedWarning } from '@lianka/contract/plan'
import type { RefusalCode } from '@lianka/contract/refusal'
import type { Finding } from '@lianka/reward/findings'
import type { DesignatedGoods } from '@lianka/reward/scheme'
import { ownSafeguards } from '@lianka/reward/scheme'
import { validatePlan } from '@lianka/reward/validate'

const dayMs = 86_400_000

/** The earliest moment a plan published now may take effect: announced days before (I11), and never before a version already announced. */
export const earliestEffect = (now: Date, newest: { effectiveAt: Date } | undefined): Date =>
  new Date(Math.max(now.getTime() + ownSafeguards.changes.announcedDays * dayMs, newest?.effectiveAt.getTime() ?? 0))

export const termsOf = ({ version: _, ...terms }: Plan): PlanTerms => terms

/** Terms in an order that doesn't matter count as the same. */
const canonical = ({ designated, ...terms }: PlanTerms) =>
  JSON.stringify([
    Object.entries(terms).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    designated.map(({ productId, qualifyingFloorFen }) => `${productId} ${qualifyingFloorFen}`).toSorted(),
  ])

export const sameTerms = (a: PlanTerms, b: PlanTerms) => canonical(a) === canonical(b)

/** A product a plan designates, as it is sold: the shop price is one for all, so who takes no part pays the same. */
export type Offered = { id: string; title: string; usualPriceFen: number; returnable: boolean; onSale: boolean }

/** What the law has against the terms, with the goods they designate. */
export function judge(terms: PlanTerms, version: number, offered: readonly Offered[]): Finding[] {
  const goods: DesignatedGoods[] = terms.designated.flatMap(({ productId }) => {
    const found = offered.find(({ id }) => id === productId)
    if (!found) return []
    const { title, usualPriceFen, returnable, onSale } = found
    return [{ name: title, priceFen: usualPriceFen, outsidePriceFen: onSale ? usualPriceFen : null, returnable }]
  })
  return validatePlan({ ...terms, version }, goods)
}

export type Publication = {
  findings: readonly Finding[]
  signed: readonly SignedWarning[]
  writers: readonly string[]
  publisher: string
  effectiveAt: Date
  earliest: Date
  changed: boolean
}

/** Why a draft can't be published, or null. What blocks is never signed away. */
export function publicationRefusal({ findings, signed, ...asked }: Publication): RefusalCode | null {
  if (findings.some(({ level }) => level === 'block')) return 'plan.blocked'
  if (findings.some(({ level, question }) => level === 'warn' && !signed.some((one) => one.question === question)))
    return 'plan.warning_unsigned'
  if (asked.writers.includes(asked.publisher)) return 'plan.own_draft'
  if (asked.effectiveAt < asked.earliest) return 'plan.too_soon'
  return asked.changed ? null : 'plan.nothing_changed'
}
