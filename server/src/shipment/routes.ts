import { shipmentContract } from '@lianka/contract/order'
import { implement } from '#platform/http'
import { confirmReceipt, listParcels, ship, takePush } from './service.ts'

export const shipmentRoutes = implement(shipmentContract, {
  'GET /console/parcels': (ctx, { query }) => listParcels(ctx, query),
  'POST /console/parcels/:id/shipment': (ctx, { params, body }) => ship(ctx, params.id, body),
  'POST /parcels/:id/receipt': (ctx, { params }) => confirmReceipt(ctx, params.id),
  'POST /couriers/kuaidi100/notifications': (ctx, _, exchange) => takePush(ctx, exchange),
})
