import type { ProductId, ShopId, VisitorId } from '@lianka/contract/ids'
import { listCategories } from '#catalog/service'
import type { Ctx } from '#platform/context'
import { tilesByProduct } from '#shop/service'
import { dominantCategory, type Look, lookDays, recommend } from './rules.ts'
import * as store from './store.ts'

export type Question = { visitorId?: VisitorId | undefined; shopId?: ShopId | undefined; limit: number }

/** What may be used of what this person looked at; nothing where the person switched that off. */
async function looksOf(ctx: Ctx, visitorId: VisitorId | undefined): Promise<Look[]> {
  const memberId = ctx.caller.kind === 'member' ? ctx.caller.memberId : null
  if (!memberId && !visitorId) return []
  const since = new Date(ctx.clock.now().getTime() - lookDays * 86_400_000)
  const { allowed, looks } = await store.readLooks(ctx.db, { visitorId: visitorId ?? null, memberId }, since)
  return allowed ? looks.map((look) => ({ ...look, lastAt: new Date(look.lastAt) })) : []
}

/** Goods this person may want, each with its reason; without looks to go by, the same ones for everybody. */
export async function listRecommendations(ctx: Ctx, { visitorId, shopId, limit }: Question) {
  const now = ctx.clock.now()
  const looks = await looksOf(ctx, visitorId)
  const seenIds = looks.map(({ productId }) => productId)
  const neighbours = seenIds.length > 0 ? await store.readNeighbours(ctx.db, seenIds) : []
  const categoryId = dominantCategory(looks, now)
  const candidates = await store.readCandidates(ctx.db, {
    productIds: neighbours.map(({ productId }) => productId),
    categoryId,
    shopId: shopId ?? null,
  })
  const categories = categoryId ? (await listCategories(ctx)).items : []
  const choices = recommend({ looks, neighbours, candidates, categories }, now).slice(0, limit)
  const tiles = await tilesByProduct(
    ctx,
    choices.map(({ productId }) => productId),
    shopId,
  )
  const reasons = new Map<ProductId, (typeof choices)[number]['reason']>(choices.map(({ productId, reason }) => [productId, reason]))
  return {
    personal: looks.length > 0,
    items: tiles.flatMap((tile) => {
      const reason = reasons.get(tile.productId)
      // Between the two looks the last piece may have been sold.
      return reason && tile.inStock ? [{ ...tile, reason }] : []
    }),
  }
}
