import { z } from 'zod'
import {
  BargainId,
  BargainOfferId,
  CouponClaimId,
  CouponId,
  FlashSaleId,
  GroupBuyId,
  GroupOfferId,
  ListingId,
  ShopId,
  SkuId,
  ThresholdId,
} from './ids.ts'
import { Fen } from './money.ts'
import { Done, PageQuery, Picture, pageOf, Time } from './pages.ts'
import { type Contract, operators } from './route.ts'

/** So much off in fen, or a rate in basis points up to so much. */
export const Reduction = z.union([
  z.object({ offFen: Fen.refine((fen) => fen > 0) }).strict(),
  z.object({ rate: z.int().min(1).max(9999), atMostFen: Fen.refine((fen) => fen > 0) }).strict(),
])

const scope = z.array(z.string().max(40)).max(50)
const pieces = z.int().min(1).max(99)

export const Coupon = z.object({
  id: CouponId,
  issuer: z.enum(['shop', 'platform']),
  shopId: ShopId.nullable(),
  shopName: z.string().nullable(),
  name: z.string(),
  fromFen: Fen,
  reduction: Reduction,
  /** Goods it is good for; both empty: for everything. */
  productIds: scope,
  categoryIds: scope,
  budget: z.int(),
  claimed: z.int(),
  perPerson: z.int(),
  claimFrom: Time,
  claimUntil: Time,
  validDays: z.int(),
  stopped: z.boolean(),
  /** How many of them the caller holds or has used. */
  mine: z.int(),
})
export type Coupon = z.infer<typeof Coupon>

export const CouponInput = z.object({
  name: z.string().trim().min(2).max(20),
  fromFen: Fen,
  reduction: Reduction,
  productIds: scope.default([]),
  categoryIds: scope.default([]),
  budget: z.int().min(1).max(1_000_000),
  perPerson: z.int().min(1).max(20).default(1),
  claimFrom: Time,
  claimUntil: Time,
  validDays: z.int().min(1).max(365),
})

/** A coupon in somebody's hands. */
export const CouponClaim = z.object({
  id: CouponClaimId,
  coupon: Coupon,
  state: z.enum(['claimed', 'redeemed', 'expired']),
  claimedAt: Time,
  expiresAt: Time,
  /** It ends within three days and is not used: its holder is reminded. */
  endsSoon: z.boolean(),
})
export type CouponClaim = z.infer<typeof CouponClaim>

export const Threshold = z.object({
  id: ThresholdId,
  fromFen: Fen,
  offFen: Fen,
  productIds: scope,
  startsAt: Time,
  endsAt: Time,
  stopped: z.boolean(),
})

/** Goods as every promotion shows them. */
const promoted = {
  shopId: ShopId,
  shopName: z.string(),
  listingId: ListingId,
  skuId: SkuId,
  title: z.string(),
  skuName: z.string(),
  picture: Picture,
  /** The shop's price now. */
  priceFen: Fen,
  /** What may be crossed out beside a special price: the lowest price it was sold at in the seven days before; null where it was not sold. */
  lowestDealFen: Fen.nullable(),
}
const during = { startsAt: Time, endsAt: Time, stopped: z.boolean() }

export const FlashSale = z.object({
  id: FlashSaleId,
  ...promoted,
  flashFen: Fen,
  quota: z.int(),
  taken: z.int(),
  perPerson: z.int(),
  ...during,
})
export type FlashSale = z.infer<typeof FlashSale>

export const groupStates = ['open', 'filled', 'expired'] as const
export const GroupOffer = z.object({
  id: GroupOfferId,
  ...promoted,
  groupFen: Fen,
  size: z.int(),
  hours: z.int(),
  mostPieces: z.int(),
  ...during,
  /** Groups that wait for people, the fullest first. */
  openGroups: z.array(z.object({ id: GroupBuyId, leaderNickname: z.string(), leaderPortrait: Picture, missing: z.int(), dueAt: Time })),
  /** Groups that became full; counted, never invented. */
  filledCount: z.int(),
})
export type GroupOffer = z.infer<typeof GroupOffer>

export const GroupBuy = z.object({
  id: GroupBuyId,
  offer: GroupOffer.omit({ openGroups: true }),
  state: z.enum(groupStates),
  size: z.int(),
  paid: z.int(),
  /** Places that are taken but not paid yet. */
  reserved: z.int(),
  dueAt: Time,
  people: z.array(z.object({ nickname: z.string(), portrait: Picture, leader: z.boolean() })),
  /** Whether the caller has a place, and pays or has paid it. */
  mine: z.enum(['none', 'reserved', 'paid']),
})
export type GroupBuy = z.infer<typeof GroupBuy>

export const BargainOffer = z.object({
  id: BargainOfferId,
  ...promoted,
  floorFen: Fen,
  cuts: z.int(),
  hours: z.int(),
  ...during,
})
export type BargainOffer = z.infer<typeof BargainOffer>

export const Bargain = z.object({
  id: BargainId,
  offer: BargainOffer,
  state: z.enum(['open', 'bought', 'expired']),
  ownerNickname: z.string(),
  ownerPortrait: Picture,
  mine: z.boolean(),
  iCut: z.boolean(),
  listFen: Fen,
  nowFen: Fen,
  /** Every cut that is to come or was made, in order: the rule and its seed are published before the first. */
  amounts: z.array(Fen),
  seed: z.string(),
  dueAt: Time,
  made: z.array(z.object({ nickname: z.string(), portrait: Picture, amountFen: Fen, at: Time })),
})
export type Bargain = z.infer<typeof Bargain>

const target = { listingId: ListingId, skuId: SkuId }
const span = { startsAt: Time, endsAt: Time }

export const ShopPromotions = z.object({
  thresholds: z.array(Threshold),
  coupons: z.array(Coupon),
  flashSales: z.array(FlashSale),
  groupOffers: z.array(GroupOffer),
  bargainOffers: z.array(BargainOffer),
})
export type ShopPromotions = z.infer<typeof ShopPromotions>

export const promotionContract = {
  'GET /promotions': {
    summary: 'What is on now or soon: of one shop, of one listing, or everywhere',
    who: ['visitor'],
    query: z.object({ shopId: ShopId.optional(), listingId: ListingId.optional() }),
    reply: ShopPromotions,
  },
  'GET /coupons': {
    summary: 'Coupons that can be claimed now',
    who: ['visitor'],
    query: PageQuery,
    reply: pageOf(Coupon),
  },
  'POST /coupons/:id/claim': {
    summary: 'Claim a coupon; as many as there are, and no more',
    who: ['customer'],
    idempotence: 'key',
    params: z.object({ id: CouponId }),
    reply: CouponClaim,
  },
  'GET /my/coupons': {
    summary: 'One’s coupons, those that end soon first',
    who: ['customer'],
    query: z.object({ state: z.enum(['claimed', 'redeemed', 'expired']).default('claimed') }),
    reply: z.object({ items: z.array(CouponClaim) }),
  },
  'GET /my/shop/promotions': { summary: 'Every promotion of one’s shop, also ended ones', who: ['shop-owner'], reply: ShopPromotions },
  'POST /my/shop/coupons': {
    summary: 'Offer a coupon in one’s shop',
    who: ['shop-owner'],
    idempotence: 'key',
    body: CouponInput,
    reply: Coupon,
  },
  'POST /my/shop/thresholds': {
    summary: 'Take something off from an amount on',
    who: ['shop-owner'],
    idempotence: 'key',
    body: z.object({ fromFen: Fen, offFen: Fen, productIds: scope.default([]), ...span }),
    reply: Threshold,
  },
  'POST /my/shop/flash-sales': {
    summary: 'Sell an option at a lower price for a while',
    who: ['shop-owner'],
    idempotence: 'key',
    body: z.object({ ...target, flashFen: Fen, quota: z.int().min(1).max(100_000), perPerson: pieces.default(1), ...span }),
    reply: FlashSale,
  },
  'POST /my/shop/group-offers': {
    summary: 'Offer a price for groups',
    who: ['shop-owner'],
    idempotence: 'key',
    body: z.object({
      ...target,
      groupFen: Fen,
      size: z.int().min(2).max(100),
      hours: z.int().min(1).max(168).default(24),
      mostPieces: pieces.default(1),
      ...span,
    }),
    reply: GroupOffer,
  },
  'POST /my/shop/bargain-offers': {
    summary: 'Let friends cut the price down to a floor',
    who: ['shop-owner'],
    idempotence: 'key',
    body: z.object({ ...target, floorFen: Fen, cuts: z.int().min(2).max(50), hours: z.int().min(1).max(168).default(24), ...span }),
    reply: BargainOffer,
  },
  'POST /my/shop/promotions/:id/stop': {
    summary: 'End a promotion now; what was claimed, joined or begun under it stays good',
    who: ['shop-owner'],
    idempotence: 'natural',
    params: z.object({ id: z.union([CouponId, ThresholdId, FlashSaleId, GroupOfferId, BargainOfferId]) }),
    reply: Done,
  },
  'GET /console/coupons': {
    summary: 'The platform’s coupons with what they cost so far',
    who: [...operators, 'auditor'],
    query: PageQuery,
    reply: pageOf(Coupon.extend({ redeemed: z.int(), costFen: Fen })),
  },
  'POST /console/coupons': {
    summary: 'Offer a coupon that the platform pays for',
    who: ['operator-admin', 'operator-content', 'operator-finance'],
    idempotence: 'key',
    body: CouponInput,
    reply: Coupon,
  },
  'POST /console/coupons/:id/stop': {
    summary: 'Stop further claims of a platform coupon',
    who: ['operator-admin', 'operator-content', 'operator-finance'],
    idempotence: 'natural',
    params: z.object({ id: CouponId }),
    reply: Done,
  },
} satisfies Contract

export const groupBuyContract = {
  'GET /group-buys/:id': {
    summary: 'A group: who is in it, how many are missing, until when',
    who: ['visitor'],
    params: z.object({ id: GroupBuyId }),
    reply: GroupBuy,
  },
  'GET /my/group-buys': {
    summary: 'Groups one is in, the newest first',
    who: ['customer'],
    reply: z.object({ items: z.array(GroupBuy) }),
  },
} satisfies Contract

export const bargainContract = {
  'POST /bargains': {
    summary: 'Begin a bargain; the one already open is answered again',
    who: ['customer'],
    idempotence: 'natural',
    body: z.object({ offerId: BargainOfferId }),
    reply: Bargain,
  },
  'GET /bargains/:id': { summary: 'A bargain and its cuts', who: ['visitor'], params: z.object({ id: BargainId }), reply: Bargain },
  'GET /my/bargains': { summary: 'One’s bargains, the newest first', who: ['customer'], reply: z.object({ items: z.array(Bargain) }) },
  'POST /bargains/:id/cut': {
    summary: 'Help a friend: one cut each',
    who: ['customer'],
    idempotence: 'natural',
    params: z.object({ id: BargainId }),
    reply: z.object({ amountFen: Fen, bargain: Bargain }),
  },
} satisfies Contract
