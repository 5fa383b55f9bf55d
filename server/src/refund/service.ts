import type { AfterSaleId } from '@lianka/contract/ids'
import type { AfterSaleState } from '@lianka/contract/refund'
import { type Ctx, memberOf, staffOf } from '#platform/context'
import { readOne, requireOwn, toAfterSale } from './move.ts'
import * as store from './store.ts'

export { award, contest, decide, receiveReturn, sendReplacement } from './decide.ts'
export { endOldHolds, markRefunded, settleOverdue } from './overdue.ts'
export { appeal, requestAfterSale, sendBack, withdraw } from './request.ts'

type Page = { after?: string | undefined; limit: number }

const pageOf = (ctx: Ctx, rows: store.ShownRow[], limit: number) => ({
  items: rows.map((row) => toAfterSale(row, ctx.clock.now())),
  next: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
})

export const listOwn = async (ctx: Ctx, query: Page) =>
  pageOf(ctx, await store.listAfterSales(ctx.db, { ...query, buyerId: memberOf(ctx) }), query.limit)

export const listForStaff = async (ctx: Ctx, query: Page & { state?: AfterSaleState | undefined }) =>
  pageOf(ctx, await store.listAfterSales(ctx.db, { ...query, supplierId: staffOf(ctx).supplierId ?? undefined }), query.limit)

export async function readOwn(ctx: Ctx, id: AfterSaleId) {
  await requireOwn(ctx, id)
  return readOne(ctx, id)
}
