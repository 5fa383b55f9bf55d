import type { OrderId, ParcelId, ShopId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type NewHandover = {
  orderId: OrderId
  shopId: ShopId
  way: 'pickup' | 'local'
  code: string
  placeAddress: string
  openingHours: string
  distance: number | null
}

/** The handover and the order's way, in one statement; false when the code is in use in this shop. */
export async function insertHandover(db: Db, row: NewHandover): Promise<boolean> {
  const { rows } = await sql<{ orderId: OrderId }>`
    with made as (
      insert into handovers (order_id, shop_id, way, code, place_address, opening_hours, distance)
      values (${row.orderId}, ${row.shopId}, ${row.way}, ${row.code}, ${row.placeAddress}, ${row.openingHours}, ${row.distance})
      on conflict (shop_id, code) where redeemed_at is null do nothing returning order_id
    ) update orders set delivery = ${row.way} from made where orders.id = made.order_id returning made.order_id`.execute(db)
  return rows.length > 0
}

/** Parcels of the order on their way without a courier: which went now, and which are not received yet. */
export async function sendWithoutCourier(
  db: Db,
  orderId: OrderId,
  at: Date,
  dueAt: Date,
): Promise<{ sent: ParcelId[]; waiting: ParcelId[] }> {
  const went = await sql<{ id: ParcelId }>`
    update parcels p set state = 'shipped', shipped_at = ${at}, due_at = ${dueAt} where p.order_id = ${orderId} and p.state = 'to_ship'
      and exists (select 1 from order_lines l where l.parcel_id = p.id and (l.refunded < l.base or l.base = 0)) returning p.id`.execute(db)
  const { rows } = await sql<{
    id: ParcelId
  }>`select id from parcels where order_id = ${orderId} and state = 'shipped' order by id`.execute(db)
  return { sent: went.rows.map(({ id }) => id), waiting: rows.map(({ id }) => id) }
}
