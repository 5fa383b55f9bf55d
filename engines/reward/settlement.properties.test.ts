import { ranks } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mulDiv } from './fen.ts'
import { capOf, difference, type LineFacts, type Positions, positionsOf, ratesOf, type Stage, sharesOf } from './settlement.ts'

/** fast-check prints seed and path of what it found; `fc.assert(…, { seed, path })` brings it back. */
const runs = { numRuns: 2000 }

const bps = fc.integer({ min: 0, max: 10_000 })
const plans = fc.record({
  version: fc.constant(1),
  rates: fc.record({ agentDirect: bps, bossDirect: bps, bossTeam: bps }),
  buyersForBoss: fc.constant(2),
  freeApplication: fc.boolean(),
  cap: fc.record({ ofBase: bps, withinMargin: fc.boolean() }),
  feeBps: bps,
  holdDays: fc.constant(7),
  designated: fc.constant([]),
}) as unknown as fc.Arbitrary<Plan>

const people = ['李明', '王芳', '周岚', '孙悦']
const referrer = fc.option(fc.record({ id: fc.constantFrom(...people), rank: fc.constantFrom(...ranks), lowered: fc.boolean() }), {
  nil: null,
})
/** Small amounts show flooring, huge ones overflow. */
const fen = fc.oneof(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 5_000_000 }), fc.integer({ min: 0, max: 10 ** 11 }))

/** A paid line before any refund. Both above are different people, as in the graph. */
const paidLines: fc.Arbitrary<LineFacts> = fc
  .record({ base: fen, platformDiscount: fen, supply: fen, r1: referrer, r2: referrer, payer: fc.constantFrom(...people) })
  .map(({ payer, r2, ...line }) => ({
    ...line,
    r2: r2?.id === line.r1?.id ? null : r2,
    refunded: 0,
    borneBySupplier: 0,
    borneByPlatform: 0,
    oneself: ['李明', payer],
  }))

/** A line with something refunded: `part` of the base in 1/1000, borne by somebody. */
const lines = fc
  .record({ line: paidLines, part: fc.integer({ min: 0, max: 1000 }), bearer: fc.constantFrom('supplier', 'shop', 'platform') })
  .map(({ line, part, bearer }) => refund(line, mulDiv(line.base, part, 1000), bearer))

function refund(line: LineFacts, amount: number, bearer: string): LineFacts {
  return {
    ...line,
    refunded: line.refunded + amount,
    borneBySupplier: line.borneBySupplier + (bearer === 'supplier' ? Math.min(amount, line.supply - line.borneBySupplier) : 0),
    borneByPlatform: line.borneByPlatform + (bearer === 'platform' ? amount : 0),
  }
}

const stages: readonly Stage[] = ['open', 'completed', 'released']
const stage = fc.constantFrom(...stages)
const owners = { supplier: 'sup', shop: 'shp' }
const sum = (amounts: Iterable<number>) => [...amounts].reduce((total, amount) => total + amount, 0)

/** Accounts that hold something; whether an empty one was ever touched does not matter. */
const holding = (positions: Positions) => new Map([...positions].filter(([, amount]) => amount !== 0))

function post(books: Map<string, number>, before: Positions, after: Positions) {
  for (const { account, amount } of difference(before, after)) books.set(account, (books.get(account) ?? 0) + amount)
}

test('shares never go to oneself, are never more than two and never to a third person', () => {
  fc.assert(
    fc.property(plans, lines, (plan, line) => {
      const shares = sharesOf(plan, line)
      expect(shares.length).toBeLessThanOrEqual(2)
      for (const { payee } of shares) {
        expect(line.oneself).not.toContain(payee)
        expect([line.r1?.id, line.r2?.id]).toContain(payee)
      }
      expect(new Set(shares.map(({ kind }) => kind)).size).toBe(shares.length)
    }),
    runs,
  )
})

test('a share is its rate rounded down, less only where the cap is reached, and the direct share before the team share', () => {
  fc.assert(
    fc.property(plans, lines, (plan, line) => {
      const shares = sharesOf(plan, line)
      const left = BigInt(line.base - line.refunded)
      const cap = capOf(plan, line)
      const full = ratesOf(plan, line).map((rate) => Number((left * BigInt(rate.bps)) / 10_000n))
      const total = sum(shares.map(({ amount }) => amount))
      expect(total).toBe(Math.min(sum(full), cap))
      expect(total).toBeLessThanOrEqual(Number((left * BigInt(plan.cap.ofBase)) / 10_000n))
      for (const [index, { amount }] of shares.entries()) {
        expect(amount).toBeGreaterThanOrEqual(0)
        expect(amount).toBeLessThanOrEqual(full[index] ?? 0)
      }
      if (shares.length === 2 && (shares[1]?.amount ?? 0) > 0) expect(shares[0]?.amount).toBe(full[0])
    }),
    runs,
  )
})

test('with the margin in the cap nobody loses by sharing: shares never exceed what supplier and platform leave', () => {
  fc.assert(
    fc.property(plans, paidLines, (plan, line) => {
      const within = { ...plan, cap: { ...plan.cap, withinMargin: true } }
      const margin = line.base + line.platformDiscount - line.supply - mulDiv(line.base, plan.feeBps, 10_000)
      expect(sum(sharesOf(within, line).map(({ amount }) => amount))).toBeLessThanOrEqual(Math.max(0, margin))
    }),
    runs,
  )
})

test('where the money of a line stands sums to zero at every stage, and so does every step between two', () => {
  fc.assert(
    fc.property(plans, lines, stage, lines, stage, (plan, line, from, other, to) => {
      const before = positionsOf(plan, line, from, owners)
      const after = positionsOf(plan, other, to, owners)
      expect(sum(before.values())).toBe(0)
      expect(sum(difference(before, after).map(({ amount }) => amount))).toBe(0)
      expect(difference(before, before)).toEqual([])
    }),
    runs,
  )
})

test('escrow is empty once a line is completed, or wholly refunded with all shares at zero', () => {
  fc.assert(
    fc.property(plans, lines, (plan, line) => {
      expect(positionsOf(plan, line, 'completed', owners).get('line_escrow') ?? 0).toBe(0)
      const whole = positionsOf(plan, refund({ ...line, refunded: 0 }, line.base, 'shop'), 'open', owners)
      if (line.base > 0) expect((whole.get('line_escrow') ?? 0) + 0).toBe(0)
    }),
    runs,
  )
})

test('any number of partial refunds leaves the books as one refund of their sum does, whatever happens between', () => {
  const parts = fc.array(fc.record({ part: fc.integer({ min: 1, max: 400 }), at: stage }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(plans, paidLines, parts, fc.constantFrom('supplier', 'shop', 'platform'), (plan, line, refunds, bearer) => {
      const books = new Map(positionsOf(plan, line, 'open', owners))
      let before: [LineFacts, Stage] = [line, 'open']
      for (const { part, at } of refunds) {
        const amount = Math.min(mulDiv(line.base, part, 1000), line.base - before[0].refunded)
        const stageNow = stages[Math.max(stages.indexOf(before[1]), stages.indexOf(at))] as Stage
        const after: [LineFacts, Stage] = [refund(before[0], amount, bearer), stageNow]
        post(books, positionsOf(plan, ...before, owners), positionsOf(plan, ...after, owners))
        before = after
      }
      const once = refund(line, before[0].refunded, bearer)
      expect(once).toEqual(before[0])
      expect(holding(books)).toEqual(holding(positionsOf(plan, once, before[1], owners)))
    }),
    runs,
  )
})

test('events of different lines may come in any order', () => {
  const histories = fc.array(
    fc.record({ which: fc.integer({ min: 0, max: 2 }), part: fc.integer({ min: 0, max: 500 }), ends: fc.boolean() }),
    {
      maxLength: 12,
    },
  )
  fc.assert(
    fc.property(plans, fc.tuple(paidLines, paidLines, paidLines), histories, (plan, start, history) => {
      const play = (events: typeof history) => {
        const books = new Map<string, number>()
        const states = start.map((line) => ({ line, at: 'open' as Stage }))
        for (const { line, at } of states) post(books, new Map(), positionsOf(plan, line, at, owners))
        for (const { which, part, ends } of events) {
          const state = states[which] as (typeof states)[number]
          const before = positionsOf(plan, state.line, state.at, owners)
          state.line = refund(state.line, Math.min(mulDiv(state.line.base, part, 1000), state.line.base - state.line.refunded), 'supplier')
          if (ends) state.at = stages[Math.min(2, stages.indexOf(state.at) + 1)] as Stage
          post(books, before, positionsOf(plan, state.line, state.at, owners))
        }
        return holding(books)
      }
      expect(play(history.toSorted((a, b) => a.which - b.which))).toEqual(play(history))
    }),
    { numRuns: 1000 },
  )
})
