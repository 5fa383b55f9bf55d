import { groupBuyContract } from '@lianka/contract/promotion'
import { implement } from '#platform/http'
import { listMyGroups, readGroup } from './service.ts'

export const groupBuyRoutes = implement(groupBuyContract, {
  'GET /group-buys/:id': (ctx, { params }) => readGroup(ctx, params.id),
  'GET /my/group-buys': (ctx) => listMyGroups(ctx),
})
