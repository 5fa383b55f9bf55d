import type { ListingId, MemberId, ProductId, ShopId, SkuId } from '@lianka/contract/ids'
import type { PostageTemplate } from '@lianka/pricing/postage'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type CartRow = {
  shopId: ShopId
  shopName: string
  listingId: ListingId
  skuId: SkuId
  productId: ProductId
  supplierId: string
  postage: PostageTemplate | null
  categoryId: string
  weightGrams: number
  title: string
  skuName: string
  picture: string
  priceFen: number
  quantity: number
  stock: number
  onSale: boolean
  returnExcepted: boolean
}

export async function listCart(db: Db, memberId: MemberId): Promise<CartRow[]> {
  const { rows } = await sql<CartRow>`
    select l.shop_id, s.name as shop_name, c.listing_id, c.sku_id, p.id as product_id, p.supplier_id, u.postage, p.category_id, k.weight_grams, p.title, k.name as sku_name, p.pictures->>0 as picture, r.price as price_fen, c.quantity, k.stock,
      l.on_sale and p.state = 'approved' as on_sale, p.return_excepted
    from cart_lines c join listings l on l.id = c.listing_id join shops s on s.id = l.shop_id join skus k on k.id = c.sku_id join products p on p.id = k.product_id join suppliers u on u.id = p.supplier_id
    join listing_prices r on r.listing_id = c.listing_id and r.sku_id = c.sku_id
    where c.member_id = ${memberId} order by c.added_at desc, c.sku_id`.execute(db)
  return rows
}

/** Adds to a line of goods that are on sale; answers the pieces in the whole cart, undefined when it cannot be bought. */
export async function addCartLine(
  db: Db,
  memberId: MemberId,
  line: { listingId: ListingId; skuId: SkuId; quantity: number },
  now: Date,
): Promise<number | undefined> {
  const { rows } = await sql<{ pieces: number | null; added: number }>`
    with found as (
      select r.listing_id, r.sku_id from listing_prices r join listings l on l.id = r.listing_id and l.on_sale join products p on p.id = l.product_id and p.state = 'approved'
      where r.listing_id = ${line.listingId} and r.sku_id = ${line.skuId}
    ), put as (
      insert into cart_lines (member_id, listing_id, sku_id, quantity, added_at) select ${memberId}, listing_id, sku_id, ${line.quantity}, ${now} from found
      on conflict (member_id, listing_id, sku_id) do update set quantity = least(99, cart_lines.quantity + excluded.quantity) returning quantity
    )
    select (select count(*) from put)::int as added,
      ((select coalesce(sum(quantity), 0) from cart_lines where member_id = ${memberId} and not (listing_id = ${line.listingId} and sku_id = ${line.skuId})) + (select sum(quantity) from put))::int as pieces`.execute(
    db,
  )
  return rows[0]?.pieces ?? undefined
}

export const setCartLine = (db: Db, memberId: MemberId, line: { listingId: ListingId; skuId: SkuId; quantity: number }) =>
  line.quantity === 0
    ? db
        .deleteFrom('cartLines')
        .where('memberId', '=', memberId)
        .where('listingId', '=', line.listingId)
        .where('skuId', '=', line.skuId)
        .execute()
    : db
        .updateTable('cartLines')
        .set({ quantity: line.quantity })
        .where('memberId', '=', memberId)
        .where('listingId', '=', line.listingId)
        .where('skuId', '=', line.skuId)
        .execute()
