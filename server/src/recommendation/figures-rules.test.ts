import { expect, test } from 'vitest'
import { chanceToBeBetter, shareOf } from './figures-rules.ts'

test('a share of few cases has wide bounds, none at all says nothing', () => {
  expect(shareOf(0, 0)).toEqual({ value: 0, low: 0, high: 1 })
  const [few, many] = [shareOf(1, 10), shareOf(100, 1000)]
  expect(few.value).toBe(many.value)
  expect(few.high - few.low).toBeGreaterThan(4 * (many.high - many.low))
  // Wilson's bounds of 10 in 100, by hand: 0.0552 to 0.1744.
  const { low, high } = shareOf(10, 100)
  expect([low, high].map((bound) => bound.toFixed(4))).toEqual(['0.0552', '0.1744'])
  expect(shareOf(7, 5).value).toBe(1)
})

test('twice the clicks of a thousand shows is surely better, of ten it is not', () => {
  expect(chanceToBeBetter({ shown: 1000, clicked: 100 }, { shown: 1000, clicked: 50 })).toBeGreaterThan(0.99)
  expect(chanceToBeBetter({ shown: 10, clicked: 2 }, { shown: 10, clicked: 1 })).toBeLessThan(0.9)
  expect(chanceToBeBetter({ shown: 300, clicked: 30 }, { shown: 300, clicked: 30 })).toBeCloseTo(0.5, 1)
})
