import { z } from 'zod'
import { ListingId, MemberId, ShareCode, ShopId, SkuId } from './ids.ts'
import { Fen } from './money.ts'
import { Done, Picture } from './pages.ts'
import type { Contract } from './route.ts'

export const Shop = z.object({
  id: ShopId,
  name: z.string(),
  intro: z.string(),
  front: Picture,
  region: z.string(),
  ownerId: MemberId,
  ownerNickname: z.string(),
  ownerPortrait: Picture,
  listingCount: z.int(),
})
export type Shop = z.infer<typeof Shop>

const ShopInput = z.object({
  name: z.string().trim().min(2).max(20),
  intro: z.string().trim().max(120).default(''),
  front: Picture.default('/pictures/shop-front-1.svg'),
  regionCode: z.string().regex(/^\d{6}$/),
})

export const MyListing = z.object({
  listingId: ListingId,
  title: z.string(),
  picture: Picture,
  onSale: z.boolean(),
  skus: z.array(
    z.object({
      skuId: SkuId,
      name: z.string(),
      priceFen: Fen,
      minPriceFen: Fen,
      maxPriceFen: Fen,
      supplyPriceFen: Fen,
      /** What the price leaves after the supplier and the platform; shares of referrers come out of it. */
      marginFen: Fen,
      stock: z.int(),
    }),
  ),
  soldCount: z.int(),
})

export const shopContract = {
  'POST /shops': { summary: 'Open a shop; one per person', who: ['customer'], idempotence: 'natural', body: ShopInput, reply: Shop },
  'GET /shops/:id': { summary: 'A shop’s front page', who: ['visitor'], params: z.object({ id: ShopId }), reply: Shop },
  'PATCH /my/shop': { summary: 'Change one’s shop', who: ['shop-owner'], idempotence: 'natural', body: ShopInput.partial(), reply: Shop },
  'GET /my/shop/listings': { summary: 'The goods of one’s shop', who: ['shop-owner'], reply: z.object({ items: z.array(MyListing) }) },
  'PATCH /my/shop/listings/:id': {
    summary: 'Change prices within the band, or take a listing off sale',
    who: ['shop-owner'],
    idempotence: 'natural',
    params: z.object({ id: ListingId }),
    body: z.object({
      onSale: z.boolean().optional(),
      prices: z
        .array(z.object({ skuId: SkuId, priceFen: Fen }))
        .max(20)
        .optional(),
    }),
    reply: Done,
  },
} satisfies Contract

export const ShareLink = z.object({
  code: ShareCode,
  /** The address that opens it in a browser. */
  url: z.url(),
  /** `scene` and `page` for a mini-program code. */
  scene: z.string(),
  page: z.string(),
})
export type ShareLink = z.infer<typeof ShareLink>
