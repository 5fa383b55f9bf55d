const beijingOffsetMs = 8 * 3600_000

/** RFC 3339 with the offset of Beijing, as WeChat writes times: `2026-12-03T14:05:00+08:00`. */
export const beijingTime = (time: Date): string => `${new Date(time.getTime() + beijingOffsetMs).toISOString().slice(0, 19)}+08:00`

/** With milliseconds, as the shipping interface wants them. */
export const beijingTimeWithMs = (time: Date): string => `${new Date(time.getTime() + beijingOffsetMs).toISOString().slice(0, 23)}+08:00`

/** `2026-12-03 14:05:00`, as couriers write times. */
export const beijingWallTime = (time: Date): string =>
  new Date(time.getTime() + beijingOffsetMs).toISOString().slice(0, 19).replace('T', ' ')

/** The instant of a courier's `2026-12-03 14:05:00`. */
export const fromBeijingWallTime = (text: string): Date => new Date(`${text.trim().replace(' ', 'T')}+08:00`)
