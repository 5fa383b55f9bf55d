import { describe, expect, it } from 'vitest'
import { type CouponRow, stateOf, worstFen } from './coupon.ts'

const coupon = {
  stopped: false,
  claimed: 3,
  budget: 10,
  claimFrom: '2026-12-01T00:00:00.000Z',
  claimUntil: '2026-12-08T00:00:00.000Z',
} as CouponRow
const during = '2026-12-02T00:00:00.000Z'

describe('a platform coupon', () => {
  it('can be claimed in its time while there are some', () => expect(stateOf(coupon, during)).toBe('on'))
  it('waits for its time', () => expect(stateOf(coupon, '2026-11-30T00:00:00.000Z')).toBe('soon'))
  it('is over at its end, also when all were claimed', () => expect(stateOf({ ...coupon, claimed: 10 }, coupon.claimUntil)).toBe('over'))
  it('says when all are claimed', () => expect(stateOf({ ...coupon, claimed: 10 }, during)).toBe('gone'))
  it('says that it was stopped before anything else', () => expect(stateOf({ ...coupon, stopped: true }, during)).toBe('stopped'))
  it('costs at most its reduction times its budget, for a rate the most it takes off', () => {
    expect(worstFen({ offFen: 1000 as never }, 500)).toBe(500_000)
    expect(worstFen({ rate: 800, atMostFen: 3000 as never }, 500)).toBe(1_500_000)
  })
})
