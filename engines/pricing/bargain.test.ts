import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAmounts, priceAfter } from './bargain.ts'

test('cuts add up to the whole reduction to the fen, and no friend’s is nothing', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 2, max: 50 }), fc.integer({ min: 0, max: 500_000 }), (seed, cuts, more) => {
      const total = cuts + more
      const amounts = cutAmounts(seed, total, cuts)
      expect(amounts).toHaveLength(cuts)
      expect(Math.min(...amounts)).toBeGreaterThanOrEqual(1)
      expect(priceAfter(total, amounts, cuts)).toBe(0)
      // Weights run from 50 to 150, so nobody draws more than about three times what another does.
      expect(Math.max(...amounts)).toBeLessThanOrEqual(Math.min(...amounts) * 3 + 4)
      expect(cutAmounts(seed, total, cuts)).toEqual(amounts)
    }),
    { numRuns: 2000 },
  )
})

test('another bargain has other cuts, and what cannot be cut so often is refused', () => {
  expect(cutAmounts('brg_one', 3000, 10)).not.toEqual(cutAmounts('brg_two', 3000, 10))
  expect(() => cutAmounts('brg_one', 9, 10)).toThrow(RangeError)
})
