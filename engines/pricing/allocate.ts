/**
 * Spreads an amount over shares in proportion to their weights, in whole fen by largest remainder: everybody gets the floor of the exact part,
 * and what is left goes fen by fen to the largest remainders, of equal ones to the earlier. Weights are whole and not negative; the amount is
 * at most their sum, so nobody gets more than the own weight. With no weight at all the amount must be 0.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (!Number.isSafeInteger(amount) || amount < 0 || amount > total) throw new RangeError(`${amount} cannot be spread over ${total}`)
  if (amount === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => BigInt(weight) * BigInt(amount))
  const parts = exact.map((numerator) => Number(numerator / BigInt(total)))
  const remainders = exact.map((numerator) => numerator % BigInt(total))
  const left = amount - parts.reduce((sum, part) => sum + part, 0)
  const order = weights
    .map((_, place) => place)
    .toSorted((a, b) => {
      const [one, other] = [remainders[a] as bigint, remainders[b] as bigint]
      return one === other ? a - b : one > other ? -1 : 1
    })
  for (const place of order.slice(0, left)) parts[place] = (parts[place] as number) + 1
  return parts
}
