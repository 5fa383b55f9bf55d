import type { Plan } from '@lianka/contract/plan'
import { difference, type LineFacts, positionsOf, ratesOf, type Stage, sharesOf } from '@lianka/reward/settlement'
import type { LineFactsRow, OrderFacts } from '#order/service'

/** The engine's view of a line, from what was written down when the order was paid. */
export const lineFacts = (order: OrderFacts, line: LineFactsRow): LineFacts => ({
  base: line.base,
  platformDiscount: line.platformDiscount,
  supply: line.supplyPrice * line.quantity,
  refunded: line.refunded,
  borneBySupplier: line.borneBySupplier,
  borneByPlatform: line.borneByPlatform,
  r1: order.r1Id && order.r1Rank ? { id: order.r1Id, rank: order.r1Rank, lowered: line.r1Lowered } : null,
  r2: order.r2Id && order.r2Rank ? { id: order.r2Id, rank: order.r2Rank, lowered: line.r2Lowered } : null,
  oneself: [order.buyerId, ...(order.payerId ? [order.payerId] : [])],
})

export const stageOf = (line: LineFactsRow): Stage => (line.releasedAt ? 'released' : line.completedAt ? 'completed' : 'open')

const withoutShares = (facts: LineFacts): LineFacts => ({ ...facts, r1: null, r2: null })

/** What a line's entries and shares must become when it goes from one state to another. `before` null: its shares were never computed. */
export function lineChange(plan: Plan, order: OrderFacts, before: LineFactsRow, after: LineFactsRow, computedBefore: boolean) {
  const owners = { supplier: after.supplierId, shop: order.shopId }
  const was = computedBefore ? lineFacts(order, before) : withoutShares(lineFacts(order, before))
  const is = lineFacts(order, after)
  return {
    lineId: after.id,
    entries: difference(positionsOf(plan, was, stageOf(before), owners), positionsOf(plan, is, stageOf(after), owners)),
    shares: sharesOf(plan, is),
  }
}

/** Whose boss rank a line's shares rest on: they wait until each of them is settled (rule 7). */
export function bossesUsed(plan: Plan, order: OrderFacts, line: LineFactsRow): string[] {
  const facts = lineFacts(order, line)
  const usesBoss = (kind: string, bps: number) => kind === 'team' || bps === plan.rates.bossDirect
  const r1IsBoss = facts.r1?.rank === 'boss' && !facts.r1.lowered
  return ratesOf(plan, facts)
    .filter(({ kind, bps }) => (kind === 'direct' ? r1IsBoss : usesBoss(kind, bps)))
    .map(({ payee }) => payee)
}
