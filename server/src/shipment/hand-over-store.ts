import type { MemberId, OrderId, ShopId } from '@lianka/contract/ids'
import { type Selectable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export type HandoverRow = Selectable<Tables['handovers']>

export type ShownHandover = HandoverRow & {
  orderNumber: string
  shopName: string
  state: Tables['orders']['state']
  buyerId: MemberId
  planVersion: number | null
  left: number
  paidAt: Date | null
  note: string
  regionCode: string
  addressCipher: string
  lines: { title: string; skuName: string; picture: string; quantity: number }[]
}

type Which = { orderId: OrderId } | { shopId: ShopId; code: string } | { shopId: ShopId; limit: number }

const condition = (which: Which) =>
  'orderId' in which
    ? sql`h.order_id = ${which.orderId}`
    : 'code' in which
      ? sql`h.shop_id = ${which.shopId} and h.code = ${which.code}`
      : sql`h.shop_id = ${which.shopId} and o.paid_seq is not null`

/** Handovers with what is in them; `left` counts the lines that are not wholly given back. */
export async function listHandovers(db: Db, which: Which): Promise<ShownHandover[]> {
  const { rows } = await sql<ShownHandover>`
    select h.*, o.number as order_number, s.name as shop_name, o.state, o.buyer_id, o.plan_version, o.paid_at, o.note, o.region_code, o.address_cipher,
      (select count(*)::int from order_lines l where l.order_id = o.id and (l.refunded < l.base or l.base = 0)) as left,
      (select json_agg(json_build_object('title', l.title, 'skuName', l.sku_name, 'picture', l.picture, 'quantity', l.quantity) order by l.place) from order_lines l
        where l.order_id = o.id and (l.refunded < l.base or l.base = 0)) as lines
    from handovers h join orders o on o.id = h.order_id join shops s on s.id = h.shop_id
    where ${condition(which)} order by h.redeemed_at desc nulls first, h.order_id desc limit ${'limit' in which ? which.limit : 2}`.execute(
    db,
  )
  return rows
}

/** Compare-and-set; false when the code was used before. */
export const redeem = async (db: Db, orderId: OrderId, by: MemberId, at: Date): Promise<boolean> =>
  (await db
    .updateTable('handovers')
    .set({ redeemedAt: at, redeemedBy: by })
    .where('orderId', '=', orderId)
    .where('redeemedAt', 'is', null)
    .returning('orderId')
    .executeTakeFirst()) !== undefined

export const noteLeft = (db: Db, orderId: OrderId, at: Date) =>
  db.updateTable('handovers').set({ leftAt: at }).where('orderId', '=', orderId).where('leftAt', 'is', null).execute()

export const noteMiss = (db: Db, shopId: ShopId, at: Date) => db.insertInto('handoverMisses').values({ shopId, at }).execute()

export async function countMisses(db: Db, shopId: ShopId, since: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from handover_misses where shop_id = ${shopId} and at > ${since}`.execute(db)
  return rows[0]?.n ?? 0
}
