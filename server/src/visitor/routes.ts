import { visitorContract } from '@lianka/contract/visitor'
import { implement, mountAll } from '#platform/http'
import { liveRoutes } from './live-routes.ts'
import { listFavourites, listVisits, liveLooks, makeVisitor, readHeat, readStory, recordVisits, setFavourite } from './service.ts'

export const visitorRoutes = mountAll(
  implement(visitorContract, {
    'POST /visitors': (ctx, { body }) => makeVisitor(ctx, body.shareCode),
    'POST /visits': (ctx, { body }, { headers }) => recordVisits(ctx, body, headers['user-agent']),
    'GET /my/visits': (ctx, { query }) => listVisits(ctx, query),
    'GET /my/visits/live': (ctx, { query }) => liveLooks(ctx, query.mark),
    'GET /my/visits/heat': (ctx, { query }) => readHeat(ctx, query.days),
    'GET /my/visits/people/:person': (ctx, { params }) => readStory(ctx, params.person),
    'GET /favourites': (ctx) => listFavourites(ctx),
    'PUT /favourites/:listingId': (ctx, { params, body }) => setFavourite(ctx, params.listingId, body.on),
  }),
  liveRoutes,
)
