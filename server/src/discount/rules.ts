import type { RefusalCode } from '@lianka/contract/refusal'

/** Half a year: nobody plans a sale for longer, and a forgotten one ends by itself. */
const longestDays = 183

/** Why something cannot be on from one moment to another; null when it can. */
export const spanRefusal = (startsAt: Date, endsAt: Date, now: Date): RefusalCode | null =>
  endsAt > startsAt && endsAt > now && endsAt.getTime() - startsAt.getTime() <= longestDays * 86_400_000 ? null : 'promotion.times_wrong'

/** A special price lies below the shop's and not below what the supplier allows. */
export const priceRefusal = (special: number, option: { price: number; minPrice: number }): RefusalCode | null =>
  special >= option.price ? 'promotion.price_too_high' : special < option.minPrice ? 'promotion.below_band' : null

type Reduction = { offFen: number } | { rate: number; atMostFen: number }

/** Something must be left to pay: a coupon takes off less than the amount it starts from. */
export const couponRefusal = (fromFen: number, reduction: Reduction): RefusalCode | null =>
  'offFen' in reduction && reduction.offFen >= fromFen ? 'promotion.amounts_wrong' : null
