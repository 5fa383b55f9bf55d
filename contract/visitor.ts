import { z } from 'zod'
import { Tile } from './catalog.ts'
import { ListingId, ShareCode, VisitorId } from './ids.ts'
import { Done, PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const eventKinds = ['view', 'dwell', 'click', 'favourite', 'share'] as const
export const VisitEvent = z.object({
  /** Made by the client; a repeat is ignored. */
  id: z.string().regex(/^[0-9A-Za-z_-]{8,40}$/),
  kind: z.enum(eventKinds),
  subject: z.enum(['card', 'product', 'shop', 'home']),
  /** A member, listing or shop id; empty for home. */
  subjectId: z.string().max(40).default(''),
  at: Time,
  dwellSeconds: z.int().min(0).max(3600).optional(),
  detail: z.string().max(40).optional(),
})

export const Visit = z.object({
  /** The nickname with consent; otherwise null and clients say "a visitor from …". */
  nickname: z.string().nullable(),
  portrait: Picture.nullable(),
  fromNickname: z.string().nullable(),
  lastAt: Time,
  viewCount: z.int(),
  dwellSeconds: z.int(),
  items: z.array(
    z.object({ subject: z.string(), title: z.string(), picture: Picture.nullable(), views: z.int(), dwellSeconds: z.int(), lastAt: Time }),
  ),
})

export const visitorContract = {
  'POST /visitors': {
    summary: 'A visitor id for this device',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({ shareCode: ShareCode.optional() }),
    reply: z.object({ visitorId: VisitorId }),
  },
  'POST /visits': {
    summary: 'What a visitor looked at, in batches',
    who: ['visitor'],
    idempotence: 'natural',
    body: z.object({ visitorId: VisitorId, shareCode: ShareCode.optional(), events: z.array(VisitEvent).min(1).max(50) }),
    reply: z.object({ accepted: z.int() }),
  },
  'GET /my/visits': {
    summary: 'Who looked at one’s card and shop, what and how long',
    who: ['customer'],
    query: PageQuery,
    reply: pageOf(Visit),
  },
  'GET /favourites': { summary: 'Goods one marked', who: ['customer'], reply: z.object({ items: z.array(Tile) }) },
  'PUT /favourites/:listingId': {
    summary: 'Mark or unmark goods',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ listingId: ListingId }),
    body: z.object({ on: z.boolean() }),
    reply: Done,
  },
} satisfies Contract
