import { leadContract } from '@lianka/contract/lead'
import { implement } from '#platform/http'
import {
  addNote,
  addReminder,
  changeNote,
  changeReminder,
  exportLeads,
  listLeads,
  mergeLead,
  readLead,
  setStage,
  setTag,
} from './service.ts'

export const leadRoutes = implement(leadContract, {
  'GET /my/leads': (ctx, { query }) => listLeads(ctx, query),
  'GET /my/leads/export.xlsx': async (ctx, _, { reply }) => {
    reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', 'attachment; filename="leads.xlsx"')
    return exportLeads(ctx)
  },
  'GET /my/leads/:person': (ctx, { params }) => readLead(ctx, params.person),
  'PUT /my/leads/:person/stage': (ctx, { params, body }) => setStage(ctx, params.person, body),
  'PUT /my/leads/:person/tags': (ctx, { params, body }) => setTag(ctx, params.person, body),
  'POST /my/leads/:person/notes': (ctx, { params, body }) => addNote(ctx, params.person, body.words),
  'PUT /my/leads/:person/notes/:id': (ctx, { params, body }) => changeNote(ctx, params.person, params.id, body.words),
  'POST /my/leads/:person/reminders': (ctx, { params, body }) => addReminder(ctx, params.person, body),
  'PUT /my/leads/:person/reminders/:id': (ctx, { params, body }) => changeReminder(ctx, params.person, params.id, body),
  'PUT /my/leads/:person/merge': (ctx, { params, body }) => mergeLead(ctx, params.person, body.into),
})
