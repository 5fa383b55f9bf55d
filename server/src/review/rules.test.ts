import { expect, test } from 'vitest'
import { ratingOf } from './rules.ts'

test('goods nobody has reviewed have no rating rather than zero', () => {
  expect(ratingOf([0, 0, 0, 0, 0])).toEqual({ count: 0, ratingTenths: null })
})

test('the rating is the mean of the stars, in tenths', () => {
  expect(ratingOf([0, 0, 0, 1, 1])).toEqual({ count: 2, ratingTenths: 45 })
  expect(ratingOf([1, 0, 0, 0, 2])).toEqual({ count: 3, ratingTenths: 37 })
})
