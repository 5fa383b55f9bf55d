import type { LineId, MemberId, ProductId, ReviewId, ShopId } from '@lianka/contract/ids'
import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

/** The line if this person bought it and its parcel has arrived, with what a review shows. */
export const findReceivedLine = (db: Db, id: LineId, buyerId: MemberId) =>
  db
    .selectFrom('orderLines as l')
    .innerJoin('orders as o', 'o.id', 'l.orderId')
    .innerJoin('parcels as p', 'p.id', 'l.parcelId')
    .innerJoin('members as m', 'm.id', 'o.buyerId')
    .select(['l.productId', 'o.shopId', 'l.title as productTitle', 'l.skuName', 'm.nickname', 'm.portrait'])
    .where('l.id', '=', id)
    .where('o.buyerId', '=', buyerId)
    .where('p.state', '=', 'received')
    .executeTakeFirst()

/** Undefined when the line has its review already. */
export const insertReview = (db: Db, row: Insertable<Tables['reviews']>) =>
  db
    .insertInto('reviews')
    .values(row)
    .onConflict((on) => on.column('lineId').doNothing())
    .returning('id')
    .executeTakeFirst()

export type ReviewRow = {
  id: ReviewId
  stars: number
  words: string
  nickname: string
  portrait: string
  at: string
  productTitle: string
  skuName: string
}

const pageOf = (whose: RawBuilder<unknown>, page: { after?: string | undefined; limit: number }) => sql<ReviewRow[]>`coalesce((
  select json_agg(json_build_object('id', n.id, 'stars', n.stars, 'words', n.words, 'nickname', m.nickname, 'portrait', m.portrait, 'at', n.at, 'productTitle', l.title, 'skuName', l.sku_name) order by n.id desc)
  from (select * from reviews r where ${whose} ${page.after ? sql`and r.id < ${page.after}` : sql``} order by r.id desc limit ${page.limit}) n
  join members m on m.id = n.member_id join order_lines l on l.id = n.line_id), '[]')`

const byStarsOf = (whose: RawBuilder<unknown>) => sql<number[]>`(
  select array[count(*) filter (where r.stars = 1), count(*) filter (where r.stars = 2), count(*) filter (where r.stars = 3), count(*) filter (where r.stars = 4), count(*) filter (where r.stars = 5)]::int[]
  from reviews r where ${whose})`

export type ReviewsRow = { items: ReviewRow[]; byStars: number[] }

/** A page of reviews and the counts over all of them, in one statement; undefined where there is no such product. */
export async function readReviewsOfProduct(
  db: Db,
  id: ProductId,
  page: { after?: string | undefined; limit: number },
): Promise<ReviewsRow | undefined> {
  const whose = sql`r.product_id = ${id}`
  const { rows } = await sql<ReviewsRow>`
    select ${pageOf(whose, page)} as items, ${byStarsOf(whose)} as by_stars from products p where p.id = ${id}`.execute(db)
  return rows[0]
}

export async function readReviewsOfShop(db: Db, id: ShopId, limit: number): Promise<ReviewsRow | undefined> {
  const whose = sql`r.shop_id = ${id}`
  const { rows } = await sql<ReviewsRow>`select ${pageOf(whose, { limit })} as items, ${byStarsOf(whose)} as by_stars`.execute(db)
  return rows[0]
}
