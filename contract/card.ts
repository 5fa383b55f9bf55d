import { z } from 'zod'
import { Tile } from './catalog.ts'
import { MemberId, ShareCode, ShopId } from './ids.ts'
import { Picture } from './pages.ts'
import { Review } from './review.ts'
import type { Contract } from './route.ts'
import { ShareLink } from './shop.ts'

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
