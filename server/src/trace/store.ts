import type { LotId, ProductId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertLot = (db: Db, row: Insertable<Tables['lots']>) => db.insertInto('lots').values(row).execute()
export const insertEvents = (db: Db, rows: readonly Insertable<Tables['traceEvents']>[]) =>
  db
    .insertInto('traceEvents')
    .values([...rows])
    .execute()
export const deleteLots = async (db: Db, productId: ProductId) => {
  await db
    .deleteFrom('traceEvents')
    .where('lotId', 'in', (eb) => eb.selectFrom('lots').select('lots.id').where('lots.productId', '=', productId))
    .execute()
  await db.deleteFrom('lots').where('productId', '=', productId).execute()
}

export type LotRow = {
  productId: ProductId
  id: LotId
  code: string
  origin: string
  producer: string
  story: string
  bestBefore: Date | null
  inspection: unknown
  events: { kind: 'harvest' | 'make' | 'inspect' | 'store' | 'pack' | 'ship'; at: string; place: string; note: string }[]
}

/** The newest lot of each product, with its events. */
export async function newestLots(db: Db, productIds: readonly ProductId[]): Promise<LotRow[]> {
  const { rows } = await sql<LotRow>`
    select distinct on (l.product_id) l.product_id, l.id, l.code, l.origin, l.producer, l.story, l.best_before, l.inspection,
      coalesce((select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'place', e.place, 'note', e.note) order by e.at) from trace_events e where e.lot_id = l.id), '[]') as events
    from lots l where l.product_id = any(${productIds}::text[]) order by l.product_id, l.id desc`.execute(db)
  return rows
}
