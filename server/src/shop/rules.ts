import type { Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import { portion } from '@lianka/reward/fen'
import { capOf } from '@lianka/reward/settlement'

export type Priced = { priceFen: number; supplyPriceFen: number }

/** Where the money of one piece goes at most; adds up to its price. The supplier's part is shown only where the supplier agreed. */
export function moneyParts(plan: Plan, { priceFen, supplyPriceFen }: Priced, showSupplierPart: boolean) {
  const facts = {
    base: priceFen,
    platformDiscount: 0,
    supply: supplyPriceFen,
    refunded: 0,
    borneBySupplier: 0,
    borneByPlatform: 0,
    r1: null,
    r2: null,
    oneself: [],
  }
  const rates = Math.max(plan.rates.bossDirect, plan.rates.agentDirect + plan.rates.bossTeam)
  const referrers = Math.min(portion(priceFen, rates), capOf(plan, facts))
  const platform = portion(priceFen, plan.feeBps)
  const shop = priceFen - referrers - platform - supplyPriceFen
  return {
    priceFen: priceFen as Fen,
    supplierAndShopFen: (supplyPriceFen + shop) as Fen,
    supplierFen: showSupplierPart ? (supplyPriceFen as Fen) : null,
    shopFen: showSupplierPart ? (shop as Fen) : null,
    referrersFen: referrers as Fen,
    platformFen: platform as Fen,
  }
}

export const isWithinBand = (price: number, band: { minPrice: number; maxPrice: number }) =>
  price >= band.minPrice && price <= band.maxPrice

/** Mean stars times ten, rounded; null before the first review. */
export const ratingTenths = (starTotal: number, reviewCount: number) =>
  reviewCount === 0 ? null : Math.round((starTotal * 10) / reviewCount)
