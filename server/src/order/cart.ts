import type { ListingId, ShopId, SkuId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Cart } from '@lianka/contract/order'
import { type Ctx, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import * as store from './cart-store.ts'
import { quoteOf } from './rules.ts'

/** The cart by shop, priced as it stands now. Lines that cannot be bought count nothing. */
export async function readCart(ctx: Ctx): Promise<Cart> {
  const rows = await store.listCart(ctx.db, memberOf(ctx))
  const shops = [...Map.groupBy(rows, (row) => row.shopId)].map(([shopId, lines]) => {
    // Where it goes is chosen at checkout, which asks again with the address.
    const { goods, postage } = quoteOf(
      lines.filter((line) => line.onSale && line.stock >= line.quantity),
      '',
    )
    return {
      shopId: shopId as ShopId,
      shopName: lines[0]?.shopName ?? '',
      goodsFen: goods as Fen,
      postageFen: postage as Fen,
      totalFen: (goods + postage) as Fen,
      lines: lines.map(({ supplierId: _, postage: ______, shopId: __, shopName: ___, categoryId: ____, weightGrams: _____, ...line }) => ({
        ...line,
        priceFen: line.priceFen as Fen,
      })),
    }
  })
  return { shops, pieces: rows.reduce((sum, row) => sum + row.quantity, 0) }
}

export async function addToCart(ctx: Ctx, line: { listingId: ListingId; skuId: SkuId; quantity: number }) {
  const pieces = await store.addCartLine(ctx.db, memberOf(ctx), line, ctx.clock.now())
  if (pieces === undefined) throw new Refusal('shop.listing_not_found')
  return { pieces }
}

export async function setCartLine(ctx: Ctx, line: { listingId: ListingId; skuId: SkuId; quantity: number }): Promise<Cart> {
  await store.setCartLine(ctx.db, memberOf(ctx), line)
  return readCart(ctx)
}
