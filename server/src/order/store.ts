import type { Rank } from '@lianka/contract/account'
import type { DeliveryWay } from '@lianka/contract/delivery'
import type { GroupBuyId, LineId, MemberId, OrderId, ParcelId, ProductId, ShopId, SkuId, SupplierId } from '@lianka/contract/ids'
import type { OrderState, ParcelState } from '@lianka/contract/order'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type LineFactsRow = {
  id: LineId
  parcelId: ParcelId
  supplierId: SupplierId
  productId: ProductId
  skuId: SkuId
  title: string
  quantity: number
  supplyPrice: number
  base: number
  platformDiscount: number
  refunded: number
  borneBySupplier: number
  borneByPlatform: number
  returnExcepted: boolean
  r1Lowered: boolean
  r2Lowered: boolean
  windowEndsAt: string | null
  windowHeld: boolean
  completedAt: string | null
  releasedAt: string | null
}

export type PostageState = 'held' | 'settled' | 'refunded'
export type ParcelFactsRow = {
  id: ParcelId
  supplierId: SupplierId
  state: ParcelState
  postage: number
  postageState: PostageState
  shippedAt: string | null
}

export type OrderFacts = {
  id: OrderId
  number: string
  state: OrderState
  buyerId: MemberId
  shopId: ShopId
  goods: number
  postage: number
  total: number
  refunded: number
  paidAt: Date | null
  planVersion: number | null
  payerId: MemberId | null
  r1Id: MemberId | null
  r1Rank: Rank | null
  r2Id: MemberId | null
  r2Rank: Rank | null
  regionCode: string
  delivery: DeliveryWay
  groupId: GroupBuyId | null
  sharesComputed: boolean
  lines: LineFactsRow[]
  parcels: ParcelFactsRow[]
}

/**
 * Orders with their lines and parcels; with `lock`, their rows are locked in id order. Who takes orders to compute their shares
 * knows that they are not computed and asks for no parcels: among a long backlog, looking each up in it costs more than all else.
 */
export async function readFacts(db: Db, ids: readonly OrderId[], lock: boolean, toCompute = false): Promise<OrderFacts[]> {
  const { rows } = await sql<OrderFacts>`
    select o.id, o.number, o.state, o.buyer_id, o.shop_id, o.goods, o.postage, o.total, o.refunded, o.paid_at, o.plan_version, o.payer_id, o.r1_id, o.r1_rank, o.r2_id, o.r2_rank, o.region_code, o.delivery, o.group_id,
      ${toCompute ? sql`false` : sql`not exists (select 1 from orders_to_compute q where q.order_id = o.id)`} as shares_computed,
      (select json_agg(json_build_object('id', l.id, 'parcelId', l.parcel_id, 'supplierId', p.supplier_id, 'productId', l.product_id, 'skuId', l.sku_id, 'title', l.title, 'quantity', l.quantity,
        'supplyPrice', l.supply_price, 'base', l.base, 'platformDiscount', l.platform_discount, 'refunded', l.refunded, 'borneBySupplier', l.borne_by_supplier, 'borneByPlatform', l.borne_by_platform,
        'returnExcepted', l.return_excepted, 'r1Lowered', l.r1_lowered, 'r2Lowered', l.r2_lowered, 'windowEndsAt', l.window_ends_at, 'windowHeld', l.window_held, 'completedAt', l.completed_at,
        'releasedAt', l.released_at) order by l.place) from order_lines l join parcels p on p.id = l.parcel_id where l.order_id = o.id) as lines,
      ${toCompute ? sql`'[]'::json` : sql`(select json_agg(json_build_object('id', p.id, 'supplierId', p.supplier_id, 'state', p.state, 'postage', p.postage, 'postageState', p.postage_state, 'shippedAt', p.shipped_at) order by p.id) from parcels p where p.order_id = o.id)`} as parcels
    from orders o where o.id = any(${ids}::text[]) order by o.id ${lock ? sql`for update of o` : sql``}`.execute(db)
  if (lock) await lookAgain(db, rows)
  return rows
}

/** What was read before a lock was had may be old by then: whoever held it may have computed the shares. */
async function lookAgain(db: Db, locked: readonly OrderFacts[]): Promise<void> {
  const waiting = locked.filter(({ sharesComputed }) => !sharesComputed)
  if (waiting.length === 0) return
  const { rows } = await sql<{ id: OrderId }>`
    select order_id as id from orders_to_compute where order_id = any(${waiting.map(({ id }) => id)}::text[])`.execute(db)
  const still = new Set(rows.map(({ id }) => id))
  for (const order of waiting) order.sharesComputed = !still.has(order.id)
}

export const findBuyer = (db: Db, id: OrderId) =>
  db.selectFrom('orders').select(['id', 'buyerId', 'state', 'total', 'number']).where('id', '=', id).executeTakeFirst()

export type PaidFacts = {
  orderId: OrderId
  at: Date
  planVersion: number
  payerHash: Buffer
  payerId: MemberId | null
  r1Id: MemberId | null
  r1Rank: Rank | null
  r2Id: MemberId | null
  r2Rank: Rank | null
}

/** Writes what shares are computed from, takes the next paid number, and the history row. */
export const writePaid = (db: Db, paid: PaidFacts, from: OrderState) =>
  sql`
    with o as (
      update orders set state = 'paid', due_at = null, closed_at = null, paid_at = ${paid.at}, paid_seq = nextval('paid_seq'), plan_version = ${paid.planVersion}, payer_hash = ${paid.payerHash},
        payer_id = ${paid.payerId}, r1_id = ${paid.r1Id}, r1_rank = ${paid.r1Rank}, r2_id = ${paid.r2Id}, r2_rank = ${paid.r2Rank}
      where id = ${paid.orderId} and state = ${from} returning id, paid_seq
    ), q as (insert into orders_to_compute (order_id, paid_seq) select id, paid_seq from o)
    insert into order_changes (order_id, what, by, at) select id, 'paid', 'channel', ${paid.at} from o`.execute(db)

/** Closes an unpaid order; undefined when it is not awaiting payment any more. */
export const close = (db: Db, id: OrderId, at: Date) =>
  db
    .updateTable('orders')
    .set({ state: 'closed', closedAt: at, dueAt: null })
    .where('id', '=', id)
    .where('state', '=', 'awaiting_payment')
    .returning(['id', 'buyerId'])
    .executeTakeFirst()

/** Gives back what a closed order had taken of promotions, groups and bargains. */
export const returnPromotions = (db: Db, id: OrderId, at: Date) =>
  sql`select return_promotions(${id}, ${at}), return_places(${id}, ${at})`.execute(db)

/** Takes again all that a closed order needs; false, with nothing taken, when something is gone. */
export async function takeAgain(db: Db, order: Pick<OrderFacts, 'id' | 'buyerId' | 'lines'>, at: Date): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    select take_again(${order.id}, ${order.buyerId}, ${order.lines.map(({ skuId }) => skuId)}::text[], ${order.lines.map(({ quantity }) => quantity)}::int[], ${at}) as taken`.execute(
    db,
  )
  return rows[0]?.taken ?? false
}

/** A paid order whose group is not full yet. */
export const writeHeld = (db: Db, id: OrderId, from: OrderState, at: Date) =>
  sql`
    with o as (update orders set state = 'awaiting_group', due_at = null, closed_at = null where id = ${id} and state = ${from} returning id)
    insert into order_changes (order_id, what, by, at) select id, 'paid_waits', 'channel', ${at} from o`.execute(db)

/** Closes an order that waited for its group; undefined when it waits no more. */
export const closeHeld = (db: Db, id: OrderId, at: Date) =>
  db
    .updateTable('orders')
    .set({ state: 'closed', closedAt: at, dueAt: null })
    .where('id', '=', id)
    .where('state', '=', 'awaiting_group')
    .returning('id')
    .executeTakeFirst()

/** The coupons of an order whose every line they were spread over is wholly refunded are theirs again who held them. */
export const returnCoupons = (db: Db, id: OrderId, at: Date) =>
  sql`
    update coupon_claims c set state = case when c.expires_at > ${at} then 'claimed' else 'expired' end, order_id = null
    where c.order_id = ${id} and c.state = 'redeemed' and not exists (
      select 1 from line_cuts k join order_lines l on l.id = k.line_id where k.source_id = c.id and l.order_id = ${id} and l.refunded < l.base)`.execute(
    db,
  )

export const itemsOf = (db: Db, id: OrderId) =>
  db.selectFrom('orderLines').select(['skuId', 'quantity', 'productId']).where('orderId', '=', id).execute()

/** Unpaid orders whose reservation ended; each is taken by one sweeper. */
export const takeDue = (db: Db, now: Date, limit: number) =>
  db
    .selectFrom('orders')
    .select('id')
    .where('state', '=', 'awaiting_payment')
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export const addChange = (db: Db, row: { orderId: OrderId; what: string; by: string; at: Date }) =>
  db.insertInto('orderChanges').values(row).execute()

export const findParcel = (db: Db, id: ParcelId) =>
  db
    .selectFrom('parcels as p')
    .innerJoin('orders as o', 'o.id', 'p.orderId')
    .select([
      'p.id',
      'p.orderId',
      'p.supplierId',
      'p.state',
      'p.courier',
      'p.trackingNumber',
      'p.shippedAt',
      'p.dueAt',
      'o.buyerId',
      'o.state as orderState',
      'o.delivery',
    ])
    .where('p.id', '=', id)
    .executeTakeFirst()

export const findParcelByTracking = (db: Db, courier: string, trackingNumber: string) =>
  db
    .selectFrom('parcels')
    .select(['id', 'orderId', 'state'])
    .where('courier', '=', courier)
    .where('trackingNumber', '=', trackingNumber)
    .executeTakeFirst()

export const writeShipped = (db: Db, id: ParcelId, set: { courier: string; trackingNumber: string; shippedAt: Date; dueAt: Date }) =>
  db
    .updateTable('parcels')
    .set({ state: 'shipped', ...set })
    .where('id', '=', id)
    .where('state', '=', 'to_ship')
    .returning('orderId')
    .executeTakeFirst()

/** What of a parcel is really sent: lines that are not given back wholly. */
export const linesToSend = (db: Db, id: ParcelId) =>
  db
    .selectFrom('orderLines')
    .select(['id as lineId', 'skuId', 'quantity'])
    .where('parcelId', '=', id)
    .whereRef('refunded', '<', 'base')
    .orderBy('place')
    .execute()

/** Receipt opens the return window of every line in the parcel that is not settled yet. */
export const writeReceived = async (db: Db, id: ParcelId, at: Date, holdDays: number) => {
  const { rows } = await sql<{ orderId: OrderId }>`
    with p as (update parcels set state = 'received', received_at = ${at}, due_at = null where id = ${id} and state = 'shipped' returning id, order_id),
    l as (update order_lines set window_ends_at = ${at}::timestamptz + make_interval(days => ${holdDays}) from p where order_lines.parcel_id = p.id and window_ends_at is null)
    select order_id from p`.execute(db)
  return rows[0]?.orderId
}

export const addTracks = async (db: Db, parcelId: ParcelId, tracks: readonly { at: Date; text: string; place: string }[]) => {
  await db
    .insertInto('parcelTracks')
    .values(tracks.map((track) => ({ parcelId, ...track })))
    .onConflict((on) => on.doNothing())
    .execute()
  // A tracked parcel is received when the courier says so, not by itself.
  await db.updateTable('parcels').set({ dueAt: null }).where('id', '=', parcelId).where('dueAt', 'is not', null).execute()
}

export const hasTracks = async (db: Db, id: ParcelId) =>
  (await db.selectFrom('parcelTracks').select('at').where('parcelId', '=', id).limit(1).executeTakeFirst()) !== undefined

export const takeDueParcels = (db: Db, now: Date, limit: number) =>
  db.selectFrom('parcels').select('id').where('state', '=', 'shipped').where('dueAt', '<=', now).orderBy('dueAt').limit(limit).execute()

export const addRefund = async (
  db: Db,
  id: LineId,
  change: { amount: number; postage: number; bySupplier: number; byPlatform: number },
): Promise<OrderId | undefined> => {
  const { rows } = await sql<{ id: OrderId }>`
    with l as (update order_lines set refunded = refunded + ${change.amount}, borne_by_supplier = borne_by_supplier + ${change.bySupplier}, borne_by_platform = borne_by_platform + ${change.byPlatform}
      where id = ${id} returning order_id)
    update orders set refunded = refunded + ${change.amount + change.postage} from l where orders.id = l.order_id returning orders.id`.execute(
    db,
  )
  return rows[0]?.id
}

export const setWindow = (db: Db, id: LineId, set: { windowHeld?: boolean; windowEndsAt?: Date }) =>
  db.updateTable('orderLines').set(set).where('id', '=', id).execute()

export const complete = (db: Db, ids: readonly LineId[], at: Date) =>
  db
    .updateTable('orderLines')
    .set({ completedAt: at, completedSeq: sql<number>`nextval('paid_seq')` })
    .where('id', 'in', ids)
    .where('completedAt', 'is', null)
    .execute()

export const release = (db: Db, ids: readonly LineId[], at: Date) =>
  db
    .updateTable('orderLines')
    .set({ releasedAt: at, releasedSeq: sql<number>`nextval('paid_seq')` })
    .where('id', 'in', ids)
    .where('releasedAt', 'is', null)
    .execute()

/** An order is completed when all its lines are. */
export const completeOrder = async (db: Db, id: OrderId, at: Date) => {
  await sql`
    with o as (update orders set state = 'completed', completed_at = ${at} where id = ${id} and state = 'paid'
      and not exists (select 1 from order_lines l where l.order_id = ${id} and l.completed_at is null) returning id)
    insert into order_changes (order_id, what, by, at) select id, 'completed', 'system', ${at} from o`.execute(db)
}

export type DueLine = { id: LineId; orderId: OrderId; buyerId: MemberId; r1Id: MemberId | null; r2Id: MemberId | null }

const dueColumns = sql`l.id, l.order_id, o.buyer_id, o.r1_id, o.r2_id`

export async function linesWithEndedWindow(db: Db, now: Date, limit: number): Promise<DueLine[]> {
  const { rows } = await sql<DueLine>`select ${dueColumns} from order_lines l join orders o on o.id = l.order_id
    where l.completed_at is null and l.window_ends_at <= ${now} and not l.window_held order by l.window_ends_at limit ${limit}`.execute(db)
  return rows
}

export async function completedUnreleased(db: Db, people: readonly MemberId[] | null, limit: number): Promise<DueLine[]> {
  const { rows } = await sql<DueLine>`select ${dueColumns} from order_lines l join orders o on o.id = l.order_id
    where l.released_at is null and l.completed_at is not null ${people ? sql`and (o.r1_id = any(${people}::text[]) or o.r2_id = any(${people}::text[]))` : sql``} order by l.completed_at limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Unreleased lines on which this person was noted as boss and has not been lowered yet. */
export async function unreleasedAsBoss(db: Db, person: MemberId): Promise<OrderId[]> {
  const { rows } = await sql<{ orderId: OrderId }>`
    select distinct l.order_id from order_lines l join orders o on o.id = l.order_id
    where l.released_at is null and o.paid_seq is not null
      and ((o.r1_id = ${person} and o.r1_rank = 'boss' and not l.r1_lowered) or (o.r2_id = ${person} and o.r2_rank = 'boss' and not l.r2_lowered)) order by 1`.execute(
    db,
  )
  return rows.map((row) => row.orderId)
}

export const lower = (db: Db, orderIds: readonly OrderId[], person: MemberId) =>
  sql`
    update order_lines l set r1_lowered = l.r1_lowered or (o.r1_id is not distinct from ${person} and o.r1_rank = 'boss'),
      r2_lowered = l.r2_lowered or (o.r2_id is not distinct from ${person} and o.r2_rank = 'boss')
    from orders o where o.id = l.order_id and l.released_at is null and o.id = any(${orderIds}::text[])`.execute(db)

export const noteCounted = (db: Db, id: OrderId) =>
  db
    .updateTable('orders')
    .set({ soldCounted: true })
    .where('id', '=', id)
    .where('soldCounted', '=', false)
    .returning('id')
    .executeTakeFirst()

export const markComputed = (db: Db, ids: readonly OrderId[]) =>
  sql`delete from orders_to_compute where order_id = any(${[...ids]}::text[])`.execute(db)

/** Paid orders whose shares are to be computed, locked; those somebody else is at are passed over. */
export async function takeUncomputed(db: Db, limit: number): Promise<OrderFacts[]> {
  const { rows } = await sql<{ id: OrderId }>`
    select o.id from orders_to_compute q join orders o on o.id = q.order_id order by q.paid_seq limit ${limit} for update of o skip locked`.execute(
    db,
  )
  const ids = rows.map(({ id }) => id)
  return ids.length === 0 ? [] : readFacts(db, ids, false, true)
}

export const setPostage = (db: Db, id: ParcelId, state: PostageState) =>
  db.updateTable('parcels').set({ postageState: state }).where('id', '=', id).execute()
