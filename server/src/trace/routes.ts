import { traceContract } from '@lianka/contract/trace'
import { implement } from '#platform/http'
import {
  addTraceEvent,
  addWarehouse,
  countLot,
  listLots,
  listWarehouses,
  lotsOfOrder,
  readLot,
  receiveLot,
  receiveMore,
} from './service.ts'

export const traceRoutes = implement(traceContract, {
  'GET /console/warehouses': (ctx) => listWarehouses(ctx),
  'POST /console/warehouses': (ctx, { body }) => addWarehouse(ctx, body),
  'GET /console/lots': (ctx, { query }) => listLots(ctx, query),
  'GET /console/lots/:id': (ctx, { params }) => readLot(ctx, params.id),
  'POST /console/products/:id/lots': (ctx, { params, body }) => receiveLot(ctx, params.id, body),
  'POST /console/lots/:id/receipts': (ctx, { params, body }) => receiveMore(ctx, params.id, body),
  'POST /console/lots/:id/events': (ctx, { params, body }) => addTraceEvent(ctx, params.id, body),
  'POST /console/lots/:id/count': (ctx, { params, body }) => countLot(ctx, params.id, body),
  'GET /orders/:id/lots': (ctx, { params }) => lotsOfOrder(ctx, params.id),
})
