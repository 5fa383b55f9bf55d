import { expect, test } from 'vitest'
import {
  burstScore,
  canBecome,
  caseScore,
  concentrationScore,
  holdScore,
  holdsAfter,
  holdsPayouts,
  isNearFloor,
  measuresOf,
  outsideScore,
  refundRingScore,
  reopens,
  selfReferralScore,
  teamScore,
  thresholdScore,
} from './rules.ts'

test.each([
  ['nothing shared', [{ kinds: [], orders: 3 }], 0],
  ['a household: one door', [{ kinds: ['place'], orders: 1 }], 15],
  ['one door, five orders', [{ kinds: ['place'], orders: 5 }], 31],
  ['one device', [{ kinds: ['device'], orders: 1 }], 25],
  ['one payment account', [{ kinds: ['payer'], orders: 1 }], 50],
  ['device, phone and door', [{ kinds: ['device', 'phone', 'place'], orders: 1 }], 70],
  ['payment account and phone', [{ kinds: ['payer', 'phone'], orders: 1 }], 80],
  ['everything, often', [{ kinds: ['payer', 'phone', 'device', 'place'], orders: 9 }], 100],
  ['two buyers with one mark each are not one buyer with two', [{ kinds: ['device'], orders: 1 }, { kinds: ['place'], orders: 1 }], 29], // biome-ignore format: one row
] as const)('self-referral: %s', (_, buyers, score) => expect(selfReferralScore(buyers)).toBe(score))

test.each([
  ['one of two returned', { advancedBy: 2, returned: 1, withinDays: 3, earnedAsBoss: true }, 0],
  ['two of five returned', { advancedBy: 5, returned: 2, withinDays: 3, earnedAsBoss: true }, 0],
  ['both returned late, nothing earned', { advancedBy: 2, returned: 2, withinDays: 40, earnedAsBoss: false }, 50],
  ['both returned late', { advancedBy: 2, returned: 2, withinDays: 40, earnedAsBoss: true }, 70],
  ['both returned at once', { advancedBy: 2, returned: 2, withinDays: 7, earnedAsBoss: true }, 90],
  ['three of four', { advancedBy: 4, returned: 3, withinDays: 7, earnedAsBoss: true }, 83],
] as const)('a ring of refunds: %s', (_, ring, score) => expect(refundRingScore(ring)).toBe(score))

test.each([
  [{ joined: 9, idle: 9, alike: 9 }, 0],
  [{ joined: 10, idle: 0, alike: 0 }, 25],
  [{ joined: 10, idle: 10, alike: 0 }, 50],
  [{ joined: 10, idle: 10, alike: 10 }, 80],
  [{ joined: 60, idle: 60, alike: 0 }, 70],
  [{ joined: 60, idle: 60, alike: 60 }, 100],
])('a burst of sign-ups %j', (burst, score) => expect(burstScore(burst)).toBe(score))

test.each([
  [24_950, 24_950, true],
  [26_197, 24_950, true],
  [26_198, 24_950, false],
  [24_949, 24_950, false],
  [49_900, 24_950, false],
])('%i left of a floor of %i lies just above it: %s', (left, floor, near) => expect(isNearFloor(left, floor)).toBe(near))

test.each([
  [{ near: 1, lines: 1 }, 0],
  [{ near: 2, lines: 7 }, 0],
  [{ near: 2, lines: 6 }, 30],
  [{ near: 2, lines: 2 }, 70],
  [{ near: 4, lines: 4 }, 90],
])('purchases at the floor %j', (found, score) => expect(thresholdScore(found)).toBe(score))

test.each([
  [{ people: 19, levels: 9 }, 0],
  [{ people: 300, levels: 2 }, 0],
  [{ people: 20, levels: 3 }, 40],
  [{ people: 30, levels: 3 }, 50],
  [{ people: 60, levels: 7 }, 100],
])('a team %j', (team, score) => expect(teamScore(team)).toBe(score))

test.each([
  ['too few orders to speak of', { orders: 19, sales: 100, outside: 0, first: 100 }, 0],
  ['a third outside', { orders: 20, sales: 10_000, outside: 3333, first: 5000 }, 0],
  ['just below', { orders: 20, sales: 10_000, outside: 3300, first: 5000 }, 40],
  ['half of the floor', { orders: 20, sales: 10_000, outside: 1667, first: 5000 }, 60],
  ['nothing outside, nobody comes back', { orders: 20, sales: 10_000, outside: 0, first: 9000 }, 100],
])('outside sales: %s', (_, sales, score) => expect(outsideScore(sales)).toBe(score))

test.each([
  [{ participants: 99, rewards: 100, topRewards: 100, gini: 9999 }, 0],
  [{ participants: 100, rewards: 0, topRewards: 0, gini: 0 }, 0],
  [{ participants: 100, rewards: 1000, topRewards: 300, gini: 9000 }, 0],
  [{ participants: 100, rewards: 1000, topRewards: 650, gini: 8000 }, 60],
  [{ participants: 100, rewards: 1000, topRewards: 1000, gini: 9900 }, 100],
])('concentration %j', (rewards, score) => expect(concentrationScore(rewards)).toBe(score))

test('payouts wait by themselves for what somebody did, and never for the size or the sales of a team', () => {
  expect(holdsPayouts({ kind: 'self_referral', score: holdScore })).toBe(true)
  expect(holdsPayouts({ kind: 'self_referral', score: holdScore - 1 })).toBe(false)
  for (const kind of ['team_growth', 'few_outside_sales', 'concentration'] as const) expect(holdsPayouts({ kind, score: 100 })).toBe(false)
  expect(caseScore).toBeLessThan(holdScore)
})

test('a decided case comes back only when a quarter more was found', () => {
  expect(reopens(4, 4)).toBe(false)
  expect(reopens(5, 6)).toBe(false)
  expect(reopens(4, 5)).toBe(true)
  expect(reopens(1, 2)).toBe(true)
})

test('a case is taken before it is decided, and a decided one stays so', () => {
  expect(canBecome('open', 'closed')).toBe(false)
  expect(canBecome('open', 'investigating')).toBe(true)
  expect(canBecome('investigating', 'investigating')).toBe(true)
  expect(canBecome('investigating', 'closed')).toBe(true)
  expect(canBecome('closed', 'investigating')).toBe(false)
  expect(['confirmed', 'cleared', 'warned'].map((outcome) => holdsAfter(outcome as 'confirmed'))).toEqual([true, false, false])
})

test('a share of nothing is not known', () => {
  expect(measuresOf(undefined).map(({ value }) => value)).toEqual([null, null, null, null, null])
  const measured = { orders: 4, sales: 1000, outside: 600, first: 700, participants: 3, rewards: 100, topRewards: 40, gini: 5000 }
  const values = measuresOf({ ...measured, largestTeam: 7 }).map(({ value }) => value)
  expect(values).toEqual([6000, 3000, 4000, 5000, 7])
})
