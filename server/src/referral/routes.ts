import { referralContract } from '@lianka/contract/reward'
import { implement } from '#platform/http'
import { applyAsAgent, listPeople, readGraph, readShareCode, readTeam, readTeamGrowth, shareLink } from './service.ts'

export const referralRoutes = implement(referralContract, {
  'GET /share-codes/:code': (ctx, { params }) => readShareCode(ctx, params.code),
  'POST /share-codes': (ctx, { body }) => shareLink(ctx, body),
  'POST /agent-application': (ctx) => applyAsAgent(ctx),
  'GET /my/team': (ctx, { query }) => readTeam(ctx, query),
  'GET /my/team/growth': (ctx) => readTeamGrowth(ctx),
  'GET /console/people': (ctx, { query }) => listPeople(ctx, query),
  'GET /console/people/:id/graph': (ctx, { params }) => readGraph(ctx, params.id),
})
