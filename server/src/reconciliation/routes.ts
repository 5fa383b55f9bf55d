import { reconciliationContract } from '@lianka/contract/reconciliation'
import { implement } from '#platform/http'
import { closeDay, compareAgain, explainDifference, listDays, listDifferences, queryDifference } from './service.ts'

export const reconciliationRoutes = implement(reconciliationContract, {
  'GET /console/reconciliation/days': (ctx, { query }) => listDays(ctx, query),
  'GET /console/reconciliation/differences': (ctx, { query }) => listDifferences(ctx, query),
  'POST /console/reconciliation/days/:day/comparison': (ctx, { params }) => compareAgain(ctx, params.day),
  'POST /console/reconciliation/differences/:id/query': (ctx, { params }) => queryDifference(ctx, params.id),
  'POST /console/reconciliation/differences/:id/explanation': (ctx, { params, body }) => explainDifference(ctx, params.id, body.words),
  'POST /console/reconciliation/days/:day/closing': (ctx, { params }) => closeDay(ctx, params.day),
})
