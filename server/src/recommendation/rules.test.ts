import type { ProductId } from '@lianka/contract/ids'
import { randomOf } from '@lianka/recommend/evaluate'
import { expect, test } from 'vitest'
import {
  type Candidate,
  dominantCategory,
  interestOf,
  type Look,
  pageWithTrials,
  ratedStars,
  recommend,
  trialBudget,
  trialChoices,
  wellLiked,
} from './rules.ts'

const now = new Date('2026-12-01T10:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const id = (name: string) => `prd_${name}` as ProductId

const candidate = (name: string, categoryId: string, [reviewCount, meanStars, soldCount]: [number, number, number]): Candidate => ({
  productId: id(name),
  categoryId,
  reviewCount,
  starTotal: Math.round(meanStars * reviewCount),
  soldCount,
})
const cream = candidate('cream', 'beauty', [20, 4.6, 80])
const toner = candidate('toner', 'beauty', [30, 4.8, 60])
const lipstick = candidate('lipstick', 'beauty', [1, 5, 3])
const soap = candidate('soap', 'beauty', [10, 2.5, 40])
const oranges = candidate('oranges', 'fresh', [40, 4.7, 200])
const honey = candidate('honey', 'pantry', [0, 0, 12])
const vase = candidate('vase', 'home', [0, 0, 0])
const candidates = [cream, toner, lipstick, soap, oranges, honey, vase]
const categories = [
  { id: 'beauty', zh: '美妆护肤', en: 'beauty' },
  { id: 'fresh', zh: '生鲜果蔬', en: 'fresh food' },
]

const look = (name: string, categoryId: string, dwellSeconds: number, at: Date, title = name): Look => ({
  productId: id(name),
  categoryId,
  title,
  views: 1,
  dwellSeconds,
  lastAt: at,
})
const looksAtCream = look('cream', 'beauty', 90, hoursAgo(1), '积雪草保湿面霜')
const names = (choices: { productId: ProductId }[]) => choices.map(({ productId }) => productId.slice(4))

test('a long fresh look says more than a short or an old one', () => {
  const short = interestOf(look('cream', 'beauty', 5, hoursAgo(1)), now)
  const old = interestOf(look('cream', 'beauty', 90, hoursAgo(14 * 24)), now)
  expect(interestOf(looksAtCream, now)).toBeGreaterThan(short)
  expect(old).toBeCloseTo(interestOf(look('cream', 'beauty', 90, now), now) / 4)
  expect(interestOf(look('cream', 'beauty', 3000, now), now)).toBe(1)
})

test('one five does not beat thirty reviews of 4.8', () => {
  expect(ratedStars(toner)).toBeGreaterThan(ratedStars(lipstick))
})

test('a glance makes no dominant category, a while does', () => {
  expect(dominantCategory([look('cream', 'beauty', 8, hoursAgo(1))], now)).toBeNull()
  expect(dominantCategory([looksAtCream, look('oranges', 'fresh', 20, hoursAgo(1))], now)).toBe('beauty')
  expect(dominantCategory([], now)).toBeNull()
})

test('someone who looked at moisturisers for a while sees the best rated of their kind first, with the reason', () => {
  const [first, second] = recommend({ looks: [looksAtCream], near: [], candidates, categories }, now)
  expect([first?.productId, second?.productId]).toEqual([id('toner'), id('lipstick')])
  expect(first?.reason).toEqual({
    code: 'same_category',
    zh: '因为常看美妆护肤：同类里评分 4.8（30 条评价）',
    en: 'Because you keep looking at beauty: rated 4.8 by 30 buyers',
  })
})

test('neighbours of what was looked at come in turn with the category, and name what they follow from', () => {
  const near = [{ productId: id('honey'), becauseOf: id('cream') }]
  const choices = recommend({ looks: [looksAtCream], near, candidates, categories }, now)
  expect(names(choices).slice(0, 3)).toEqual(['toner', 'honey', 'lipstick'])
  expect(choices[1]?.reason).toMatchObject({ code: 'co_viewed', zh: '因为看过「积雪草保湿面霜」：看它的人也看这件' })
})

test('what cannot be bought now is never offered, however close', () => {
  const near = [{ productId: id('sold-out'), becauseOf: id('cream') }]
  expect(names(recommend({ looks: [looksAtCream], near, candidates, categories }, now))).not.toContain('sold-out')
})

test('nothing is offered twice, and what was seen already comes last', () => {
  const near = [{ productId: id('toner'), becauseOf: id('cream') }]
  const offered = names(recommend({ looks: [looksAtCream], near, candidates, categories }, now))
  expect(new Set(offered).size).toBe(offered.length)
  expect(offered.at(-1)).toBe('cream')
})

test('to a stranger goods are offered as buyers like them, and nothing nobody bought is praised', () => {
  const choices = recommend({ looks: [], near: [], candidates, categories }, now)
  expect(choices).toEqual(wellLiked(candidates))
  expect(names(choices)).toEqual(['toner', 'oranges', 'cream', 'lipstick', 'soap', 'honey'])
  expect(choices.at(-1)?.reason).toEqual({ code: 'often_bought', zh: '已售 12 件', en: '12 sold' })
})

test('neighbours of a long look come before those of a glance weeks ago', () => {
  const glance = look('oranges', 'fresh', 1, hoursAgo(20 * 24))
  const near = [
    { productId: id('vase'), becauseOf: id('oranges') },
    { productId: id('honey'), becauseOf: id('cream') },
  ]
  expect(
    names(recommend({ looks: [{ ...looksAtCream, dwellSeconds: 25 }, glance], near, candidates, categories }, now)).slice(0, 2),
  ).toEqual(['honey', 'vase'])
})

test('who is new sees what is liked where the card came from, and only what can be bought', () => {
  const arrival = {
    shopName: '李家小店',
    shopFavourites: [id('oranges'), id('gone')],
    regionName: '江西省',
    regionFavourites: [id('honey'), id('oranges')],
  }
  const choices = recommend({ looks: [], near: [], candidates, categories, arrival }, now)
  expect(names(choices).slice(0, 3)).toEqual(['oranges', 'honey', 'toner'])
  expect(choices.slice(0, 2).map(({ reason }) => reason.zh)).toEqual(['「李家小店」的客人最常看', '江西省的人近来常看'])
})

test('goods on trial stand at their places, the same ones for the same draw, and none that had its chance', () => {
  const goods = ['a', 'b', 'c'].map((name) => ({ productId: id(name), title: name, shown: 0, clicked: 0 }))
  const draw = () =>
    names(trialChoices([...goods, { productId: id('known'), title: 'known', shown: trialBudget, clicked: 90 }], 2, randomOf(4)))
  expect(draw()).toEqual(draw())
  expect(draw()).not.toContain('known')
  const page = wellLiked(candidates)
  const trials = trialChoices([...goods, { productId: id('toner'), title: 'toner', shown: 0, clicked: 0 }], 4, randomOf(4))
  const mixed = pageWithTrials(page, trials, 6)
  expect(mixed).toHaveLength(page.length)
  expect(mixed[1]?.reason.code).toBe('new_here')
  expect(names(mixed).filter((name) => name === 'toner')).toHaveLength(1)
  expect(pageWithTrials(page, trials, 0)).toEqual(page)

  const alike = [{ productId: id('c'), likeness: 0.4, title: '积雪草保湿面霜' }]
  const [first] = trialChoices(goods, 2, randomOf(4), alike)
  expect(first).toMatchObject({ productId: id('c'), reason: { code: 'new_alike', zh: '新上架，和看过的「积雪草保湿面霜」相近' } })
})
