import { bargainContract } from '@lianka/contract/promotion'
import { implement } from '#platform/http'
import { beginBargain, cutBargain, listMyBargains, readBargain } from './service.ts'

export const bargainRoutes = implement(bargainContract, {
  'POST /bargains': (ctx, { body }) => beginBargain(ctx, body.offerId),
  'GET /bargains/:id': (ctx, { params }) => readBargain(ctx, params.id),
  'GET /my/bargains': (ctx) => listMyBargains(ctx),
  'POST /bargains/:id/cut': (ctx, { params }) => cutBargain(ctx, params.id),
})
