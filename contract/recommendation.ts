import { z } from 'zod'
import { Tile } from './catalog.ts'
import { ProductId, ShopId, VisitorId } from './ids.ts'
import { Picture, Time } from './pages.ts'
import type { Contract } from './route.ts'

export const reasonCodes = [
  'co_viewed',
  'same_category',
  'well_rated',
  'often_bought',
  'shop_favourite',
  'region_favourite',
  'new_here',
  'new_alike',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** Ways of suggesting goods that can be compared with each other. */
export const variantNames = ['usual', 'without_neighbours', 'more_trials', 'no_trials'] as const
export const Variant = z.enum(variantNames)
export type Variant = z.infer<typeof Variant>

/** A share between 0 and 1 with the bounds within which it lies with 95 %. */
const Share = z.object({ value: z.number(), low: z.number(), high: z.number() })

const Ground = z.object({ titleZh: z.string(), titleEn: z.string(), zh: z.string(), en: z.string() })

const VariantFigures = z.object({
  variant: Variant,
  shown: z.int(),
  clicked: z.int(),
  /** Clicks by times shown. */
  clickRate: Share,
  /** The chance that this way pleases more than the usual one, by what was counted; null for the usual one. */
  betterChance: z.number().nullable(),
})

export const Experiment = z.object({
  id: z.string(),
  name: z.string(),
  variant: Variant,
  sharePercent: z.int(),
  startedAt: Time,
  endedAt: Time.nullable(),
  figures: z.array(VariantFigures),
})

const Measured = z.object({ hitRate: z.number(), mrr: z.number(), ndcg: z.number(), coverage: z.number(), gini: z.number() })

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
      /** To be sent back with the click on one of them. */
      variant: Variant,
      items: z.array(Tile.extend({ reason: z.object({ code: z.enum(reasonCodes), zh: z.string(), en: z.string() }) })),
    }),
  },
  'GET /recommendations/grounds': {
    summary: 'All that suggestions to this visitor are made from: what was looked at, how much each counts, and what is not used',
    who: ['visitor'],
    query: z.object({ visitorId: VisitorId.optional() }),
    reply: z.object({
      on: z.boolean(),
      looks: z.array(
        z.object({
          productId: ProductId,
          title: z.string(),
          picture: Picture,
          category: z.object({ zh: z.string(), en: z.string() }),
          views: z.int(),
          dwellSeconds: z.int(),
          lastAt: Time,
          /** How much it says about what is wanted: 0 to 1. */
          interest: z.number(),
          used: z.boolean(),
        }),
      ),
      grounds: z.array(Ground),
    }),
  },
  'PUT /recommendations/looks/:productId': {
    summary: 'Use, or no longer use, a product one looked at',
    who: ['visitor'],
    idempotence: 'natural',
    params: z.object({ productId: ProductId }),
    body: z.object({ visitorId: VisitorId, used: z.boolean() }),
    reply: z.object({ used: z.boolean() }),
  },
  'GET /console/suggestions': {
    summary: 'What suggestions do: goods reached, clicks, goods nobody is shown, comparisons',
    who: ['operator-admin', 'operator-content', 'auditor'],
    query: z.object({ days: z.coerce.number().int().min(1).max(90).default(30) }),
    reply: z.object({
      days: z.array(z.object({ day: z.string(), shown: z.int(), clicked: z.int() })),
      shown: z.int(),
      clicked: z.int(),
      clickRate: Share,
      /** Goods on sale, how many of them were suggested, and how unevenly (0 even, 1 all on one). */
      onSale: z.int(),
      reached: z.int(),
      gini: z.number(),
      cold: z.array(
        z.object({ productId: ProductId, title: z.string(), picture: Picture, shown: z.int(), clicked: z.int(), approvedDays: z.int() }),
      ),
      trials: z.array(
        z.object({ productId: ProductId, title: z.string(), picture: Picture, shown: z.int(), clicked: z.int(), clickRate: Share }),
      ),
      experiments: z.array(Experiment),
    }),
  },
  'POST /console/suggestions/experiments': {
    summary: 'Compare another way of suggesting with the usual one',
    who: ['operator-admin', 'operator-content'],
    idempotence: 'key',
    body: z.object({ name: z.string().trim().min(2).max(40), variant: Variant.exclude(['usual']), sharePercent: z.int().min(1).max(50) }),
    reply: Experiment,
  },
  'POST /console/suggestions/experiments/:id/end': {
    summary: 'End a comparison; what was counted stays',
    who: ['operator-admin', 'operator-content'],
    idempotence: 'natural',
    params: z.object({ id: z.string().max(40) }),
    body: z.object({}),
    reply: Experiment,
  },
  'GET /console/suggestions/replay': {
    summary: 'How often each way would have put what was looked at next among its first twenty, by the last weeks’ own visits',
    who: ['operator-admin', 'operator-content', 'auditor'],
    query: z.object({ days: z.coerce.number().int().min(2).max(90).default(30) }),
    reply: z.object({
      sessions: z.int(),
      cases: z.int(),
      ways: z.array(
        Measured.extend({ way: z.enum(['neighbours', 'category', 'popular']), hitRateLow: z.number(), hitRateHigh: z.number() }),
      ),
    }),
  },
} satisfies Contract
