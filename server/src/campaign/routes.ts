import { campaignContract } from '@lianka/contract/campaign'
import { implement } from '#platform/http'
import { changeCampaign, endCampaign, listCampaigns, makeCampaign, readCampaign } from './service.ts'

export const campaignRoutes = implement(campaignContract, {
  'GET /campaigns': (ctx, { query }) => listCampaigns(ctx, query),
  'GET /campaigns/:id': (ctx, { params }) => readCampaign(ctx, params.id),
  'GET /console/campaigns': (ctx, { query }) => listCampaigns(ctx, query),
  'POST /console/campaigns': (ctx, { body }) => makeCampaign(ctx, body),
  'PATCH /console/campaigns/:id': (ctx, { params, body }) => changeCampaign(ctx, params.id, body),
  'POST /console/campaigns/:id/end': (ctx, { params }) => endCampaign(ctx, params.id),
})
