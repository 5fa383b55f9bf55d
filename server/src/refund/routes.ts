import { refundContract } from '@lianka/contract/refund'
import { implement } from '#platform/http'
import {
  appeal,
  award,
  contest,
  decide,
  listForStaff,
  listOwn,
  readOwn,
  receiveReturn,
  requestAfterSale,
  sendBack,
  sendReplacement,
  withdraw,
} from './service.ts'

export const refundRoutes = implement(refundContract, {
  'POST /orders/:orderId/after-sales': (ctx, { params, body }) => requestAfterSale(ctx, params.orderId, body),
  'GET /after-sales': (ctx, { query }) => listOwn(ctx, query),
  'GET /after-sales/:id': (ctx, { params }) => readOwn(ctx, params.id),
  'POST /after-sales/:id/withdrawal': (ctx, { params }) => withdraw(ctx, params.id),
  'POST /after-sales/:id/return-parcel': (ctx, { params, body }) => sendBack(ctx, params.id, body),
  'POST /after-sales/:id/arbitration': (ctx, { params, body }) => appeal(ctx, params.id, body),
  'GET /console/after-sales': (ctx, { query }) => listForStaff(ctx, query),
  'POST /console/after-sales/:id/decision': (ctx, { params, body }) => decide(ctx, params.id, body),
  'POST /console/after-sales/:id/return-receipt': (ctx, { params }) => receiveReturn(ctx, params.id),
  'POST /console/after-sales/:id/replacement': (ctx, { params, body }) => sendReplacement(ctx, params.id, body),
  'POST /console/after-sales/:id/arbitration': (ctx, { params, body }) => contest(ctx, params.id, body),
  'POST /console/after-sales/:id/award': (ctx, { params, body }) => award(ctx, params.id, body),
})
