import { accountContract } from '@lianka/contract/account'
import { memberOf, staffOf } from '#platform/context'
import { implement } from '#platform/http'
import { regions } from '#platform/regions'
import { changeMe, listAddresses, readMe, readStaff, removeAddress, saveAddress } from './service.ts'

export const accountRoutes = implement(accountContract, {
  'GET /me': (ctx) => readMe(ctx, memberOf(ctx)),
  'PATCH /me': (ctx, { body }) => changeMe(ctx, body),
  'GET /addresses': (ctx) => listAddresses(ctx),
  'POST /addresses': (ctx, { body }) => saveAddress(ctx, body),
  'PUT /addresses/:id': (ctx, { params, body }) => saveAddress(ctx, body, params.id),
  'DELETE /addresses/:id': (ctx, { params }) => removeAddress(ctx, params.id),
  'GET /regions': async () => regions,
  'GET /staff/me': (ctx) => readStaff(ctx, staffOf(ctx).staffId),
})
