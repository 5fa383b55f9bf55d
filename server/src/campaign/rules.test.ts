import { expect, test } from 'vitest'
import { beginning, endOf, spanRefusal, stateOf } from './rules.ts'

const day = (day: number) => new Date(Date.UTC(2026, 11, day))
const harvest = { startsAt: day(2), endsAt: day(20), endedAt: null }

test('a campaign waits, runs and ends by the clock alone', () => {
  expect([day(1), day(2), day(19), day(20)].map((now) => stateOf(harvest, now))).toEqual(['soon', 'running', 'running', 'ended'])
})
test('one ended before its time ended then; one that had not begun never runs', () => {
  const ended = { ...harvest, endedAt: day(5) }
  expect(endOf(ended)).toEqual(day(5))
  expect(stateOf(ended, day(6))).toBe('ended')
  expect(stateOf({ ...harvest, endedAt: day(1) }, day(3))).toBe('ended')
})
test('a start in the past is now, so that nothing bought before counts', () => {
  expect(beginning(day(1), day(3))).toEqual(day(3))
  expect(beginning(day(4), day(3))).toEqual(day(4))
})
test('it ends after it starts and after now, within half a year', () => {
  expect(spanRefusal(harvest, day(1))).toBeNull()
  expect(spanRefusal({ startsAt: day(20), endsAt: day(20) }, day(1))).toBe('campaign.times_wrong')
  expect(spanRefusal(harvest, day(21))).toBe('campaign.times_wrong')
  expect(spanRefusal({ startsAt: day(1), endsAt: day(1 + 184) }, day(1))).toBe('campaign.times_wrong')
})
