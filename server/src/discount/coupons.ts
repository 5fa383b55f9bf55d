import type { CouponClaimId, CouponId, MemberId, ShopId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Coupon, CouponClaim, CouponInput } from '@lianka/contract/promotion'
import type { z } from 'zod'
import { type Ctx, callerName, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import * as store from './coupon-store.ts'
import { couponRefusal, spanRefusal } from './rules.ts'

const whoAsks = (ctx: Ctx): MemberId | null => (ctx.caller.kind === 'member' ? ctx.caller.memberId : null)

const toCoupon = (row: Omit<store.CouponRow, 'id'>, id: CouponId): Coupon => ({
  id,
  issuer: row.issuer,
  shopId: row.shopId,
  shopName: row.shopName,
  name: row.name,
  fromFen: row.fromAmount as Fen,
  reduction: row.offAmount === null ? { rate: row.rate ?? 0, atMostFen: (row.atMost ?? 0) as Fen } : { offFen: row.offAmount as Fen },
  productIds: row.productIds,
  categoryIds: row.categoryIds,
  budget: row.budget,
  claimed: row.claimed,
  perPerson: row.perPerson,
  claimFrom: row.claimFrom.toISOString(),
  claimUntil: row.claimUntil.toISOString(),
  validDays: row.validDays,
  stopped: row.stopped,
  mine: row.mine,
})

/** Offers a coupon: of a shop, which bears what it takes off, or of the platform, which does. */
export const offerCoupon = (ctx: Ctx, shopId: ShopId | null, input: z.output<typeof CouponInput>): Promise<Coupon> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const [claimFrom, claimUntil] = [new Date(input.claimFrom), new Date(input.claimUntil)]
    const refusal = spanRefusal(claimFrom, claimUntil, now) ?? couponRefusal(input.fromFen, input.reduction)
    if (refusal) throw new Refusal(refusal)
    const id = newId<CouponId>('cpn', now)
    const { reduction } = input
    await store.insertCoupon(ctx.db, {
      id,
      issuer: shopId ? 'shop' : 'platform',
      shopId,
      name: input.name,
      fromAmount: input.fromFen,
      offAmount: 'offFen' in reduction ? reduction.offFen : null,
      rate: 'rate' in reduction ? (reduction.rate as never) : null,
      atMost: 'atMostFen' in reduction ? reduction.atMostFen : null,
      productIds: JSON.stringify(input.productIds),
      categoryIds: JSON.stringify(input.categoryIds),
      budget: input.budget,
      perPerson: input.perPerson,
      claimFrom,
      claimUntil,
      validDays: input.validDays,
      stoppedAt: null,
      madeBy: callerName(ctx),
      madeAt: now,
    })
    return requireCoupon(ctx, id)
  })

async function requireCoupon(ctx: Ctx, id: CouponId): Promise<Coupon> {
  const [row] = await store.listCoupons(ctx.db, { id, limit: 1 }, whoAsks(ctx))
  if (!row) throw new Refusal('promotion.not_found')
  return toCoupon(row, row.id)
}

/** Claims a coupon, or says why there is none to be had. */
export const claimCoupon = (ctx: Ctx, id: CouponId): Promise<CouponClaim> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const claimed = await store.claim(ctx.db, id, memberOf(ctx), newId<CouponClaimId>('ccl', now), now)
    const coupon = await requireCoupon(ctx, id)
    if (claimed)
      return {
        id: claimed.id,
        coupon,
        state: 'claimed',
        claimedAt: claimed.claimedAt.toISOString(),
        expiresAt: claimed.expiresAt.toISOString(),
        endsSoon: false,
      }
    if (coupon.mine >= coupon.perPerson) throw new Refusal('promotion.coupon_enough')
    if (coupon.claimed >= coupon.budget) throw new Refusal('promotion.coupon_gone')
    throw new Refusal('promotion.coupon_not_open')
  })

export async function listCoupons(
  ctx: Ctx,
  filter: Omit<store.CouponFilter, 'limit' | 'claimableAt'> & { limit?: number; ended?: boolean },
) {
  const { ended, limit = 50, ...rest } = filter
  const rows = await store.listCoupons(ctx.db, { ...rest, limit, ...(!ended && { claimableAt: ctx.clock.now() }) }, whoAsks(ctx))
  return rows.map((row) => toCoupon(row, row.id))
}

type Page = { after?: string | undefined; limit: number }
const pageOf = <Item extends { id: string }>(items: Item[], limit: number) => ({
  items,
  next: items.length === limit ? (items.at(-1)?.id ?? null) : null,
})

export const couponCentre = async (ctx: Ctx, query: Page) => pageOf(await listCoupons(ctx, query), query.limit)

/** The platform's coupons with what they were used for and took off so far. */
export async function platformCoupons(ctx: Ctx, query: Page) {
  const coupons = await listCoupons(ctx, { ...query, issuer: 'platform', ended: true })
  const costs = await store.costsOf(
    ctx.db,
    coupons.map(({ id }) => id),
  )
  return pageOf(
    coupons.map((coupon) => {
      const cost = costs.find(({ couponId }) => couponId === coupon.id)
      return { ...coupon, redeemed: cost?.redeemed ?? 0, costFen: (cost?.cost ?? 0) as Fen }
    }),
    query.limit,
  )
}

export async function listMyCoupons(ctx: Ctx, state: store.ClaimRow['state']) {
  const rows = await store.listClaims(ctx.db, memberOf(ctx), state)
  return {
    items: rows.map((row) => ({
      id: row.id,
      coupon: toCoupon(row, row.couponId),
      state: row.state,
      claimedAt: row.claimedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      endsSoon: row.state === 'claimed' && row.reminded,
    })),
  }
}

/** Three days are enough to find something, and few enough to remember it. */
const remindDays = 3

/** Reminds once of each coupon that ends soon: from then on its holder’s pages say so. */
export function remindOfCoupons(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  return store.remindClaims(ctx.db, now, new Date(now.getTime() + remindDays * 86_400_000), 200)
}

export const expireCoupons = (ctx: Ctx): Promise<number> => store.expireClaims(ctx.db, ctx.clock.now(), 200)
