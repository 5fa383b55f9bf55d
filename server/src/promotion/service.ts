import type { ListingId, ShopId } from '@lianka/contract/ids'
import type { ShopPromotions } from '@lianka/contract/promotion'
import { listBargainOffers } from '#bargain/service'
import { listCoupons, listFlash, listThresholds } from '#discount/service'
import { listGroupOffers } from '#group-buy/service'
import { type Ctx, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import * as store from './store.ts'

type Filter = { shopId?: ShopId | undefined; listingId?: ListingId | undefined; ended?: boolean }

/** Everything that is on or to come, or with `ended` ever was: of a shop, of a listing, or everywhere. */
export async function listPromotions(ctx: Ctx, filter: Filter): Promise<ShopPromotions> {
  const shopId = filter.shopId ?? (filter.listingId && (await store.shopOfListing(ctx.db, filter.listingId)))
  const ofShop = { ...(shopId && { shopId }), ...(filter.ended && { ended: true }) }
  const [thresholds, coupons, flashSales, groupOffers, bargainOffers] = await Promise.all([
    shopId ? listThresholds(ctx, ofShop) : [],
    shopId ? listCoupons(ctx, ofShop) : [],
    listFlash(ctx, filter),
    listGroupOffers(ctx, filter),
    listBargainOffers(ctx, filter),
  ])
  return { thresholds, coupons, flashSales, groupOffers, bargainOffers }
}

/** Ends a promotion of the caller's shop, or with `null` one of the platform. */
export async function stopPromotion(ctx: Ctx, id: string, shopId: ShopId | null) {
  if (!(await store.stop(ctx.db, id, shopId, ctx.clock.now()))) throw new Refusal('promotion.not_found')
  return { done: true } as const
}

export const stopOwnPromotion = (ctx: Ctx, id: string) => stopPromotion(ctx, id, shopOf(ctx))
