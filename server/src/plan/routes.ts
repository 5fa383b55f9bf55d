import { planContract } from '@lianka/contract/plan'
import { implement } from '#platform/http'
import { beginDraft, dropDraft, listDesignable, listDrafts, publishDraft, readDraft, writeDraft } from './drafts.ts'
import { listPlans, readCurrentPlan } from './service.ts'

export const planRoutes = implement(planContract, {
  'GET /plans/current': (ctx) => readCurrentPlan(ctx),
  'GET /console/plans': (ctx) => listPlans(ctx),
  'GET /console/designable-products': (ctx, { query }) => listDesignable(ctx, query),
  'GET /console/plan-drafts': (ctx) => listDrafts(ctx),
  'GET /console/plan-drafts/:id': (ctx, { params }) => readDraft(ctx, params.id),
  'POST /console/plan-drafts': (ctx) => beginDraft(ctx),
  'PUT /console/plan-drafts/:id': (ctx, { params, body }) => writeDraft(ctx, params.id, body),
  'DELETE /console/plan-drafts/:id': (ctx, { params }) => dropDraft(ctx, params.id),
  'POST /console/plan-drafts/:id/publication': (ctx, { params, body }) => publishDraft(ctx, params.id, body),
})
