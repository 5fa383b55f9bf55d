import { commissionContract } from '@lianka/contract/reward'
import { implement } from '#platform/http'
import { explainShare, listShares, readEarnings } from './earnings.ts'
import { readTypicalEarnings } from './typical-earnings.ts'

export const commissionRoutes = implement(commissionContract, {
  'GET /plans/current/earnings': (ctx) => readTypicalEarnings(ctx),
  'GET /my/earnings': (ctx) => readEarnings(ctx),
  'GET /my/shares': (ctx, { query }) => listShares(ctx, query),
  'GET /my/shares/:id': (ctx, { params }) => explainShare(ctx, params.id),
})
