/** Two languages, as everything that people read. */
export type Words = { zh: string; en: string }

/** Which goods something applies to; an empty scope is everything. */
export type Scope = { products: readonly string[]; categories: readonly string[] }

/** So much off in fen, or a rate off in basis points up to so much. */
export type Reduction = { off: number } | { bps: number; atMost: number }

/** In the order in which they apply. */
export const discountKinds = ['threshold', 'shop_coupon', 'platform_coupon'] as const
export type DiscountKind = (typeof discountKinds)[number]

/** A promise to take something off when goods in scope come to an amount, in fen. */
export type Discount = { id: string; kind: DiscountKind; name: Words; from: number; reduction: Reduction; scope: Scope }

/** A unit price below the shop's: for a while, in a group, or bargained for. */
export const specialKinds = ['flash', 'group', 'bargain'] as const
export type Special = { kind: (typeof specialKinds)[number]; unit: number }

/**
 * What goes together, as data. For each special price: which discounts may still apply to such goods. And how many discounts of a kind one
 * order takes; of more than that the ones that take the most off are used.
 */
export type Stacking = { withSpecial: Record<Special['kind'], readonly DiscountKind[]>; most: Record<DiscountKind, number> }

/** Flash and bargain prices are final but for the platform's coupon; group prices take no shop discount on top. */
export const standardStacking: Stacking = {
  withSpecial: { flash: ['platform_coupon'], group: ['platform_coupon'], bargain: [] },
  most: { threshold: 1, shop_coupon: 1, platform_coupon: 1 },
}

export const inScope = ({ products, categories }: Scope, line: { product: string; category: string }) =>
  (products.length === 0 && categories.length === 0) || products.includes(line.product) || categories.includes(line.category)

/** What a reduction takes off an amount: whole fen, never more than there is. */
export function reductionOf(reduction: Reduction, amount: number): number {
  if ('off' in reduction) return Math.min(amount, reduction.off)
  return Math.min(amount, reduction.atMost, Number((BigInt(amount) * BigInt(reduction.bps)) / 10_000n))
}
