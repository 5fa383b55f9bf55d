import { z } from 'zod'
import { Category, Tile } from './catalog.ts'
import { ShopId } from './ids.ts'
import { PageQuery, Picture, pageOf } from './pages.ts'
import type { Contract } from './route.ts'

export const sorts = ['relevance', 'sold', 'newest', 'price', 'price-down'] as const

/** How the words were understood. */
export const Found = z.object({
  /** What was looked for in the end. */
  words: z.string(),
  /** The words asked for are written by nobody here; `words` are what they seem to mean. */
  corrected: z.boolean(),
  /** Nothing has all of the words: what follows has some. */
  near: z.boolean(),
})
export type Found = z.infer<typeof Found>

const Yuan = z.coerce.number().int().min(0).max(100_000_000)

export const searchContract = {
  'GET /listings': {
    summary: 'Goods on sale: of one shop or of all, by category, or found by words',
    who: ['visitor'],
    query: PageQuery.extend({
      shopId: ShopId.optional(),
      categoryId: z.string().max(40).optional(),
      words: z.string().trim().max(60).optional(),
      /** Look for exactly these words, although others seem to be meant. */
      exact: z.literal('1').optional(),
      priceFromFen: Yuan.optional(),
      priceToFen: Yuan.optional(),
      /** Province of origin: the first two digits of its code. */
      origin: z
        .string()
        .regex(/^\d{2}$/)
        .optional(),
      inStock: z.literal('1').optional(),
      /** Mean stars times ten at least. */
      ratingFrom: z.coerce.number().int().min(0).max(50).optional(),
      /** Left out: by relevance when looking for words, otherwise by pieces sold. */
      sort: z.enum(sorts).optional(),
    }),
    reply: pageOf(Tile).extend({ found: Found.nullable() }),
  },
  'GET /search/suggestions': {
    summary: 'What somebody may be about to type: words of goods, categories, shops',
    who: ['visitor'],
    query: z.object({ words: z.string().trim().min(1).max(60) }),
    reply: z.object({
      words: z.array(z.string()),
      categories: z.array(Category),
      shops: z.array(z.object({ id: ShopId, name: z.string(), front: Picture })),
    }),
  },
  'GET /search/start': {
    summary: 'Before one types: what others looked for this week, and the regions that goods come from',
    who: ['visitor'],
    reply: z.object({
      /** Counted from searches that found something; nothing is made up, so it may be empty. */
      hot: z.array(z.string()),
      origins: z.array(z.object({ code: z.string(), name: z.string(), products: z.int() })),
    }),
  },
} satisfies Contract
