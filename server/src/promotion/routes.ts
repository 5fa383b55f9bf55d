import { promotionContract } from '@lianka/contract/promotion'
import { offerBargain } from '#bargain/service'
import { claimCoupon, couponCentre, listMyCoupons, offerCoupon, offerFlash, offerThreshold, platformCoupons } from '#discount/service'
import { offerGroup } from '#group-buy/service'
import { shopOf } from '#platform/context'
import { implement } from '#platform/http'
import { listPromotions, stopOwnPromotion, stopPromotion } from './service.ts'

export const promotionRoutes = implement(promotionContract, {
  'GET /promotions': (ctx, { query }) => listPromotions(ctx, query),
  'GET /coupons': (ctx, { query }) => couponCentre(ctx, query),
  'POST /coupons/:id/claim': (ctx, { params }) => claimCoupon(ctx, params.id),
  'GET /my/coupons': (ctx, { query }) => listMyCoupons(ctx, query.state),
  'GET /my/shop/promotions': (ctx) => listPromotions(ctx, { shopId: shopOf(ctx), ended: true }),
  'POST /my/shop/coupons': (ctx, { body }) => offerCoupon(ctx, shopOf(ctx), body),
  'POST /my/shop/thresholds': (ctx, { body }) => offerThreshold(ctx, body),
  'POST /my/shop/flash-sales': (ctx, { body }) => offerFlash(ctx, body),
  'POST /my/shop/group-offers': (ctx, { body }) => offerGroup(ctx, body),
  'POST /my/shop/bargain-offers': (ctx, { body }) => offerBargain(ctx, body),
  'POST /my/shop/promotions/:id/stop': (ctx, { params }) => stopOwnPromotion(ctx, params.id),
  'GET /console/coupons': (ctx, { query }) => platformCoupons(ctx, query),
  'POST /console/coupons': (ctx, { body }) => offerCoupon(ctx, null, body),
  'POST /console/coupons/:id/stop': (ctx, { params }) => stopPromotion(ctx, params.id, null),
})
