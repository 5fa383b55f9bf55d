import type { AfterSaleId, FileId, LineId, MemberId, OrderId, SupplierId } from '@lianka/contract/ids'
import type { AfterSale, AfterSaleKind, AfterSaleState } from '@lianka/contract/refund'
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { Side } from './rules.ts'

export type AfterSaleRow = Selectable<Tables['afterSales']>
export type Change = { side: Side; by: string; words: string; at: Date }

export const insertAfterSale = (db: Db, row: Insertable<Tables['afterSales']>) => db.insertInto('afterSales').values(row).execute()

export const hasEarlier = async (db: Db, lineId: LineId) =>
  (await db.selectFrom('afterSales').select('id').where('lineId', '=', lineId).limit(1).executeTakeFirst()) !== undefined

export const findAfterSale = (db: Db, id: AfterSaleId) => db.selectFrom('afterSales').selectAll().where('id', '=', id).executeTakeFirst()

/** Pieces of a line that have gone back, or never left. */
export async function piecesBack(db: Db, lineId: LineId): Promise<{ returned: number; restocked: number }> {
  const { rows } = await sql<{ returned: number; restocked: number }>`
    select coalesce(sum(quantity) filter (where kind = 'return_and_refund' or restocked > 0), 0)::int as returned, coalesce(sum(restocked), 0)::int as restocked
    from after_sales where line_id = ${lineId} and state in ('refunding', 'refunded')`.execute(db)
  return rows[0] ?? { returned: 0, restocked: 0 }
}

type Set = Updateable<Tables['afterSales']> & { state: AfterSaleState }

/** Compare-and-set with its history row; false when it was in another state. */
export async function move(db: Db, id: AfterSaleId, from: AfterSaleState, set: Set, change: Change): Promise<boolean> {
  const moved = await db
    .updateTable('afterSales')
    .set(set)
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  if (moved) await addChange(db, id, set.state, change)
  return moved !== undefined
}

export const addChange = (db: Db, afterSaleId: AfterSaleId, toState: AfterSaleState, change: Change) =>
  db
    .insertInto('afterSaleChanges')
    .values({ afterSaleId, toState, ...change })
    .execute()

/** The money goes back: with the fact's place among those that ranks depend on. Call with the people locked. */
export async function moveToRefunding(db: Db, id: AfterSaleId, from: AfterSaleState, set: Set, change: Change): Promise<boolean> {
  const moved = await db
    .updateTable('afterSales')
    .set({ ...set, paidBackSeq: sql<number>`nextval('paid_seq')` })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()
  if (moved) await addChange(db, id, set.state, change)
  return moved !== undefined
}

export const change = (db: Db, id: AfterSaleId, set: Updateable<Tables['afterSales']>) =>
  db.updateTable('afterSales').set(set).where('id', '=', id).execute()

export async function countPictures(db: Db, ids: readonly FileId[]): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from files where id = any(${[...ids]}::text[]) and mime like 'image/%'`.execute(db)
  return rows[0]?.n ?? 0
}

export const addEvidence = (
  db: Db,
  afterSaleId: AfterSaleId,
  files: readonly FileId[],
  by: { side: 'buyer' | 'supplier' | 'platform'; shownAt: Date },
) =>
  db
    .insertInto('afterSaleEvidence')
    .values(files.map((fileId) => ({ afterSaleId, fileId, ...by })))
    .onConflict((on) => on.doNothing())
    .execute()

/** Where a supplier last asked goods to be sent; its name and region where it never has. */
export async function returnPlaceOf(db: Db, supplierId: SupplierId): Promise<{ last: string | null; name: string; regionCode: string }> {
  const { rows } = await sql<{ last: string | null; name: string; regionCode: string }>`
    select s.name, s.region_code, (select a.return_to from after_sales a where a.supplier_id = s.id and a.return_to is not null order by a.id desc limit 1) as last
    from suppliers s where s.id = ${supplierId}`.execute(db)
  return rows[0] ?? { last: null, name: '', regionCode: '' }
}

export type ShownRow = {
  id: AfterSaleId
  orderId: OrderId
  orderNumber: string
  lineId: LineId
  title: string
  skuName: string
  picture: string
  buyerNickname: string
  kind: AfterSaleKind
  reason: Tables['afterSales']['reason']
  words: string
  quantity: number
  amount: number
  postage: number
  state: AfterSaleState
  rightful: boolean
  bearer: Tables['afterSales']['bearer']
  decidedSide: string | null
  requestedAt: Date
  answerBy: Date
  decidedAt: Date | null
  refundedAt: Date | null
  decisionWords: string | null
  returnTo: string | null
  evidence: AfterSale['evidence']
  parcels: AfterSale['parcels']
  history: AfterSale['history']
}

export type Filter = {
  id?: AfterSaleId
  buyerId?: MemberId
  supplierId?: SupplierId | undefined
  state?: AfterSaleState | undefined
  after?: string | undefined
  limit: number
}

/** Requests with what was shown, sent and said, in one statement. */
export async function listAfterSales(db: Db, filter: Filter): Promise<ShownRow[]> {
  const { rows } = await sql<ShownRow>`
    select a.id, a.order_id, o.number as order_number, a.line_id, l.title, l.sku_name, l.picture, m.nickname as buyer_nickname, a.kind, a.reason, a.words, a.quantity, a.amount, a.postage, a.state, a.rightful,
      a.bearer, a.decided_side, a.requested_at, a.answer_by, a.decided_at, a.refunded_at, a.decision_words, a.return_to,
      coalesce((select json_agg(json_build_object('path', '/files/' || e.file_id, 'side', e.side) order by e.shown_at, e.file_id) from after_sale_evidence e where e.after_sale_id = a.id), '[]') as evidence,
      coalesce((select json_agg(json_build_object('direction', p.direction, 'courier', p.courier, 'trackingNumber', p.tracking_number, 'sentAt', p.sent_at, 'deliveredAt', p.delivered_at,
        'tracks', coalesce((select json_agg(json_build_object('at', t.at, 'text', t.text, 'place', t.place) order by t.at desc) from after_sale_tracks t
          where t.after_sale_id = p.after_sale_id and t.direction = p.direction), '[]')) order by p.sent_at) from after_sale_parcels p where p.after_sale_id = a.id), '[]') as parcels,
      coalesce((select json_agg(json_build_object('at', c.at, 'to', c.to_state, 'side', c.side, 'words', c.words) order by c.id) from after_sale_changes c where c.after_sale_id = a.id), '[]') as history
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
    .where('state', 'in', ['requested', 'approved', 'returning', 'replacing'])
    .where('answerBy', '<=', now)
    .orderBy('answerBy')
    .limit(limit)
    .execute()

/** Requests for which a window has waited long enough: as long as the plan allows, or until a rejection can be argued with no more. */
export const listHoldsOver = (db: Db, now: Date, askedBefore: Date, limit: number) =>
  db
    .selectFrom('afterSales')
    .select(['id'])
    .where('holdsWindow', '=', true)
    .where('holdEndedAt', 'is', null)
    .where((eb) => eb.or([eb('requestedAt', '<=', askedBefore), eb.and([eb('state', '=', 'rejected'), eb('answerBy', '<=', now)])]))
    .orderBy('requestedAt')
    .limit(limit)
    .execute()
