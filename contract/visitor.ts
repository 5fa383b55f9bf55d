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
  /** Tells one visitor from another for this owner, and says nothing of who it is. */
  person: z.string(),
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

const subjects = ['card', 'product', 'shop'] as const

/** Somebody looks at something of the owner's right now. `id` tells one look from another, `person` one visitor from another; neither says who. */
export const LiveLook = z.object({
  id: z.string(),
  person: z.string(),
  nickname: z.string().nullable(),
  portrait: Picture.nullable(),
  fromNickname: z.string().nullable(),
  kind: z.enum(eventKinds),
  subject: z.enum(subjects),
  title: z.string(),
  picture: Picture.nullable(),
  dwellSeconds: z.int(),
  at: Time,
})
export type LiveLook = z.infer<typeof LiveLook>

/** What a client says first on the WebSocket `/api/my/visits/live/socket`, within five seconds: its access token, never in the address. */
export const LiveHello = z.object({ token: z.string().min(1).max(4000) })
/** What the server says there: looks as they come; an empty list first, to show that it listens. */
export const LiveMessage = z.object({ looks: z.array(LiveLook) })

const SeenItem = z.object({
  subject: z.enum(subjects),
  title: z.string(),
  picture: Picture.nullable(),
  views: z.int(),
  dwellSeconds: z.int(),
})

/** One person's looks, visit by visit: a visit ends after half an hour without a look. */
export const VisitorStory = z.object({
  nickname: z.string().nullable(),
  portrait: Picture.nullable(),
  visits: z.array(
    z.object({ startedAt: Time, seconds: z.int(), fromNickname: z.string().nullable(), shared: z.boolean(), items: z.array(SeenItem) }),
  ),
  /** What this person stays at: shares of all the time looked, in percent. */
  interests: z.array(z.object({ zh: z.string(), en: z.string(), percent: z.int() })),
})

/** What was looked at in a card owner's shop over the last days, and when. */
export const VisitHeat = z.object({
  days: z.int(),
  people: z.int(),
  views: z.int(),
  dwellSeconds: z.int(),
  /** The same of the days before, to compare with. */
  before: z.object({ people: z.int(), views: z.int() }),
  categories: z.array(z.object({ zh: z.string(), en: z.string(), dwellSeconds: z.int() })),
  /** Views by hour of the day in Beijing, 24 of them. */
  hours: z.array(z.int()).length(24),
  top: z.array(SeenItem.omit({ views: true }).extend({ people: z.int() })),
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
  'GET /my/visits/live': {
    summary: 'What is being looked at, from a mark on; for clients that cannot keep a WebSocket to the same address open',
    who: ['customer'],
    query: z.object({
      /** The mark of the answer before; without one, the last half hour. Looks may come twice, their ids tell. */
      mark: z
        .string()
        .regex(/^\d{1,19}$/)
        .optional(),
    }),
    reply: LiveMessage.extend({ mark: z.string() }),
  },
  'GET /my/visits/heat': {
    summary: 'What was looked at over the last days, and when',
    who: ['customer'],
    query: z.object({ days: z.coerce.number().int().min(1).max(30).default(7) }),
    reply: VisitHeat,
  },
  'GET /my/visits/people/:person': {
    summary: 'One visitor’s looks, visit by visit, and what they stay at',
    who: ['customer'],
    params: z.object({ person: z.string().regex(/^[0-9a-f]{24}$/) }),
    reply: VisitorStory,
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
