import { describe, expect, it } from 'vitest'
import { zh } from '../../words/zh.ts'
import { changesOf, type Plan } from './changes.ts'

const inForce = {
  version: 1,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [{ productId: 'prd_cream', qualifyingFloorFen: 30_000 }],
} as Plan
const names = { prd_cream: '积雪草护肤礼盒', prd_oranges: '赣南山货礼盒' }
const change = (part: Partial<Plan>) => changesOf(inForce, { ...inForce, version: 2, ...part }, names, zh)

describe('what an announced version changes', () => {
  it('is nothing when only its number is new', () => expect(change({})).toEqual([]))

  it('shows a figure before and after', () =>
    expect(change({ rates: { ...inForce.rates, agentDirect: 800 } as Plan['rates'], holdDays: 10 })).toEqual([
      { name: '代理直接推荐', words: '10% → 8%' },
      { name: '收货后等几天', words: '7 天 → 10 天' },
    ]))

  it('names the products that come, go, or need more to be left of them', () => {
    const designated = [{ productId: 'prd_oranges', qualifyingFloorFen: 20_000 }] as Plan['designated']
    expect(change({ designated }).map(({ words }) => words)).toEqual(['新增指定商品：赣南山货礼盒', '不再是指定商品：积雪草护肤礼盒'])
    const raised = [{ productId: 'prd_cream', qualifyingFloorFen: 40_000 }] as Plan['designated']
    expect(change({ designated: raised }).map(({ words }) => words)).toEqual(['积雪草护肤礼盒的合格线：¥300.00 → ¥400.00'])
  })
})
