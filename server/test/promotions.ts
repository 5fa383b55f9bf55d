import type { Bargain, BargainOffer, Coupon, CouponClaim, FlashSale, GroupOffer } from '@lianka/contract/promotion'
import type { House } from './house.ts'
import type { Goods, Person } from './people.ts'

/** From now for some days, as the body of a promotion says it. */
export const during = (house: House, days = 3) => ({
  startsAt: house.ctx.clock.now().toISOString(),
  endsAt: new Date(house.ctx.clock.now().getTime() + days * 86_400_000).toISOString(),
})

const option = ({ listingId, skuId }: Goods) => ({ listingId, skuId })

export const offerGroup = (house: House, keeper: Person, goods: Goods, groupFen: number, size: number, hours = 24) =>
  keeper.send<GroupOffer>('POST', '/my/shop/group-offers', { ...option(goods), groupFen, size, hours, ...during(house) })

export const offerFlash = (house: House, keeper: Person, goods: Goods, flashFen: number, quota: number, perPerson = 1) =>
  keeper.send<FlashSale>('POST', '/my/shop/flash-sales', { ...option(goods), flashFen, quota, perPerson, ...during(house) })

export const offerBargain = (house: House, keeper: Person, goods: Goods, floorFen: number, cuts: number) =>
  keeper.send<BargainOffer>('POST', '/my/shop/bargain-offers', { ...option(goods), floorFen, cuts, ...during(house) })

export const beginBargain = (who: Person, offer: { id: string }) => who.send<Bargain>('POST', '/bargains', { offerId: offer.id })

export const couponOf = (house: House, offFen: number, fromFen: number, budget: number) => {
  const { startsAt: claimFrom, endsAt: claimUntil } = during(house)
  return { name: '新客券', fromFen, reduction: { offFen }, budget, claimFrom, claimUntil, validDays: 7 }
}

export const offerCoupon = (house: House, keeper: Person, offFen: number, fromFen: number, budget: number) =>
  keeper.send<Coupon>('POST', '/my/shop/coupons', couponOf(house, offFen, fromFen, budget))

export const claim = (who: Person, coupon: { id: string }) => who.send<CouponClaim>('POST', `/coupons/${coupon.id}/claim`)

/** An order's body with whatever of promotions it uses. */
export const orderBody = (buyer: Person, goods: Goods, more: object = {}) => ({
  shopId: goods.shopId,
  lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1, priceFen: goods.priceFen }],
  addressId: buyer.addressId,
  returnExceptionConfirmed: true,
  ...more,
})
