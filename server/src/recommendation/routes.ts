import { recommendationContract } from '@lianka/contract/recommendation'
import { implement } from '#platform/http'
import { endExperiment, readFigures, startExperiment } from './figures.ts'
import { replayVisits } from './replay.ts'
import { listRecommendations, readGrounds, setLookUsed } from './service.ts'

export const recommendationRoutes = implement(recommendationContract, {
  'GET /recommendations': (ctx, { query }) => listRecommendations(ctx, query),
  'GET /recommendations/grounds': (ctx, { query }) => readGrounds(ctx, query.visitorId),
  'PUT /recommendations/looks/:productId': (ctx, { params, body }) => setLookUsed(ctx, { ...body, productId: params.productId }),
  'GET /console/suggestions': (ctx, { query }) => readFigures(ctx, query.days),
  'POST /console/suggestions/experiments': (ctx, { body }) => startExperiment(ctx, body),
  'POST /console/suggestions/experiments/:id/end': (ctx, { params }) => endExperiment(ctx, params.id),
  'GET /console/suggestions/replay': (ctx, { query }) => replayVisits(ctx, query.days),
})
