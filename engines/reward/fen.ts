import type { Bps, Fen } from '@lianka/contract/money'

/** floor(a × b ÷ c) in exact integers, whatever the size of a × b. All three are whole, c is positive, a and b are not negative. */
export function mulDiv(a: number, b: number, c: number): number {
  if (a < 0 || b < 0 || c <= 0) throw new RangeError(`mulDiv(${a}, ${b}, ${c}) is outside its domain`)
  const product = a * b
  return Number.isSafeInteger(product) ? Math.floor(product / c) : Number((BigInt(a) * BigInt(b)) / BigInt(c))
}

/** The part of an amount that a rate in basis points takes; fractions of a fen are dropped. */
export const portion = (amount: Fen | number, rate: Bps | number): Fen => mulDiv(amount, rate, 10_000) as Fen
