import fc from 'fast-check'
import { expect, it } from 'vitest'
import { feeOf, feeReturned } from './fee-rules.ts'

it.each([
  [1, 0],
  [83, 0],
  [84, 1],
  [100, 1],
  [249, 1],
  [250, 2],
  [2990, 18],
  [10_000, 60],
])('of %i fen WeChat Pay keeps %i', (total, fee) => expect(feeOf(total)).toBe(fee))

it('a refund brings its share of the fee back, half a fen as a whole one', () => {
  expect(feeReturned(10_000, 0, 5000)).toBe(30)
  expect(feeReturned(2990, 0, 990)).toBe(6)
  expect(feeReturned(2990, 990, 2000)).toBe(12)
})

it('a payment that is refunded wholly, in whatever parts, has cost nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 12 }), (parts) => {
      const total = parts.reduce((sum, it) => sum + it, 0)
      let refunded = 0
      let back = 0
      for (const part of parts) {
        const returned = feeReturned(total, refunded, part)
        expect(returned).toBeGreaterThanOrEqual(0)
        back += returned
        refunded += part
      }
      expect(back).toBe(feeOf(total))
    }),
  )
})
