import { planContract } from '@lianka/contract/plan'
import { implement } from '#platform/http'
import { listPlans, readCurrentPlan } from './service.ts'

export const planRoutes = implement(planContract, {
  'GET /plans/current': (ctx) => readCurrentPlan(ctx),
  'GET /console/plans': (ctx) => listPlans(ctx),
})
