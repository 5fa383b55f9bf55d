import { z } from 'zod'
import { Tile } from './catalog.ts'
import { LineId, ListingId, MemberId, ProductId, ReviewId, ShareCode, ShopId, VisitorId } from './ids.ts'
import { Done, PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'
import { ShareLink } from './shop.ts'

export const Review = z.object({
  id: ReviewId,
  stars: z.int().min(1).max(5),
  words: z.string(),
  nickname: z.string(),
  portrait: Picture,
  at: Time,
  productTitle: z.string(),
  skuName: z.string(),
})

export const reviewContract = {
  'POST /reviews': {
    summary: 'Review what one bought and received; once per line',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({ lineId: LineId, stars: z.int().min(1).max(5), words: z.string().trim().min(2).max(500) }),
    reply: Review,
  },
  'GET /products/:id/reviews': {
    summary: 'Buyers’ reviews of a product, newest first',
    who: ['visitor'],
    params: z.object({ id: ProductId }),
    query: PageQuery,
    reply: pageOf(Review).extend({ count: z.int(), ratingTenths: z.int().nullable(), byStars: z.array(z.int()).length(5) }),
  },
} satisfies Contract

export const Card = z.object({
  memberId: MemberId,
  name: z.string(),
  title: z.string(),
  slogan: z.string(),
  story: z.string(),
  portrait: Picture,
  region: z.string(),
  front: Picture,
  shopId: ShopId.nullable(),
  shopName: z.string().nullable(),
  /** Null where the owner keeps it private. */
  phone: z.string().nullable(),
  wechatId: z.string().nullable(),
  marks: z.array(z.object({ zh: z.string(), en: z.string() })),
  honours: z.array(z.string()),
  goods: z.array(Tile),
  reviewCount: z.int(),
  ratingTenths: z.int().nullable(),
  reviews: z.array(Review),
  /** Counted facts of this shop that stand as reasons to trust it, each with its source. */
  facts: z.array(z.object({ zh: z.string(), en: z.string(), sourceZh: z.string(), sourceEn: z.string(), path: z.string().nullable() })),
})
export type Card = z.infer<typeof Card>

export const CardInput = z.object({
  name: z.string().trim().min(1).max(20),
  title: z.string().trim().max(30),
  slogan: z.string().trim().max(60),
  story: z.string().trim().max(1000),
  regionCode: z.string().regex(/^\d{6}$/),
  phone: z
    .string()
    .regex(/^1[3-9]\d{9}$/)
    .nullable(),
  wechatId: z.string().trim().max(30).nullable(),
  phoneShown: z.boolean(),
  wechatShown: z.boolean(),
  honours: z.array(z.string().trim().min(1).max(40)).max(8),
})

/** Before the first writing the region may be empty. */
export const OwnCard = CardInput.extend({ regionCode: z.literal('').or(CardInput.shape.regionCode) })

export const cardContract = {
  'GET /cards/:memberId': { summary: 'A person’s card', who: ['visitor'], params: z.object({ memberId: MemberId }), reply: Card },
  'GET /my/card': { summary: 'One’s own card as it is edited', who: ['customer'], reply: OwnCard },
  'PUT /my/card': { summary: 'Write one’s card', who: ['customer'], idempotence: 'natural', body: CardInput, reply: CardInput },
  'GET /cards/:memberId/contact.vcf': {
    summary: 'vCard 4.0 of what the card shows',
    who: ['visitor'],
    params: z.object({ memberId: MemberId }),
    reply: z.string(),
  },
  'GET /my/card/share': { summary: 'One’s exclusive link', who: ['customer'], reply: ShareLink },
  'GET /share-codes/:code/qr.png': {
    summary: 'QR picture of a shared link; with `kind=mini` the mini-program code',
    who: ['visitor'],
    params: z.object({ code: ShareCode }),
    query: z.object({ kind: z.enum(['link', 'mini']).default('link') }),
    reply: z.instanceof(Uint8Array),
  },
} satisfies Contract

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

export const recommendationContract = {
  'GET /recommendations': {
    summary: 'Goods this visitor may want, each with its reason',
    who: ['visitor'],
    query: z.object({
      visitorId: VisitorId.optional(),
      shopId: ShopId.optional(),
      limit: z.coerce.number().int().min(1).max(20).default(10),
    }),
    reply: z.object({
      personal: z.boolean(),
      items: z.array(
        Tile.extend({
          reason: z.object({ code: z.enum(['co_viewed', 'same_category', 'well_rated', 'often_bought']), zh: z.string(), en: z.string() }),
        }),
      ),
    }),
  },
} satisfies Contract
