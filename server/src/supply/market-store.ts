import type { ListingId, ProductId, ShopId, SkuId, SupplierId } from '@lianka/contract/ids'
import type { ListingNotice } from '@lianka/contract/market'
import type { Fen } from '@lianka/contract/money'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type MarketRow = {
  productId: ProductId
  title: string
  subtitle: string
  picture: string
  supplierName: string
  regionCode: string
  categoryId: string
  suggested: number
  supply: number
  lowest: number
  highest: number
  margin: number
  soldCount: number
  listed: boolean
}

export const marketSorts = ['newest', 'sold', 'margin', 'price'] as const
export type MarketFilter = {
  categoryId?: string | undefined
  words?: string | undefined
  province?: string | undefined
  minMarginFen?: number | undefined
  sort: (typeof marketSorts)[number]
  after?: string | undefined
  limit: number
}

const rank = { newest: sql`0::bigint`, sold: sql`p.sold_count`, margin: sql`margin.fen`, price: sql`-k.suggested_price` }

/** The place behind a row in a sorted list: how it ranks, then its id. */
export const cursorOf = (row: MarketRow, sort: MarketFilter['sort']) =>
  `${{ newest: 0, sold: row.soldCount, margin: row.margin, price: -row.suggested }[sort]}~${row.productId}`

/** What may be listed: approved goods of approved suppliers. The margin is what the suggested price leaves after supplier and platform. */
export async function listMarket(db: Db, shopId: ShopId, feeBps: number, filter: MarketFilter): Promise<MarketRow[]> {
  const [, place, id] = /^(-?\d{1,15})~(prd_[0-9a-z]{1,40})$/.exec(filter.after ?? '') ?? []
  const { rows } = await sql<MarketRow>`
    select p.id as product_id, p.title, p.subtitle, p.pictures->>0 as picture, s.name as supplier_name, s.region_code, p.category_id, k.suggested_price as suggested,
      k.supply_price as supply, k.min_price as lowest, k.max_price as highest, margin.fen as margin, p.sold_count,
      exists (select 1 from listings l where l.shop_id = ${shopId} and l.product_id = p.id and l.on_sale) as listed
    from products p join suppliers s on s.id = p.supplier_id and s.state = 'approved'
    join lateral (select suggested_price, supply_price, min_price, max_price from skus where product_id = p.id order by place limit 1) k on true
    cross join lateral (select (k.suggested_price - k.supply_price - k.suggested_price * ${feeBps}::bigint / 10000)::bigint as fen) margin
    where p.state = 'approved' ${filter.categoryId ? sql`and p.category_id = ${filter.categoryId}` : sql``}
      ${filter.words ? sql`and (p.title like ${likely(filter.words)} or s.name like ${likely(filter.words)})` : sql``}
      ${filter.province ? sql`and s.region_code like ${`${filter.province}%`}` : sql``} ${filter.minMarginFen ? sql`and margin.fen >= ${filter.minMarginFen}` : sql``}
      ${id ? sql`and (${rank[filter.sort]}, p.id) < (${place}::bigint, ${id})` : sql``}
    order by ${rank[filter.sort]} desc, p.id desc limit ${filter.limit}`.execute(db)
  return rows
}

const likely = (words: string) => `%${words.replace(/[%_\\]/g, '\\$&')}%`

/** One option of this supplier, locked, with its prices. */
export async function lockSku(db: Db, id: SkuId, supplierId: SupplierId) {
  const { rows } = await sql<{ productId: ProductId; supplyPrice: number }>`
    select k.product_id, k.supply_price from skus k join products p on p.id = k.product_id where k.id = ${id} and p.supplier_id = ${supplierId} for update of k`.execute(
    db,
  )
  return rows[0]
}

export type Band = { supplyPriceFen: number; minPriceFen: number; suggestedPriceFen: number; maxPriceFen: number }

export const setBand = (db: Db, id: SkuId, band: Band) =>
  sql`update skus set supply_price = ${band.supplyPriceFen}, min_price = ${band.minPriceFen}, suggested_price = ${band.suggestedPriceFen}, max_price = ${band.maxPriceFen}
    where id = ${id}`.execute(db)

/** Tells every shop that sells the option what it costs now. */
export const noteSupplyPrice = (db: Db, id: SkuId, before: number, after: number, at: Date) =>
  sql`insert into listing_notices (shop_id, listing_id, kind, sku_name, before_price, after_price, at)
    select l.shop_id, l.id, 'supply_price', k.name, ${before}, ${after}, ${at} from skus k join listings l on l.product_id = k.product_id and l.on_sale where k.id = ${id}`.execute(
    db,
  )

/** How many shops have an option at which price, whether or not they sell it just now: all of them follow a new band. */
export async function listShopPrices(db: Db, id: SkuId, supplierId: SupplierId) {
  const { rows } = await sql<{ priceFen: Fen; shops: number }>`
    select c.price as price_fen, count(*)::int as shops from listing_prices c join skus k on k.id = c.sku_id join products p on p.id = k.product_id
    where c.sku_id = ${id} and p.supplier_id = ${supplierId} group by c.price order by c.price`.execute(db)
  return rows
}

export const ownsSku = async (db: Db, id: SkuId, supplierId: SupplierId) =>
  (await db
    .selectFrom('skus')
    .innerJoin('products', 'products.id', 'skus.productId')
    .select('skus.id')
    .where('skus.id', '=', id)
    .where('products.supplierId', '=', supplierId)
    .executeTakeFirst()) !== undefined

/** Moves shops' prices that lie outside the band to its edge and tells the shops; answers which listings. */
export async function moveIntoBand(db: Db, id: SkuId, band: Band, at: Date): Promise<ListingId[]> {
  const { rows } = await sql<{ id: ListingId }>`
    with out as (select listing_id, price as before from listing_prices where sku_id = ${id} and (price < ${band.minPriceFen} or price > ${band.maxPriceFen}) order by listing_id for update),
    moved as (update listing_prices c set price = least(greatest(c.price, ${band.minPriceFen}), ${band.maxPriceFen}) from out
      where c.listing_id = out.listing_id and c.sku_id = ${id} returning c.listing_id, out.before, c.price),
    told as (insert into listing_notices (shop_id, listing_id, kind, sku_name, before_price, after_price, at)
      select l.shop_id, l.id, 'price_moved', k.name, m.before, m.price, ${at} from moved m join listings l on l.id = m.listing_id join skus k on k.id = ${id})
    select listing_id as id from moved`.execute(db)
  return rows.map(({ id }) => id)
}

export const refreshPriceFrom = (db: Db, ids: readonly ListingId[]) =>
  sql`update listings l set price_from = (select min(price) from listing_prices where listing_id = l.id) where l.id = any(${ids}::text[])`.execute(
    db,
  )

/** Tells shops of goods that stopped selling or are back, once each: what they were told last decides. */
export const noteStops = (db: Db, of: { productId?: ProductId; supplierId?: SupplierId }, at: Date) =>
  sql`insert into listing_notices (shop_id, listing_id, kind, at)
    select l.shop_id, l.id, case when l.sellable then 'back' else 'stopped' end, ${at} from listings l join products p on p.id = l.product_id
      left join lateral (select kind from listing_notices n where n.listing_id = l.id and n.kind in ('stopped', 'back') order by n.id desc limit 1) told on true
    where l.on_sale and ${of.productId ? sql`p.id = ${of.productId}` : sql`p.supplier_id = ${of.supplierId}`} and l.sellable = (coalesce(told.kind, 'back') = 'stopped')`.execute(
    db,
  )

export type NoticeRow = Omit<ListingNotice, 'at' | 'beforeFen' | 'afterFen'> & {
  at: Date
  before: number | null
  after: number | null
  unseen: number
}

export async function listNotices(db: Db, shopId: ShopId, page: { after?: string | undefined; limit: number }): Promise<NoticeRow[]> {
  const before = /^\d{1,18}$/.test(page.after ?? '') ? page.after : null
  const { rows } = await sql<NoticeRow>`
    select n.id::text, n.listing_id, l.title, l.picture, n.kind, n.sku_name, n.before_price as before, n.after_price as after, n.at, n.seen_at is not null as seen,
      (select count(*)::int from listing_notices u where u.shop_id = ${shopId} and u.seen_at is null) as unseen
    from listing_notices n join listings l on l.id = n.listing_id where n.shop_id = ${shopId} ${before ? sql`and n.id < ${before}::bigint` : sql``}
    order by n.id desc limit ${page.limit}`.execute(db)
  return rows
}

export const markSeen = (db: Db, shopId: ShopId, at: Date) =>
  db.updateTable('listingNotices').set({ seenAt: at }).where('shopId', '=', shopId).where('seenAt', 'is', null).execute()

export const listMaterials = async (db: Db, productId: ProductId) =>
  (await db.selectFrom('productMaterials').select(['text', 'pictures']).where('productId', '=', productId).orderBy('place').execute()) as {
    text: string
    pictures: string[]
  }[]

export const writeMaterials = async (db: Db, productId: ProductId, items: readonly { text: string; pictures: readonly string[] }[]) => {
  await db.deleteFrom('productMaterials').where('productId', '=', productId).execute()
  if (items.length > 0)
    await db
      .insertInto('productMaterials')
      .values(items.map(({ text, pictures }, place) => ({ productId, place, text, pictures: JSON.stringify(pictures) })))
      .execute()
}

/** The words and pictures a product has anyway, for one whose supplier wrote no materials. */
export async function findPitch(db: Db, productId: ProductId) {
  const { rows } = await sql<{
    title: string
    subtitle: string
    description: string
    pictures: string[]
    supplierId: SupplierId
    onOffer: boolean
  }>`
    select p.title, p.subtitle, p.description, p.pictures, p.supplier_id, p.state = 'approved' as on_offer from products p where p.id = ${productId}`.execute(
    db,
  )
  return rows[0]
}
