import { familyContract } from '@lianka/contract/family'
import { implement } from '#platform/http'
import { accept, end, invite, readInvitation, setLimit } from './links.ts'
import { askToPay, declineToPay, readFamily, readRequest, takeBack } from './service.ts'

export const familyRoutes = implement(familyContract, {
  'GET /family': (ctx) => readFamily(ctx),
  'POST /family/invitations': (ctx, { body }) => invite(ctx, body),
  'GET /family/invitations/:code': (ctx, { params }) => readInvitation(ctx, params.code),
  'POST /family/invitations/:code/acceptance': (ctx, { params, body }) => accept(ctx, params.code, body),
  'PUT /family/links/:id/limit': (ctx, { params, body }) => setLimit(ctx, params.id, body.monthlyLimitFen),
  'DELETE /family/links/:id': (ctx, { params }) => end(ctx, params.id),
  'POST /orders/:orderId/payment-requests': (ctx, { params, body }) => askToPay(ctx, params.orderId, body),
  'GET /payment-requests/:id': (ctx, { params }) => readRequest(ctx, params.id),
  'POST /payment-requests/:id/refusal': (ctx, { params }) => declineToPay(ctx, params.id),
  'POST /payment-requests/:id/withdrawal': (ctx, { params }) => takeBack(ctx, params.id),
})
