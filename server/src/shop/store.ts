import type { ListingId, MemberId, ProductId, ShopId, SkuId } from '@lianka/contract/ids'
import { CompiledQuery, type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertShop = (db: Db, row: Insertable<Tables['shops']>) =>
  db
    .insertInto('shops')
    .values(row)
    .onConflict((on) => on.column('ownerId').doNothing())
    .returning('id')
    .executeTakeFirst()

export const updateShop = (db: Db, id: ShopId, set: Updateable<Tables['shops']>) =>
  db.updateTable('shops').set(set).where('id', '=', id).execute()

export const findShop = (db: Db, by: { id: ShopId } | { ownerId: MemberId }) =>
  db
    .selectFrom('shops as s')
    .innerJoin('members as m', 'm.id', 's.ownerId')
    .select([
      's.id',
      's.name',
      's.intro',
      's.front',
      's.regionCode',
      's.ownerId',
      'm.nickname as ownerNickname',
      'm.portrait as ownerPortrait',
    ])
    .select(sql<number>`(select count(*)::int from listings l where l.shop_id = s.id and l.on_sale)`.as('listingCount'))
    .where('id' in by ? 's.id' : 's.ownerId', '=', ('id' in by ? by.id : by.ownerId) as never)
    .executeTakeFirst()

export type TileRow = {
  listingId: ListingId
  productId: ProductId
  shopId: ShopId
  shopName: string
  title: string
  subtitle: string
  picture: string
  priceFen: number
  soldCount: number
  starTotal: number
  reviewCount: number
  designated: boolean
  inStock: boolean
}

/**
 * What a tile shows, from `listings l`; `now` is the parameter that says when, for the products designated by the plan in force. The columns
 * are named as the code names them, so that the most asked statements need no plug-in that renames every value of every row.
 */
export const tileText = (
  now: string,
) => `l.id as "listingId", l.product_id as "productId", l.shop_id as "shopId", l.shop_name as "shopName", l.title, l.subtitle, l.picture, l.price_from as "priceFen",
  l.sold_count as "soldCount", l.star_total as "starTotal", l.review_count as "reviewCount", l.in_stock as "inStock", l.product_id = any(coalesce((select array(select d->>'productId'
    from jsonb_array_elements(data->'designated') d) from plans where effective_at <= ${now} order by version desc limit 1), '{}')) as designated`

const [beforeNow, afterNow] = tileText('$now').split('$now') as [string, string]
export const tileColumns = (now: Date) => sql`${sql.raw(beforeNow)}${now}${sql.raw(afterNow)}`

/** The goods of a shop, what is bought most first. */
export async function bestOfShop(db: Db, shopId: ShopId, limit: number, now: Date): Promise<TileRow[]> {
  const { rows } = await sql<TileRow>`
    select ${tileColumns(now)} from listings l where l.shop_id = ${shopId} and l.on_sale and l.sellable order by l.sold_count desc, l.id desc limit ${limit}`.execute(
    db,
  )
  return rows
}

export async function tilesById(db: Db, ids: readonly ListingId[], now: Date): Promise<TileRow[]> {
  const { rows } =
    await sql<TileRow>`select ${tileColumns(now)} from listings l where l.id = any(${ids}::text[]) and l.on_sale and l.sellable`.execute(db)
  return rows
}

export type OfferRow = TileRow & { categoryId: string }

/** One tile of each product: in this shop where it is listed there, otherwise the cheapest. */
export async function offersByProduct(
  db: Db,
  productIds: readonly ProductId[],
  shopId: ShopId | undefined,
  now: Date,
): Promise<OfferRow[]> {
  const { rows } = await sql<OfferRow>`
    select ${tileColumns(now)}, l.category_id from unnest(${productIds}::text[]) as wanted (id)
    join lateral (select * from listings x where x.product_id = wanted.id and x.on_sale and x.sellable ${shopId ? sql`and x.shop_id = ${shopId}` : sql``} order by x.price_from, x.id limit 1) l on true`.execute(
    db,
  )
  return rows
}

export type PageRow = TileRow & {
  description: string
  pictures: string[]
  attributes: { name: string; value: string }[]
  categoryId: string
  supplierName: string
  ownerNickname: string
  ownerPortrait: string
  returnExcepted: boolean
  kind: 'goods' | 'course' | 'consultation'
  outline: string[]
  showSupplierPart: boolean
  skus: { id: SkuId; name: string; priceFen: number; stock: number; supplyPriceFen: number }[]
  lot: null | {
    id: string
    code: string
    origin: string
    producer: string
    story: string
    bestBefore: string | null
    inspection: unknown
    events: { kind: string; at: string; place: string; note: string }[]
  }
  plan: unknown
}

/** Everything the product page shows, in one statement. */
const pageText = `
    with plan as (select data from plans where effective_at <= $2 order by version desc limit 1)
    select l.id as "listingId", p.id as "productId", s.id as "shopId", s.name as "shopName", p.title, p.subtitle, p.pictures->>0 as picture, l.price_from as "priceFen",
      p.sold_count as "soldCount", p.star_total as "starTotal", p.review_count as "reviewCount", p.description, p.pictures, p.attributes, p.category_id as "categoryId",
      u.name as "supplierName", m.nickname as "ownerNickname", m.portrait as "ownerPortrait", p.return_excepted as "returnExcepted", p.kind, coalesce(p.digital->'outline', '[]') as outline,
      p.show_supplier_part as "showSupplierPart", (select data from plan) as plan,
      (select json_agg(json_build_object('id', k.id, 'name', k.name, 'priceFen', c.price, 'stock', k.stock, 'supplyPriceFen', k.supply_price) order by k.place)
        from skus k join listing_prices c on c.sku_id = k.id and c.listing_id = l.id where k.product_id = p.id) as skus,
      (select json_build_object('id', o.id, 'code', o.code, 'origin', o.origin, 'producer', o.producer, 'story', o.story, 'bestBefore', o.best_before, 'inspection', o.inspection,
        'events', coalesce((select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'place', e.place, 'note', e.note) order by e.at) from trace_events e where e.lot_id = o.id), '[]'))
        from lots o where o.product_id = p.id order by o.id desc limit 1) as lot
    from listings l join products p on p.id = l.product_id join shops s on s.id = l.shop_id join members m on m.id = s.owner_id join suppliers u on u.id = p.supplier_id
    where l.id = $1 and l.on_sale and p.state = 'approved' and u.state = 'approved'`

export async function readPage(db: Db, id: ListingId, now: Date): Promise<PageRow | undefined> {
  const { rows } = await db.withoutPlugins().executeQuery(CompiledQuery.raw(pageText, [id, now]))
  return rows[0] as PageRow | undefined
}

export const findOfferable = (db: Db, productId: ProductId) =>
  db
    .selectFrom('products as p')
    .innerJoin('suppliers as s', 's.id', 'p.supplierId')
    .innerJoin('skus as k', 'k.productId', 'p.id')
    .select(['k.id', 'k.suggestedPrice'])
    .where('p.id', '=', productId)
    .where('p.state', '=', 'approved')
    .where('s.state', '=', 'approved')
    .execute()

export const keepListing = (db: Db, row: Insertable<Tables['listings']>) =>
  db
    .insertInto('listings')
    .values(row)
    .onConflict((on) => on.columns(['shopId', 'productId']).doUpdateSet({ onSale: true }))
    .returning('id')
    .executeTakeFirstOrThrow()

export const keepPrices = (db: Db, rows: readonly Insertable<Tables['listingPrices']>[]) =>
  db
    .insertInto('listingPrices')
    .values([...rows])
    .onConflict((on) => on.columns(['listingId', 'skuId']).doNothing())
    .execute()

export const setPrice = (db: Db, listingId: ListingId, skuId: SkuId, price: number) =>
  db
    .updateTable('listingPrices')
    .set({ price: price as never })
    .where('listingId', '=', listingId)
    .where('skuId', '=', skuId)
    .execute()

export const refreshPriceFrom = (db: Db, id: ListingId) =>
  sql`update listings set price_from = (select min(price) from listing_prices where listing_id = ${id}) where id = ${id}`.execute(db)

export const setOnSale = (db: Db, id: ListingId, onSale: boolean) =>
  db.updateTable('listings').set({ onSale }).where('id', '=', id).execute()

export type MyListingRow = {
  listingId: ListingId
  title: string
  picture: string
  onSale: boolean
  soldCount: number
  skus: { skuId: SkuId; name: string; priceFen: number; minPriceFen: number; maxPriceFen: number; supplyPriceFen: number; stock: number }[]
}

export async function listOwn(db: Db, shopId: ShopId, id?: ListingId): Promise<MyListingRow[]> {
  const { rows } = await sql<MyListingRow>`
    select l.id as listing_id, p.title, p.pictures->>0 as picture, l.on_sale,
      (select coalesce(sum(n.quantity), 0)::int from order_lines n join orders o on o.id = n.order_id and o.paid_seq is not null where n.listing_id = l.id) as sold_count,
      (select json_agg(json_build_object('skuId', k.id, 'name', k.name, 'priceFen', c.price, 'minPriceFen', k.min_price, 'maxPriceFen', k.max_price, 'supplyPriceFen', k.supply_price, 'stock', k.stock) order by k.place)
        from skus k join listing_prices c on c.sku_id = k.id and c.listing_id = l.id where k.product_id = p.id) as skus
    from listings l join products p on p.id = l.product_id
    where l.shop_id = ${shopId} ${id ? sql`and l.id = ${id}` : sql``} order by l.id desc`.execute(db)
  return rows
}
