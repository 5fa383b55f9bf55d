import { validatePlan } from '@lianka/reward/validate'
import { describe, expect, it } from 'vitest'
import type { Invariant } from '../../words/values.ts'
import { zh } from '../../words/zh.ts'
import type { Plan } from './published.ts'
import { changesOf, verdictOf, verdictOfTerm } from './term-values.ts'

const third = {
  version: 3,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [{ productId: 'prd_cream', qualifyingFloorFen: 24_950 }],
} as unknown as Plan

const verdict = (rule: Invariant, plan: Plan) => verdictOf(rule, validatePlan(plan))

describe('a plan held against the law', () => {
  it('warns of two levels', () => expect(verdict('I1', third)).toBe('warn'))
  it('has nothing to warn of with one', () =>
    expect(verdict('I1', { ...third, rates: { ...third.rates, bossTeam: 0 as Plan['feeBps'] } })).toBe('pass'))
  it('blocks a plan that has to be bought into', () => expect(verdict('I3', { ...third, freeApplication: false })).toBe('block'))
  it('leaves real names and tax to the code', () => expect(verdict('I10', third)).toBe('byCode'))
  it('leaves alarms to the guard', () => expect(verdict('I9', third)).toBe('byCode'))
  it('blocks where it can be mended, not on every term of the same rule', () => {
    const findings = validatePlan({ ...third, freeApplication: false })
    expect([verdictOfTerm('freeApplication', findings), verdictOfTerm('designated', findings)]).toEqual(['block', 'pass'])
  })
  it('blocks money that leaves before the return window', () => expect(verdict('I5', { ...third, holdDays: 3 })).toBe('block'))
})

describe('two versions compared', () => {
  it('names only the terms that changed', () =>
    expect(changesOf({ ...third, holdDays: 10 }, third, zh.plan)).toEqual([{ term: 'holdDays', from: '7 天', to: '10 天' }]))
  it('notices another designated product in a list of the same length', () => {
    const other = { ...third, designated: [{ productId: 'prd_lamp', qualifyingFloorFen: 24_950 }] } as unknown as Plan
    expect(changesOf(other, third, zh.plan).map(({ term }) => term)).toEqual(['designated'])
  })
})
