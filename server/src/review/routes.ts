import { reviewContract } from '@lianka/contract/review'
import { implement } from '#platform/http'
import { listReviews, writeReview } from './service.ts'

export const reviewRoutes = implement(reviewContract, {
  'POST /reviews': (ctx, { body }) => writeReview(ctx, body),
  'GET /products/:id/reviews': (ctx, { params, query }) => listReviews(ctx, params.id, query),
})
