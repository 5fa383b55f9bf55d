import { z } from 'zod'
import { PlanDraftId, ProductId } from './ids.ts'
import { Bps, Fen } from './money.ts'
import { Done, Picture, Time } from './pages.ts'
import { type Contract, operators } from './route.ts'

/**
 * A reward plan: the whole of the 2+1 rules as data. A published version never changes; orders note the version they were paid under.
 * Rates are basis points of the line's base (goods money after discounts, without postage).
 */
export const Plan = z.object({
  version: z.int().min(1),
  rates: z.object({ agentDirect: Bps, bossDirect: Bps, bossTeam: Bps }),
  /** Two: how many people one referred must hold a qualifying purchase before an agent becomes boss. */
  buyersForBoss: z.int().min(1).max(10),
  /** Joining by free application; a plan without it is unlawful (COMPLIANCE I3). */
  freeApplication: z.boolean(),
  cap: z.object({ ofBase: Bps, withinMargin: z.boolean() }),
  feeBps: Bps,
  holdDays: z.int().min(0).max(90),
  /** A floor of nothing would let goods that came back whole still qualify. */
  designated: z.array(z.object({ productId: ProductId, qualifyingFloorFen: z.int().min(1).max(1_000_000_000).brand<'Fen'>() })),
})
export type Plan = z.infer<typeof Plan>

/** A warning that a compliance officer has read and answered for, by the question it came from. */
export const SignedWarning = z.object({ question: z.string().max(60), reason: z.string().trim().min(4).max(500) })
export type SignedWarning = z.infer<typeof SignedWarning>

export const PublishedPlan = z.object({
  plan: Plan,
  publishedAt: Time,
  effectiveAt: Time,
  publishedBy: z.string(),
  /** What is new in words for those whom it concerns. */
  announcement: z.string(),
  signedWarnings: z.array(SignedWarning),
})
export type PublishedPlan = z.infer<typeof PublishedPlan>

/** The parts of a plan that people choose; the version is given at publication. */
export const PlanTerms = Plan.omit({ version: true })
export type PlanTerms = z.infer<typeof PlanTerms>

const Text = z.object({ zh: z.string(), en: z.string() })

/** What the law has against a plan; `engines/reward` judges. */
export const PlanFinding = z.object({
  level: z.enum(['block', 'warn']),
  invariant: z.string(),
  question: z.string(),
  article: Text,
  why: Text,
  change: Text,
})

export const PlanDraft = z.object({
  id: PlanDraftId,
  terms: PlanTerms,
  announcement: z.string(),
  madeBy: z.string(),
  changedBy: z.string(),
  changedAt: Time,
  /** Counts up with each change, so that nobody overwrites what they have not seen. */
  revision: z.int(),
  findings: z.array(PlanFinding),
  /** Earliest moment it may take effect: published changes are announced days before (I11). */
  earliest: Time,
})
export type PlanDraft = z.infer<typeof PlanDraft>

/** A product that a plan may designate, as the law looks at it. */
export const DesignableProduct = z.object({
  id: ProductId,
  title: z.string(),
  picture: Picture,
  usualPriceFen: Fen,
  /** What somebody who takes no part pays: the same shop price for everybody. */
  outsidePriceFen: Fen.nullable(),
  returnable: z.boolean(),
})

const drafters = ['operator-admin', 'operator-compliance'] as const
const draft = z.object({ id: PlanDraftId })

export const planContract = {
  'GET /plans/current': {
    summary: 'The reward plan in force, with the designated products by name',
    who: ['visitor'],
    reply: PublishedPlan.extend({
      designatedNames: z.record(z.string(), z.string()),
      /** Versions that were published and take effect later, the next first. */
      announced: z.array(PublishedPlan),
    }),
  },
  'GET /console/plans': {
    summary: 'Every published version, newest first',
    who: [...operators, 'auditor'],
    reply: z.object({ items: z.array(PublishedPlan) }),
  },
  'GET /console/designable-products': {
    summary: 'Approved products with their usual price, for the plan editor',
    who: [...operators, 'auditor'],
    query: z.object({ words: z.string().trim().max(60).optional() }),
    reply: z.object({ items: z.array(DesignableProduct) }),
  },
  'GET /console/plan-drafts': {
    summary: 'Plans being written',
    who: [...operators, 'auditor'],
    reply: z.object({ items: z.array(PlanDraft) }),
  },
  'GET /console/plan-drafts/:id': {
    summary: 'A draft with what the law has against it and what it changes',
    who: [...operators, 'auditor'],
    params: draft,
    reply: PlanDraft,
  },
  'POST /console/plan-drafts': {
    summary: 'Begins a draft from the version in force',
    who: drafters,
    idempotence: 'key',
    reply: PlanDraft,
  },
  'PUT /console/plan-drafts/:id': {
    summary: 'Writes a draft; `revision` is the one that was read',
    who: drafters,
    idempotence: 'natural',
    params: draft,
    body: z.object({ revision: z.int().min(1), terms: PlanTerms, announcement: z.string().trim().max(1000) }),
    reply: PlanDraft,
  },
  'DELETE /console/plan-drafts/:id': {
    summary: 'Throws a draft away',
    who: drafters,
    idempotence: 'natural',
    params: draft,
    reply: Done,
  },
  'POST /console/plan-drafts/:id/publication': {
    summary:
      'Publishes a draft as the next version, signed by a compliance officer who did not write it; what blocks cannot be signed away',
    who: ['operator-compliance'],
    idempotence: 'key',
    params: draft,
    body: z.object({ revision: z.int().min(1), effectiveAt: Time, signedWarnings: z.array(SignedWarning).max(20) }),
    reply: PublishedPlan,
  },
} satisfies Contract
