import { shipmentContract } from '@lianka/contract/order'
import { shippingSheetContract } from '@lianka/contract/shipping-sheet'
import { type Exchange, implement, mountAll } from '#platform/http'
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

export const shipmentRoutes = mountAll(parcelRoutes, sheetRoutes)
