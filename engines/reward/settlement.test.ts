import type { Rank } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import { expect, test } from 'vitest'
import { mulDiv, portion } from './fen.ts'
import { capOf, difference, type LineFacts, positionsOf, ratesOf, type Stage, settle, sharesOf } from './settlement.ts'

/** The plan of the rules' worked example. */
const plan = {
  version: 1,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [],
} as unknown as Plan

/** 李明 buys the gift box for ¥499.00; 王芳 brought him and 周岚 brought her. */
const giftBox: LineFacts = {
  base: 49_900,
  platformDiscount: 0,
  supply: 20_000,
  refunded: 0,
  borneBySupplier: 0,
  borneByPlatform: 0,
  r1: null,
  r2: null,
  oneself: ['李明'],
}
const wang = (rank: Rank, lowered = false) => ({ id: '王芳', rank, lowered })
const zhou = (rank: Rank, lowered = false) => ({ id: '周岚', rank, lowered })
const amounts = (line: LineFacts, by = plan) => Object.fromEntries(sharesOf(by, line).map(({ payee, amount }) => [payee, amount]))

const ruleThree: [string, Partial<LineFacts>, Record<string, number>][] = [
  ['nobody brought the buyer', { r1: null }, {}],
  ['a member above earns nothing, and it does not roll up', { r1: wang('member'), r2: zhou('boss') }, {}],
  ['an agent earns 10 %', { r1: wang('agent') }, { 王芳: 4990 }],
  ['above an agent an agent earns nothing', { r1: wang('agent'), r2: zhou('agent') }, { 王芳: 4990 }],
  ['above an agent a boss earns the difference', { r1: wang('agent'), r2: zhou('boss') }, { 王芳: 4990, 周岚: 4990 }],
  ['a boss earns 20 % and nobody above does', { r1: wang('boss'), r2: zhou('boss') }, { 王芳: 9980 }],
  [
    'a boss lowered earns like an agent, so the boss above earns too',
    { r1: wang('boss', true), r2: zhou('boss') },
    { 王芳: 4990, 周岚: 4990 },
  ],
  ['above an agent a boss lowered earns nothing', { r1: wang('agent'), r2: zhou('boss', true) }, { 王芳: 4990 }],
  [
    'who paid for it earns nothing; the other’s share stays',
    { r1: wang('agent'), r2: zhou('boss'), oneself: ['李明', '王芳'] },
    { 周岚: 4990 },
  ],
  ['the boss who paid earns nothing either', { r1: wang('agent'), r2: zhou('boss'), oneself: ['李明', '周岚'] }, { 王芳: 4990 }],
]
test.each(ruleThree)('rule 3: %s', (_, above, expected) => {
  expect(amounts({ ...giftBox, ...above })).toEqual(expected)
})

test('rule 3: goods that are not designated pay shares too, and the rates name who stood where', () => {
  expect(ratesOf(plan, { ...giftBox, r1: wang('agent'), r2: zhou('boss') })).toEqual([
    { payee: '王芳', kind: 'direct', bps: 1000 },
    { payee: '周岚', kind: 'team', bps: 1000 },
  ])
})

test.each([
  [9, 1000, 0],
  [10, 1000, 1],
  [19, 1000, 1],
  [99, 100, 0],
  [49_900, 1000, 4990],
  [9_007_199_254_740_991, 10_000, 9_007_199_254_740_991],
  [9_007_199_254_740_991, 3333, 3_002_099_511_605_172],
])('rule 4: %i fen at %i basis points are %i fen, fractions dropped', (amount, rate, expected) => {
  expect(portion(amount, rate)).toBe(expected)
})

test('rule 4: amounts that cannot be are refused instead of computed', () => {
  for (const [a, b, c] of [
    [-1, 1, 1],
    [1, -1, 1],
    [1, 1, 0],
    [1, 1, -1],
  ] as const)
    expect(() => mulDiv(a, b, c)).toThrow(RangeError)
})

const pair = { r1: wang('agent'), r2: zhou('boss') }
const ruleFive: [string, Partial<LineFacts>, number, Record<string, number>][] = [
  ['wide margin: 30 % of what was paid', {}, 14_970, { 王芳: 4990, 周岚: 4990 }],
  ['the team share is cut first', { supply: 42_401 }, 7000, { 王芳: 4990, 周岚: 2010 }],
  ['then the direct share', { supply: 46_401 }, 3000, { 王芳: 3000, 周岚: 0 }],
  ['goods sold below cost pay nothing', { supply: 60_000 }, 0, { 王芳: 0, 周岚: 0 }],
  ['what the platform gave counts as margin', { supply: 42_401, platformDiscount: 2980 }, 9980, { 王芳: 4990, 周岚: 4990 }],
  ['nothing was paid, so nothing is shared', { base: 0, supply: 0, platformDiscount: 10_000 }, 0, { 王芳: 0, 周岚: 0 }],
]
test.each(ruleFive)('rule 5: %s', (_, facts, cap, expected) => {
  const line = { ...giftBox, ...pair, ...facts }
  expect(capOf(plan, line)).toBe(cap)
  expect(amounts(line)).toEqual(expected)
})

test('rule 5: a plan may leave the margin out of the cap', () => {
  const generous = { ...plan, cap: { ...plan.cap, withinMargin: false } }
  expect(capOf(generous, { ...giftBox, supply: 60_000 })).toBe(14_970)
})

const ruleEight: [string, number, number, Record<string, number>][] = [
  ['one fen back', 1, 20_000, { 王芳: 4989, 周岚: 4989 }],
  ['half back', 24_950, 20_000, { 王芳: 2495, 周岚: 2495 }],
  ['all but a fen back', 49_899, 20_000, { 王芳: 0, 周岚: 0 }],
  ['everything back', 49_900, 20_000, { 王芳: 0, 周岚: 0 }],
  ['half back of a line whose margin is the cap', 24_950, 42_401, { 王芳: 2495, 周岚: 1005 }],
]
test.each(ruleEight)('rule 8: %s', (_, refunded, supply, expected) => {
  expect(amounts({ ...giftBox, ...pair, refunded, supply })).toEqual(expected)
})

test('who bears a refund is who gets less of the line', () => {
  const half = { ...giftBox, refunded: 24_950 }
  expect(settle(plan, giftBox)).toMatchObject({ fee: 499, supplier: 20_000, shop: 29_401 })
  expect(settle(plan, { ...half, borneBySupplier: 20_000 })).toMatchObject({ fee: 249, supplier: 0, shop: 24_701 })
  expect(settle(plan, half)).toMatchObject({ supplier: 20_000, shop: 4701 })
  expect(settle(plan, { ...half, borneByPlatform: 24_950 })).toMatchObject({ supplier: 20_000, shop: 29_651 })
})

test('the books of a line go from paid over completed to released', () => {
  const line = { ...giftBox, ...pair }
  const at = (stage: Stage) => positionsOf(plan, line, stage, { supplier: 'sup', shop: 'shp' })
  expect(difference(at('open'), at('completed'))).toEqual([
    { account: 'line_escrow', amount: 39_920 },
    { account: 'supplier_payable:sup', amount: -20_000 },
    { account: 'platform_fee', amount: -499 },
    { account: 'shop_payable:shp', amount: -19_421 },
  ])
  expect(difference(at('completed'), at('released'))).toEqual([
    { account: 'wallet_held:王芳', amount: 4990 },
    { account: 'wallet_held:周岚', amount: 4990 },
    { account: 'wallet_available:王芳', amount: -4990 },
    { account: 'wallet_available:周岚', amount: -4990 },
  ])
})
