import { z } from 'zod'
import { Rank } from './account.ts'
import { LineId, MemberId, OrderId, ShareCode, ShareId } from './ids.ts'
import { Bps, Fen } from './money.ts'
import { PageQuery, Picture, pageOf, Time } from './pages.ts'
import { type Contract, operators } from './route.ts'
import { ShareLink } from './shop.ts'

export const shareStates = ['held', 'released', 'reversed'] as const
export const ShareState = z.enum(shareStates)
export type ShareState = z.infer<typeof ShareState>
export const shareKinds = ['direct', 'team'] as const
export type ShareKind = (typeof shareKinds)[number]

/** What one person earns from one order line. */
export const Share = z.object({
  id: ShareId,
  kind: z.enum(shareKinds),
  state: ShareState,
  amountFen: Fen,
  bps: Bps,
  buyerNickname: z.string(),
  buyerPortrait: Picture,
  title: z.string(),
  paidAt: Time,
  /** When it becomes available if nothing is returned; null while the parcel is on its way. */
  releaseDueAt: Time.nullable(),
  /** The window has ended but a boss rate still waits until two referred buyers' windows have ended. */
  waitsForSettledBoss: z.boolean(),
})
export type Share = z.infer<typeof Share>

/** Why a share is what it is: facts in order, each with a sentence in both languages. */
export const ShareExplanation = z.object({
  share: Share,
  lineId: LineId,
  orderId: OrderId,
  transferIds: z.array(z.string()),
  planVersion: z.int(),
  steps: z.array(
    z.object({
      fact: z.enum(['referral', 'purchase', 'rank', 'amount', 'refund', 'hold']),
      zh: z.string(),
      en: z.string(),
      at: Time.nullable(),
    }),
  ),
  sums: z.array(z.object({ zh: z.string(), en: z.string(), amountFen: Fen })),
  /** How many shares the line pays in all: one or two, never three. */
  sharesOnLine: z.int(),
})

/** What a shared link may lead to. */
export const sharedKinds = ['card', 'product', 'shop', 'group', 'bargain', 'campaign'] as const

/** By which way a link was passed on: copied, sent in a WeChat chat, posted to moments, printed on a poster, shown as one of two codes. */
export const shareChannels = ['link', 'wechat_chat', 'moments', 'poster', 'qr', 'mini_code'] as const
export const ShareChannel = z.enum(shareChannels)
export type ShareChannel = z.infer<typeof ShareChannel>

export const ShareCodeInfo = z.object({
  code: ShareCode,
  kind: z.enum(sharedKinds),
  targetId: z.string(),
  /** The page to open, with its parameters. */
  path: z.string(),
  sharer: z.object({ nickname: z.string(), portrait: Picture }),
})

/** One of one's codes and what it brought, counted. */
export const OwnShareCode = z.object({
  code: ShareCode,
  kind: z.enum(sharedKinds),
  targetId: z.string(),
  title: z.string(),
  channel: ShareChannel,
  campaign: z.string(),
  madeAt: Time,
  /** Who passed it to the sharer; null where nobody did. */
  fromNickname: z.string().nullable(),
  visitors: z.int(),
  joined: z.int(),
  /** Paid orders placed with this code. */
  orders: z.int(),
  /** People who came through it and shared on. */
  passedOn: z.int(),
})
export type OwnShareCode = z.infer<typeof OwnShareCode>

/** Somebody who came through a code and shared on. Names only of those who agreed to be seen. */
export const ShareLinkInChain = z.object({
  code: ShareCode,
  parentCode: ShareCode,
  depth: z.int().min(1),
  nickname: z.string().nullable(),
  portrait: Picture.nullable(),
  channel: ShareChannel,
  title: z.string(),
  madeAt: Time,
  visitors: z.int(),
})
export type ShareLinkInChain = z.infer<typeof ShareLinkInChain>

export const Earnings = z.object({
  rank: Rank,
  heldFen: Fen,
  availableFen: Fen,
  releasedTotalFen: Fen,
  reversedTotalFen: Fen,
  planVersion: z.int(),
  rates: z.object({ directBps: Bps, teamBps: Bps }),
  /** People referred who hold a qualifying purchase, and how many make a boss. */
  qualifyingBuyers: z.int(),
  buyersForBoss: z.int(),
  /** What makes one agent: a free application, or a qualifying purchase of one's own. */
  applied: z.boolean(),
  ownQualifying: z.boolean(),
})

/** How a team grew: people who joined in each week (from Monday, Beijing), oldest first. */
export const TeamGrowth = z.object({ weeks: z.array(z.object({ from: z.iso.date(), directs: z.int(), seconds: z.int() })) })

export const TeamMember = z.object({
  nickname: z.string(),
  portrait: Picture,
  rank: Rank,
  level: z.int().min(1).max(2),
  joinedAt: Time,
  referredBy: z.string().nullable(),
  qualifying: z.boolean(),
  broughtFen: Fen,
})

export const PersonNode = z.object({
  id: MemberId,
  nickname: z.string(),
  portrait: Picture,
  rank: Rank,
  joinedAt: Time,
  qualifyingBuyers: z.int(),
  directCount: z.int(),
})

export const referralContract = {
  'GET /share-codes/:code': {
    summary: 'What a shared link opens and who shared it',
    who: ['visitor'],
    params: z.object({ code: ShareCode }),
    reply: ShareCodeInfo,
  },
  'POST /share-codes': {
    summary:
      'A link of one’s own to a card, shop, product, group, bargain or campaign; the same target, channel and occasion give the same code',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({
      kind: z.enum(sharedKinds),
      targetId: z.string().max(40),
      channel: ShareChannel.default('link'),
      /** The sharer's own name for the occasion, such as 元旦. */
      campaign: z.string().trim().max(20).default(''),
      /** The code through which the sharer came: whoever passed it to them. */
      via: ShareCode.optional(),
    }),
    reply: ShareLink,
  },
  'GET /my/share-codes': {
    summary: 'One’s codes, the newest first, each with what it brought',
    who: ['customer'],
    query: PageQuery,
    reply: pageOf(OwnShareCode).extend({
      totals: z.object({ codes: z.int(), visitors: z.int(), joined: z.int(), orders: z.int() }),
    }),
  },
  'GET /my/share-codes/:code/chain': {
    summary: 'Who passed one’s link on to whom; for knowing only, it earns nobody anything',
    who: ['customer'],
    params: z.object({ code: ShareCode }),
    reply: z.object({ links: z.array(ShareLinkInChain) }),
  },
  'POST /agent-application': {
    summary: 'Become an agent for free by accepting the agreement',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({ agreementAccepted: z.literal(true) }),
    reply: z.object({ rank: Rank }),
  },
  'GET /my/team': {
    summary: 'The people one brought and the people they brought: two levels, no more',
    who: ['customer'],
    query: PageQuery,
    reply: pageOf(TeamMember).extend({ directCount: z.int(), secondCount: z.int() }),
  },
  'GET /my/team/growth': {
    summary: 'How one’s team grew in the last twelve weeks',
    who: ['customer'],
    reply: TeamGrowth,
  },
  'GET /console/people': {
    summary: 'Find a person by nickname or id',
    who: [...operators, 'auditor'],
    query: PageQuery.extend({ words: z.string().trim().max(60).optional() }),
    reply: pageOf(PersonNode),
  },
  'GET /console/people/:id/graph': {
    summary: 'One person, two levels up and two levels down on the original graph, with rank history',
    who: [...operators, 'auditor'],
    params: z.object({ id: MemberId }),
    reply: z.object({
      person: PersonNode,
      upline: z.array(PersonNode),
      directs: z.array(PersonNode),
      seconds: z.array(PersonNode.extend({ referrerId: MemberId })),
      rankHistory: z.array(z.object({ at: Time, from: Rank, to: Rank, reason: z.string() })),
    }),
  },
} satisfies Contract

/** What people really earned, beside any words about earning (I8). Measured from released shares of the last 365 days. */
export const TypicalEarnings = z.object({
  from: Time,
  to: Time,
  /** Agents and bosses at the end of it. */
  people: z.int(),
  medianFen: Fen,
  meanFen: Fen,
  /** Basis points of those people who earned nothing. */
  withNothingBps: z.int(),
  /** Nine borders between tenths. */
  decilesFen: z.array(Fen),
  topTenthShareBps: z.int(),
})
export type TypicalEarnings = z.infer<typeof TypicalEarnings>

export const commissionContract = {
  'GET /plans/current/earnings': {
    summary: 'What agents and bosses really earned: median, tenths, and how many earned nothing',
    who: ['visitor'],
    reply: TypicalEarnings,
  },
  'GET /my/earnings': { summary: 'One’s rank and earnings by state', who: ['customer'], reply: Earnings },
  'GET /my/shares': {
    summary: 'One’s shares, newest first',
    who: ['customer'],
    query: PageQuery.extend({ state: ShareState.optional() }),
    reply: pageOf(Share),
  },
  'GET /my/shares/:id': { summary: 'Why one got this', who: ['customer'], params: z.object({ id: ShareId }), reply: ShareExplanation },
} satisfies Contract
