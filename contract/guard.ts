import { z } from 'zod'
import { Rank } from './account.ts'
import { CaseId, MemberId, OrderId, StaffId } from './ids.ts'
import { Bps, Fen } from './money.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import type { Contract } from './route.ts'

/** What the guard looks for on the original graph and in the money. */
export const caseKinds = [
  /** Buyer and payee look like one person: same device, payment account, delivery phone or place. */
  'self_referral',
  /** The purchases that made somebody boss were returned. */
  'refund_ring',
  /** Many sign-ups under one person within a day. */
  'sign_up_burst',
  /** Qualifying purchases that stay just above the floor. */
  'threshold_gaming',
  /** Many people and levels below one person. */
  'team_growth',
  /** Too little is sold to people who take no part. */
  'few_outside_sales',
  /** A few take most of the rewards. */
  'concentration',
] as const
export const CaseKind = z.enum(caseKinds)
export type CaseKind = z.infer<typeof CaseKind>

export const caseStates = ['open', 'investigating', 'closed'] as const
export const CaseState = z.enum(caseStates)
export type CaseState = z.infer<typeof CaseState>

export const outcomes = ['confirmed', 'cleared', 'warned'] as const
export const Outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof Outcome>

/** By what two people may turn out to be one. */
export const markKinds = ['device', 'payer', 'phone', 'place'] as const
export type MarkKind = (typeof markKinds)[number]

/** A person as the people screen shows them. */
export const PersonRef = z.object({ id: MemberId, nickname: z.string(), portrait: Picture })
export type PersonRef = z.infer<typeof PersonRef>

/** Where a fact can be looked up. */
export const FactLink = z.object({ to: z.enum(['order', 'person']), id: z.string() })

/** One thing that was found, in words; who it is about is linked, never named. */
export const CaseFact = z.object({ zh: z.string(), en: z.string(), link: FactLink.nullable() })
export type CaseFact = z.infer<typeof CaseFact>

export const CaseSummary = z.object({
  id: CaseId,
  kind: CaseKind,
  state: CaseState,
  /** 0 to 100; the formula of each kind is in the guard's rules. */
  score: z.int(),
  outcome: Outcome.nullable(),
  holdsPayouts: z.boolean(),
  owner: z.object({ id: StaffId, name: z.string() }).nullable(),
  /** The person it is about; null for the platform as a whole. */
  subject: PersonRef.nullable(),
  peopleCount: z.int(),
  openedAt: Time,
  detectedAt: Time,
})
export type CaseSummary = z.infer<typeof CaseSummary>

export const CaseNote = z.object({
  what: z.enum(['detected', 'grew', 'taken', 'noted', 'held', 'freed', 'closed']),
  /** Who did it; null: the guard itself. */
  by: z.string().nullable(),
  words: z.string(),
  at: Time,
})

export const GuardCase = CaseSummary.extend({
  facts: z.array(CaseFact),
  people: z.array(PersonRef.extend({ rank: Rank })),
  history: z.array(CaseNote),
})
export type GuardCase = z.infer<typeof GuardCase>

/** One cell of an evidence table. */
export const EvidenceCell = z.discriminatedUnion('is', [
  z.object({ is: z.literal('words'), zh: z.string(), en: z.string() }),
  z.object({ is: z.literal('fen'), fen: Fen }),
  z.object({ is: z.literal('time'), at: Time.nullable() }),
  z.object({ is: z.literal('count'), count: z.int() }),
  z.object({ is: z.literal('order'), id: OrderId, number: z.string() }),
  z.object({ is: z.literal('person'), id: MemberId, nickname: z.string() }),
])
export type EvidenceCell = z.infer<typeof EvidenceCell>

/** A named query and what it finds now; at most a hundred rows. */
export const Evidence = z.object({
  query: CaseKind,
  foundAt: Time,
  columns: z.array(z.object({ zh: z.string(), en: z.string() })),
  rows: z.array(z.array(EvidenceCell)),
})
export type Evidence = z.infer<typeof Evidence>

/** A measure of the whole platform against its threshold, in basis points or people. */
export const GuardMeasure = z.object({
  name: z.enum(['outside_sales', 'repeat_sales', 'top_rewards', 'gini', 'largest_team']),
  value: z.int().nullable(),
  unit: z.enum(['bps', 'people']),
  threshold: z.int(),
  /** On which side of the threshold it is worth a look. */
  worse: z.enum(['below', 'above']),
  /** Whether there is enough to speak of: a share of three orders says nothing. */
  enough: z.boolean(),
})
export type GuardMeasure = z.infer<typeof GuardMeasure>

export const GuardOverview = z.object({
  /** When the platform was measured last; null before the first time. */
  measuredAt: Time.nullable(),
  windowDays: z.int(),
  orders: z.int(),
  salesFen: Fen,
  measures: z.array(GuardMeasure),
  cases: z.object({ open: z.int(), investigating: z.int(), holding: z.int() }),
})

export type GuardOverview = z.infer<typeof GuardOverview>

export const TeamRoot = z.object({
  id: MemberId,
  person: PersonRef,
  /** Everybody below on the original graph, however deep. */
  people: z.int(),
  levels: z.int(),
  /** What the people below bought in the window, given back left out. */
  salesFen: Fen,
  /** How much of it by people who take no part; null without sales. */
  outsideBps: Bps.nullable(),
  openCases: z.int(),
})
export type TeamRoot = z.infer<typeof TeamRoot>

export const GraphNode = PersonRef.extend({
  rank: Rank,
  /** 0 is the root itself. */
  level: z.int(),
  referrerId: MemberId.nullable(),
  directCount: z.int(),
  /** Directs that are not drawn: beyond the fourth level, or for want of room. */
  hiddenDirects: z.int(),
})
export type GraphNode = z.infer<typeof GraphNode>

export const TeamGraph = z.object({
  nodes: z.array(GraphNode),
  /** Of the whole team, drawn or not. */
  people: z.int(),
  levels: z.int(),
})
export type TeamGraph = z.infer<typeof TeamGraph>

const readers = ['operator-compliance', 'operator-admin', 'operator-finance', 'auditor'] as const
const officers = ['operator-compliance', 'operator-admin'] as const
const one = z.object({ id: CaseId })
const words = z.string().trim().min(2).max(500)

export const guardContract = {
  'GET /console/guard/overview': {
    summary: 'The platform as a whole against the guard’s thresholds, and how many cases wait',
    who: readers,
    reply: GuardOverview,
  },
  'GET /console/guard/cases': {
    summary: 'Cases, the highest score first',
    who: readers,
    query: PageQuery.extend({ state: CaseState.optional(), kind: CaseKind.optional() }),
    reply: pageOf(CaseSummary),
  },
  'GET /console/guard/cases/:id': { summary: 'One case with its facts, people and history', who: readers, params: one, reply: GuardCase },
  'GET /console/guard/cases/:id/evidence': {
    summary: 'Runs the case’s named query again and answers its rows',
    who: readers,
    params: one,
    reply: Evidence,
  },
  'POST /console/guard/cases/:id/ownership': {
    summary: 'Take a case; it is investigated from then on',
    who: officers,
    idempotence: 'natural',
    params: one,
    reply: GuardCase,
  },
  'POST /console/guard/cases/:id/notes': {
    summary: 'Add a note; notes are never changed',
    who: officers,
    idempotence: 'key',
    params: one,
    body: z.object({ words }),
    reply: GuardCase,
  },
  'POST /console/guard/cases/:id/hold': {
    summary: 'Let the payouts of those concerned wait, or go on; orders are never touched',
    who: officers,
    idempotence: 'natural',
    params: one,
    body: z.object({ holds: z.boolean(), words }),
    reply: GuardCase,
  },
  'POST /console/guard/cases/:id/decision': {
    summary: 'Close a case that somebody has taken; unless it is confirmed, payouts go on',
    who: officers,
    idempotence: 'natural',
    params: one,
    body: z.object({ outcome: Outcome, words }),
    reply: GuardCase,
  },
  'GET /console/guard/roots': {
    summary: 'The largest teams of the original graph',
    who: readers,
    query: PageQuery,
    reply: pageOf(TeamRoot),
  },
  'GET /console/guard/roots/:id/graph': {
    summary: 'The original graph below one person: four levels, at most 300 people, and how many are not shown',
    who: readers,
    params: z.object({ id: MemberId }),
    reply: TeamGraph,
  },
} satisfies Contract
