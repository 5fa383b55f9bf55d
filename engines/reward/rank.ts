import type { Rank } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'

/** A qualifying purchase of somebody one referred directly, and the payment account it was paid from. */
export type QualifyingPurchase = { buyer: string; payer: string }

/**
 * How many different people can be matched with different payment accounts, none of them one's own (REWARDS rule 2), counted up to `enough`.
 * Ten people paying from one account are one; one person paying from ten accounts is one. Augmenting paths, as in Kuhn's algorithm.
 */
export function buyersWithOwnPayer(purchases: readonly QualifyingPurchase[], ownPayers: readonly string[], enough: number): number {
  const payersOf = new Map<string, Set<string>>()
  for (const { buyer, payer } of purchases) {
    if (ownPayers.includes(payer)) continue
    payersOf.set(buyer, (payersOf.get(buyer) ?? new Set()).add(payer))
  }
  const buyerOfPayer = new Map<string, string>()
  const place = (buyer: string, tried: Set<string>): boolean => {
    for (const payer of payersOf.get(buyer) ?? []) {
      if (tried.has(payer)) continue
      tried.add(payer)
      const holder = buyerOfPayer.get(payer)
      if (holder === undefined || place(holder, tried)) {
        buyerOfPayer.set(payer, buyer)
        return true
      }
    }
    return false
  }
  let placed = 0
  for (const buyer of payersOf.keys()) {
    if (placed >= enough) break
    if (place(buyer, new Set())) placed += 1
  }
  return placed
}

/** What a person's rank follows from, all as it is now. */
export type RankFacts = { applied: boolean; ownQualifying: boolean; purchases: readonly QualifyingPurchase[]; ownPayers: readonly string[] }

/** The rank these facts give (rules 1, 2 and 9). Advancing and lowering are the same question asked again. */
export function rankOf(plan: Pick<Plan, 'buyersForBoss' | 'freeApplication'>, facts: RankFacts): Rank {
  if (!(facts.applied && plan.freeApplication) && !facts.ownQualifying) return 'member'
  return buyersWithOwnPayer(facts.purchases, facts.ownPayers, plan.buyersForBoss) >= plan.buyersForBoss ? 'boss' : 'agent'
}
