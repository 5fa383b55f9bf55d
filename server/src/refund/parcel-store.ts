import type { AfterSaleId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type Direction = Tables['afterSaleParcels']['direction']

export const insertParcel = (db: Db, row: Insertable<Tables['afterSaleParcels']>) => db.insertInto('afterSaleParcels').values(row).execute()

export const findByTracking = (db: Db, courier: string, trackingNumber: string) =>
  db
    .selectFrom('afterSaleParcels')
    .select(['afterSaleId', 'direction', 'deliveredAt'])
    .where('courier', '=', courier)
    .where('trackingNumber', '=', trackingNumber)
    .executeTakeFirst()

/** What the courier service wants to know. The one who receives is the supplier of a return and the buyer of a replacement. */
export async function readSending(db: Db, id: AfterSaleId, direction: Direction) {
  const { rows } = await sql<{
    courier: string
    trackingNumber: string
    addressCipher: string
    buyerRegion: string
    supplierRegion: string
  }>`
    select p.courier, p.tracking_number, o.address_cipher, o.region_code as buyer_region, s.region_code as supplier_region
    from after_sale_parcels p join after_sales a on a.id = p.after_sale_id join orders o on o.id = a.order_id join suppliers s on s.id = a.supplier_id
    where p.after_sale_id = ${id} and p.direction = ${direction}`.execute(db)
  return rows[0]
}

export const addTracks = (db: Db, rows: readonly Insertable<Tables['afterSaleTracks']>[]) =>
  db
    .insertInto('afterSaleTracks')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()

/** False when it was delivered before. */
export const markDelivered = async (db: Db, id: AfterSaleId, direction: Direction, at: Date): Promise<boolean> =>
  (await db
    .updateTable('afterSaleParcels')
    .set({ deliveredAt: at })
    .where('afterSaleId', '=', id)
    .where('direction', '=', direction)
    .where('deliveredAt', 'is', null)
    .returning('afterSaleId')
    .executeTakeFirst()) !== undefined

/** The supplier's days begin when the goods are there. */
export const bringForward = (db: Db, id: AfterSaleId, by: Date) =>
  db
    .updateTable('afterSales')
    .set({ answerBy: by })
    .where('id', '=', id)
    .where('state', '=', 'returning')
    .where('answerBy', '>', by)
    .execute()
