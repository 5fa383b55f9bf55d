import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diversify, withTrials } from './compose.ts'
import { alike, alikeWords, openContentIndex } from './content.ts'
import { casesOf, evaluate, giniOf, randomOf } from './evaluate.ts'
import { betaDraw, chooseTrials } from './explore.ts'
import { learnProfile, personOf, wanting } from './profile.ts'
import { trendOf } from './trend.ts'

const list = (...items: number[]) => Int32Array.from(items)

test('a right answer in the second place is a hit, half a reciprocal rank, and 1/log2 3 of the gain', () => {
  const measures = evaluate([{ prefix: list(1), next: 7, group: 0 }], () => [3, 7, 9], 10)
  expect(measures).toMatchObject({ cases: 1, hitRate: 1, mrr: 0.5, coverage: 0.3, gini: 0 })
  expect(measures.ndcg).toBeCloseTo(1 / Math.log2(3))
})

test('what comes after the k-th place is no hit', () => {
  const measures = evaluate([{ prefix: list(1), next: 7, group: 0 }], () => [3, 4, 7], 10, 2)
  expect(measures).toMatchObject({ hitRate: 0, mrr: 0, ndcg: 0, coverage: 0.2 })
})

test('half of the answers right lies within the bounds, and more cases bring them closer', () => {
  const cases = (count: number) => Array.from({ length: count }, (_, group) => ({ prefix: list(1), next: group % 2, group }))
  const width = (count: number) => {
    const { hitRate, hitRateWithin } = evaluate(cases(count), () => [0], 2)
    expect(hitRate).toBe(0.5)
    expect(hitRateWithin[0]).toBeLessThanOrEqual(0.5)
    expect(hitRateWithin[1]).toBeGreaterThanOrEqual(0.5)
    return hitRateWithin[1] - hitRateWithin[0]
  }
  expect(width(1600)).toBeLessThan(width(100) / 2)
})

test('a session gives each of its beginnings with what followed', () => {
  expect(casesOf(list(5, 6, 7), 3).map(({ prefix, next }) => [[...prefix], next])).toEqual([
    [[5], 6],
    [[5, 6], 7],
  ])
})

test('even counts have a Gini of 0, all on one of four three quarters', () => {
  expect(giniOf([3, 3, 3])).toBeCloseTo(0)
  expect(giniOf([0, 0, 0, 8])).toBeCloseTo(0.75)
  expect(giniOf([])).toBe(0)
})

test('draws of a click rate fall around clicks by shows', () => {
  const random = randomOf(3)
  const draws = Array.from({ length: 4000 }, () => betaDraw(5, 45, random))
  expect(draws.every((draw) => draw > 0 && draw < 1)).toBe(true)
  expect(draws.reduce((sum, draw) => sum + draw, 0) / draws.length).toBeCloseTo(0.1, 2)
})

test('what was clicked is tried more often than what was not, and what had its chance not at all', () => {
  const trials = [
    { item: 1, shown: 40, clicked: 10 },
    { item: 2, shown: 40, clicked: 0 },
    { item: 3, shown: 200, clicked: 100 },
  ]
  const random = randomOf(1)
  const first = Array.from({ length: 300 }, () => chooseTrials(trials, 200, 1, random)[0])
  expect(first.filter((item) => item === 1).length).toBeGreaterThan(270)
  expect(first).not.toContain(3)
})

test('a page does not fill with one kind while others are nearly as good', () => {
  const offer = (item: number, score: number, kind: string) => ({ item, score, kind })
  const page = diversify(
    [offer(1, 1, 'cream'), offer(2, 0.99, 'cream'), offer(3, 0.98, 'cream'), offer(4, 0.9, 'tea'), offer(5, 0.3, 'pot')],
    4,
  )
  expect(page.map(({ item }) => item)).toEqual([1, 4, 2, 3])
})

test('trials stand at their places, never first, and the page keeps its length', () => {
  expect(withTrials([1, 2, 3, 4, 5, 6, 7], [91, 92], 4)).toEqual([1, 91, 2, 3, 4, 92, 5])
  expect(withTrials([1, 2], [], 4)).toEqual([1, 2])
  expect(withTrials([], [91], 4)).toEqual([])
})

test('new goods are found by what they say of themselves, and words on all goods tell nothing', () => {
  const goods = [
    { item: 0, words: ['山茶花', '面霜', '保湿', '包邮'] },
    { item: 1, words: ['山茶花', '柔润水', '保湿', '包邮'] },
    { item: 2, words: ['脐橙', '赣南', '包邮'] },
    ...Array.from({ length: 97 }, (_, at) => ({ item: at + 3, words: ['包邮', `货${at}`] })),
  ]
  const found = alike(openContentIndex(goods), 0, 5)
  expect(found.map(({ item }) => item)).toEqual([1])
  expect(found[0]!.likeness).toBeGreaterThan(0.3)
  const index = openContentIndex(goods)
  const [first] = alikeWords(index, ['山茶花', '面霜', '保湿'], 3)
  expect(first).toMatchObject({ item: 0 })
  expect(first!.likeness).toBeGreaterThan(alikeWords(index, ['山茶花', '面霜', '保湿', '从未见过'], 3)[0]!.likeness)
  expect(alikeWords(index, ['从未见过'], 3)).toEqual([])
})

test('a region’s oranges in December are wanted more than on the whole; two looks change little', () => {
  const counts = { item: 400, categoryHere: 60, category: 1000, allHere: 500, all: 10_000 }
  expect(trendOf({ ...counts, here: 60 })).toBeGreaterThan(1.5)
  const [none, two] = [
    trendOf({ ...counts, here: 0, categoryHere: 0, allHere: 2 }),
    trendOf({ ...counts, here: 2, categoryHere: 2, allHere: 2 }),
  ]
  expect(none).toBeCloseTo(1, 1)
  expect(two / none).toBeLessThan(1.25)
  expect(trendOf({ here: 0, item: 0, categoryHere: 0, category: 0, allHere: 0, all: 0 })).toBe(1)
})

test('who looked at tea in the past wants tea more than creams, without having been learnt', () => {
  const random = randomOf(5)
  const people = Array.from({ length: 300 }, (_, person) => Array.from({ length: 6 }, () => (person % 2) * 20 + Math.floor(random() * 20)))
  const profile = learnProfile(people, { rank: 8 })
  const person = personOf(profile, [1, 2, 3])!
  const mean = (from: number) =>
    Array.from({ length: 16 }, (_, at) => wanting(profile, person, from + at)).reduce((sum, value) => sum + value, 0) / 16
  expect(mean(4)).toBeGreaterThan(mean(24) + 0.1)
  expect(personOf(profile, [999])).toBeUndefined()
})

test('numbers of one seed are the same, from 0 up to but without 1', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const [one, same] = [randomOf(seed), randomOf(seed)]
      for (let draw = 0; draw < 50; draw += 1) {
        const value = one()
        expect(value).toBe(same())
        expect(value >= 0 && value < 1).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})
