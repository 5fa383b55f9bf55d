import { guardContract } from '@lianka/contract/guard'
import { implement } from '#platform/http'
import { addNote, decideCase, listCases, listRoots, readCase, readEvidence, readGraph, readOverview, setHold, takeCase } from './service.ts'

export const guardRoutes = implement(guardContract, {
  'GET /console/guard/overview': (ctx) => readOverview(ctx),
  'GET /console/guard/cases': (ctx, { query }) => listCases(ctx, query),
  'GET /console/guard/cases/:id': (ctx, { params }) => readCase(ctx, params.id),
  'GET /console/guard/cases/:id/evidence': (ctx, { params }) => readEvidence(ctx, params.id),
  'POST /console/guard/cases/:id/ownership': (ctx, { params }) => takeCase(ctx, params.id),
  'POST /console/guard/cases/:id/notes': (ctx, { params, body }) => addNote(ctx, params.id, body.words),
  'POST /console/guard/cases/:id/hold': (ctx, { params, body }) => setHold(ctx, params.id, body),
  'POST /console/guard/cases/:id/decision': (ctx, { params, body }) => decideCase(ctx, params.id, body),
  'GET /console/guard/roots': (ctx, { query }) => listRoots(ctx, query),
  'GET /console/guard/roots/:id/graph': (ctx, { params }) => readGraph(ctx, params.id),
})
