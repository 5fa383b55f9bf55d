import type { ProductInput, SupplyProduct } from '@lianka/contract/catalog'
import type { ProductId, SkuId, SupplierId } from '@lianka/contract/ids'
import { createProduct, listProducts, moveProduct, type ProductRow, rewriteProduct, setStock } from '#catalog/service'
import { type Ctx, inTransaction, staffOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { regionName } from '#platform/regions'
import { newestLots, writeLot } from '#trace/service'
import { tellShops } from './market.ts'
import { approvePapers, refuseWithoutPermit } from './onboarding.ts'
import * as store from './store.ts'

export {
  changePrices,
  listMarket,
  listNotices,
  listSeveral,
  readMaterials,
  readOwnMaterials,
  readShopPrices,
  seeNotices,
  writeMaterials,
} from './market.ts'
export {
  applyAsSupplier,
  decideDocument,
  listDocumentsOf,
  listOwnDocuments,
  openConsole,
  readMySupplier,
  remindOfEnds,
  renewAsOwner,
  renewAsStaff,
  stopExpired,
  tellOfEnd,
} from './onboarding.ts'
export { readPostage, writePostage } from './postage.ts'

/** The supplier whose staff asks. */
function ownSupplier(ctx: Ctx): SupplierId {
  const { supplierId } = staffOf(ctx)
  if (!supplierId) throw new Refusal('account.forbidden')
  return supplierId
}

const toSupplyProduct = (row: ProductRow, lots: Awaited<ReturnType<typeof newestLots>>): SupplyProduct => ({
  ...row,
  skus: row.skus as SupplyProduct['skus'],
  lot: lots.get(row.id) ?? null,
  updatedAt: row.updatedAt.toISOString(),
})

export async function readProduct(ctx: Ctx, id: ProductId): Promise<SupplyProduct> {
  const { supplierId } = staffOf(ctx)
  const [row] = await listProducts(ctx, { id, supplierId: supplierId ?? undefined, limit: 1 })
  if (!row) throw new Refusal('catalog.product_not_found')
  return toSupplyProduct(row, await newestLots(ctx, [id]))
}

export const publishProduct = (ctx: Ctx, input: ProductInput): Promise<SupplyProduct> =>
  inTransaction(ctx, async (ctx) => {
    const id = await createProduct(ctx, ownSupplier(ctx), input)
    if (input.lot) await writeLot(ctx, id, input.lot)
    return readProduct(ctx, id)
  })

export const rewrite = (ctx: Ctx, id: ProductId, input: ProductInput): Promise<SupplyProduct> =>
  inTransaction(ctx, async (ctx) => {
    await rewriteProduct(ctx, ownSupplier(ctx), id, input)
    if (input.lot) await writeLot(ctx, id, input.lot)
    return readProduct(ctx, id)
  })

export async function submitProduct(ctx: Ctx, id: ProductId): Promise<SupplyProduct> {
  await moveProduct(ctx, id, 'submitted', { supplierId: ownSupplier(ctx) })
  return readProduct(ctx, id)
}

const outcome = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const

export async function decideProduct(
  ctx: Ctx,
  id: ProductId,
  { decision, reason }: { decision: keyof typeof outcome; reason: string },
): Promise<SupplyProduct> {
  if (decision !== 'approve' && !reason) throw new Refusal('request.invalid', 'reason', [{ path: 'body.reason', message: 'say why' }])
  return inTransaction(ctx, async (ctx) => {
    if (decision === 'approve') await refuseWithoutPermit(ctx, id)
    await moveProduct(ctx, id, outcome[decision], { reason: decision === 'approve' ? '' : reason })
    await tellShops(ctx, { productId: id })
    return readProduct(ctx, id)
  })
}

type Page = { after?: string | undefined; limit: number }

export async function listSupplyProducts(ctx: Ctx, filter: Page & { state?: string | undefined; words?: string | undefined }) {
  const { supplierId } = staffOf(ctx)
  const rows = await listProducts(ctx, { ...filter, supplierId: supplierId ?? undefined })
  const lots = await newestLots(
    ctx,
    rows.map(({ id }) => id),
  )
  return { items: rows.map((row) => toSupplyProduct(row, lots)), next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null }
}

export const setOwnStock = (ctx: Ctx, id: SkuId, stock: number) => setStock(ctx, ownSupplier(ctx), id, stock)

export type NewSupplier = {
  name: string
  regionCode: string
  story: string
  licenceNumber: string
  licenceExpiresAt: Date | null
  state: 'applied' | 'approved'
}

export async function addSupplier(ctx: Ctx, supplier: NewSupplier): Promise<SupplierId> {
  const now = ctx.clock.now()
  const id = newId<SupplierId>('sup', now)
  await store.insertSupplier(ctx.db, { id, ...supplier, appliedAt: now })
  return id
}

const toSupplier = ({
  regionCode,
  licenceExpiresAt,
  appliedAt: _,
  contactCipher: __,
  ...row
}: Awaited<ReturnType<typeof store.listSuppliers>>[number]) => ({
  ...row,
  region: regionName(regionCode),
  licenceExpiresAt: licenceExpiresAt?.toISOString() ?? null,
})

export async function listSuppliers(ctx: Ctx, page: Page) {
  const rows = await store.listSuppliers(ctx.db, page)
  return { items: rows.map(toSupplier), next: rows.length === page.limit ? (rows.at(-1)?.id ?? null) : null }
}

const decisions = { approve: 'approved', suspend: 'suspended', return: 'applied' } as const

export const decideSupplier = (ctx: Ctx, id: SupplierId, { decision, reason }: { decision: keyof typeof decisions; reason: string }) =>
  inTransaction(ctx, async (ctx) => {
    if (decision !== 'approve' && !reason) throw new Refusal('request.invalid', 'reason', [{ path: 'body.reason', message: 'say why' }])
    if (decision === 'approve') await approvePapers(ctx, id)
    const because = {
      returnedBecause: decision === 'return' ? reason : null,
      suspendedBecause: decision === 'suspend' ? reason : null,
    }
    if (!(await store.setSupplierState(ctx.db, id, decisions[decision], because))) throw new Refusal('supply.supplier_not_found')
    await tellShops(ctx, { supplierId: id })
    const [row] = await store.listSuppliers(ctx.db, { id, limit: 1 })
    if (!row) throw new Refusal('supply.supplier_not_found')
    return toSupplier(row)
  })
