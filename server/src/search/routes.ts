import { searchContract } from '@lianka/contract/search'
import { implement } from '#platform/http'
import { findGoods } from './service.ts'
import { readStart, suggest } from './suggest.ts'

export const searchRoutes = implement(searchContract, {
  'GET /listings': (ctx, { query }) => findGoods(ctx, query),
  'GET /search/suggestions': (ctx, { query }) => suggest(ctx, query.words),
  'GET /search/start': (ctx) => readStart(ctx),
})
