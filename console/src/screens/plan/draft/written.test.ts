import { describe, expect, it } from 'vitest'
import type { Designable, Terms } from '../published.ts'
import { firstDayFrom, goodsOf, isSame, midnightOf, usualFloor } from './written.ts'

const terms = {
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [
    { productId: 'prd_tea', qualifyingFloorFen: 24_950 },
    { productId: 'prd_box', qualifyingFloorFen: 15_000 },
  ],
} as unknown as Terms

describe('what was written', () => {
  it('is the same in another order of goods', () =>
    expect(isSame({ terms, announcement: '' }, { terms: { ...terms, designated: terms.designated.toReversed() }, announcement: ' ' })).toBe(
      true,
    ))
  it('differs by a day', () =>
    expect(isSame({ terms, announcement: '' }, { terms: { ...terms, holdDays: 8 }, announcement: '' })).toBe(false))
})

describe('the floor', () => {
  it('is half the price, and never below it', () => expect([usualFloor(49_900), usualFloor(999)]).toEqual([24_950, 500]))
})

describe('goods before the law', () => {
  const tea = { id: 'prd_tea', title: '狗牯脑茶', usualPriceFen: 49_900, outsidePriceFen: 49_900, returnable: true } as Designable
  it('have no price for outsiders when they are not on sale', () =>
    expect(
      goodsOf(terms, new Map([['prd_tea', tea]]), { prd_box: '山货礼盒' }).map(({ name, outsidePriceFen }) => [name, outsidePriceFen]),
    ).toEqual([
      ['狗牯脑茶', 49_900],
      ['山货礼盒', null],
    ]))
})

describe('the day a plan may take effect', () => {
  it('is the next midnight in Beijing', () => expect(firstDayFrom('2026-12-08T05:48:00.000Z')).toBe('2026-12-09'))
  it('is the same day at midnight itself', () => expect(firstDayFrom('2026-12-08T16:00:00.000Z')).toBe('2026-12-09'))
  it('begins at 16:00 UTC of the day before', () => expect(midnightOf('2026-12-09')).toBe('2026-12-08T16:00:00.000Z'))
})
