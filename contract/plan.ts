import { z } from 'zod'
import { ProductId } from './ids.ts'
import { Bps, Fen } from './money.ts'
import { Time } from './pages.ts'
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
  designated: z.array(z.object({ productId: ProductId, qualifyingFloorFen: Fen })),
})
export type Plan = z.infer<typeof Plan>

export const PublishedPlan = z.object({ plan: Plan, publishedAt: Time, effectiveAt: Time, publishedBy: z.string() })

export const planContract = {
  'GET /plans/current': {
    summary: 'The reward plan in force, with the designated products by name',
    who: ['visitor'],
    reply: PublishedPlan.extend({ designatedNames: z.record(z.string(), z.string()) }),
  },
  'GET /console/plans': {
    summary: 'Every published version, newest first',
    who: [...operators, 'auditor'],
    reply: z.object({ items: z.array(PublishedPlan) }),
  },
} satisfies Contract
