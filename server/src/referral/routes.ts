import { referralContract } from '@lianka/contract/reward'
import { implement } from '#platform/http'
import {
  applyAsAgent,
  listOwnShareCodes,
  listPeople,
  readChain,
  readGraph,
  readShareCode,
  readTeam,
  readTeamGrowth,
  shareLink,
} from './service.ts'

export const referralRoutes = implement(referralContract, {
  'GET /share-codes/:code': (ctx, { params }) => readShareCode(ctx, params.code),
  'POST /share-codes': (ctx, { body }) => shareLink(ctx, body),
  'GET /my/share-codes': (ctx, { query }) => listOwnShareCodes(ctx, query),
  'GET /my/share-codes/:code/chain': (ctx, { params }) => readChain(ctx, params.code),
  'POST /agent-application': (ctx) => applyAsAgent(ctx),
  'GET /my/team': (ctx, { query }) => readTeam(ctx, query),
  'GET /my/team/growth': (ctx) => readTeamGrowth(ctx),
  'GET /console/people': (ctx, { query }) => listPeople(ctx, query),
  'GET /console/people/:id/graph': (ctx, { params }) => readGraph(ctx, params.id),
})
