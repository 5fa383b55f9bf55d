import { describe, expect, it } from 'vitest'
import { daysOf } from './run.ts'

describe('the days of an evidence file', () => {
  it('counts both ends', () => expect(daysOf('2026-12-01', '2026-12-01')).toBe(1))
  it('counts across the end of a month', () => expect(daysOf('2026-11-30', '2026-12-30')).toBe(31))
  it('is below one when the last day lies before the first', () => expect(daysOf('2026-12-03', '2026-12-01')).toBeLessThan(1))
})
