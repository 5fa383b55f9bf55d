import type { FlashSaleId, ListingId, OrderId, ShopId, SkuId, ThresholdId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { FlashSale, Threshold } from '@lianka/contract/promotion'
import type { z } from 'zod'
import { type Ctx, inTransaction, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { priceRefusal, spanRefusal } from './rules.ts'
import * as store from './store.ts'

export { claimCoupon, couponCentre, listCoupons, listMyCoupons, offerCoupon, platformCoupons } from './coupons.ts'

type PromotedRow = {
  shopId: string
  shopName: string
  listingId: string
  skuId: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  lowestDealFen: number | null
  startsAt: Date
  endsAt: Date
  stopped: boolean
}

/** The goods of a promotion, and when it is on, as every promotion shows them. */
export const toPromoted = (row: PromotedRow) => ({
  shopId: row.shopId as ShopId,
  shopName: row.shopName,
  listingId: row.listingId as ListingId,
  skuId: row.skuId as SkuId,
  title: row.title,
  skuName: row.skuName,
  picture: row.picture,
  priceFen: row.priceFen as Fen,
  lowestDealFen: row.lowestDealFen as Fen | null,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  stopped: row.stopped,
})

export type SpecialRequest = { listingId: ListingId; skuId: SkuId; startsAt: string; endsAt: string }

/** Refuses a special price that the law of the band or the calendar forbids; holds the option until the transaction ends. */
export async function requireSpecial(ctx: Ctx, request: SpecialRequest, priceFen: number) {
  const shopId = shopOf(ctx)
  const option = await store.lockOption(ctx.db, shopId, request.listingId, request.skuId)
  if (!option) throw new Refusal('shop.listing_not_found')
  const [startsAt, endsAt] = [new Date(request.startsAt), new Date(request.endsAt)]
  const refusal = spanRefusal(startsAt, endsAt, ctx.clock.now()) ?? priceRefusal(priceFen, option)
  if (refusal) throw new Refusal(refusal)
  return { shopId, startsAt, endsAt, price: option.price }
}

export const offerFlash = (ctx: Ctx, request: SpecialRequest & { flashFen: Fen; quota: number; perPerson: number }): Promise<FlashSale> =>
  inTransaction(ctx, async (ctx) => {
    const { shopId, startsAt, endsAt } = await requireSpecial(ctx, request, request.flashFen)
    if (await store.hasFlashBetween(ctx.db, request.listingId, request.skuId, startsAt, endsAt)) throw new Refusal('promotion.overlaps')
    const now = ctx.clock.now()
    const id = newId<FlashSaleId>('fls', now)
    await store.insertFlash(ctx.db, {
      id,
      shopId,
      listingId: request.listingId,
      skuId: request.skuId,
      price: request.flashFen,
      quota: request.quota,
      perPerson: request.perPerson,
      startsAt,
      endsAt,
      stoppedAt: null,
      madeAt: now,
    })
    const [made] = await listFlash(ctx, { id, ended: true })
    if (!made) throw new Error(`The flash sale ${id} just made is not there`)
    return made
  })

type Filter = Omit<store.Filter, 'onAt'> & { ended?: boolean }
const onAt = (ctx: Ctx, { ended }: Filter) => (ended ? null : ctx.clock.now())

export async function listFlash(ctx: Ctx, filter: Filter): Promise<FlashSale[]> {
  const rows = await store.listFlash(ctx.db, { ...filter, onAt: onAt(ctx, filter) }, ctx.clock.now())
  return rows.map((row) => ({
    ...toPromoted(row),
    id: row.id as FlashSaleId,
    flashFen: row.flashFen as Fen,
    quota: row.quota,
    taken: row.taken,
    perPerson: row.perPerson,
  }))
}

export type ThresholdRequest = { fromFen: Fen; offFen: Fen; productIds: string[]; startsAt: string; endsAt: string }

export const offerThreshold = (ctx: Ctx, request: ThresholdRequest): Promise<z.output<typeof Threshold>> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const [startsAt, endsAt] = [new Date(request.startsAt), new Date(request.endsAt)]
    const refusal =
      spanRefusal(startsAt, endsAt, now) ??
      (request.offFen > 0 && request.offFen < request.fromFen ? null : ('promotion.amounts_wrong' as const))
    if (refusal) throw new Refusal(refusal)
    const id = newId<ThresholdId>('thr', now)
    await store.insertThreshold(ctx.db, {
      id,
      shopId: shopOf(ctx),
      fromAmount: request.fromFen,
      offAmount: request.offFen,
      productIds: JSON.stringify(request.productIds),
      startsAt,
      endsAt,
      stoppedAt: null,
      madeAt: now,
    })
    const { productIds, fromFen, offFen } = request
    return { id, fromFen, offFen, productIds, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), stopped: false }
  })

export async function listThresholds(ctx: Ctx, filter: Filter): Promise<z.output<typeof Threshold>[]> {
  const rows = await store.listThresholds(ctx.db, { ...filter, onAt: onAt(ctx, filter) })
  return rows.map((row) => ({
    id: row.id,
    fromFen: row.fromAmount,
    offFen: row.offAmount,
    productIds: row.productIds as string[],
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    stopped: row.stoppedAt !== null,
  }))
}

/** Remembers the lowest price of the day: a crossed-out price may not be above it for seven days. Twice changes nothing. */
export const noteDeals = (ctx: Ctx, orderId: OrderId) => store.noteDeals(ctx.db, orderId)
