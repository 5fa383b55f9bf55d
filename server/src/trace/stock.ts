import type { Inspection, TraceEvent } from '@lianka/contract/catalog'
import type { LineId, LotId, OrderId, ProductId, SkuId, SupplierId, WarehouseId } from '@lianka/contract/ids'
import type { LotInStock } from '@lianka/contract/trace'
import type { z } from 'zod'
import { type Ctx, callerName, inTransaction, memberOf, staffOf } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { toLot } from './lot.ts'
import { freshnessOf, takeByExpiry, type WantedPieces } from './rules.ts'
import * as store from './stock-store.ts'
import { insertEvents, insertLot } from './store.ts'

function ownSupplier(ctx: Ctx): SupplierId {
  const { supplierId } = staffOf(ctx)
  if (!supplierId) throw new Refusal('account.forbidden')
  return supplierId
}

const toWarehouse = ({ regionCode, ...row }: store.WarehouseRow) => ({ ...row, region: regionName(regionCode) })

export const listWarehouses = async (ctx: Ctx) => ({
  items: (await store.listWarehouses(ctx.db, ownSupplier(ctx), ctx.clock.now())).map(toWarehouse),
})

export async function addWarehouse(ctx: Ctx, { name, regionCode: told }: { name: string; regionCode?: string | undefined }) {
  const supplierId = ownSupplier(ctx)
  const now = ctx.clock.now()
  const regionCode = told ?? (await store.placeOf(ctx.db, supplierId))
  // Refuses a code that is no region's.
  regionName(regionCode)
  const added = await store.insertWarehouse(ctx.db, { id: newId<WarehouseId>('whs', now), supplierId, name, regionCode, addedAt: now })
  if (!added) throw new Refusal('trace.warehouse_taken')
  const [row] = await store.listWarehouses(ctx.db, supplierId, now, added.id)
  return toWarehouse(row as store.WarehouseRow)
}

const toLotInStock = (row: store.StockedLotRow, now: Date): LotInStock => {
  const { productId, productTitle, receivedPieces, shippedPieces, expiredPieces, stock } = row
  const counts = { receivedPieces, shippedPieces, expiredPieces }
  return { ...toLot(row), productId, productTitle, freshness: freshnessOf(row.bestBefore, now), ...counts, stock }
}

type Filter = {
  productId?: ProductId | undefined
  freshness?: LotInStock['freshness'] | undefined
  after?: string | undefined
  limit: number
}

export async function listLots(ctx: Ctx, filter: Filter) {
  const now = ctx.clock.now()
  const rows = await store.listLots(ctx.db, ownSupplier(ctx), filter, now)
  return { items: rows.map((row) => toLotInStock(row, now)), next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

export async function readLot(ctx: Ctx, id: LotId): Promise<LotInStock> {
  const [row] = await store.listLots(ctx.db, ownSupplier(ctx), { id, limit: 1 }, ctx.clock.now())
  if (!row) throw new Refusal('trace.lot_not_found')
  return toLotInStock(row, ctx.clock.now())
}

type Pieces = readonly { skuId: SkuId; quantity: number }[]

/** Puts pieces into a warehouse and on sale. */
async function receivePieces(ctx: Ctx, lotId: LotId, skuIds: readonly SkuId[], warehouseId: WarehouseId, pieces: Pieces) {
  if (!(await store.hasWarehouse(ctx.db, ownSupplier(ctx), warehouseId))) throw new Refusal('trace.warehouse_not_found')
  if (pieces.some(({ skuId }) => !skuIds.includes(skuId))) throw new Refusal('catalog.sku_not_found')
  const changes = pieces.map(({ skuId, quantity }) => ({ lotId, skuId, warehouseId, change: quantity }))
  await store.receive(ctx.db, changes, callerName(ctx), ctx.clock.now())
  await store.changeFree(ctx.db, changes)
}

async function requireStocked(ctx: Ctx, id: ProductId) {
  const product = await store.lockProduct(ctx.db, ownSupplier(ctx), id)
  if (!product) throw new Refusal('catalog.product_not_found')
  // A draft's options are written anew with it; nothing may lie on them.
  if (product.state !== 'approved' && product.state !== 'withdrawn') throw new Refusal('trace.product_not_approved')
  return product
}

export type NewLot = {
  code: string
  origin: string
  producer: string
  story: string
  bestBefore: string | null
  inspection: z.infer<typeof Inspection> | null
  warehouseId: WarehouseId
  pieces: Pieces
}

export const receiveLot = (ctx: Ctx, productId: ProductId, { bestBefore, inspection, warehouseId, pieces, ...lot }: NewLot) =>
  inTransaction(ctx, async (ctx) => {
    const { skuIds } = await requireStocked(ctx, productId)
    const now = ctx.clock.now()
    const until = bestBefore ? new Date(bestBefore) : null
    if (until && until <= now) throw new Refusal('trace.lot_expired')
    const id = newId<LotId>('lot', now)
    const row = { id, productId, ...lot, bestBefore: until, inspection: inspection && JSON.stringify(inspection), addedAt: now }
    await insertLot(ctx.db, row).catch((error) => {
      if (isUniqueViolation(error)) throw new Refusal('trace.code_taken')
      throw error
    })
    await receivePieces(ctx, id, skuIds, warehouseId, pieces)
    return readLot(ctx, id)
  })

export const receiveMore = (ctx: Ctx, id: LotId, { warehouseId, pieces }: { warehouseId: WarehouseId; pieces: Pieces }) =>
  inTransaction(ctx, async (ctx) => {
    const lot = await store.findLot(ctx.db, ownSupplier(ctx), id)
    if (!lot) throw new Refusal('trace.lot_not_found')
    if (lot.bestBefore && lot.bestBefore <= ctx.clock.now()) throw new Refusal('trace.lot_expired')
    const { skuIds } = await requireStocked(ctx, lot.productId)
    await receivePieces(ctx, id, skuIds, warehouseId, pieces)
    return readLot(ctx, id)
  })

export const addTraceEvent = (ctx: Ctx, id: LotId, event: Omit<z.infer<typeof TraceEvent>, 'picture'>) =>
  inTransaction(ctx, async (ctx) => {
    if (!(await store.findLot(ctx.db, ownSupplier(ctx), id))) throw new Refusal('trace.lot_not_found')
    const at = new Date(event.at)
    if (at > ctx.clock.now()) throw new Refusal('trace.in_the_future')
    await insertEvents(ctx.db, [{ ...event, at, lotId: id }])
    return readLot(ctx, id)
  })

/** What was counted is what there is; the difference leaves or joins what is free to sell. */
export const countLot = (ctx: Ctx, lotId: LotId, counted: { warehouseId: WarehouseId; skuId: SkuId; quantity: number }) =>
  inTransaction(ctx, async (ctx) => {
    if (!(await store.findLot(ctx.db, ownSupplier(ctx), lotId))) throw new Refusal('trace.lot_not_found')
    const { warehouseId, skuId, quantity } = counted
    const there = await store.lockOne(ctx.db, { lotId, skuId, warehouseId })
    if (!there) throw new Refusal('trace.warehouse_not_found')
    const change = quantity - there.quantity
    if (change !== 0) {
      await store.noteCount(ctx.db, { lotId, skuId, warehouseId, change }, callerName(ctx), ctx.clock.now())
      await store.changeFree(ctx.db, [{ skuId, change }])
    }
    return { done: true } as const
  })

/** Takes the pieces of lines that leave now from lots, earliest expiry first, in the transaction that ships them. */
export async function takeFromLots(ctx: Ctx, lines: readonly WantedPieces[]): Promise<void> {
  if (lines.length === 0) return
  const now = ctx.clock.now()
  const skuIds = [...new Set(lines.map(({ skuId }) => skuId))]
  const taken = takeByExpiry(lines, await store.lockPieces(ctx.db, skuIds, now))
  if (taken.length > 0) await store.take(ctx.db, taken, callerName(ctx), now)
}

/** Lots whose time has come sell no more: what is left of them leaves the stock. Answers how many. */
export const expireLots = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const expired = await store.markExpired(ctx.db, now, 50)
    if (expired.length > 0) await store.clearLots(ctx.db, expired, now)
    return expired.length
  })

export async function lotsOfOrder(ctx: Ctx, orderId: OrderId) {
  const order = await store.findBuyer(ctx.db, orderId)
  if (!order || order.buyerId !== memberOf(ctx)) throw new Refusal('order.not_found')
  const rows = await store.lotsOfOrder(ctx.db, orderId)
  return {
    items: rows.map(({ lineId, title, skuName, quantity, ...lot }) => ({
      lineId: lineId as LineId,
      title,
      skuName,
      quantity,
      lot: toLot(lot),
    })),
  }
}
