import { accountContract } from '@lianka/contract/account'
import { consentContract } from '@lianka/contract/consent'
import { memberOf, staffOf } from '#platform/context'
import { implement, mountAll } from '#platform/http'
import { regions } from '#platform/regions'
import { changeMe, listAddresses, readConsents, readMe, readStaff, removeAddress, saveAddress, setConsent } from './service.ts'

const personRoutes = implement(accountContract, {
  'GET /me': (ctx) => readMe(ctx, memberOf(ctx)),
  'PATCH /me': (ctx, { body }) => changeMe(ctx, body),
  'GET /addresses': (ctx) => listAddresses(ctx),
  'POST /addresses': (ctx, { body }) => saveAddress(ctx, body),
  'PUT /addresses/:id': (ctx, { params, body }) => saveAddress(ctx, body, params.id),
  'DELETE /addresses/:id': (ctx, { params }) => removeAddress(ctx, params.id),
  'GET /regions': async () => regions,
  'GET /staff/me': (ctx) => readStaff(ctx, staffOf(ctx).staffId),
})

const consentRoutes = implement(consentContract, {
  'GET /my/consents': (ctx) => readConsents(ctx),
  'PUT /my/consents/:purpose': (ctx, { params, body }) => setConsent(ctx, params.purpose, body),
})

export const accountRoutes = mountAll(personRoutes, consentRoutes)
