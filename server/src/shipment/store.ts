import type { DeliveryWay } from '@lianka/contract/delivery'
import type { MemberId, OrderId, ParcelId, SupplierId } from '@lianka/contract/ids'
import type { ParcelState } from '@lianka/contract/order'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type ParcelRow = {
  id: ParcelId
  orderId: OrderId
  orderNumber: string
  state: ParcelState
  paidAt: Date
  courier: string | null
  trackingNumber: string | null
  regionCode: string
  addressCipher: string
  lines: { title: string; skuName: string; quantity: number; supplyPriceFen: number; lotCode: string | null }[]
}

/** A supplier's parcels of paid orders with something left to send; those to ship first, oldest first. */
export async function listParcels(
  db: Db,
  supplierId: SupplierId,
  filter: { state?: ParcelState | undefined; after?: string | undefined; limit: number },
): Promise<ParcelRow[]> {
  const { rows } = await sql<ParcelRow>`
    select p.id, p.order_id, o.number as order_number, p.state, o.paid_at, p.courier, p.tracking_number, o.region_code, o.address_cipher,
      (select json_agg(json_build_object('title', l.title, 'skuName', l.sku_name, 'quantity', l.quantity - coalesce((select sum(a.restocked) from after_sales a where a.line_id = l.id), 0), 'supplyPriceFen', l.supply_price,
        'lotCode', coalesce((select string_agg(distinct t.code, '、') from line_lots x join lots t on t.id = x.lot_id where x.line_id = l.id),
          (select t.code from lot_stock x join lots t on t.id = x.lot_id where x.sku_id = l.sku_id and x.quantity > 0 order by t.best_before nulls last, t.id limit 1),
          (select t.code from lots t where t.product_id = l.product_id order by t.id desc limit 1))) order by l.place) from order_lines l where l.parcel_id = p.id) as lines
    from parcels p join orders o on o.id = p.order_id and o.paid_seq is not null
    where p.supplier_id = ${supplierId} and o.delivery = 'parcel' and (p.state <> 'to_ship' or exists (select 1 from order_lines l where l.parcel_id = p.id and l.refunded < l.base))
      ${filter.state ? sql`and p.state = ${filter.state}` : sql``} ${filter.after ? sql`and p.id < ${filter.after}` : sql``}
    order by p.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export type ShippingFacts = {
  transactionId: string | null
  /** The member whose own WeChat account paid; null when nobody is known to hold it. */
  payerId: MemberId | null
  delivery: DeliveryWay
  /** Null where the shop hands it over itself. */
  courier: string | null
  trackingNumber: string | null
  /** Of those of its order, this one was made first. */
  first: boolean
  goods: string
  parcels: number
  unshipped: number
  receiverCipher: string
  fromRegion: string
  toRegion: string
}

/** What WeChat and the courier want to know of a shipped parcel. */
export async function readShipping(db: Db, id: ParcelId): Promise<ShippingFacts | undefined> {
  const { rows } = await sql<ShippingFacts>`
    select a.transaction_id, (select m.id from members m where m.openid_hash = o.payer_hash) as payer_id, o.delivery, p.courier, p.tracking_number, p.id = (select min(x.id::text) from parcels x where x.order_id = o.id) as first, o.address_cipher as receiver_cipher, s.region_code as from_region, o.region_code as to_region,
      (select string_agg(l.title || ' ×' || l.quantity, '；') from order_lines l where l.parcel_id = p.id) as goods,
      (select count(*)::int from parcels x where x.order_id = o.id) as parcels, (select count(*)::int from parcels x where x.order_id = o.id and x.state = 'to_ship') as unshipped
    from parcels p join orders o on o.id = p.order_id join suppliers s on s.id = p.supplier_id left join payment_attempts a on a.order_id = o.id and a.state = 'paid' where p.id = ${id}`.execute(
    db,
  )
  return rows[0]
}
