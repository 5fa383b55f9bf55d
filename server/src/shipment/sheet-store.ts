import type { ParcelId, ShippingSheetId, SupplierId } from '@lianka/contract/ids'
import type { OrderState, ParcelState } from '@lianka/contract/order'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type NamedParcel = {
  id: ParcelId
  orderNumber: string
  state: ParcelState
  orderState: OrderState
  courier: string | null
  trackingNumber: string | null
  /** Something in it is not given back. */
  wanted: boolean
}

/** A supplier's paid parcels that are named by their id or by the number of their order. */
export async function parcelsNamed(db: Db, supplierId: SupplierId, names: readonly string[]): Promise<NamedParcel[]> {
  const { rows } = await sql<NamedParcel>`
    select p.id, o.number as order_number, p.state, o.state as order_state, p.courier, p.tracking_number,
      exists (select 1 from order_lines l where l.parcel_id = p.id and l.refunded < l.base) as wanted
    from parcels p join orders o on o.id = p.order_id and o.paid_seq is not null
    where p.supplier_id = ${supplierId} and (p.id = any(${names}::text[]) or o.number = any(${names}::text[]))`.execute(db)
  return rows
}

export type ParcelToSend = {
  id: ParcelId
  orderNumber: string
  paidAt: Date
  regionCode: string
  addressCipher: string
  goods: string
  note: string
}

/** What a supplier has to send, longest waiting first. */
export async function parcelsToSend(db: Db, supplierId: SupplierId, limit: number): Promise<ParcelToSend[]> {
  const { rows } = await sql<ParcelToSend>`
    select p.id, o.number as order_number, o.paid_at, o.region_code, o.address_cipher, o.note,
      (select string_agg(l.title || ' ' || l.sku_name || ' ×' || l.quantity, '；' order by l.place) from order_lines l where l.parcel_id = p.id and l.refunded < l.base) as goods
    from parcels p join orders o on o.id = p.order_id and o.state = 'paid'
    where p.supplier_id = ${supplierId} and p.state = 'to_ship' and exists (select 1 from order_lines l where l.parcel_id = p.id and l.refunded < l.base)
    order by o.paid_at, p.id limit ${limit}`.execute(db)
  return rows
}

export const insertSheet = (db: Db, row: Insertable<Tables['shippingSheets']>) => db.insertInto('shippingSheets').values(row).execute()

const summary = ['id', 'name', 'uploadedAt', 'shipped', 'unchanged', 'left', 'refused'] as const
const uploader = sql<string>`coalesce((select s.name from staff s where s.id = uploaded_by), '')`.as('uploadedBy')

export const listSheets = (db: Db, supplierId: SupplierId, filter: { after?: string | undefined; limit: number }) =>
  db
    .selectFrom('shippingSheets')
    .select(summary)
    .select(uploader)
    .where('supplierId', '=', supplierId)
    .$if(Boolean(filter.after), (query) => query.where('id', '<', filter.after as ShippingSheetId))
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute()

export const findSheet = (db: Db, supplierId: SupplierId, id: ShippingSheetId) =>
  db
    .selectFrom('shippingSheets')
    .select([...summary, 'rows'])
    .select(uploader)
    .where('supplierId', '=', supplierId)
    .where('id', '=', id)
    .executeTakeFirst()
