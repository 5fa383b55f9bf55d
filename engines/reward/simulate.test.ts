import type { Plan } from '@lianka/contract/plan'
import { expect, test } from 'vitest'
import { type Growth, offspringOf, recruiterOf } from './population.ts'
import { drawsOf } from './population-random.ts'
import { cryptoLevels, type Subject, simulate, type Trade, wildTwoPlusOne } from './simulate.ts'
import type { Report } from './simulate-report.ts'

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

const ours: Subject = { plan }
const uniform: Growth = { by: 'uniform' }
const growths: Growth[] = [uniform, { by: 'preferential' }, { by: 'branching', mean: 2 }, { by: 'branching', mean: 2, dispersion: 0.2 }]
const busy: Partial<Trade> = { people: 3000, repeat: 0.3, churn: 0.05, refund: 0.1 }

const seeds = Array.from({ length: 24 }, (_, seed) => seed + 1)
const seen = (subject: Subject) => {
  const reports = seeds.map((seed) => simulate(subject, uniform, seed))
  return (of: (report: Report) => number) => reports.reduce((sum, report) => sum + of(report), 0) / reports.length
}
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

test('walk away, leave the people: half earn nothing, an eighth recoup, one in a hundred takes 37 %, most orders pay the third hop', () => {
  const mean = seen(wildTwoPlusOne)
  expect(Math.abs(mean(({ shareWithNothing }) => shareWithNothing) - 0.5)).toBeLessThanOrEqual(0.01)
  expect(Math.abs(mean(({ shareRecouped }) => shareRecouped) - 0.125)).toBeLessThanOrEqual(0.005)
  expect(Math.abs(mean(({ topPercentShare }) => topPercentShare) - 0.37)).toBeLessThanOrEqual(0.03)
  expect(Math.abs(mean(({ shareBeyondTwo }) => shareBeyondTwo) - 0.56)).toBeLessThanOrEqual(0.015)
  expect(Math.abs(mean(({ furthestHop }) => furthestHop) - 18)).toBeLessThanOrEqual(3)
  expect(mean(({ payoutRatio }) => payoutRatio)).toBeCloseTo(300 / 499, 10)
  expect(mean(({ heaviestOrder }) => heaviestOrder)).toBeCloseTo(300 / 499, 10)
})

test('our plan among the same people: as many earn nothing, but nobody is paid beyond two hops and the top takes a third as much', () => {
  const mean = seen(ours)
  expect(Math.abs(mean(({ shareWithNothing }) => shareWithNothing) - 0.5)).toBeLessThanOrEqual(0.01)
  expect(Math.abs(mean(({ topPercentShare }) => topPercentShare) - 0.13)).toBeLessThanOrEqual(0.01)
  expect(mean(({ furthestHop }) => furthestHop)).toBe(2)
  expect(mean(({ shareBeyondTwo }) => shareBeyondTwo)).toBe(0)
  expect(mean(({ payoutRatio }) => payoutRatio)).toBeLessThan(0.2)
  expect(mean(({ heaviestOrder }) => heaviestOrder)).toBeCloseTo(0.2, 10)
})

test('the verdict on the wild variant names levels, ratio and margin; ours is sound; fixed levels reach as far as they say', () => {
  expect(simulate(wildTwoPlusOne, uniform, 1).verdict.reasons).toHaveLength(3)
  expect(simulate(ours, uniform, 1).verdict).toEqual({ sound: true, reasons: [] })
  expect(simulate(cryptoLevels, uniform, 1, { priceFen: 3000, supplyFen: 0 }).furthestHop).toBe(6)
})

test.each(growths)('the same seed tells the same story, another seed another: $by', (growth) => {
  expect(simulate(ours, growth, 7, busy)).toEqual(simulate(ours, growth, 7, busy))
  expect(simulate(ours, growth, 8, busy).paidOutFen).not.toBe(simulate(ours, growth, 7, busy).paidOutFen)
})

test.each(growths)('every fen paid out was earned by somebody, and in the end nothing is held without a cause: $by', (growth) => {
  const report = simulate(ours, growth, 3, busy)
  expect(sum(report.weeks.map(({ releasedFen, clawedBackFen }) => releasedFen - clawedBackFen))).toBe(report.paidOutFen)
  expect(sum(report.hops)).toBeCloseTo(1, 10)
  expect(report.payoutRatio).toBeLessThanOrEqual(0.2)
  for (const { heldFen } of report.weeks) expect(heldFen).toBeGreaterThanOrEqual(0)
})

test('when everything comes back within the window nobody earns anything and nothing stays held', () => {
  const everything = simulate({ plan: { ...plan, holdDays: 30 } }, uniform, 5, { people: 2000, refund: 1 })
  expect(everything.paidOutFen).toBe(0)
  expect(everything.shareWithNothing).toBe(1)
  expect(everything.weeks.at(-1)?.heldFen).toBe(0)
})

test('a longer hold leaves less to claw back; the wild variant claws nothing back at all', () => {
  const clawed = (subject: Subject) => sum(simulate(subject, uniform, 5, busy).weeks.map(({ clawedBackFen }) => clawedBackFen))
  expect(clawed({ plan: { ...plan, holdDays: 15 } })).toBe(0)
  expect(clawed(ours)).toBeGreaterThan(0)
  expect(clawed({ plan: { ...plan, holdDays: 0 } })).toBeGreaterThan(clawed(ours))
  expect(clawed(wildTwoPlusOne)).toBe(0)
})

test('a bare margin caps what is shared', () => {
  const bare = simulate(ours, uniform, 1, { people: 1000, supplyFen: 47_000 })
  expect(bare.payoutRatio).toBeLessThan((49_900 - 47_000) / 49_900)
  expect(bare.verdict.sound).toBe(true)
})

test('each way of growing brings everybody by somebody who came before, and differs in how many the best bring', () => {
  const most = growths.map((growth) => {
    const choose = recruiterOf(growth, drawsOf(11))
    const referrers = new Int32Array(20_001).fill(-1)
    const brought = new Int32Array(20_001)
    for (let person = 1; person <= 20_000; person += 1) {
      const referrer = choose(person, referrers)
      expect(referrer >= 0 && referrer < person).toBe(true)
      referrers[person] = referrer
      brought[referrer] = (brought[referrer] as number) + 1
    }
    return Math.max(...brought)
  })
  expect(most[1]).toBeGreaterThan((most[0] as number) * 3)
})

test.each([
  [2, 1],
  [2, 0.2],
  [0.8, 3],
  [5, 1000],
])(
  'of a branching with mean %d and dispersion %d, numbers brought have the mean, variance and chance of none of the negative binomial',
  (mean, k) => {
    const draw = offspringOf(mean, k, drawsOf(17))
    const drawn = Array.from({ length: 200_000 }, draw)
    const average = sum(drawn) / drawn.length
    const variance = sum(drawn.map((count) => (count - average) ** 2)) / drawn.length
    expect(average / mean).toBeCloseTo(1, 1)
    expect(variance / (mean + mean ** 2 / k)).toBeCloseTo(1, 1)
    expect(drawn.filter((count) => count === 0).length / drawn.length).toBeCloseTo((k / (k + mean)) ** k, 2)
  },
)

test('fewer bring everybody when the dispersion is small, and the top takes more', () => {
  const top = (dispersion: number) => simulate(ours, { by: 'branching', mean: 2, dispersion }, 3).topPercentShare
  expect(top(0.2)).toBeGreaterThan(top(1))
  expect(top(1)).toBeGreaterThan(top(50))
  expect(() => simulate(ours, { by: 'branching', mean: 2, dispersion: 0 }, 3)).toThrow(RangeError)
})
