import type { Rank } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'

/** A qualifying purchase of somebody one referred directly, and the payment account it was paid from. */
export type QualifyingPurchase<Id extends string | number = string> = { buyer: Id; payer: Id }

/**
 * How many different people can be matched with different payment accounts, none of them one's own (REWARDS rule 2), counted up to `enough`.
 * Ten people paying from one account are one; one person paying from ten accounts is one. Augmenting paths, as in Kuhn's algorithm.
 */
export function buyersWithOwnPayer<Id extends string | number>(
  purchases: readonly QualifyingPurchase<Id>[],
  ownPayers: readonly Id[],
  enough: number,
): number {
  const payersOf = new Map<Id, Set<Id>>()
  for (const { buyer, payer } of purchases) {
    if (ownPayers.includes(payer)) continue
    payersOf.set(buyer, (payersOf.get(buyer) ?? new Set()).add(payer))
  }
  const buyerOfPayer = new Map<Id, Id>()
  const place = (buyer: Id, tried: Set<Id>): boolean => {
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
