import { recommendationContract } from '@lianka/contract/recommendation'
import { implement } from '#platform/http'
import { listRecommendations } from './service.ts'

export const recommendationRoutes = implement(recommendationContract, {
  'GET /recommendations': (ctx, { query }) => listRecommendations(ctx, query),
})
