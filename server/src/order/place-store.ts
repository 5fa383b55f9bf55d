import type { AddressId, LineId, ListingId, MemberId, OrderId, ParcelId, ProductId, ShopId, SkuId, SupplierId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type QuoteRow = {
  listingId: ListingId
  skuId: SkuId
  productId: ProductId
  supplierId: SupplierId
  supplierName: string
  shopId: ShopId
  shopName: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  supplyPriceFen: number
  categoryId: string
  weightGrams: number
  returnExcepted: boolean
}

export type Quote = { lines: QuoteRow[]; address: { regionCode: string; secretCipher: string } | null }

/** Prices, supply prices and the address an order needs, in one statement. Goods not on sale are missing from the answer. */
export async function readQuote(
  db: Db,
  memberId: MemberId,
  wanted: readonly { listingId: ListingId; skuId: SkuId }[],
  addressId: AddressId | null,
): Promise<Quote> {
  const { rows } = await sql<Quote>`
    select (select json_build_object('regionCode', a.region_code, 'secretCipher', a.secret_cipher) from addresses a where a.id = ${addressId} and a.member_id = ${memberId}) as address,
      coalesce((select json_agg(json_build_object('listingId', l.id, 'skuId', k.id, 'productId', p.id, 'supplierId', p.supplier_id, 'supplierName', u.name, 'shopId', s.id, 'shopName', s.name,
        'title', p.title, 'skuName', k.name, 'picture', p.pictures->>0, 'priceFen', r.price, 'supplyPriceFen', k.supply_price, 'categoryId', p.category_id, 'weightGrams', k.weight_grams, 'returnExcepted', p.return_excepted))
        from unnest(${wanted.map((w) => w.listingId)}::text[], ${wanted.map((w) => w.skuId)}::text[]) as w (listing_id, sku_id)
        join listing_prices r on r.listing_id = w.listing_id and r.sku_id = w.sku_id join listings l on l.id = r.listing_id and l.on_sale join shops s on s.id = l.shop_id
        join skus k on k.id = r.sku_id join products p on p.id = k.product_id and p.state = 'approved' join suppliers u on u.id = p.supplier_id and u.state = 'approved'), '[]') as lines`.execute(
    db,
  )
  return rows[0] ?? { lines: [], address: null }
}

export type NewOrder = {
  order: {
    id: OrderId
    number: string
    buyerId: MemberId
    shopId: ShopId
    goods: number
    postage: number
    total: number
    regionCode: string
    addressCipher: string
    note: string
    shareCode: string | null
    placedAt: Date
    dueAt: Date
  }
  parcels: { id: ParcelId; supplierId: SupplierId; postage: number }[]
  lines: {
    id: LineId
    parcelId: ParcelId
    place: number
    listingId: ListingId
    productId: ProductId
    skuId: SkuId
    title: string
    skuName: string
    picture: string
    price: number
    quantity: number
    supplyPrice: number
    base: number
    platformDiscount: number
    returnExcepted: boolean
  }[]
}

/** Writes order, parcels, lines and history, takes what was bought out of the cart and out of stock, in one statement. The stock comes last: its rows are locked shortest. */
export const insertOrder = (db: Db, { order, parcels, lines }: NewOrder) =>
  sql`
    with o as (
      insert into orders (id, number, buyer_id, shop_id, state, goods, postage, total, region_code, address_cipher, note, share_code, placed_at, due_at)
      values (${order.id}, ${order.number}, ${order.buyerId}, ${order.shopId}, 'awaiting_payment', ${order.goods}, ${order.postage}, ${order.total}, ${order.regionCode}, ${order.addressCipher},
        ${order.note}, ${order.shareCode}, ${order.placedAt}, ${order.dueAt})
    ), p as (
      insert into parcels (id, order_id, supplier_id, state, postage)
      select id, ${order.id}, "supplierId", 'to_ship', postage from json_to_recordset(${JSON.stringify(parcels)}::json) as x (id text, "supplierId" text, postage bigint)
    ), l as (
      insert into order_lines (id, order_id, parcel_id, place, listing_id, product_id, sku_id, title, sku_name, picture, price, quantity, supply_price, base, platform_discount, return_excepted)
      select id, ${order.id}, "parcelId", place, "listingId", "productId", "skuId", title, "skuName", picture, price, quantity, "supplyPrice", base, "platformDiscount", "returnExcepted"
      from json_to_recordset(${JSON.stringify(lines)}::json) as x (id text, "parcelId" text, place int, "listingId" text, "productId" text, "skuId" text, title text, "skuName" text, picture text,
        price bigint, quantity int, "supplyPrice" bigint, base bigint, "platformDiscount" bigint, "returnExcepted" boolean)
    ), c as (
      delete from cart_lines using unnest(${lines.map((line) => line.listingId)}::text[], ${lines.map((line) => line.skuId)}::text[]) as bought (listing_id, sku_id)
      where cart_lines.member_id = ${order.buyerId} and cart_lines.listing_id = bought.listing_id and cart_lines.sku_id = bought.sku_id
    )
    insert into order_changes (order_id, what, by, at)
    select ${order.id}, 'placed', ${order.buyerId}, ${order.placedAt}
    from take_stock(${lines.map((line) => line.skuId)}::text[], ${lines.map((line) => line.quantity)}::int[]) as taken`.execute(db)
