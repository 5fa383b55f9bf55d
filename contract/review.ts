import { z } from 'zod'
import { LineId, ProductId, ReviewId } from './ids.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const Review = z.object({
  id: ReviewId,
  stars: z.int().min(1).max(5),
  words: z.string(),
  nickname: z.string(),
  portrait: Picture,
  at: Time,
  productTitle: z.string(),
  skuName: z.string(),
})

export const reviewContract = {
  'POST /reviews': {
    summary: 'Review what one bought and received; once per line',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({ lineId: LineId, stars: z.int().min(1).max(5), words: z.string().trim().min(2).max(500) }),
    reply: Review,
  },
  'GET /products/:id/reviews': {
    summary: 'Buyers’ reviews of a product, newest first',
    who: ['visitor'],
    params: z.object({ id: ProductId }),
    query: PageQuery,
    reply: pageOf(Review).extend({ count: z.int(), ratingTenths: z.int().nullable(), byStars: z.array(z.int()).length(5) }),
  },
} satisfies Contract
