import type { MemberId, OrderId, ShopId } from '@lianka/contract/ids'
import type { Order, OrderState, ParcelState } from '@lianka/contract/order'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db'

export type OrderRow = {
  id: OrderId
  number: string
  state: OrderState
  shopId: ShopId
  shopName: string
  goods: number
  postage: number
  total: number
  refunded: number
  delivery: Order['delivery']
  placedAt: Date
  dueAt: Date | null
  paidAt: Date | null
  closedAt: Date | null
  completedAt: Date | null
  regionCode: string
  addressCipher: string
  note: string
  groupId: Order['groupId']
  cuts: Order['cuts']
  lines: Order['lines']
  parcels: Order['parcels']
  history: Order['history']
}

/** One order with lines, parcels, tracks and history, in one statement. */
export async function findOrder(db: Db, id: OrderId, buyerId: MemberId): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select o.id, o.number, o.state, o.shop_id, s.name as shop_name, o.goods, o.postage, o.total, o.refunded, o.delivery, o.placed_at, o.due_at, o.paid_at, o.closed_at, o.completed_at, o.region_code, o.address_cipher, o.note, o.group_id,
      coalesce((select json_agg(json_build_object('kind', c.kind, 'zh', c.zh, 'en', c.en, 'amountFen', c.amount) order by c.place) from (
        select c.kind, c.zh, c.en, c.source_id, sum(c.amount)::bigint as amount, min(c.place) as place from line_cuts c join order_lines l on l.id = c.line_id where l.order_id = o.id group by 1, 2, 3, 4) c), '[]') as cuts,
      (select json_agg(json_build_object('id', l.id, 'parcelId', l.parcel_id, 'listingId', l.listing_id, 'productId', l.product_id, 'title', l.title, 'skuName', l.sku_name, 'picture', l.picture,
        'priceFen', l.price, 'quantity', l.quantity, 'baseFen', l.base, 'refundedFen', l.refunded, 'returnExcepted', l.return_excepted,
        'afterSaleOpen', exists (select 1 from after_sales a where a.line_id = l.id and a.state in ('requested', 'approved', 'returning', 'refunding')),
        'reviewed', exists (select 1 from reviews r where r.line_id = l.id), 'windowEndsAt', l.window_ends_at) order by l.place) from order_lines l where l.order_id = o.id) as lines,
      (select json_agg(json_build_object('id', p.id, 'supplierId', p.supplier_id, 'supplierName', u.name, 'state', p.state, 'courier', p.courier, 'trackingNumber', p.tracking_number,
        'shippedAt', p.shipped_at, 'receivedAt', p.received_at, 'autoReceiveAt', case when p.state = 'shipped' then p.due_at end,
        'tracks', coalesce((select json_agg(json_build_object('at', t.at, 'text', t.text, 'place', t.place) order by t.at desc) from parcel_tracks t where t.parcel_id = p.id), '[]')) order by p.id)
        from parcels p join suppliers u on u.id = p.supplier_id where p.order_id = o.id) as parcels,
      (select json_agg(json_build_object('at', c.at, 'what', c.what) order by c.id) from order_changes c where c.order_id = o.id) as history
    from orders o join shops s on s.id = o.shop_id where o.id = ${id} and o.buyer_id = ${buyerId}`.execute(db)
  return rows[0]
}

export type SummaryRow = {
  id: OrderId
  number: string
  state: OrderState
  shopId: ShopId
  shopName: string
  buyerNickname: string
  total: number
  refunded: number
  pieces: number
  placedAt: Date
  dueAt: Date | null
  parcelStates: ParcelState[]
  lines: { title: string; skuName: string; picture: string; quantity: number; priceFen: number }[]
}

export type Stage = 'all' | 'to_pay' | 'to_ship' | 'to_receive' | 'done'

const stages: Record<Stage, RawBuilder<unknown>> = {
  all: sql`true`,
  to_pay: sql`o.state = 'awaiting_payment'`,
  to_ship: sql`o.state in ('paid', 'awaiting_group') and exists (select 1 from parcels p where p.order_id = o.id and p.state = 'to_ship')`,
  to_receive: sql`o.state = 'paid' and exists (select 1 from parcels p where p.order_id = o.id and p.state = 'shipped')`,
  done: sql`(o.state in ('completed', 'closed') or (o.state = 'paid' and not exists (select 1 from parcels p where p.order_id = o.id and p.state <> 'received')))`,
}

type Whose = { buyerId: MemberId } | { shopId: ShopId }

export async function listOrders(
  db: Db,
  whose: Whose,
  { stage, after, limit }: { stage: Stage; after?: string | undefined; limit: number },
): Promise<SummaryRow[]> {
  const owner = 'buyerId' in whose ? sql`o.buyer_id = ${whose.buyerId}` : sql`o.shop_id = ${whose.shopId}`
  const { rows } = await sql<SummaryRow>`
    select o.id, o.number, o.state, o.shop_id, s.name as shop_name, m.nickname as buyer_nickname, o.total, o.refunded, o.placed_at, o.due_at,
      (select sum(l.quantity)::int from order_lines l where l.order_id = o.id) as pieces,
      (select json_agg(p.state order by p.id) from parcels p where p.order_id = o.id) as parcel_states,
      (select json_agg(json_build_object('title', l.title, 'skuName', l.sku_name, 'picture', l.picture, 'quantity', l.quantity, 'priceFen', l.price) order by l.place) from order_lines l where l.order_id = o.id) as lines
    from orders o join shops s on s.id = o.shop_id join members m on m.id = o.buyer_id
    where ${owner} and ${stages[stage]} ${after ? sql`and o.id < ${after}` : sql``} order by o.id desc limit ${limit}`.execute(db)
  return rows
}
