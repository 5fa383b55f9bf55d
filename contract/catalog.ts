import { z } from 'zod'
import { DigitalContent, ProductKind } from './digital-goods.ts'
import { FileId, ListingId, LotId, ProductId, ShopId, SkuId, SupplierId } from './ids.ts'
import { Fen } from './money.ts'
import { Picture, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const Category = z.object({ id: z.string(), zh: z.string(), en: z.string(), picture: Picture })

/** One tile in a list of goods on sale in a shop. */
export const Tile = z.object({
  listingId: ListingId,
  productId: ProductId,
  shopId: ShopId,
  shopName: z.string(),
  title: z.string(),
  subtitle: z.string(),
  picture: Picture,
  priceFen: Fen,
  /** Paid purchases of the product over all shops, counted, never invented. */
  soldCount: z.int(),
  /** Mean of buyers' reviews times ten (49 is 4.9); null before the first review. */
  ratingTenths: z.int().nullable(),
  reviewCount: z.int(),
  designated: z.boolean(),
  inStock: z.boolean(),
})
export type Tile = z.infer<typeof Tile>

export const TraceEvent = z.object({
  kind: z.enum(['harvest', 'make', 'inspect', 'store', 'pack', 'ship']),
  at: Time,
  place: z.string(),
  note: z.string(),
  picture: Picture,
})
export const Inspection = z.object({
  agency: z.string(),
  reportNumber: z.string(),
  result: z.string(),
  pages: z.int(),
  issuedAt: Time,
  fileId: FileId,
})
export const Lot = z.object({
  id: LotId,
  code: z.string(),
  origin: z.string(),
  producer: z.string(),
  story: z.string(),
  bestBefore: Time.nullable(),
  events: z.array(TraceEvent),
  inspection: Inspection.nullable(),
})
export type Lot = z.infer<typeof Lot>

export const SkuOnSale = z.object({ id: SkuId, name: z.string(), priceFen: Fen, stock: z.int() })

/** Where the money of one piece of the cheapest option goes; adds up to its price. */
export const MoneyParts = z.object({
  priceFen: Fen,
  /** Supplier and shop together, unless the supplier agreed to show its part. */
  supplierAndShopFen: Fen,
  supplierFen: Fen.nullable(),
  shopFen: Fen.nullable(),
  /** The most that two referrers may earn on it. */
  referrersFen: Fen,
  platformFen: Fen,
})

const Attribute = z.object({ name: z.string(), value: z.string() })

export const ProductPage = Tile.extend({
  description: z.string(),
  pictures: z.array(Picture),
  attributes: z.array(Attribute),
  categoryId: z.string(),
  supplierName: z.string(),
  shopOwner: z.object({ nickname: z.string(), portrait: Picture }),
  skus: z.array(SkuOnSale),
  lot: Lot.nullable(),
  /** Fresh and like goods are excepted from the 7-day return; the buyer confirms it at checkout. */
  returnExcepted: z.boolean(),
  money: MoneyParts,
  kind: ProductKind,
  /** What a course or consultation holds, head by head. */
  outline: z.array(z.string()),
})
export type ProductPage = z.infer<typeof ProductPage>

export const catalogContract = {
  'GET /categories': { summary: 'Categories of goods', who: ['visitor'], reply: z.object({ items: z.array(Category) }) },
} satisfies Contract

export const listingContract = {
  'GET /listings/:id': {
    summary: 'One product in one shop, with its trace',
    who: ['visitor'],
    params: z.object({ id: ListingId }),
    reply: ProductPage,
  },
} satisfies Contract

export const productStates = ['draft', 'submitted', 'approved', 'rejected', 'withdrawn'] as const
export const ProductState = z.enum(productStates)

export const SkuInput = z.object({
  name: z.string().trim().min(1).max(40),
  supplyPriceFen: Fen,
  minPriceFen: Fen,
  suggestedPriceFen: Fen,
  maxPriceFen: Fen,
  stock: z.int().min(0).max(1_000_000),
  weightGrams: z.int().min(0).max(1_000_000),
})
export const ProductInput = z.object({
  categoryId: z.string().max(40),
  title: z.string().trim().min(2).max(60),
  subtitle: z.string().trim().max(80),
  description: z.string().trim().max(4000),
  pictures: z.array(Picture).min(1).max(9),
  attributes: z.array(z.object({ name: z.string().max(20), value: z.string().max(80) })).max(30),
  returnExcepted: z.boolean(),
  showSupplierPart: z.boolean().default(false),
  /** Goods unless something else is said. */
  kind: ProductKind.optional(),
  /** What who paid is shown; courses and consultations have it, goods do not. */
  digital: DigitalContent.nullable().optional(),
  skus: z.array(SkuInput).min(1).max(20),
  lot: z
    .object({
      code: z.string().trim().min(1).max(40),
      origin: z.string().trim().min(1).max(80),
      producer: z.string().trim().min(1).max(80),
      story: z.string().trim().max(500),
      bestBefore: Time.nullable(),
      events: z.array(TraceEvent.omit({ picture: true })).max(20),
      inspection: Inspection.nullable(),
    })
    .nullable(),
})
export type ProductInput = z.infer<typeof ProductInput>

/** A product as its supplier and the platform see it: with supply prices. */
export const SupplyProduct = z.object({
  id: ProductId,
  supplierId: SupplierId,
  supplierName: z.string(),
  state: ProductState,
  categoryId: z.string(),
  title: z.string(),
  subtitle: z.string(),
  description: z.string(),
  pictures: z.array(Picture),
  attributes: z.array(Attribute),
  returnExcepted: z.boolean(),
  showSupplierPart: z.boolean(),
  kind: ProductKind,
  digital: DigitalContent.nullable(),
  skus: z.array(SkuInput.extend({ id: SkuId })),
  lot: Lot.nullable(),
  listingCount: z.int(),
  rejectedBecause: z.string().nullable(),
  updatedAt: Time,
})
export type SupplyProduct = z.infer<typeof SupplyProduct>
