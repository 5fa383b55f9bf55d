import type { ShopId } from '@lianka/contract/ids'
import type { Insertable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const findPlace = (db: Db, shopId: ShopId) =>
  db
    .selectFrom('shopPlaces')
    .select(['pickup', 'address', 'regionCode', 'openingHours', 'localRadius', 'latE6', 'lngE6'])
    .where('shopId', '=', shopId)
    .executeTakeFirst()

export const shopExists = async (db: Db, id: ShopId) =>
  (await db.selectFrom('shops').select('id').where('id', '=', id).executeTakeFirst()) !== undefined

export const keepPlace = (db: Db, { shopId, ...row }: Insertable<Tables['shopPlaces']>) =>
  db
    .insertInto('shopPlaces')
    .values({ shopId, ...row })
    .onConflict((on) => on.column('shopId').doUpdateSet(row))
    .execute()
