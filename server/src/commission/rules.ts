import type { Bps, Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import type { TypicalEarnings } from '@lianka/contract/reward'
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

/** What people earned, from the least to the most, as the figures that stand beside any words about earning (I8). */
export function typicalOf(earned: readonly number[], from: Date, to: Date): TypicalEarnings {
  const sorted = earned.toSorted((a, b) => a - b)
  const count = sorted.length
  const total = sorted.reduce((sum, fen) => sum + fen, 0)
  const at = (share: number) => (sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0) as Fen
  const withNothing = sorted.filter((fen) => fen <= 0).length
  const topTenth = sorted.slice(count - Math.max(1, Math.round(count / 10))).reduce((sum, fen) => sum + fen, 0)
  const bpsOf = (part: number, whole: number) => (whole > 0 ? Math.round((part * 10_000) / whole) : 0) as Bps
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    people: count,
    // Of an even count the lower of the two in the middle: rather too little than too much.
    medianFen: (sorted[Math.floor((count - 1) / 2)] ?? 0) as Fen,
    meanFen: (count > 0 ? Math.floor(total / count) : 0) as Fen,
    withNothingBps: bpsOf(withNothing, count),
    decilesFen: count === 0 ? [] : [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(at),
    topTenthShareBps: bpsOf(topTenth, total),
  }
}
