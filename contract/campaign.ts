import { z } from 'zod'
import { Tile } from './catalog.ts'
import { CampaignId, ProductId } from './ids.ts'
import { Fen } from './money.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import { type Contract, operators } from './route.ts'

export const campaignStates = ['soon', 'running', 'ended'] as const

/** Goods of farmers, sold together for a while. Every figure is counted from paid orders, what was refunded taken off. */
export const Campaign = z.object({
  id: CampaignId,
  title: z.string(),
  story: z.string(),
  /** Where the goods come from, as people say it. */
  region: z.string(),
  picture: Picture,
  productIds: z.array(ProductId),
  goalFen: Fen.nullable(),
  startsAt: Time,
  /** When it ends or ended, also where it was ended before its time. */
  endsAt: Time,
  state: z.enum(campaignStates),
  /** What buyers paid for its goods in its time and have not had back. */
  raisedFen: Fen,
  orderCount: z.int(),
  buyerCount: z.int(),
})
export type Campaign = z.infer<typeof Campaign>

/** What one farmer sold: by the lot the pieces came from; by the supplier where they have no lot, or none yet. */
export const FarmerShare = z.object({
  name: z.string(),
  kind: z.enum(['producer', 'supplier']),
  supplierName: z.string(),
  pieces: z.int(),
  amountFen: Fen,
})
export type FarmerShare = z.infer<typeof FarmerShare>

export const CampaignPage = Campaign.extend({ goods: z.array(Tile), farmers: z.array(FarmerShare) })
export type CampaignPage = z.infer<typeof CampaignPage>

export const CampaignInput = z.object({
  title: z.string().trim().min(4).max(30),
  story: z.string().trim().min(10).max(2000),
  region: z.string().trim().min(2).max(40),
  picture: Picture.min(2),
  productIds: z.array(ProductId).min(1).max(20),
  goalFen: Fen.refine((fen) => fen > 0).nullable(),
  startsAt: Time,
  endsAt: Time,
})
export type CampaignInput = z.infer<typeof CampaignInput>

const makers = ['operator-admin', 'operator-content'] as const
const params = z.object({ id: CampaignId })

export const campaignContract = {
  'GET /campaigns': {
    summary: 'Farm-aid campaigns, the newest first, with what they really sold',
    who: ['visitor'],
    query: PageQuery.extend({ state: z.enum(campaignStates).optional() }),
    reply: pageOf(Campaign),
  },
  'GET /campaigns/:id': {
    summary: 'A campaign with its goods and a statement for each farmer',
    who: ['visitor'],
    params,
    reply: CampaignPage,
  },
  'GET /console/campaigns': {
    summary: 'Every campaign, also those that have not begun',
    who: [...operators, 'auditor'],
    query: PageQuery,
    reply: pageOf(Campaign),
  },
  'POST /console/campaigns': {
    summary: 'Make a campaign; a start in the past means now',
    who: makers,
    idempotence: 'key',
    body: CampaignInput,
    reply: Campaign,
  },
  'PATCH /console/campaigns/:id': {
    summary: 'Change a campaign under which nobody has bought yet',
    who: makers,
    idempotence: 'natural',
    params,
    body: CampaignInput,
    reply: Campaign,
  },
  'POST /console/campaigns/:id/end': {
    summary: 'End a campaign before its time; what it sold stays on its page',
    who: makers,
    idempotence: 'natural',
    params,
    reply: Campaign,
  },
} satisfies Contract
