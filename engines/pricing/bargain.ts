import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { allocate } from './allocate.ts'

/** FNV-1a of a text, 32 bits: the seed as a number. */
function numberOf(seed: string): number {
  let hash = 0x811c9dc5
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193)
  return hash | 0
}

/**
 * What each friend takes off, in turn, in fen: they add up to `total` exactly, and none is nothing. Every friend draws a weight from 50 to
 * 150; a fen goes to each first and the rest is spread by weight. The seed is published with the bargain, so that anyone can reckon it again;
 * it knows nothing of the friends, so nobody's cut depends on who they are.
 * Throws RangeError when there are fewer fen than cuts.
 */
export function cutAmounts(seed: string, total: number, cuts: number): number[] {
  if (!Number.isSafeInteger(total) || total < cuts || cuts < 1) throw new RangeError(`${total} fen cannot be cut ${cuts} times`)
  const draws = xoroshiro128plus(numberOf(seed))
  const weights = Array.from({ length: cuts }, () => uniformInt(draws, 50, 150))
  // A weight is also the most its part may be, so they are scaled far beyond the amount.
  const scaled = weights.map((weight) => weight * total)
  return allocate(total - cuts, scaled).map((part) => part + 1)
}

/** What is still to pay after the first `made` cuts. */
export const priceAfter = (listPrice: number, amounts: readonly number[], made: number) =>
  listPrice - amounts.slice(0, made).reduce((sum, amount) => sum + amount, 0)
