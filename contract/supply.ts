import { z } from 'zod'
import { ProductInput, ProductState, SupplyProduct } from './catalog.ts'
import { ListingId, ProductId, ShopId, SkuId, SupplierId } from './ids.ts'
import { Fen } from './money.ts'
import { Done, PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const supplierStates = ['applied', 'approved', 'suspended'] as const
export const Supplier = z.object({
  id: SupplierId,
  name: z.string(),
  region: z.string(),
  story: z.string(),
  licenceNumber: z.string(),
  licenceExpiresAt: Time.nullable(),
  state: z.enum(supplierStates),
  productCount: z.int(),
  ownerNickname: z.string().nullable(),
  returnedBecause: z.string().nullable(),
  suspendedBecause: z.string().nullable(),
  /** Licences and permits that wait for a decision. */
  submittedDocuments: z.int(),
})

/** One product in the supplier market, as a shopkeeper sees it. */
export const MarketTile = z.object({
  productId: ProductId,
  title: z.string(),
  subtitle: z.string(),
  picture: Picture,
  supplierName: z.string(),
  supplierRegion: z.string(),
  categoryId: z.string(),
  suggestedPriceFen: Fen,
  supplyPriceFen: Fen,
  /** The band the shop’s price must lie in. */
  minPriceFen: Fen,
  maxPriceFen: Fen,
  /** Suggested price less supply price and platform fee: what is left for shop and referrers. */
  marginFen: Fen,
  soldCount: z.int(),
  listed: z.boolean(),
})

export const supplyContract = {
  'POST /console/products': {
    summary: 'Publish a product draft with options, price band, stock and lot',
    who: ['supplier-staff'],
    idempotence: 'key',
    body: ProductInput,
    reply: SupplyProduct,
  },
  'PUT /console/products/:id': {
    summary: 'Change a draft or rejected product',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: ProductId }),
    body: ProductInput,
    reply: SupplyProduct,
  },
  'GET /console/products': {
    summary: 'Products: a supplier sees its own, operators see all',
    who: ['supplier-staff', 'operator-admin', 'operator-content', 'operator-compliance', 'auditor'],
    query: PageQuery.extend({ state: ProductState.optional(), words: z.string().max(60).optional() }),
    reply: pageOf(SupplyProduct),
  },
  'GET /console/products/:id': {
    summary: 'One product with its options, lot and report',
    who: ['supplier-staff', 'operator-admin', 'operator-content', 'operator-compliance', 'auditor'],
    params: z.object({ id: ProductId }),
    reply: SupplyProduct,
  },
  'POST /console/products/:id/submission': {
    summary: 'Ask for approval',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: ProductId }),
    reply: SupplyProduct,
  },
  'POST /console/products/:id/decision': {
    summary: 'Approve, reject with a reason, or withdraw from sale',
    who: ['operator-admin', 'operator-content', 'operator-compliance'],
    idempotence: 'natural',
    params: z.object({ id: ProductId }),
    body: z.object({ decision: z.enum(['approve', 'reject', 'withdraw']), reason: z.string().trim().max(300).default('') }),
    reply: SupplyProduct,
  },
  'PATCH /console/skus/:id/stock': {
    summary: 'Set what is in stock and free to sell',
    who: ['supplier-staff'],
    idempotence: 'natural',
    params: z.object({ id: SkuId }),
    body: z.object({ stock: z.int().min(0).max(1_000_000) }),
    reply: Done,
  },
  'GET /console/suppliers': {
    summary: 'Suppliers and their licences',
    who: ['operator-admin', 'operator-content', 'operator-compliance', 'auditor'],
    query: PageQuery,
    reply: pageOf(Supplier),
  },
  'POST /console/suppliers/:id/decision': {
    summary: 'Approve or suspend a supplier, or return an application to be corrected; a suspended one sells nothing',
    who: ['operator-admin', 'operator-compliance'],
    idempotence: 'natural',
    params: z.object({ id: SupplierId }),
    body: z.object({ decision: z.enum(['approve', 'suspend', 'return']), reason: z.string().trim().max(300).default('') }),
    reply: Supplier,
  },
  'GET /market': {
    summary: 'What suppliers offer to shops, with the margin',
    who: ['shop-owner'],
    query: PageQuery.extend({
      categoryId: z.string().max(40).optional(),
      words: z.string().trim().max(60).optional(),
      /** The first two digits of the supplier's region. */
      province: z
        .string()
        .regex(/^\d{2}$/)
        .optional(),
      minMarginFen: z.coerce.number().int().min(0).max(100_000_000).optional(),
      sort: z.enum(['newest', 'sold', 'margin', 'price']).default('newest'),
    }),
    reply: pageOf(MarketTile),
  },
  'POST /market/:productId/listing': {
    summary: 'List a product in one’s shop with one tap, at the suggested price',
    who: ['shop-owner'],
    idempotence: 'natural',
    params: z.object({ productId: ProductId }),
    reply: z.object({ listingId: ListingId, shopId: ShopId }),
  },
} satisfies Contract
