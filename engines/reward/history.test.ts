import type { Plan } from '@lianka/contract/plan'
import { expect, test } from 'vitest'
import { openHistory } from './history.ts'
import { type Fact, HistoryError, type HistoryRule } from './history-facts.ts'
import { openTown, plan } from './history-town.ts'
import { difference, positionsOf } from './settlement.ts'

const change = (from: number, to: number) => ({ from, to })

test('the worked example of the rules, row by row', () => {
  const town = openTown()
  town.join('A')
  town.apply('A')
  for (const name of ['X', 'Y']) town.join(name, 'A')
  for (const name of ['X', 'Y']) town.buy(name)
  expect(town.rank('A')).toBe('boss')
  town.join('B', 'A')
  town.apply('B')
  for (const name of ['B1', 'B2', 'B3']) town.join(name, 'B')
  town.join('C1', 'B1')
  town.join('D', 'C1')

  const earned = (act: () => void) => town.earnedBy(act)
  expect(earned(() => town.buy('B1'))).toEqual({ B: 4990, A: 4990 })
  expect(earned(() => town.buy('B2'))).toEqual({ B: 4990, A: 4990 })
  expect([town.rank('B1'), town.rank('B2'), town.rank('B')]).toEqual(['agent', 'agent', 'boss'])
  expect(earned(() => town.buy('B3'))).toEqual({ B: 9980 })
  expect(earned(() => town.buy('C1'))).toEqual({ B1: 4990, B: 4990 })
  expect(earned(() => town.buy('B1'))).toEqual({ B: 9980 })
  expect(earned(() => town.buy('D'))).toEqual({ C1: 4990 })
  expect(town.rank('D')).toBe('agent')
  expect(earned(() => town.giveBack('B2'))).toEqual({ B: -4990, A: -4990 })
  expect([town.rank('B2'), town.rank('B')]).toEqual(['member', 'boss'])
  expect(earned(() => town.giveBack('B3'))).toEqual({ B: -9980 - 4990 - 4990, A: 4990 })
  expect([town.rank('B'), town.rank('B3')]).toEqual(['agent', 'member'])
})

test('what follows from a fact is said: the rank that rose, the share computed, refunded, re-rated and released', () => {
  const town = openTown()
  town.join('王芳')
  town.apply('王芳')
  for (const name of ['李明', '周岚', '孙悦']) town.join(name, '王芳')
  expect(town.buy('李明').changes).toEqual([
    { is: 'share', line: 0, payee: 0, kind: 'direct', bps: 1000, ...change(0, 4990), reason: 'computed', released: false },
    { is: 'rank', person: 1, from: 'member', to: 'agent', because: { order: 0 } },
  ])
  town.buy('周岚')
  const third = town.buy('孙悦', { goods: 'tea' })
  expect(third.changes).toEqual([
    { is: 'share', line: third.line, payee: 0, kind: 'direct', bps: 2000, ...change(0, 9980), reason: 'computed', released: false },
  ])
  expect(town.giveBack('周岚')).toEqual([
    { is: 'share', line: 1, payee: 0, kind: 'direct', bps: 1000, ...change(4990, 0), reason: 'refunded', released: false },
    { is: 'rank', person: 2, from: 'agent', to: 'member', because: { line: 1 } },
    { is: 'rank', person: 0, from: 'boss', to: 'agent', because: { line: 1 } },
    { is: 'share', line: third.line, payee: 0, kind: 'direct', bps: 1000, ...change(9980, 4990), reason: 'rerated', released: false },
  ])
  town.complete(third.line)
  expect(town.release(third.line)).toEqual([{ is: 'release', line: third.line, payee: 0, kind: 'direct', amount: 4990 }])
  expect(town.wallet('王芳')).toEqual({ held: 4990, available: 4990 })
})

test('a boss lowered stays lowered on what was held then, though the person becomes boss again', () => {
  const town = openTown()
  town.boss('王芳', ['李明', '周岚'])
  const before = town.buy('李明', { goods: 'tea' })
  town.giveBack('周岚')
  town.buy('周岚')
  expect(town.rank('王芳')).toBe('boss')
  expect(town.shares(before.line)).toEqual([{ payee: '王芳', kind: 'direct', bps: 1000, amount: 4990 }])
  expect(town.shares(town.buy('李明', { goods: 'tea' }).line)).toEqual([{ payee: '王芳', kind: 'direct', bps: 2000, amount: 9980 }])
})

test('a new version lowers nobody: who became boss with two buyers needs two, and an application once accepted stays', () => {
  const town = openTown()
  town.boss('王芳', ['李明', '周岚'])
  town.publish({ ...plan, version: 2, buyersForBoss: 3, freeApplication: false })
  const line = town.buy('李明').line
  expect(town.rank('王芳')).toBe('boss')
  for (const each of town.lines()) town.complete(each)
  expect(town.canRelease(line)).toBe(true)
  town.giveBack('周岚')
  expect(town.rank('王芳')).toBe('agent')
  for (const name of ['周岚']) town.buy(name)
  expect(town.rank('王芳')).toBe('agent')
})

test('a fact told twice counts once', () => {
  const history = openHistory()
  const facts: Fact[] = [
    { is: 'published', plan },
    { is: 'joined', person: 0, referrer: -1 },
    { is: 'joined', person: 1, referrer: 0 },
    { is: 'account', person: 1, account: 7 },
    { is: 'applied', person: 0 },
    {
      is: 'paid',
      order: 0,
      buyer: 1,
      payer: 1,
      account: 7,
      lines: [{ line: 0, base: 49_900, platformDiscount: 0, supply: 20_000, floor: 24_950 }],
    },
    { is: 'refunded', refund: 0, line: 0, amount: 10_000, borneBySupplier: 6000, borneByPlatform: 4000 },
    { is: 'completed', line: 0 },
    { is: 'released', line: 0 },
  ]
  for (const fact of facts) {
    history.apply(fact)
    expect(history.apply(fact)).toEqual([])
  }
  expect(history.wallet(0)).toEqual({ held: 0, available: 3990 })
  expect(history.facts(0).line).toMatchObject({ refunded: 10_000, borneBySupplier: 6000, borneByPlatform: 4000 })
})

test('a line wholly refunded is over; a refund after release may leave a debt', () => {
  const town = openTown()
  town.boss('王芳', ['李明', '周岚'])
  for (const line of town.lines()) town.complete(line)
  for (const line of town.lines()) town.release(line)
  const { line } = town.buy('李明', { goods: 'tea' })
  town.refund(line, 49_900)
  expect(town.facts(line).stage).toBe('released')
  town.withdraw('王芳', town.wallet('王芳').available)
  const sold = town.buy('李明', { goods: 'tea' }).line
  town.complete(sold)
  town.release(sold)
  town.withdraw('王芳', 9980)
  town.refund(sold, 49_900)
  expect(town.wallet('王芳')).toEqual({ held: 0, available: -9980 })
})

test('with its stage a line gives the positions of the books, and a step between two sums to zero', () => {
  const town = openTown()
  town.boss('王芳', ['李明', '周岚'])
  const { line } = town.buy('李明', { goods: 'tea' })
  const at = () => {
    const facts = town.facts(line)
    return positionsOf(facts.plan, facts.line, facts.stage, { supplier: 'sup', shop: 'shp' })
  }
  const before = at()
  town.refund(line, 10_000)
  const step = difference(before, at())
  expect(step).toContainEqual({ account: `wallet_held:${town.number('王芳')}`, amount: 2000 })
  expect(step.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
})

const sale = {
  is: 'paid',
  order: 0,
  buyer: 0,
  payer: -1,
  account: 1,
  lines: [{ line: 0, base: 100, platformDiscount: 0, supply: 0, floor: -1 }],
} as const
const refusals: [HistoryRule, Fact[]][] = [
  ['person.unknown', [{ is: 'applied', person: 3 }]],
  ['person.unknown', [{ is: 'joined', person: 1, referrer: 2 }]],
  ['person.other_referrer', [{ is: 'joined', person: 0, referrer: 5 }]],
  [
    'application.closed',
    [
      { is: 'published', plan: { ...plan, freeApplication: false } },
      { is: 'applied', person: 0 },
    ],
  ],
  ['line.unknown', [{ is: 'completed', line: 4 }]],
  ['line.known', [sale, { ...sale, order: 1 }]],
  ['refund.too_much', [sale, { is: 'refunded', refund: 0, line: 0, amount: 101, borneBySupplier: 0, borneByPlatform: 0 }]],
  ['release.not_completed', [sale, { is: 'released', line: 0 }]],
]
test.each(refusals)('what cannot follow is refused by name: %s', (rule, facts) => {
  const history = openHistory()
  history.apply({ is: 'published', plan })
  history.apply({ is: 'joined', person: 0, referrer: -1 })
  const last = facts.at(-1) as Fact
  for (const fact of facts.slice(0, -1)) history.apply(fact)
  expect(() => history.apply(last)).toThrow(expect.objectContaining({ name: 'HistoryError', rule }))
})

test('without a plan nothing can be paid', () => {
  const history = openHistory()
  history.apply({ is: 'joined', person: 0, referrer: -1 })
  expect(() => history.apply(sale)).toThrow(HistoryError)
})

test('a boss share waits until two buyers’ windows have ended', () => {
  const town = openTown()
  town.boss('王芳', ['李明', '周岚'])
  const { line } = town.buy('李明', { goods: 'tea' })
  town.complete(line)
  expect(town.canRelease(line)).toBe(false)
  expect(() => town.release(line)).toThrow('release.boss_not_settled')
  town.complete(0)
  expect(town.canRelease(line)).toBe(false)
  town.complete(1)
  expect(town.canRelease(line)).toBe(true)
})

test('every version of the plan computes the lines paid under it', () => {
  const town = openTown()
  town.join('王芳')
  town.apply('王芳')
  town.join('李明', '王芳')
  const old = town.buy('李明').line
  town.publish({ ...plan, version: 2, rates: { ...plan.rates, agentDirect: 500 } } as Plan)
  const now = town.buy('李明').line
  town.refund(old, 9900)
  expect(town.shares(old)[0]?.amount).toBe(4000)
  expect(town.shares(now)[0]?.amount).toBe(2495)
})
