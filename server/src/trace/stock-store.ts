import type { LineId, LotId, OrderId, ProductId, SkuId, SupplierId, WarehouseId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'
import type { LotPieces, TakenPieces } from './rules.ts'
import type { LotRow } from './store.ts'

export type WarehouseRow = { id: WarehouseId; name: string; regionCode: string; pieces: number; expiringPieces: number }

export async function listWarehouses(db: Db, supplierId: SupplierId, now: Date, id: WarehouseId | null = null): Promise<WarehouseRow[]> {
  const { rows } = await sql<WarehouseRow>`
    select w.id, w.name, w.region_code, coalesce(sum(s.quantity), 0)::int as pieces,
      coalesce(sum(s.quantity) filter (where l.best_before <= ${now}::timestamptz + interval '30 days'), 0)::int as expiring_pieces
    from warehouses w left join lot_stock s on s.warehouse_id = w.id left join lots l on l.id = s.lot_id
    where w.supplier_id = ${supplierId} and (${id}::text is null or w.id = ${id}) group by w.id order by w.id`.execute(db)
  return rows
}

export const insertWarehouse = (db: Db, row: Insertable<Tables['warehouses']>) =>
  db
    .insertInto('warehouses')
    .values(row)
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()

export const placeOf = async (db: Db, id: SupplierId) =>
  (await db.selectFrom('suppliers').select('regionCode').where('id', '=', id).executeTakeFirstOrThrow()).regionCode

export const hasWarehouse = async (db: Db, supplierId: SupplierId, id: WarehouseId) =>
  (await db.selectFrom('warehouses').select('id').where('id', '=', id).where('supplierId', '=', supplierId).executeTakeFirst()) !==
  undefined

/** A supplier's product with its options, locked against two receipts at once. */
export const lockProduct = async (db: Db, supplierId: SupplierId, id: ProductId) => {
  const { rows } = await sql<{ state: Tables['products']['state']; skuIds: SkuId[] }>`
    select p.state, (select array_agg(k.id::text) from skus k where k.product_id = p.id) as sku_ids
    from products p where p.id = ${id} and p.supplier_id = ${supplierId} for update of p`.execute(db)
  return rows[0]
}

export const findLot = async (db: Db, supplierId: SupplierId, id: LotId) => {
  const { rows } = await sql<{ productId: ProductId; bestBefore: Date | null }>`
    select l.product_id, l.best_before from lots l join products p on p.id = l.product_id where l.id = ${id} and p.supplier_id = ${supplierId}`.execute(
    db,
  )
  return rows[0]
}

export type Change = { lotId: LotId; skuId: SkuId; warehouseId: WarehouseId; change: number }

/** Adds pieces to warehouses and writes it down, in one statement. */
export const receive = (db: Db, changes: readonly Change[], by: string, at: Date) =>
  sql`
    with given as (select * from unnest(${changes.map((c) => c.lotId)}::text[], ${changes.map((c) => c.skuId)}::text[], ${changes.map((c) => c.warehouseId)}::text[],
      ${changes.map((c) => c.change)}::int[]) as g (lot_id, sku_id, warehouse_id, change)),
    told as (insert into lot_moves (lot_id, sku_id, warehouse_id, change, why, by, at) select lot_id, sku_id, warehouse_id, change, 'received', ${by}, ${at} from given)
    insert into lot_stock as s (lot_id, sku_id, warehouse_id, quantity)
    select lot_id, sku_id, warehouse_id, sum(change) from given group by 1, 2, 3
    on conflict (sku_id, lot_id, warehouse_id) do update set quantity = s.quantity + excluded.quantity`.execute(db)

/** The pieces of unexpired lots of these options, locked in one order for all. */
export async function lockPieces(db: Db, skuIds: readonly SkuId[], now: Date): Promise<LotPieces[]> {
  const { rows } = await sql<LotPieces>`
    select s.lot_id, s.sku_id, s.warehouse_id, s.quantity, l.best_before from lot_stock s join lots l on l.id = s.lot_id
    where s.sku_id = any(${skuIds}::text[]) and s.quantity > 0 and l.expired_at is null and (l.best_before is null or l.best_before > ${now})
    order by s.sku_id, s.lot_id, s.warehouse_id for update of s`.execute(db)
  return rows
}

/** Takes locked pieces for lines: out of their warehouses, onto the lines, into the history. */
export const take = (db: Db, taken: readonly TakenPieces[], by: string, at: Date) =>
  sql`
    with given as (select * from unnest(${taken.map((t) => t.lineId)}::text[], ${taken.map((t) => t.lotId)}::text[], ${taken.map((t) => t.skuId)}::text[],
      ${taken.map((t) => t.warehouseId)}::text[], ${taken.map((t) => t.quantity)}::int[]) as g (line_id, lot_id, sku_id, warehouse_id, quantity)),
    told as (insert into lot_moves (lot_id, sku_id, warehouse_id, change, why, line_id, by, at)
      select lot_id, sku_id, warehouse_id, -quantity, 'shipped', line_id, ${by}, ${at} from given),
    noted as (insert into line_lots (line_id, lot_id, warehouse_id, quantity) select line_id, lot_id, warehouse_id, quantity from given)
    update lot_stock s set quantity = s.quantity - g.quantity
    from (select lot_id, sku_id, warehouse_id, sum(quantity)::int as quantity from given group by 1, 2, 3) g
    where s.lot_id = g.lot_id and s.sku_id = g.sku_id and s.warehouse_id = g.warehouse_id`.execute(db)

/** Marks lots whose time has come, each by one sweeper; answers them. */
export async function markExpired(db: Db, now: Date, limit: number): Promise<LotId[]> {
  const { rows } = await sql<{ id: LotId }>`
    update lots set expired_at = ${now} where id in (select id from lots where expired_at is null and best_before <= ${now}
      order by best_before limit ${limit} for update skip locked) returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** Takes what is left of lots out of their warehouses and out of what is free to sell, never below nothing. */
export const clearLots = (db: Db, ids: readonly LotId[], at: Date) =>
  sql`
    with gone as (select lot_id, sku_id, warehouse_id, quantity from lot_stock where lot_id = any(${ids}::text[]) and quantity > 0 order by sku_id, lot_id, warehouse_id for update),
    told as (insert into lot_moves (lot_id, sku_id, warehouse_id, change, why, by, at) select lot_id, sku_id, warehouse_id, -quantity, 'expired', 'system', ${at} from gone),
    emptied as (update lot_stock s set quantity = 0 from gone g where s.lot_id = g.lot_id and s.sku_id = g.sku_id and s.warehouse_id = g.warehouse_id),
    off as (select sku_id, sum(quantity)::int as quantity from gone group by 1),
    locked as (select k.id, off.quantity from skus k join off on off.sku_id = k.id order by k.id for update of k)
    update skus set stock = greatest(0, skus.stock - locked.quantity) from locked where skus.id = locked.id`.execute(db)

/** What lies of a lot in a warehouse, locked. */
export const lockOne = (db: Db, key: { lotId: LotId; skuId: SkuId; warehouseId: WarehouseId }) =>
  db
    .selectFrom('lotStock')
    .select('quantity')
    .where('lotId', '=', key.lotId)
    .where('skuId', '=', key.skuId)
    .where('warehouseId', '=', key.warehouseId)
    .forUpdate()
    .executeTakeFirst()

/** Notes what was counted of locked pieces. */
export const noteCount = (db: Db, { lotId, skuId, warehouseId, change }: Change, by: string, at: Date) =>
  sql`
    with told as (insert into lot_moves (lot_id, sku_id, warehouse_id, change, why, by, at) values (${lotId}, ${skuId}, ${warehouseId}, ${change}, 'counted', ${by}, ${at}))
    update lot_stock set quantity = quantity + ${change} where lot_id = ${lotId} and sku_id = ${skuId} and warehouse_id = ${warehouseId}`.execute(
    db,
  )

/** Adds to what is free to sell, or takes from it, never below nothing. */
export const changeFree = (db: Db, changes: readonly { skuId: SkuId; change: number }[]) =>
  sql`
    with g as (select id, sum(change)::int as change from unnest(${changes.map((c) => c.skuId)}::text[], ${changes.map((c) => c.change)}::int[]) as g (id, change) group by 1),
    locked as (select k.id, g.change from skus k join g on g.id = k.id order by k.id for update of k)
    update skus set stock = greatest(0, skus.stock + locked.change) from locked where skus.id = locked.id`.execute(db)

export type StockedLotRow = LotRow & {
  productTitle: string
  receivedPieces: number
  shippedPieces: number
  expiredPieces: number
  stock: { skuId: SkuId; skuName: string; warehouseId: WarehouseId; warehouseName: string; quantity: number }[]
}

type LotFilter = {
  id?: LotId | undefined
  productId?: ProductId | undefined
  freshness?: 'fresh' | 'expiring' | 'expired' | undefined
  after?: string | undefined
  limit: number
}

const events = sql`coalesce((select json_agg(json_build_object('kind', e.kind, 'at', e.at, 'place', e.place, 'note', e.note) order by e.at, e.id) from trace_events e where e.lot_id = l.id), '[]') as events`

export async function listLots(db: Db, supplierId: SupplierId, filter: LotFilter, now: Date): Promise<StockedLotRow[]> {
  const fresh = {
    fresh: sql`and (l.best_before is null or l.best_before > ${now}::timestamptz + interval '30 days')`,
    expiring: sql`and l.best_before > ${now} and l.best_before <= ${now}::timestamptz + interval '30 days'`,
    expired: sql`and l.best_before <= ${now}`,
  }
  const { rows } = await sql<StockedLotRow>`
    select l.product_id, p.title as product_title, l.id, l.code, l.origin, l.producer, l.story, l.best_before, l.inspection, ${events},
      m.received as received_pieces, m.shipped as shipped_pieces, m.expired as expired_pieces,
      coalesce((select json_agg(json_build_object('skuId', s.sku_id, 'skuName', k.name, 'warehouseId', s.warehouse_id, 'warehouseName', w.name, 'quantity', s.quantity) order by k.place, w.id)
        from lot_stock s join skus k on k.id = s.sku_id join warehouses w on w.id = s.warehouse_id where s.lot_id = l.id), '[]') as stock
    from lots l join products p on p.id = l.product_id
    cross join lateral (select coalesce(sum(change) filter (where why = 'received'), 0)::int as received, coalesce(-sum(change) filter (where why = 'shipped'), 0)::int as shipped,
      coalesce(-sum(change) filter (where why = 'expired'), 0)::int as expired from lot_moves where lot_id = l.id) m
    where p.supplier_id = ${supplierId} ${filter.id ? sql`and l.id = ${filter.id}` : sql``} ${filter.productId ? sql`and l.product_id = ${filter.productId}` : sql``}
      ${filter.after ? sql`and l.id < ${filter.after}` : sql``} ${filter.freshness ? fresh[filter.freshness] : sql``}
    order by l.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export type SentLotRow = LotRow & { lineId: LineId; title: string; skuName: string; quantity: number }

/** The lots an order was sent from, line by line. */
export async function lotsOfOrder(db: Db, orderId: OrderId): Promise<SentLotRow[]> {
  const { rows } = await sql<SentLotRow>`
    select t.line_id, o.title, o.sku_name, t.quantity, l.product_id, l.id, l.code, l.origin, l.producer, l.story, l.best_before, l.inspection, ${events}
    from (select line_id, lot_id, sum(quantity)::int as quantity from line_lots where line_id in (select id from order_lines where order_id = ${orderId}) group by 1, 2) t
    join order_lines o on o.id = t.line_id join lots l on l.id = t.lot_id order by o.place, l.best_before nulls last, l.id`.execute(db)
  return rows
}

export const findBuyer = (db: Db, id: OrderId) => db.selectFrom('orders').select('buyerId').where('id', '=', id).executeTakeFirst()
