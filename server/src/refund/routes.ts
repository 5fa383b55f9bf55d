import { refundContract } from '@lianka/contract/refund'
import { implement } from '#platform/http'
import { decide, listForStaff, listOwn, readOwn, receiveReturn, requestAfterSale, sendBack } from './service.ts'

export const refundRoutes = implement(refundContract, {
  'POST /orders/:orderId/after-sales': (ctx, { params, body }) => requestAfterSale(ctx, params.orderId, body),
  'GET /after-sales': (ctx, { query }) => listOwn(ctx, query),
  'GET /after-sales/:id': (ctx, { params }) => readOwn(ctx, params.id),
  'POST /after-sales/:id/return-parcel': (ctx, { params, body }) => sendBack(ctx, params.id, body),
  'GET /console/after-sales': (ctx, { query }) => listForStaff(ctx, query),
  'POST /console/after-sales/:id/decision': (ctx, { params, body }) => decide(ctx, params.id, body),
  'POST /console/after-sales/:id/return-receipt': (ctx, { params }) => receiveReturn(ctx, params.id),
})
