import type { Tile } from '@lianka/contract/catalog'
import type { ListingId, MemberId, ProductId, ShopId, SkuId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Shop } from '@lianka/contract/shop'
import { portion } from '@lianka/reward/fen'
import { planInForce } from '#plan/service'
import { type Ctx, inTransaction, memberOf, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { isWithinBand, ratingTenths } from './rules.ts'
import * as store from './store.ts'

export { findPlace, readPlace, setPlace } from './place.ts'
export { readProductPage } from './product-page.ts'
export { type TileRow, tileColumns, tileText } from './store.ts'

type ShopRow = NonNullable<Awaited<ReturnType<typeof store.findShop>>>

const toShop = ({ regionCode, ...row }: ShopRow): Shop => ({ ...row, region: regionName(regionCode) })

export async function readShop(ctx: Ctx, by: { id: ShopId } | { ownerId: MemberId }): Promise<Shop> {
  const row = await store.findShop(ctx.db, by)
  if (!row) throw new Refusal('shop.not_found')
  return toShop(row)
}

export async function findShopOfOwner(ctx: Ctx, ownerId: MemberId): Promise<(Shop & { regionCode: string }) | undefined> {
  const row = await store.findShop(ctx.db, { ownerId })
  return row && { ...toShop(row), regionCode: row.regionCode }
}

export async function openShop(ctx: Ctx, input: { name: string; intro: string; front: string; regionCode: string }): Promise<Shop> {
  const now = ctx.clock.now()
  regionName(input.regionCode)
  const made = await store.insertShop(ctx.db, { id: newId<ShopId>('shp', now), ownerId: memberOf(ctx), ...input, openedAt: now })
  if (!made) throw new Refusal('shop.already_open')
  return readShop(ctx, { id: made.id })
}

export type ShopChange = {
  name?: string | undefined
  intro?: string | undefined
  front?: string | undefined
  regionCode?: string | undefined
}

export async function changeShop(ctx: Ctx, change: ShopChange): Promise<Shop> {
  const id = shopOf(ctx)
  if (change.regionCode) regionName(change.regionCode)
  const set = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  if (Object.keys(set).length > 0) await store.updateShop(ctx.db, id, set)
  return readShop(ctx, { id })
}

/** Lists a product in one's shop at the suggested prices; a listing taken off sale comes back with the prices it had. */
export const listWithOneTap = (ctx: Ctx, productId: ProductId): Promise<{ listingId: ListingId; shopId: ShopId }> =>
  inTransaction(ctx, async (ctx) => {
    const shopId = shopOf(ctx)
    const skus = await store.findOfferable(ctx.db, productId)
    if (skus.length === 0) throw new Refusal('catalog.product_not_found')
    const now = ctx.clock.now()
    const priceFrom = Math.min(...skus.map((sku) => sku.suggestedPrice)) as Fen
    const { id } = await store.keepListing(ctx.db, {
      id: newId<ListingId>('lst', now),
      shopId,
      productId,
      onSale: true,
      priceFrom,
      listedAt: now,
    })
    await store.keepPrices(
      ctx.db,
      skus.map((sku) => ({ listingId: id, skuId: sku.id, price: sku.suggestedPrice })),
    )
    await store.refreshPriceFrom(ctx.db, id)
    return { listingId: id, shopId }
  })

export async function listOwnListings(ctx: Ctx) {
  const rows = await store.listOwn(ctx.db, shopOf(ctx))
  const { feeBps } = await planInForce(ctx)
  return {
    items: rows.map(({ skus, ...row }) => ({
      ...row,
      skus: skus.map((sku) => ({
        skuId: sku.skuId,
        name: sku.name,
        priceFen: sku.priceFen as Fen,
        minPriceFen: sku.minPriceFen as Fen,
        maxPriceFen: sku.maxPriceFen as Fen,
        supplyPriceFen: sku.supplyPriceFen as Fen,
        marginFen: (sku.priceFen - sku.supplyPriceFen - portion(sku.priceFen as Fen, feeBps)) as Fen,
        stock: sku.stock,
      })),
    })),
  }
}

export type ListingChange = { onSale?: boolean | undefined; prices?: { skuId: SkuId; priceFen: number }[] | undefined }

export const changeListing = (ctx: Ctx, id: ListingId, { onSale, prices }: ListingChange) =>
  inTransaction(ctx, async (ctx) => {
    const [listing] = await store.listOwn(ctx.db, shopOf(ctx), id)
    if (!listing) throw new Refusal('shop.listing_not_found')
    for (const { skuId, priceFen } of prices ?? []) {
      const sku = listing.skus.find((each) => each.skuId === skuId)
      if (!sku) throw new Refusal('catalog.sku_not_found')
      if (!isWithinBand(priceFen, { minPrice: sku.minPriceFen, maxPrice: sku.maxPriceFen })) throw new Refusal('supply.price_out_of_band')
      await store.setPrice(ctx.db, id, skuId, priceFen)
    }
    if (prices?.length) await store.refreshPriceFrom(ctx.db, id)
    if (onSale !== undefined) await store.setOnSale(ctx.db, id, onSale)
    return { done: true } as const
  })

/** Field by field: copying all but one is several times as slow, and lists are what is asked for most. */
export const toTile = (row: store.TileRow): Tile => ({
  listingId: row.listingId,
  productId: row.productId,
  shopId: row.shopId,
  shopName: row.shopName,
  title: row.title,
  subtitle: row.subtitle,
  picture: row.picture,
  priceFen: row.priceFen as Fen,
  soldCount: row.soldCount,
  ratingTenths: ratingTenths(row.starTotal, row.reviewCount),
  reviewCount: row.reviewCount,
  designated: row.designated,
  inStock: row.inStock,
})

export async function bestOfShop(ctx: Ctx, shopId: ShopId, limit: number): Promise<Tile[]> {
  return (await store.bestOfShop(ctx.db, shopId, limit, ctx.clock.now())).map(toTile)
}

export async function tilesById(ctx: Ctx, ids: readonly ListingId[]): Promise<Tile[]> {
  return ids.length === 0 ? [] : (await store.tilesById(ctx.db, ids, ctx.clock.now())).map(toTile)
}

/** A product as it is offered: its tile, and what it is chosen by. */
export type Offer = { tile: Tile; productId: ProductId; categoryId: string; starTotal: number; reviewCount: number; soldCount: number }

/** How each product is offered, in this shop or where it is cheapest; products on sale nowhere (or not in that shop) are left out. */
export async function offersByProduct(ctx: Ctx, ids: readonly ProductId[], shopId?: ShopId): Promise<Offer[]> {
  const rows = ids.length === 0 ? [] : await store.offersByProduct(ctx.db, ids, shopId, ctx.clock.now())
  return rows.map((row) => {
    const { productId, categoryId, starTotal, reviewCount, soldCount } = row
    return { tile: toTile(row), productId, categoryId, starTotal, reviewCount, soldCount }
  })
}

/** A tile of each product, in the order given; products on sale nowhere (or not in that shop) are left out. */
export async function tilesByProduct(ctx: Ctx, ids: readonly ProductId[], shopId?: ShopId): Promise<Tile[]> {
  const tiles = new Map((await offersByProduct(ctx, ids, shopId)).map(({ productId, tile }) => [productId, tile]))
  return ids.flatMap((id) => tiles.get(id) ?? [])
}
