import type { AfterSaleId, LineId, MemberId, OrderId, SupplierId } from '@lianka/contract/ids'
import type { AfterSaleState } from '@lianka/contract/refund'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertAfterSale = (db: Db, row: Insertable<Tables['afterSales']>) => db.insertInto('afterSales').values(row).execute()

export const hasEarlier = async (db: Db, lineId: LineId) =>
  (await db.selectFrom('afterSales').select('id').where('lineId', '=', lineId).limit(1).executeTakeFirst()) !== undefined

export const findAfterSale = (db: Db, id: AfterSaleId) => db.selectFrom('afterSales').selectAll().where('id', '=', id).executeTakeFirst()

/** Compare-and-set; undefined when it was in another state. */
export const move = (db: Db, id: AfterSaleId, from: AfterSaleState, set: Updateable<Tables['afterSales']> & { state: AfterSaleState }) =>
  db.updateTable('afterSales').set(set).where('id', '=', id).where('state', '=', from).returning('id').executeTakeFirst()

/** The money goes back: with the fact's place among those that ranks depend on. Call with the people locked. */
export const moveToRefunding = (
  db: Db,
  id: AfterSaleId,
  from: AfterSaleState,
  set: Updateable<Tables['afterSales']> & { state: AfterSaleState },
) =>
  db
    .updateTable('afterSales')
    .set({ ...set, paidBackSeq: sql<number>`nextval('paid_seq')` })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()

export type AfterSaleRow = {
  id: AfterSaleId
  orderId: OrderId
  orderNumber: string
  lineId: LineId
  title: string
  skuName: string
  picture: string
  buyerNickname: string
  kind: 'refund_only' | 'return_and_refund'
  reason: Tables['afterSales']['reason']
  words: string
  amount: number
  postage: number
  state: AfterSaleState
  bearer: Tables['afterSales']['bearer']
  requestedAt: Date
  answerBy: Date
  decidedAt: Date | null
  refundedAt: Date | null
  decisionWords: string | null
  returnTracking: string | null
}

export type Filter = {
  id?: AfterSaleId
  buyerId?: MemberId
  supplierId?: SupplierId | undefined
  state?: AfterSaleState | undefined
  after?: string | undefined
  limit: number
}

export async function listAfterSales(db: Db, filter: Filter): Promise<AfterSaleRow[]> {
  const { rows } = await sql<AfterSaleRow>`
    select a.id, a.order_id, o.number as order_number, a.line_id, l.title, l.sku_name, l.picture, m.nickname as buyer_nickname, a.kind, a.reason, a.words, a.amount, a.postage, a.state, a.bearer,
      a.requested_at, a.answer_by, a.decided_at, a.refunded_at, a.decision_words, a.return_tracking
    from after_sales a join orders o on o.id = a.order_id join order_lines l on l.id = a.line_id join members m on m.id = a.buyer_id
    where true ${filter.id ? sql`and a.id = ${filter.id}` : sql``} ${filter.buyerId ? sql`and a.buyer_id = ${filter.buyerId}` : sql``} ${filter.supplierId ? sql`and a.supplier_id = ${filter.supplierId}` : sql``}
      ${filter.state ? sql`and a.state = ${filter.state}` : sql``} ${filter.after ? sql`and a.id < ${filter.after}` : sql``} order by a.id desc limit ${filter.limit}`.execute(
    db,
  )
  return rows
}

export const listOverdue = (db: Db, now: Date, limit: number) =>
  db
    .selectFrom('afterSales')
    .select(['id', 'state'])
    .where('state', 'in', ['requested', 'approved', 'returning'])
    .where('answerBy', '<=', now)
    .orderBy('answerBy')
    .limit(limit)
    .execute()
