import type { ListingId, ShopId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

const tables = { cpn: 'coupons', thr: 'thresholdDiscounts', fls: 'flashSales', gof: 'groupOffers', bof: 'bargainOffers' } as const

/** Ends a promotion of this shop, or of the platform; undefined when there is none of that name. Ended before, it stays as it was. */
export const stop = (db: Db, id: string, shopId: ShopId | null, at: Date) =>
  db
    .updateTable(tables[id.slice(0, 3) as keyof typeof tables])
    .set({ stoppedAt: sql<Date>`coalesce(stopped_at, ${at})` })
    .where('id', '=', id as never)
    .where('shopId', shopId === null ? 'is' : '=', shopId as never)
    .returning('id')
    .executeTakeFirst()

export const shopOfListing = async (db: Db, id: ListingId): Promise<ShopId | undefined> =>
  (await db.selectFrom('listings').select('shopId').where('id', '=', id).executeTakeFirst())?.shopId
