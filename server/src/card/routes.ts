import { cardContract } from '@lianka/contract/card'
import { implement } from '#platform/http'
import { drawShareCode } from './codes.ts'
import {
  askForContacts,
  decideContactRequest,
  listContactRequests,
  readCard,
  readOwnCard,
  readVcard,
  shareOwnCard,
  writeOwnCard,
} from './service.ts'

export const cardRoutes = implement(cardContract, {
  'GET /cards/:memberId': (ctx, { params }) => readCard(ctx, params.memberId),
  'GET /my/card': (ctx) => readOwnCard(ctx),
  'PUT /my/card': (ctx, { body }) => writeOwnCard(ctx, body),
  'POST /cards/:memberId/contact-requests': (ctx, { params, body }) => askForContacts(ctx, params.memberId, body.words),
  'GET /my/contact-requests': (ctx, { query }) => listContactRequests(ctx, query),
  'POST /my/contact-requests/:id/decision': (ctx, { params, body }) => decideContactRequest(ctx, params.id, body.decision),
  'GET /cards/:memberId/contact.vcf': async (ctx, { params }, { reply }) => {
    const text = await readVcard(ctx, params.memberId)
    reply.type('text/vcard; charset=utf-8').header('content-disposition', 'attachment; filename="contact.vcf"')
    return text
  },
  'GET /my/card/share': (ctx) => shareOwnCard(ctx),
  'GET /share-codes/:code/qr.png': async (ctx, { params, query }, { reply }) => {
    const picture = await drawShareCode(ctx, params.code, query.kind)
    reply.type('image/png').header('cache-control', 'public, max-age=86400')
    return picture
  },
})
