import type { ProductId, SkuId, SupplierId } from '@lianka/contract/ids'
import type { ListingNotice } from '@lianka/contract/market'
import type { Fen } from '@lianka/contract/money'
import { planInForce } from '#plan/service'
import { type Ctx, inTransaction, shopOf, staffOf } from '#platform/context'
import { Refusal, refusalReply } from '#platform/errors'
import { regionName } from '#platform/regions'
import { listWithOneTap } from '#shop/service'
import * as store from './market-store.ts'

export async function listMarket(ctx: Ctx, filter: store.MarketFilter) {
  const { feeBps } = await planInForce(ctx)
  const rows = await store.listMarket(ctx.db, shopOf(ctx), feeBps, filter)
  const last = rows.at(-1)
  return {
    items: rows.map(({ suggested, supply, lowest, highest, margin, regionCode, ...row }) => ({
      ...row,
      supplierRegion: regionName(regionCode),
      suggestedPriceFen: suggested as Fen,
      supplyPriceFen: supply as Fen,
      minPriceFen: lowest as Fen,
      maxPriceFen: highest as Fen,
      marginFen: margin as Fen,
    })),
    next: last && rows.length === filter.limit ? store.cursorOf(last, filter.sort) : null,
  }
}

/** Lists several products, each by itself: one that is gone meanwhile stops no other. */
export async function listSeveral(ctx: Ctx, productIds: readonly ProductId[]) {
  const items = []
  for (const productId of new Set(productIds)) {
    try {
      const { listingId } = await listWithOneTap(ctx, productId)
      items.push({ productId, listingId, refusal: null })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      items.push({ productId, listingId: null, refusal: refusalReply(error.code) })
    }
  }
  return { items }
}

function ownSupplier(ctx: Ctx): SupplierId {
  const { supplierId } = staffOf(ctx)
  if (!supplierId) throw new Refusal('account.forbidden')
  return supplierId
}

/** A supplier's new prices hold at once; shops whose price they leave outside follow to the edge and are told. */
export const changePrices = (ctx: Ctx, id: SkuId, band: store.Band) =>
  inTransaction(ctx, async (ctx) => {
    const { supplyPriceFen, minPriceFen, suggestedPriceFen, maxPriceFen } = band
    const inOrder = supplyPriceFen <= minPriceFen && minPriceFen <= suggestedPriceFen && suggestedPriceFen <= maxPriceFen
    if (supplyPriceFen < 0 || !inOrder)
      throw new Refusal('request.invalid', 'band', [{ path: 'body', message: 'supply price ≤ lowest ≤ suggested ≤ highest' }])
    const sku = await store.lockSku(ctx.db, id, ownSupplier(ctx))
    if (!sku) throw new Refusal('catalog.sku_not_found')
    const now = ctx.clock.now()
    await store.setBand(ctx.db, id, band)
    if (sku.supplyPrice !== supplyPriceFen) await store.noteSupplyPrice(ctx.db, id, sku.supplyPrice, supplyPriceFen, now)
    const moved = await store.moveIntoBand(ctx.db, id, band, now)
    if (moved.length > 0) await store.refreshPriceFrom(ctx.db, moved)
    return { movedListings: moved.length }
  })

/** What a supplier looks at before it changes a band. */
export async function readShopPrices(ctx: Ctx, id: SkuId) {
  const supplierId = ownSupplier(ctx)
  if (!(await store.ownsSku(ctx.db, id, supplierId))) throw new Refusal('catalog.sku_not_found')
  return { items: await store.listShopPrices(ctx.db, id, supplierId) }
}

/** Tells shops when goods stopped selling or are back, after whatever may have changed that. */
export const tellShops = (ctx: Ctx, of: { productId?: ProductId; supplierId?: SupplierId }) => store.noteStops(ctx.db, of, ctx.clock.now())

export async function listNotices(ctx: Ctx, page: { after?: string | undefined; limit: number }) {
  const rows = await store.listNotices(ctx.db, shopOf(ctx), page)
  const items = rows.map(
    ({ at, before, after, unseen: _, ...row }): ListingNotice => ({
      ...row,
      beforeFen: before as Fen | null,
      afterFen: after as Fen | null,
      at: at.toISOString(),
    }),
  )
  return { items, unseen: rows[0]?.unseen ?? 0, next: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null }
}

export async function seeNotices(ctx: Ctx) {
  await store.markSeen(ctx.db, shopOf(ctx), ctx.clock.now())
  return { done: true } as const
}

/** What the supplier lends to share with; where it wrote nothing, what the product says of itself. */
export async function readMaterials(ctx: Ctx, productId: ProductId) {
  const pitch = await store.findPitch(ctx.db, productId)
  if (!pitch?.onOffer) throw new Refusal('catalog.product_not_found')
  const items = await store.listMaterials(ctx.db, productId)
  const own = { text: [pitch.title, pitch.subtitle, pitch.description].filter(Boolean).join('\n').slice(0, 500), pictures: pitch.pictures }
  return { items: items.length > 0 ? items : [own] }
}

async function requireOwn(ctx: Ctx, productId: ProductId) {
  const pitch = await store.findPitch(ctx.db, productId)
  if (!pitch || pitch.supplierId !== ownSupplier(ctx)) throw new Refusal('catalog.product_not_found')
}

export async function readOwnMaterials(ctx: Ctx, productId: ProductId) {
  await requireOwn(ctx, productId)
  return { items: await store.listMaterials(ctx.db, productId) }
}

export const writeMaterials = (ctx: Ctx, productId: ProductId, items: readonly { text: string; pictures: string[] }[]) =>
  inTransaction(ctx, async (ctx) => {
    await requireOwn(ctx, productId)
    await store.writeMaterials(ctx.db, productId, items)
    return readOwnMaterials(ctx, productId)
  })
