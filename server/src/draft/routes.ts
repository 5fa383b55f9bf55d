import { draftContract } from '@lianka/contract/draft'
import { implement } from '#platform/http'
import { askDraft, decideSentence, listDrafts, readDraft, readReviewDigest, readSentences } from './service.ts'

export const draftRoutes = implement(draftContract, {
  'POST /my/shop/drafts': (ctx, { body }) => askDraft(ctx, body),
  'GET /my/shop/drafts': (ctx, { query }) => listDrafts(ctx, query.listingId),
  'GET /my/shop/drafts/:id': (ctx, { params }) => readDraft(ctx, params.id),
  'PUT /my/shop/drafts/:id/sentences/:place': (ctx, { params, body }) => decideSentence(ctx, params.id, params.place, body),
  'GET /listings/:id/sentences': (ctx, { params }) => readSentences(ctx, params.id),
  'GET /products/:id/review-digest': (ctx, { params }) => readReviewDigest(ctx, params.id),
})
