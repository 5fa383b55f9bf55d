import type { ListingId, OrderId, ShopId, SkuId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type Filter = { shopId?: ShopId | undefined; listingId?: ListingId | undefined; id?: string | undefined; onAt: Date | null }

/** An option of a shop's listing with what bounds its special prices; locked, so that two promotions of it are made one after the other. */
export async function lockOption(db: Db, shopId: ShopId, listingId: ListingId, skuId: SkuId) {
  const { rows } = await sql<{ price: number; minPrice: number }>`
    select r.price, k.min_price from listing_prices r join listings l on l.id = r.listing_id join skus k on k.id = r.sku_id
    where r.listing_id = ${listingId} and r.sku_id = ${skuId} and l.shop_id = ${shopId} for update of r`.execute(db)
  return rows[0]
}

export const insertThreshold = (db: Db, row: Insertable<Tables['thresholdDiscounts']>) =>
  db.insertInto('thresholdDiscounts').values(row).execute()
export const insertFlash = (db: Db, row: Insertable<Tables['flashSales']>) => db.insertInto('flashSales').values(row).execute()

/** Another flash sale of the same option in that time. */
export const hasFlashBetween = async (db: Db, listingId: ListingId, skuId: SkuId, from: Date, until: Date) =>
  (await db
    .selectFrom('flashSales')
    .select('id')
    .where('listingId', '=', listingId)
    .where('skuId', '=', skuId)
    .where('stoppedAt', 'is', null)
    .where('startsAt', '<', until)
    .where('endsAt', '>', from)
    .executeTakeFirst()) !== undefined

export const listThresholds = (db: Db, filter: Filter) =>
  db
    .selectFrom('thresholdDiscounts')
    .selectAll()
    .$if(filter.shopId !== undefined, (query) => query.where('shopId', '=', filter.shopId as ShopId))
    .$if(filter.id !== undefined, (query) => query.where('id', '=', filter.id as never))
    .$if(filter.onAt !== null, (query) => query.where('endsAt', '>', filter.onAt as Date).where('stoppedAt', 'is', null))
    .orderBy('fromAmount')
    .orderBy('id')
    .limit(50)
    .execute()

export type FlashRow = {
  id: string
  shopId: string
  shopName: string
  listingId: string
  skuId: string
  title: string
  skuName: string
  picture: string
  priceFen: number
  lowestDealFen: number | null
  flashFen: number
  quota: number
  taken: number
  perPerson: number
  startsAt: Date
  endsAt: Date
  stopped: boolean
}

export async function listFlash(db: Db, filter: Filter, now: Date): Promise<FlashRow[]> {
  const { rows } = await sql<FlashRow>`
    select f.id, f.shop_id, s.name as shop_name, f.listing_id, f.sku_id, l.title, k.name as sku_name, l.picture, r.price as price_fen, lowest_deal(f.listing_id, f.sku_id, ${now}) as lowest_deal_fen,
      f.price as flash_fen, f.quota, f.taken, f.per_person, f.starts_at, f.ends_at, f.stopped_at is not null as stopped
    from flash_sales f join shops s on s.id = f.shop_id join listings l on l.id = f.listing_id join skus k on k.id = f.sku_id join listing_prices r on r.listing_id = f.listing_id and r.sku_id = f.sku_id
    where (${filter.shopId ?? null}::text is null or f.shop_id = ${filter.shopId ?? ''}) and (${filter.listingId ?? null}::text is null or f.listing_id = ${filter.listingId ?? ''})
      and (${filter.id ?? null}::text is null or f.id = ${filter.id ?? ''})
      and (${filter.onAt}::timestamptz is null or (f.ends_at > ${filter.onAt} and f.stopped_at is null and l.on_sale and l.sellable))
    order by f.starts_at desc, f.id limit 50`.execute(db)
  return rows
}

/** What an order paid for a piece of each of its options, kept where it is the day's lowest. */
export const noteDeals = (db: Db, orderId: OrderId) =>
  sql`
    insert into lowest_deals as d (listing_id, sku_id, day, price)
    select l.listing_id, l.sku_id, (o.paid_at at time zone 'Asia/Shanghai')::date, min(l.base / l.quantity)
    from order_lines l join orders o on o.id = l.order_id where o.id = ${orderId} and o.paid_at is not null group by 1, 2, 3 order by 1, 2, 3
    on conflict (listing_id, sku_id, day) do update set price = least(d.price, excluded.price)`.execute(db)
