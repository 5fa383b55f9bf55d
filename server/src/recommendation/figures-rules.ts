import { randomOf } from '@lianka/recommend/evaluate'
import { betaDraw } from '@lianka/recommend/explore'

export type Share = { value: number; low: number; high: number }

/** Wilson's bounds: a share of few cases is not known well, and none in ten is not "never". z of 95 %. */
export function shareOf(part: number, whole: number): Share {
  if (whole === 0) return { value: 0, low: 0, high: 1 }
  const z = 1.96
  // A client may send more clicks than there were shows counted; nobody can like more than all of it.
  const value = Math.min(1, part / whole)
  const middle = value + (z * z) / (2 * whole)
  const spread = z * Math.sqrt((value * (1 - value)) / whole + (z * z) / (4 * whole * whole))
  const scale = 1 + (z * z) / whole
  return { value, low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}

const draws = 4000

/** The chance that one click rate is higher than the other, by what was counted (uniform prior, draws of both; the same for the same counts). */
export function chanceToBeBetter(one: { shown: number; clicked: number }, other: { shown: number; clicked: number }): number {
  const random = randomOf(draws)
  const draw = ({ shown, clicked }: { shown: number; clicked: number }) => betaDraw(1 + clicked, 1 + Math.max(0, shown - clicked), random)
  let better = 0
  for (let at = 0; at < draws; at += 1) if (draw(one) > draw(other)) better += 1
  return better / draws
}
