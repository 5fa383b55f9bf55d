import type { Lot, ProductPage } from '@lianka/contract/catalog'
import type { ListingId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Plan } from '@lianka/contract/plan'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { tracePicture } from '#trace/service'
import { moneyParts, ratingTenths } from './rules.ts'
import * as store from './store.ts'

const toLot = (lot: NonNullable<store.PageRow['lot']>): Lot => ({
  ...(lot as unknown as Lot),
  bestBefore: lot.bestBefore && new Date(lot.bestBefore).toISOString(),
  events: lot.events.map(({ kind, at, ...event }) => ({
    ...event,
    kind: kind as Lot['events'][number]['kind'],
    at: new Date(at).toISOString(),
    picture: tracePicture(kind as never),
  })),
})

/** A product in a shop, with options, trace and where the money goes. */
export async function readProductPage(ctx: Ctx, id: ListingId): Promise<ProductPage> {
  const row = await store.readPage(ctx.db, id, ctx.clock.now())
  if (!row) throw new Refusal('shop.listing_not_found')
  const plan = row.plan as Plan
  const cheapest = row.skus.reduce((a, b) => (b.priceFen < a.priceFen ? b : a))
  const { starTotal, lot, ownerNickname, ownerPortrait, showSupplierPart, skus, ...rest } = row
  return {
    ...rest,
    priceFen: row.priceFen as Fen,
    ratingTenths: ratingTenths(starTotal, row.reviewCount),
    designated: plan.designated.some(({ productId }) => productId === row.productId),
    inStock: skus.some((sku) => sku.stock > 0),
    shopOwner: { nickname: ownerNickname, portrait: ownerPortrait },
    skus: skus.map((sku) => ({ ...sku, priceFen: sku.priceFen as Fen })),
    lot: lot && toLot(lot),
    money: moneyParts(plan, cheapest, showSupplierPart),
  }
}
