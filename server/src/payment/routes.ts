import { paymentContract } from '@lianka/contract/order'
import { implement } from '#platform/http'
import { readPayment, startPayment, takeNotification } from './service.ts'

export const paymentRoutes = implement(paymentContract, {
  'POST /orders/:id/payment': (ctx, { params, body }, { ip }) => startPayment(ctx, params.id, body, ip),
  'GET /orders/:id/payment': (ctx, { params }) => readPayment(ctx, params.id),
  'POST /payments/wechat/notifications': (ctx, _, exchange) => takeNotification(ctx, exchange),
})
