import { deliveryContract } from '@lianka/contract/delivery'
import { digitalGoodsContract } from '@lianka/contract/digital-goods'
import { shipmentContract } from '@lianka/contract/order'
import { shippingSheetContract } from '@lianka/contract/shipping-sheet'
import { type Exchange, implement, mountAll } from '#platform/http'
import { readPlace, setPlace } from '#shop/service'
import { bookSlot, dropSlot, listSlots, offerSlot, openDigital, readDigital } from './digital.ts'
import { depart, listHandovers, readHandover, redeemCode } from './hand-over.ts'
import { readJourney } from './journey.ts'
import {
  confirmReceipt,
  listParcels,
  listShippingSheets,
  readShippingSheet,
  ship,
  shipBySheet,
  takePush,
  writeParcelsToShip,
  writeRefusedRows,
} from './service.ts'

const asXlsx = (reply: Exchange['reply'], name: string) =>
  void reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename="${name}.xlsx"`)
    .header('cache-control', 'no-store')

const parcelRoutes = implement(shipmentContract, {
  'GET /console/parcels': (ctx, { query }) => listParcels(ctx, query),
  'POST /console/parcels/:id/shipment': (ctx, { params, body }) => ship(ctx, params.id, body),
  'POST /parcels/:id/receipt': (ctx, { params }) => confirmReceipt(ctx, params.id),
  'POST /couriers/kuaidi100/notifications': (ctx, _, exchange) => takePush(ctx, exchange),
})

const sheetRoutes = implement(shippingSheetContract, {
  'GET /console/parcels/sheet': (ctx, _, { reply }) => {
    asXlsx(reply, 'lianka-to-ship')
    return writeParcelsToShip(ctx)
  },
  'POST /console/shipping-sheets': async (ctx, { query }, { upload }) => shipBySheet(ctx, { name: query.name, bytes: await upload() }),
  'GET /console/shipping-sheets': (ctx, { query }) => listShippingSheets(ctx, query),
  'GET /console/shipping-sheets/:id': (ctx, { params }) => readShippingSheet(ctx, params.id),
  'GET /console/shipping-sheets/:id/refused': (ctx, { params }, { reply }) => {
    asXlsx(reply, `lianka-refused-${params.id}`)
    return writeRefusedRows(ctx, params.id)
  },
})

const deliveryRoutes = implement(deliveryContract, {
  'GET /shops/:id/place': (ctx, { params }) => readPlace(ctx, params.id),
  'PUT /my/shop/place': (ctx, { body }) => setPlace(ctx, body),
  'GET /orders/:id/handover': (ctx, { params }) => readHandover(ctx, params.id),
  'GET /orders/:id/journey': (ctx, { params }) => readJourney(ctx, params.id),
  'GET /my/shop/handovers': (ctx) => listHandovers(ctx),
  'POST /my/shop/handovers/:orderId/departure': (ctx, { params }) => depart(ctx, params.orderId),
  'POST /my/shop/handovers': (ctx, { body }) => redeemCode(ctx, body.code),
})

const digitalRoutes = implement(digitalGoodsContract, {
  'GET /orders/:id/digital': (ctx, { params }) => readDigital(ctx, params.id),
  'POST /orders/:id/digital/opening': (ctx, { params, body }) => openDigital(ctx, params.id, body.lineId),
  'PUT /orders/:id/digital/booking': (ctx, { params, body }) => bookSlot(ctx, params.id, body),
  'GET /console/products/:id/slots': (ctx, { params }) => listSlots(ctx, params.id),
  'POST /console/products/:id/slots': (ctx, { params, body }) => offerSlot(ctx, params.id, body),
  'DELETE /console/slots/:id': (ctx, { params }) => dropSlot(ctx, params.id),
})

export const shipmentRoutes = mountAll(parcelRoutes, deliveryRoutes, sheetRoutes, digitalRoutes)
