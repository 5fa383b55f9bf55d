import type { Measure } from './case.ts'

/** How a measure stands: beyond its threshold, fine, or nothing to say yet. */
export type Standing = 'unknown' | 'few' | 'fine' | 'beyond'

export function standingOf({ value, threshold, worse, enough }: Measure): Standing {
  if (value === null) return 'unknown'
  if (!enough) return 'few'
  return (worse === 'below' ? value < threshold : value >= threshold) ? 'beyond' : 'fine'
}

/** Where value and threshold stand on a bar, in hundredths of its length. */
export function barOf({ value, threshold, unit }: Measure): { value: number; threshold: number } {
  const whole = unit === 'bps' ? 10_000 : Math.max(threshold * 1.5, value ?? 0, 1)
  const at = (amount: number) => Math.round((Math.min(amount, whole) / whole) * 1000) / 10
  return { value: at(value ?? 0), threshold: at(threshold) }
}
