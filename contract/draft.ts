import { z } from 'zod'
import { DraftId, ListingId, ProductId, ReviewId } from './ids.ts'
import { Time } from './pages.ts'
import type { Contract } from './route.ts'

/** What is drafted: why one would buy the goods, what they are made of and how much there is, or where a shop's goods come from. */
export const draftKinds = ['points', 'explanation', 'story'] as const
export const DraftKind = z.enum(draftKinds)
export type DraftKind = z.infer<typeof DraftKind>

export const passageKinds = ['title', 'subtitle', 'description', 'attribute', 'lot', 'inspection', 'supplier', 'shop'] as const
export type PassageKind = (typeof passageKinds)[number]

/** A stretch of what is known, word for word; `label` names the attribute, report or supplier it stands with, if any. */
export const DraftSource = z.object({ kind: z.enum(passageKinds), label: z.string(), words: z.string() })

/** A sentence as everybody sees it: the owner has read and approved it, and what it rests on stands today. */
export const ApprovedSentence = z.object({
  words: z.string(),
  sources: z.array(DraftSource).min(1),
  /** `extract`: taken word for word; `model`: put by a language model and found in the sources. */
  writer: z.enum(['extract', 'model']),
  /** Changed by the owner, within what the sources say. */
  edited: z.boolean(),
  approvedAt: Time,
})
export type ApprovedSentence = z.infer<typeof ApprovedSentence>

/** What in a sentence rests on nothing, or may not be said: `claim` with the article of the law. */
export const Unfounded = z.object({ kind: z.enum(['number', 'quote', 'word', 'negation', 'apart', 'claim', 'long']), text: z.string() })
export type Unfounded = z.infer<typeof Unfounded>

export const sentenceStates = ['proposed', 'approved', 'dropped'] as const
export const Draft = z.object({
  id: DraftId,
  kind: DraftKind,
  listingId: ListingId.nullable(),
  /** Of the goods, or the name of the shop. */
  title: z.string(),
  /** `writing` while a model writes; sentences come in as they are judged. */
  state: z.enum(['writing', 'ready']),
  writer: z.enum(['extract', 'model']),
  model: z.string().nullable(),
  /** Why sentences were taken word for word although there is a model. */
  fellBack: z.enum(['budget', 'timeout', 'failed', 'unfounded']).nullable(),
  sentences: z.array(
    z.object({
      place: z.int(),
      words: z.string(),
      sources: z.array(DraftSource),
      edited: z.boolean(),
      state: z.enum(sentenceStates),
      /** What it rests on has changed since: it is not shown until it is drafted anew. */
      stale: z.boolean(),
    }),
  ),
  /** What the model wrote and was held back. */
  refused: z.array(z.object({ words: z.string(), because: z.array(Unfounded) })),
  askedAt: Time,
})
export type Draft = z.infer<typeof Draft>

export const digestAspects = ['taste', 'freshness', 'quality', 'packaging', 'delivery', 'price', 'service', 'feel', 'size'] as const

export const draftContract = {
  'POST /my/shop/drafts': {
    summary: 'Have words drafted from what is known of goods or shop; where a model writes, the draft grows while it is read again',
    who: ['shop-owner'],
    idempotence: 'key',
    body: z.object({ kind: DraftKind, listingId: ListingId.nullable() }),
    reply: Draft,
  },
  'GET /my/shop/drafts': {
    summary: 'The newest draft of each kind, of one listing or of the shop',
    who: ['shop-owner'],
    query: z.object({ listingId: ListingId.optional() }),
    reply: z.object({ items: z.array(Draft) }),
  },
  'GET /my/shop/drafts/:id': { summary: 'One draft', who: ['shop-owner'], params: z.object({ id: DraftId }), reply: Draft },
  'PUT /my/shop/drafts/:id/sentences/:place': {
    summary: 'Approve, drop or change one sentence; what it says must stand in what is known today, and may be said',
    who: ['shop-owner'],
    idempotence: 'natural',
    params: z.object({ id: DraftId, place: z.coerce.number().int().min(0).max(1000) }),
    body: z.object({ state: z.enum(sentenceStates), words: z.string().trim().min(1).max(120).optional() }),
    reply: Draft,
  },
  'GET /listings/:id/sentences': {
    summary: 'What the shop says of goods: approved sentences with what they rest on',
    who: ['visitor'],
    params: z.object({ id: ListingId }),
    reply: z.object({ points: z.array(ApprovedSentence), explanation: z.array(ApprovedSentence) }),
  },
  'GET /products/:id/review-digest': {
    summary: 'How many reviews speak well and ill of each aspect, with quotations; counted, never weighed',
    who: ['visitor'],
    params: z.object({ id: ProductId }),
    reply: z.object({
      /** How many of the newest reviews were read. */
      reviewCount: z.int(),
      aspects: z.array(
        z.object({
          aspect: z.enum(digestAspects),
          good: z.int(),
          bad: z.int(),
          quotes: z.array(z.object({ reviewId: ReviewId, tone: z.enum(['good', 'bad']), words: z.string() })),
        }),
      ),
    }),
  },
} satisfies Contract
