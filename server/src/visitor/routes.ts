import { visitorContract } from '@lianka/contract/visitor'
import { implement } from '#platform/http'
import { listFavourites, listVisits, makeVisitor, recordVisits, setFavourite } from './service.ts'

export const visitorRoutes = implement(visitorContract, {
  'POST /visitors': (ctx, { body }) => makeVisitor(ctx, body.shareCode),
  'POST /visits': (ctx, { body }) => recordVisits(ctx, body),
  'GET /my/visits': (ctx, { query }) => listVisits(ctx, query),
  'GET /favourites': (ctx) => listFavourites(ctx),
  'PUT /favourites/:listingId': (ctx, { params, body }) => setFavourite(ctx, params.listingId, body.on),
})
