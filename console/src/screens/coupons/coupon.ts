import type { Body, Item } from '../../api.ts'
import type { Tone } from '../../parts/mark.tsx'

export type CouponRow = Item<'GET /console/coupons'>
export type NewCoupon = Body<'POST /console/coupons'>

export const couponStates = ['soon', 'on', 'gone', 'over', 'stopped'] as const
export type CouponState = (typeof couponStates)[number]

/** Whether it can be claimed at this moment, and why not. */
export function stateOf({ stopped, claimed, budget, claimFrom, claimUntil }: CouponRow, now: string): CouponState {
  if (stopped) return 'stopped'
  if (claimUntil <= now) return 'over'
  if (claimed >= budget) return 'gone'
  return claimFrom > now ? 'soon' : 'on'
}

export const toneOf: Record<CouponState, Tone> = { soon: 'wait', on: 'good', gone: 'calm', over: 'calm', stopped: 'bad' }

/** What all of them cost together at most: the figure to know before it is offered. */
export const worstFen = (reduction: NewCoupon['reduction'], budget: number): number =>
  ('offFen' in reduction ? reduction.offFen : reduction.atMostFen) * budget
