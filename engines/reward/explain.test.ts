import type { Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ExplanationFacts, explain } from './explain.ts'
import { type LineFacts, sharesOf } from './settlement.ts'

const plan = {
  version: 3,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [],
} as unknown as Plan

const line: LineFacts = {
  base: 49_900,
  platformDiscount: 0,
  supply: 20_000,
  refunded: 0,
  borneBySupplier: 0,
  borneByPlatform: 0,
  r1: { id: '周岚', rank: 'agent', lowered: false },
  r2: { id: '王芳', rank: 'boss', lowered: false },
  oneself: ['李明'],
}

function factsOf(of: LineFacts, which: 'direct' | 'team', more: Partial<ExplanationFacts> = {}): ExplanationFacts {
  const share = sharesOf(plan, of).find(({ kind }) => kind === which)
  if (!share) throw new Error(`The line pays no ${which} share`)
  return {
    plan,
    line: of,
    share: { kind: share.kind, bps: share.bps, amount: share.amount, state: share.amount === 0 ? 'reversed' : 'held' },
    buyer: '李明',
    referrer: '周岚',
    title: '积雪草护肤礼盒',
    quantity: 1,
    payeeRank: which === 'team' ? 'boss' : 'agent',
    boundAt: '2026-11-01T02:00:00.000Z',
    paidAt: '2026-12-01T02:00:00.000Z',
    windowEndsAt: null,
    releasedAt: null,
    waitsForSettledBoss: false,
    ...more,
  }
}

test('a direct share is explained by the link, the purchase, the rank then and the sum', () => {
  const { steps, sums } = explain(factsOf(line, 'direct'))
  expect(steps.map(({ fact }) => fact)).toEqual(['referral', 'purchase', 'rank', 'amount', 'hold'])
  expect(steps.map(({ zh }) => zh)).toEqual([
    '李明 第一次来，走的是您的链接，绑定后不可更改',
    '买了积雪草护肤礼盒 1 件，商品款 ¥499.00，运费不计',
    '付款那一刻您是代理，方案第 3 版：直接推荐 10%',
    '所以是 ¥49.90',
    '还没签收；签收 7 天后到账',
  ])
  expect(sums.map(({ en, amountFen }) => [en, amountFen])).toEqual([
    ['499.00 × 10%, fractions dropped', 4990],
    ['within the cap of 149.70', 0],
    ['yours', 4990],
  ])
})

test('a team share names the agent between, and a cut by the cap is shown as such', () => {
  const { steps, sums } = explain(factsOf({ ...line, supply: 42_401 }, 'team'))
  expect(steps[0]?.en).toBe('李明 was brought by 周岚, whom you referred')
  expect(steps[2]?.en).toBe('you were boss when it was paid; plan 3: team 10%')
  expect(sums.map(({ amountFen }) => amountFen)).toEqual([4990, -2980, 2010])
})

test('a boss lowered later is explained at the rate that counts', () => {
  const lowered = { ...line, r1: { id: '周岚', rank: 'boss' as const, lowered: true } }
  expect(explain(factsOf(lowered, 'direct', { payeeRank: 'boss' })).steps[2]?.en).toBe(
    'you were agent when it was paid; plan 3: direct 10%',
  )
})

test('what a share waits for is said by its state', () => {
  const held = (more: Partial<ExplanationFacts>) => explain(factsOf(line, 'direct', more)).steps.at(-1)
  const windowEndsAt = '2026-12-12T02:00:00.000Z'
  expect(held({ windowEndsAt })).toMatchObject({ at: windowEndsAt, en: expect.stringContaining('within 7 days') })
  expect(held({ windowEndsAt, waitsForSettledBoss: true })).toMatchObject({ en: expect.stringContaining('boss rate waits') })
  const released = factsOf(line, 'direct')
  expect(explain({ ...released, share: { ...released.share, state: 'released' }, releasedAt: windowEndsAt }).steps.at(-1)).toMatchObject({
    at: windowEndsAt,
    en: 'it is yours to withdraw',
  })
  const gone = explain(factsOf({ ...line, refunded: 49_900 }, 'direct'))
  expect(gone.steps.map(({ fact }) => fact)).toContain('refund')
  expect(gone.steps.at(-1)?.en).toBe('everything was refunded and the share reversed')
})

test('whatever the line, every sentence stands in both languages and the sums add up to the share', () => {
  const amounts = fc.record({
    base: fc.integer({ min: 1, max: 5_000_000 }),
    supply: fc.integer({ min: 0, max: 5_000_000 }),
    part: fc.integer({ min: 0, max: 1000 }),
    which: fc.constantFrom('direct' as const, 'team' as const),
  })
  fc.assert(
    fc.property(amounts, ({ base, supply, part, which }) => {
      const facts = factsOf({ ...line, base, supply, refunded: Math.floor((base * part) / 1000) }, which)
      const { steps, sums } = explain(facts)
      for (const { zh, en } of [...steps, ...sums]) {
        expect(zh).toMatch(/\p{Script=Han}|×/u)
        expect(en).not.toMatch(/\p{Script=Han}.*[，。]/u)
        expect(`${zh}${en}`).not.toMatch(/undefined|NaN|null/)
      }
      const last = sums.at(-1)?.amountFen
      expect(last).toBe(facts.share.amount)
      expect(sums.slice(0, -1).reduce((total, { amountFen }) => total + amountFen, 0) as Fen).toBe(last)
    }),
    { numRuns: 2000 },
  )
})
