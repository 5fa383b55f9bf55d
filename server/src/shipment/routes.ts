import { deliveryContract } from '@lianka/contract/delivery'
import { shipmentContract } from '@lianka/contract/order'
import { implement } from '#platform/http'
import { readPlace, setPlace } from '#shop/service'
import { depart, listHandovers, readHandover, redeemCode } from './hand-over.ts'
import { readJourney } from './journey.ts'
import { confirmReceipt, listParcels, ship, takePush } from './service.ts'

export const shipmentRoutes = implement(
  { ...shipmentContract, ...deliveryContract },
  {
    'GET /console/parcels': (ctx, { query }) => listParcels(ctx, query),
    'POST /console/parcels/:id/shipment': (ctx, { params, body }) => ship(ctx, params.id, body),
    'POST /parcels/:id/receipt': (ctx, { params }) => confirmReceipt(ctx, params.id),
    'POST /couriers/kuaidi100/notifications': (ctx, _, exchange) => takePush(ctx, exchange),
    'GET /shops/:id/place': (ctx, { params }) => readPlace(ctx, params.id),
    'PUT /my/shop/place': (ctx, { body }) => setPlace(ctx, body),
    'GET /orders/:id/handover': (ctx, { params }) => readHandover(ctx, params.id),
    'GET /orders/:id/journey': (ctx, { params }) => readJourney(ctx, params.id),
    'GET /my/shop/handovers': (ctx) => listHandovers(ctx),
    'POST /my/shop/handovers/:orderId/departure': (ctx, { params }) => depart(ctx, params.orderId),
    'POST /my/shop/handovers': (ctx, { body }) => redeemCode(ctx, body.code),
  },
)
