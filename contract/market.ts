import { z } from 'zod'
import { ListingId, ProductId, SkuId } from './ids.ts'
import { Fen } from './money.ts'
import { Done, PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** Something a shopkeeper should know of goods in the shop. */
export const noticeKinds = ['supply_price', 'price_moved', 'stopped', 'back'] as const
export const ListingNotice = z.object({
  id: z.string(),
  listingId: ListingId,
  title: z.string(),
  picture: Picture,
  /** The supply price changed; the shop's price was moved into the new band; the goods stopped selling; they are back. */
  kind: z.enum(noticeKinds),
  skuName: z.string(),
  beforeFen: Fen.nullable(),
  afterFen: Fen.nullable(),
  at: Time,
  seen: z.boolean(),
})
export type ListingNotice = z.infer<typeof ListingNotice>

/** A text to post with its pictures. */
export const Material = z.object({ text: z.string().trim().min(1).max(500), pictures: z.array(Picture).max(9) })
const Materials = z.object({ items: z.array(Material) })
const product = z.object({ productId: ProductId })

export const marketContract = {
  'POST /market/listings': {
    summary: 'List several products at once, each at its suggested price; what cannot be listed is told',
    who: ['shop-owner'],
    idempotence: 'natural',
    body: z.object({ productIds: z.array(ProductId).min(1).max(50) }),
    reply: z.object({
      items: z.array(
        z.object({
          productId: ProductId,
          listingId: ListingId.nullable(),
          refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
        }),
      ),
    }),
  },
  'GET /market/:productId/materials': {
    summary: 'Words and pictures to share a product with',
    who: ['shop-owner'],
    params: product,
    reply: Materials,
  },
  'GET /my/shop/notices': {
    summary: 'What changed for the goods of one’s shop, newest first',
    who: ['shop-owner'],
    query: PageQuery,
    reply: pageOf(ListingNotice).extend({ unseen: z.int() }),
  },
  'POST /my/shop/notices/seen': {
    summary: 'All notices so far were seen',
    who: ['shop-owner'],
    idempotence: 'natural',
    reply: Done,
  },
  'PATCH /console/skus/:id/prices': {
    summary:
      'Change an option’s supply price and band; prices of shops outside the new band move to its edge, and the shopkeepers are told',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: SkuId }),
    body: z.object({ supplyPriceFen: Fen, minPriceFen: Fen, suggestedPriceFen: Fen, maxPriceFen: Fen }),
    reply: z.object({ movedListings: z.int() }),
  },
  'GET /console/skus/:id/shop-prices': {
    summary: 'At what prices shops have an option on their shelves, lowest first, and how many at each',
    who: ['supplier-staff'],
    params: z.object({ id: SkuId }),
    reply: z.object({ items: z.array(z.object({ priceFen: Fen, shops: z.int() })) }),
  },
  'GET /console/products/:id/materials': {
    summary: 'Share materials of a product',
    who: ['supplier-staff'],
    params: z.object({ id: ProductId }),
    reply: Materials,
  },
  'PUT /console/products/:id/materials': {
    summary: 'Write the share materials of a product, at most nine',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: ProductId }),
    body: z.object({ items: z.array(Material).max(9) }),
    reply: Materials,
  },
} satisfies Contract
