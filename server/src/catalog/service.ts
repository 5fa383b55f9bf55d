import type { ProductInput } from '@lianka/contract/catalog'
import type { ProductId, SkuId, SupplierId } from '@lianka/contract/ids'
import { type Ctx, inTransaction } from '#platform/context'
import { raisedCode } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { canBecome, canEdit } from './rules.ts'
import * as store from './store.ts'

export type { ProductRow } from './store.ts'

export async function listCategories(ctx: Ctx) {
  return { items: (await store.listCategories(ctx.db)).map(({ place: _, ...row }) => row) }
}

export const addCategory = (
  ctx: Ctx,
  row: { id: string; zh: string; en: string; picture: string; place: number; needsFoodPermit?: boolean },
) => store.insertCategory(ctx.db, row)

/** What there is to open, of what can be opened. */
function digitalOf({ kind = 'goods', digital }: ProductInput): string | null {
  if (kind === 'goods') return null
  if (!digital || (kind === 'course' && !digital.text && !digital.link))
    throw new Refusal('request.invalid', 'digital', [{ path: 'body.digital', message: 'say what who paid will open' }])
  return JSON.stringify(digital)
}

const columnsOf = (input: ProductInput) => ({
  categoryId: input.categoryId,
  title: input.title,
  subtitle: input.subtitle,
  description: input.description,
  pictures: JSON.stringify(input.pictures),
  attributes: JSON.stringify(input.attributes),
  returnExcepted: input.returnExcepted,
  showSupplierPart: input.showSupplierPart,
  kind: input.kind ?? 'goods',
  digital: digitalOf(input),
})

const skusOf = (input: ProductInput, productId: ProductId, now: Date) =>
  input.skus.map((sku, place) => ({
    id: newId<SkuId>('sku', now),
    productId,
    name: sku.name,
    supplyPrice: sku.supplyPriceFen,
    minPrice: sku.minPriceFen,
    suggestedPrice: sku.suggestedPriceFen,
    maxPrice: sku.maxPriceFen,
    stock: sku.stock,
    weightGrams: sku.weightGrams,
    place,
  }))

/** Every option's prices must be in order: supply ≤ lowest ≤ suggested ≤ highest. */
function refuseBadBands(input: ProductInput) {
  const bad = input.skus.findIndex(
    (s) =>
      !(
        s.supplyPriceFen >= 0 &&
        s.supplyPriceFen <= s.minPriceFen &&
        s.minPriceFen <= s.suggestedPriceFen &&
        s.suggestedPriceFen <= s.maxPriceFen
      ),
  )
  if (bad >= 0)
    throw new Refusal('request.invalid', 'band', [{ path: `body.skus.${bad}`, message: 'supply price ≤ lowest ≤ suggested ≤ highest' }])
}

async function refuseUnknownCategory(ctx: Ctx, id: string) {
  const known = (await store.listCategories(ctx.db)).some((category) => category.id === id)
  if (!known) throw new Refusal('request.invalid', 'category', [{ path: 'body.categoryId', message: 'unknown category' }])
}

export const createProduct = (ctx: Ctx, supplierId: SupplierId, input: ProductInput): Promise<ProductId> =>
  inTransaction(ctx, async (ctx) => {
    refuseBadBands(input)
    await refuseUnknownCategory(ctx, input.categoryId)
    const now = ctx.clock.now()
    const id = newId<ProductId>('prd', now)
    await store.insertProduct(ctx.db, { id, supplierId, state: 'draft', rejectedBecause: null, updatedAt: now, ...columnsOf(input) })
    await store.insertSkus(ctx.db, skusOf(input, id, now))
    return id
  })

/** Rewrites a draft or a rejected product of this supplier. */
export const rewriteProduct = (ctx: Ctx, supplierId: SupplierId, id: ProductId, input: ProductInput): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    refuseBadBands(input)
    await refuseUnknownCategory(ctx, input.categoryId)
    const product = await store.lockProduct(ctx.db, id)
    if (!product || product.supplierId !== supplierId) throw new Refusal('catalog.product_not_found')
    if (!canEdit(product.state)) throw new Refusal('catalog.product_state', product.state)
    const now = ctx.clock.now()
    await store.updateProduct(ctx.db, id, { ...columnsOf(input), updatedAt: now })
    await store.deleteSkus(ctx.db, id)
    await store.insertSkus(ctx.db, skusOf(input, id, now))
  })

/** Moves a product to another state by the table of moves; a supplier only its own. */
export const moveProduct = (
  ctx: Ctx,
  id: ProductId,
  to: store.ProductRow['state'],
  options: { supplierId?: SupplierId | null; reason?: string } = {},
): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const product = await store.lockProduct(ctx.db, id)
    if (!product || (options.supplierId && product.supplierId !== options.supplierId)) throw new Refusal('catalog.product_not_found')
    if (product.state === to) return
    if (!canBecome(product.state, to)) throw new Refusal('catalog.product_state', `${product.state} to ${to}`)
    await store.moveProduct(ctx.db, id, product.state, to, { rejectedBecause: options.reason || null, updatedAt: ctx.clock.now() })
  })

export const listProducts = (ctx: Ctx, filter: Parameters<typeof store.listProducts>[1]) => store.listProducts(ctx.db, filter)

/** Turns the database's refusal to take stock (`take_stock`) into one the buyer understands. */
export function refuseIfShort(error: unknown): never {
  if (raisedCode(error) === 'LK001') throw new Refusal('order.out_of_stock')
  throw error
}

export const returnStock = (ctx: Ctx, items: readonly { skuId: SkuId; quantity: number }[]) => store.returnStock(ctx.db, items)

export async function setStock(ctx: Ctx, supplierId: SupplierId, id: SkuId, stock: number) {
  if (!(await store.setStock(ctx.db, id, supplierId, stock))) throw new Refusal('catalog.sku_not_found')
  return { done: true } as const
}

export const countSold = (ctx: Ctx, counts: readonly { productId: ProductId; pieces: number }[]) => store.addSold(ctx.db, counts)
export const countReview = (ctx: Ctx, id: ProductId, stars: number) => store.addReview(ctx.db, id, stars)
