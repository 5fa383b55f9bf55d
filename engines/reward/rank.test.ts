import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { buyersWithOwnPayer, type QualifyingPurchase, type RankFacts, rankOf } from './rank.ts'

const plan = { buyersForBoss: 2, freeApplication: true }
const nothing: RankFacts = { applied: false, ownQualifying: false, purchases: [], ownPayers: ['wang-fang'] }
const bought = (...pairs: [string, string][]): QualifyingPurchase[] => pairs.map(([buyer, payer]) => ({ buyer, payer }))
const two = bought(['李明', 'li'], ['周岚', 'zhou'])

test.each([
  ['nothing done', {}, 'member'],
  ['an own qualifying purchase', { ownQualifying: true }, 'agent'],
  ['a free application', { applied: true }, 'agent'],
  ['two buyers alone do not make an agent', { purchases: two }, 'member'],
  ['two buyers and a purchase', { ownQualifying: true, purchases: two }, 'boss'],
  ['two buyers before the application: boss at the moment of applying', { applied: true, purchases: two }, 'boss'],
  ['one buyer', { applied: true, purchases: two.slice(1) }, 'agent'],
  ['one buyer twice', { applied: true, purchases: bought(['李明', 'li'], ['李明', 'li-2']) }, 'agent'],
  ['two buyers from one account', { applied: true, purchases: bought(['李明', 'li'], ['周岚', 'li']) }, 'agent'],
  ['I paid for one of them', { applied: true, purchases: bought(['李明', 'li'], ['周岚', 'wang-fang']) }, 'agent'],
  [
    'I paid for one, who also paid for herself',
    { applied: true, purchases: bought(['李明', 'li'], ['周岚', 'wang-fang'], ['周岚', 'zhou']) },
    'boss',
  ],
  ['each paid for the other once', { applied: true, purchases: bought(['李明', 'zhou'], ['周岚', 'li']) }, 'boss'],
] as [string, Partial<RankFacts>, string][])('rules 1 and 2: %s', (_, facts, expected) => {
  expect(rankOf(plan, { ...nothing, ...facts })).toBe(expected)
})

test('rule 9: asked again after a return, the same facts without the purchase give the lower rank', () => {
  const facts = { ...nothing, applied: true, purchases: two }
  expect(rankOf(plan, { ...facts, purchases: two.slice(0, 1) })).toBe('agent')
  expect(rankOf(plan, { ...facts, applied: false, ownQualifying: false })).toBe('member')
})

test('a plan without free application takes only purchases, and a plan may ask for more buyers', () => {
  expect(rankOf({ ...plan, freeApplication: false }, { ...nothing, applied: true })).toBe('member')
  expect(rankOf({ ...plan, buyersForBoss: 3 }, { ...nothing, applied: true, purchases: two })).toBe('agent')
})

/** The most buyers that can have a payer each, by trying everything. */
function mostMatched(purchases: readonly QualifyingPurchase[], own: readonly string[]): number {
  const buyers = [...new Set(purchases.map(({ buyer }) => buyer))]
  const tryFrom = (index: number, taken: ReadonlySet<string>): number => {
    const buyer = buyers[index]
    if (buyer === undefined) return 0
    const payers = purchases.filter((one) => one.buyer === buyer && !own.includes(one.payer) && !taken.has(one.payer))
    return Math.max(tryFrom(index + 1, taken), ...payers.map(({ payer }) => 1 + tryFrom(index + 1, new Set([...taken, payer]))))
  }
  return tryFrom(0, new Set())
}

const purchases = fc.array(
  fc.record({ buyer: fc.constantFrom('a', 'b', 'c', 'd', 'e'), payer: fc.constantFrom('1', '2', '3', '4', '5') }),
  {
    maxLength: 9,
  },
)
const own = fc.subarray(['1', '2', '3'])

test('matching buyers with payment accounts finds as many as trying everything does', () => {
  fc.assert(
    fc.property(purchases, own, fc.integer({ min: 1, max: 5 }), (all, ownPayers, enough) => {
      expect(buyersWithOwnPayer(all, ownPayers, enough)).toBe(Math.min(enough, mostMatched(all, ownPayers)))
    }),
    { numRuns: 2000 },
  )
})

test('the order of purchases does not matter, and one more never lowers anybody', () => {
  fc.assert(
    fc.property(purchases, purchases, own, fc.boolean(), (all, more, ownPayers, applied) => {
      const rank = (given: readonly QualifyingPurchase[]) => rankOf(plan, { applied, ownQualifying: false, purchases: given, ownPayers })
      expect(rank(all.toReversed())).toBe(rank(all))
      const height = { member: 0, agent: 1, boss: 2 }
      expect(height[rank([...all, ...more])]).toBeGreaterThanOrEqual(height[rank(all)])
    }),
    { numRuns: 2000 },
  )
})
