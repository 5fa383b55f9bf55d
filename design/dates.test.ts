import { describe, expect, it } from 'vitest'
import { beijingDate, formatDay, formatDwell, formatLeft, formatTime } from './dates.ts'

describe('times for people', () => {
  it('shows Beijing time whatever the machine is set to', () => expect(formatTime('2026-12-03T06:05:00Z', 'zh')).toBe('12月3日 14:05'))
  it('crosses midnight with Beijing', () => expect(formatDay('2026-12-31T16:00:00Z', 'zh', '2026-12-31T12:00:00Z')).toBe('2027年1月1日'))
  it('speaks English', () => expect(formatTime('2026-12-03T06:05:00Z', 'en')).toBe('3 Dec 14:05'))
  it('groups by the day in Beijing', () => expect(beijingDate('2026-12-03T20:00:00Z')).toBe('2026-12-04'))
  it('says what is left in two units', () => {
    expect(formatLeft('2026-12-06T02:02:00Z', '2026-12-03T06:05:00Z', 'zh')).toBe('2 天 19 小时')
    expect(formatLeft('2026-12-03T07:02:00Z', '2026-12-03T06:05:00Z', 'zh')).toBe('57 分')
    expect(formatLeft('2026-12-03T06:00:00Z', '2026-12-03T06:05:00Z', 'en')).toBe('0 min')
  })
  it('says how long someone stayed', () => {
    expect([formatDwell(45, 'zh'), formatDwell(180, 'zh'), formatDwell(200, 'en')]).toEqual(['45 秒', '3 分', '3 min 20 s'])
  })
})
