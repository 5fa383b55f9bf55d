import { expect, test } from 'vitest'
import { compare, oneEach, type Progress, ratiosOf, runs } from './comparison.ts'
import type { Plan } from './published.ts'

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

test('the comparison tells of every run and ends with both outcomes', () => {
  const told: Progress[] = []
  compare({ plan, circumstances: oneEach }, (progress) => told.push(progress))
  expect(told.map(({ done }) => done)).toEqual(Array.from({ length: runs }, (_, run) => run + 1))
  expect(told.slice(0, -1).every(({ comparison }) => comparison === null)).toBe(true)
  const comparison = told.at(-1)?.comparison
  expect(comparison?.ours.furthestHop).toBe(2)
  expect(comparison?.ours.hops).toHaveLength(3)
  expect(comparison?.wild.shareBeyondTwo).toBeGreaterThan(0.5)
})

test('what is paid out is measured against the money that is kept, week after week', () => {
  const week = { paidFen: 100_00, refundedFen: 0, releasedFen: 0, clawedBackFen: 0, heldFen: 10_00 }
  expect(ratiosOf([week, { ...week, paidFen: 0, refundedFen: 50_00, releasedFen: 10_00, clawedBackFen: 5_00 }])).toEqual([0, 0.1])
})
