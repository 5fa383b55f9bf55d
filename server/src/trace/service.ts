import type { Lot, ProductInput } from '@lianka/contract/catalog'
import type { LotId, ProductId } from '@lianka/contract/ids'
import { type Ctx, inTransaction } from '#platform/context'
import { newId } from '#platform/ids'
import { toLot } from './lot.ts'
import * as store from './store.ts'

export { tracePicture } from './rules.ts'
export {
  addTraceEvent,
  addWarehouse,
  countLot,
  expireLots,
  listLots,
  listWarehouses,
  lotsOfOrder,
  readLot,
  receiveLot,
  receiveMore,
  takeFromLots,
} from './stock.ts'

/** The newest lot of each of these products. */
export async function newestLots(ctx: Ctx, productIds: readonly ProductId[]): Promise<Map<ProductId, Lot>> {
  const rows = productIds.length === 0 ? [] : await store.newestLots(ctx.db, productIds)
  return new Map(rows.map((row) => [row.productId, toLot(row)]))
}

/** Writes the lot of a product that is being drafted, in place of an earlier draft of it. */
export const writeLot = (ctx: Ctx, productId: ProductId, lot: NonNullable<ProductInput['lot']>): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await store.deleteLots(ctx.db, productId)
    const now = ctx.clock.now()
    const id = newId<LotId>('lot', now)
    const { events, inspection, bestBefore, ...row } = lot
    await store.insertLot(ctx.db, {
      id,
      productId,
      ...row,
      bestBefore: bestBefore ? new Date(bestBefore) : null,
      inspection: inspection && JSON.stringify(inspection),
      addedAt: now,
    })
    if (events.length > 0)
      await store.insertEvents(
        ctx.db,
        events.map((event) => ({ ...event, at: new Date(event.at), lotId: id })),
      )
  })
