import type { DigitalContent } from '@lianka/contract/digital-goods'
import type { ConsultationSlotId, LineId, MemberId, OrderId, ProductId, SupplierId } from '@lianka/contract/ids'
import type { OrderState, ParcelState } from '@lianka/contract/order'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

type Slot = { id: ConsultationSlotId; startsAt: string; minutes: number }

export type DigitalRow = {
  lineId: LineId
  productId: ProductId
  kind: 'course' | 'consultation'
  title: string
  picture: string
  buyerId: MemberId
  orderState: OrderState
  parcelState: ParcelState
  content: DigitalContent
  openedAt: Date | null
  /** Money for it is asked for, or all of it was given back. */
  goingBack: boolean
  booked: Slot | null
  free: Slot[]
}

/** The courses and consultations of an order, with the next times that are free. */
export async function listDigital(db: Db, orderId: OrderId, now: Date): Promise<DigitalRow[]> {
  const { rows } = await sql<DigitalRow>`
    select l.id as line_id, l.product_id, p.kind, l.title, l.picture, o.buyer_id, o.state as order_state, c.state as parcel_state, p.digital as content, d.opened_at,
      (l.base > 0 and l.refunded >= l.base) or exists (select from after_sales a where a.line_id = l.id and a.state in ('requested', 'approved', 'returning', 'arbitrating', 'refunding')) as going_back,
      (select json_build_object('id', s.id, 'startsAt', s.starts_at, 'minutes', s.minutes) from consultation_slots s where s.line_id = l.id) as booked,
      coalesce((select json_agg(json_build_object('id', f.id, 'startsAt', f.starts_at, 'minutes', f.minutes) order by f.starts_at) from (
        select id, starts_at, minutes from consultation_slots where product_id = p.id and line_id is null and starts_at > ${now} order by starts_at limit 60) f), '[]') as free
    from orders o join order_lines l on l.order_id = o.id join products p on p.id = l.product_id and p.digital is not null join parcels c on c.id = l.parcel_id
    left join digital_openings d on d.line_id = l.id where o.id = ${orderId} and o.delivery = 'digital' order by l.place`.execute(db)
  return rows
}

/** Opened, once; from now on it cannot be sent back without a reason. */
export const open = (db: Db, lineId: LineId, by: MemberId, at: Date) =>
  sql`
    with o as (insert into digital_openings (line_id, opened_at, opened_by) values (${lineId}, ${at}, ${by}) on conflict do nothing returning line_id)
    update order_lines set return_excepted = true from o where order_lines.id = o.line_id`.execute(db)

/** Takes a free time of the line's product, giving back the one it had; false when somebody else was first. */
export async function takeSlot(
  db: Db,
  line: { lineId: LineId; productId: ProductId },
  slotId: ConsultationSlotId,
  now: Date,
): Promise<boolean> {
  await db.updateTable('consultationSlots').set({ lineId: null, bookedAt: null }).where('lineId', '=', line.lineId).execute()
  const taken = await db
    .updateTable('consultationSlots')
    .set({ lineId: line.lineId, bookedAt: now })
    .where('id', '=', slotId)
    .where('productId', '=', line.productId)
    .where('lineId', 'is', null)
    .where('startsAt', '>', now)
    .returning('id')
    .executeTakeFirst()
  return taken !== undefined
}

export const ownsProduct = async (db: Db, id: ProductId, supplierId: SupplierId): Promise<boolean> =>
  (await db
    .selectFrom('products')
    .select('id')
    .where('id', '=', id)
    .where('supplierId', '=', supplierId)
    .where('kind', '=', 'consultation')
    .executeTakeFirst()) !== undefined

/** False when there is one at that time. */
export const insertSlot = async (db: Db, row: Insertable<Tables['consultationSlots']>): Promise<boolean> =>
  (await db
    .insertInto('consultationSlots')
    .values(row)
    .onConflict((on) => on.columns(['productId', 'startsAt']).doNothing())
    .returning('id')
    .executeTakeFirst()) !== undefined

export const listSlots = (db: Db, productId: ProductId, from: Date) =>
  db
    .selectFrom('consultationSlots as s')
    .leftJoin('orderLines as l', 'l.id', 's.lineId')
    .leftJoin('orders as o', 'o.id', 'l.orderId')
    .leftJoin('members as m', 'm.id', 'o.buyerId')
    .select(['s.id', 's.startsAt', 's.minutes', 's.lineId', 'm.nickname as buyer', 'o.number as orderNumber'])
    .where('s.productId', '=', productId)
    .where('s.startsAt', '>=', from)
    .orderBy('s.startsAt')
    .limit(200)
    .execute()

export type SlotFacts = { lineId: LineId | null; supplierId: SupplierId }
export const lockSlot = (db: Db, id: ConsultationSlotId): Promise<SlotFacts | undefined> =>
  db
    .selectFrom('consultationSlots as s')
    .innerJoin('products as p', 'p.id', 's.productId')
    .select(['s.lineId', 'p.supplierId'])
    .where('s.id', '=', id)
    .forUpdate('s')
    .executeTakeFirst()

export const deleteSlot = (db: Db, id: ConsultationSlotId) => db.deleteFrom('consultationSlots').where('id', '=', id).execute()
