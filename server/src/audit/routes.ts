import { auditContract } from '@lianka/contract/audit'
import { listBlocks } from '#ledger/service'
import { implement } from '#platform/http'
import { makeEvidence } from './evidence.ts'
import { askRun, listRuns, readRun } from './runs.ts'

export const auditRoutes = implement(auditContract, {
  'GET /console/audit/runs': (ctx, { query }) => listRuns(ctx, query),
  'POST /console/audit/runs': (ctx, { body }) => askRun(ctx, body.kind),
  'GET /console/audit/runs/:id': (ctx, { params }) => readRun(ctx, params.id),
  'GET /console/audit/blocks': (ctx, { query }) => listBlocks(ctx, query),
  'GET /console/audit/evidence': async (ctx, { query }, { reply }) => {
    const file = await makeEvidence(ctx, query)
    reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="lianka-evidence-${query.from}-${query.to}.json"`)
    return file
  },
})
