import { z } from 'zod'
import { Tile } from './catalog.ts'
import { ApprovedSentence } from './draft.ts'
import { ContactRequestId, ListingId, MemberId, ShareCode, ShopId } from './ids.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import { Review } from './review.ts'
import type { Contract } from './route.ts'
import { ShareLink } from './shop.ts'

/** How a card is composed; each is a page of its own, not a colour. */
export const cardTemplates = ['storefront', 'letter', 'window', 'night', 'album', 'proof'] as const
export const CardTemplate = z.enum(cardTemplates)
export type CardTemplate = z.infer<typeof CardTemplate>

const caption = z.string().trim().max(40)
/** Pictures and films of a card; every address is one of ours, links to elsewhere are refused. */
export const CardMedia = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pictures'), pictures: z.array(Picture).min(1).max(9), caption }),
  /** Two pictures of one thing, drawn aside with a handle. */
  z.object({ kind: z.literal('compare'), before: Picture, after: Picture, caption }),
  z.object({ kind: z.literal('video'), video: Picture, cover: Picture.nullable(), caption }),
])
export type CardMedia = z.infer<typeof CardMedia>

/** What the owner says of themself, with a picture or PDF where there is a proof. */
export const Honour = z.object({ words: z.string().trim().min(1).max(40), proof: Picture.nullable() })
export type Honour = z.infer<typeof Honour>

/**
 * Whether the caller sees the contacts that the owner keeps private. `shown`: nothing is hidden. `ask`: they may ask. `wait`: they were told no
 * or it was taken back, and may ask again later.
 */
export const contactAccesses = ['shown', 'ask', 'requested', 'approved', 'wait'] as const

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
  template: CardTemplate,
  /** Null where the owner keeps it private and has not let the caller see it. */
  phone: z.string().nullable(),
  wechatId: z.string().nullable(),
  contactAccess: z.enum(contactAccesses),
  media: z.array(CardMedia),
  marks: z.array(z.object({ zh: z.string(), en: z.string() })),
  honours: z.array(Honour),
  goods: z.array(Tile),
  /** Approved sentences of the shop, and of its goods. */
  told: z.object({
    story: z.array(ApprovedSentence),
    points: z.array(ApprovedSentence.extend({ listingId: ListingId, title: z.string() })),
  }),
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
  honours: z.array(Honour).max(8),
  template: CardTemplate.default('storefront'),
  /** A portrait for the card; null for the one of the account. */
  portrait: Picture.nullable().default(null),
  media: z.array(CardMedia).max(6).default([]),
})

/** Somebody asks to see what a card keeps private. */
export const ContactRequest = z.object({
  id: ContactRequestId,
  nickname: z.string(),
  portrait: Picture,
  words: z.string(),
  state: z.enum(['requested', 'approved', 'declined', 'revoked']),
  askedAt: Time,
  decidedAt: Time.nullable(),
})
export type ContactRequest = z.infer<typeof ContactRequest>

/** Before the first writing the region may be empty. */
export const OwnCard = CardInput.extend({ regionCode: z.literal('').or(CardInput.shape.regionCode) })

export const cardContract = {
  'GET /cards/:memberId': { summary: 'A person’s card', who: ['visitor'], params: z.object({ memberId: MemberId }), reply: Card },
  'GET /my/card': { summary: 'One’s own card as it is edited', who: ['customer'], reply: OwnCard },
  'PUT /my/card': { summary: 'Write one’s card', who: ['customer'], idempotence: 'natural', body: CardInput, reply: CardInput },
  'POST /cards/:memberId/contact-requests': {
    summary: 'Ask to see the phone number and WeChat of a card; asking again while the first waits changes nothing',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ memberId: MemberId }),
    body: z.object({ words: z.string().trim().max(60).default('') }),
    reply: z.object({ contactAccess: z.enum(contactAccesses) }),
  },
  'GET /my/contact-requests': {
    summary: 'Who asked to see one’s contacts, the newest first, and how many wait for an answer',
    who: ['customer'],
    query: PageQuery,
    reply: pageOf(ContactRequest).extend({ waiting: z.int() }),
  },
  'POST /my/contact-requests/:id/decision': {
    summary: 'Let somebody see one’s contacts, or not, or no longer',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: ContactRequestId }),
    body: z.object({ decision: z.enum(['approve', 'decline', 'revoke']) }),
    reply: ContactRequest,
  },
  'GET /cards/:memberId/contact.vcf': {
    summary: 'vCard 4.0 of what the caller may see of a card',
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
