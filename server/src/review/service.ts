import type { LineId, ProductId, ReviewId, ShopId } from '@lianka/contract/ids'
import type { Review } from '@lianka/contract/review'
import type { z } from 'zod'
import { countReview } from '#catalog/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { ratingOf } from './rules.ts'
import * as store from './store.ts'

type ReviewReply = z.infer<typeof Review>

/** Writes a review of what one bought and received. The line's own unique review makes sending it twice harmless. */
export const writeReview = (ctx: Ctx, { lineId, stars, words }: { lineId: LineId; stars: number; words: string }): Promise<ReviewReply> =>
  inTransaction(ctx, async (ctx) => {
    const memberId = memberOf(ctx)
    const line = await store.findReceivedLine(ctx.db, lineId, memberId)
    if (!line) throw new Refusal('review.not_bought')
    const { productId, shopId, ...shown } = line
    const at = ctx.clock.now()
    const id = newId<ReviewId>('rev', at)
    if (!(await store.insertReview(ctx.db, { id, lineId, productId, shopId, memberId, stars, words, at })))
      throw new Refusal('review.already_written')
    await countReview(ctx, productId, stars)
    return { id, stars, words, at: at.toISOString(), ...shown }
  })

/** Times inside JSON come as PostgreSQL writes them. */
const toReview = (row: store.ReviewRow): ReviewReply => ({ ...row, at: new Date(row.at).toISOString() })

type Page = { after?: string | undefined; limit: number }

export async function listReviews(ctx: Ctx, id: ProductId, page: Page) {
  const row = await store.readReviewsOfProduct(ctx.db, id, page)
  if (!row) throw new Refusal('catalog.product_not_found')
  return {
    items: row.items.map(toReview),
    next: row.items.length === page.limit ? (row.items.at(-1)?.id ?? null) : null,
    byStars: row.byStars,
    ...ratingOf(row.byStars),
  }
}

/** The newest reviews written in a shop, with the rating over all of them. */
export async function reviewsOfShop(ctx: Ctx, id: ShopId, limit: number) {
  const row = await store.readReviewsOfShop(ctx.db, id, limit)
  return { items: (row?.items ?? []).map(toReview), ...ratingOf(row?.byStars ?? []) }
}
