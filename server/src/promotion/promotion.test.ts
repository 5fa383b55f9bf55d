import type { Order, OrderQuote } from '@lianka/contract/order'
import type { Bargain, CouponClaim, GroupBuy, ShopPromotions } from '@lianka/contract/promotion'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { balance, count, expectBooksHold, until } from '../../test/channel.ts'
import { signInAs } from '../../test/console.ts'
import { openHouse, openSimulators } from '../../test/house.ts'
import { deliver, join, openTown, type Person, pay, Refused, signedInAgain } from '../../test/people.ts'
import {
  beginBargain,
  claim,
  couponOf,
  during,
  offerBargain,
  offerCoupon,
  offerFlash,
  offerGroup,
  orderBody,
} from '../../test/promotions.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

const refusal = (act: Promise<unknown>) =>
  act.then(
    () => 'accepted',
    (error) => (error instanceof Refused ? error.code : Promise.reject(error)),
  )
const read = (who: Person, order: { id: string }) => who.get<Order>(`/orders/${order.id}`)

test('a shop coupon and the platform’s are spread over the order, explained, and settled by who bears them', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const li = await join(house, '李明', keeper)
  const { cookie } = await signInAs(house, 'operator-admin')
  const made = await house.app.inject({
    method: 'POST',
    url: '/api/console/coupons',
    headers: { cookie, origin: house.ctx.settings.PUBLIC_URL ?? 'http://localhost', 'idempotency-key': 'platform-coupon-1' },
    payload: couponOf(house, 1000, 10_000, 5),
  })
  expect(made.statusCode).toBe(200)
  const held = [await claim(li, await offerCoupon(house, keeper, 3000, 20_000, 10)), await claim(li, made.json())]
  await keeper.send('POST', '/my/shop/thresholds', { fromFen: 40_000, offFen: 500, ...during(house) })

  const lines = [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1 }]
  const quote = await li.send<OrderQuote>('POST', '/orders/quote', { lines, addressId: li.addressId })
  expect(quote.steps.map(({ what, amountFen }) => [what, amountFen])).toEqual([
    ['goods', 49_900],
    ['threshold', -500],
    ['shop_coupon', -3000],
    ['platform_coupon', -1000],
    ['postage', 0],
  ])
  expect(quote.coupons.map(({ used }) => used)).toEqual([true, true])
  const order = await li.send<Order>(
    'POST',
    '/orders',
    orderBody(li, goods, { claims: held.map(({ id }) => id), snapshot: quote.snapshot }),
  )
  expect(order.totalFen).toBe(45_400)
  expect(order.cuts.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
    ['threshold', 500],
    ['shop_coupon', 3000],
    ['platform_coupon', 1000],
  ])
  expect(await refusal(li.send('POST', '/orders', orderBody(li, goods, { claims: [held[0]?.id] })))).toBe('promotion.coupon_unusable')
  await pay(house, li, order.id)
  expect(await balance(house, 'promotion_cost')).toBe(1000)
  await expectBooksHold(house)
  expect((await li.get<{ items: CouponClaim[] }>('/my/coupons?state=redeemed')).items).toHaveLength(2)
})

test('an order that is closed gives coupon, flash price and place back; a wholly returned one its coupon', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const li = await join(house, '李明', keeper)
  const coupon = await claim(li, await offerCoupon(house, keeper, 3000, 20_000, 10))
  const flash = await offerFlash(house, keeper, goods, 39_900, 2)
  // The flash price takes no shop coupon on top, so the coupon is not spent on it.
  const first = await li.send<Order>('POST', '/orders', orderBody(li, goods, { claims: [coupon.id] }))
  expect(first.cuts.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([['flash', 10_000]])
  const taken = sql<{ n: number }>`select taken as n from flash_sales where id = ${flash.id}`
  expect(await count(house, taken)).toBe(1)
  // One each: a second piece costs the shop’s price, and there the coupon is good.
  const second = await li.send<Order>('POST', '/orders', orderBody(li, goods, { claims: [coupon.id] }))
  expect(second.totalFen).toBe(46_900)
  await li.send('POST', `/orders/${first.id}/cancellation`)
  await li.send('POST', `/orders/${second.id}/cancellation`)
  expect(await count(house, taken)).toBe(0)
  expect(await count(house, sql`select pieces as n from flash_takes`)).toBe(0)
  expect((await li.get<{ items: CouponClaim[] }>('/my/coupons')).items.map(({ id }) => id)).toEqual([coupon.id])

  await keeper.send('POST', `/my/shop/promotions/${flash.id}/stop`)
  const third = await li.send<Order>('POST', '/orders', orderBody(li, goods, { claims: [coupon.id] }))
  await pay(house, li, third.id)
  const paid = await read(li, third)
  await deliver(house, goods, paid)
  const { cookie } = await signInAs(house, 'supplier-staff', goods.supplierId)
  const asked = await li.send<{ id: string }>('POST', `/orders/${third.id}/after-sales`, {
    lineId: paid.lines[0]?.id,
    kind: 'refund_only',
    reason: 'damaged',
    amountFen: 46_900,
  })
  await house.app.inject({
    method: 'POST',
    url: `/api/console/after-sales/${asked.id}/decision`,
    headers: { cookie, origin: house.ctx.settings.PUBLIC_URL ?? 'http://localhost' },
    payload: { decision: 'approve' },
  })
  await house.settle()
  expect((await li.get<{ items: CouponClaim[] }>('/my/coupons')).items.map(({ id }) => id)).toEqual([coupon.id])
  await expectBooksHold(house)
})

test('a quote holds for fifteen minutes, for its buyer, and as long as nothing changes', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await openTown(house)
  const [li, zhou] = [await join(house, '李明', keeper), await join(house, '周岚', keeper)]
  const lines = [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1 }]
  const snapshotOf = async (who: Person) =>
    (await who.send<OrderQuote>('POST', '/orders/quote', { lines, addressId: who.addressId })).snapshot
  const place = async (who: Person, snapshot: string) => refusal(who.send('POST', '/orders', orderBody(who, goods, { snapshot })))
  const snapshot = await snapshotOf(li)
  expect(await place(zhou, snapshot)).toBe('order.quote_stale')
  expect(await place(li, `${snapshot}x`)).toBe('order.quote_stale')
  expect(await place(li, 'nonsense')).toBe('order.quote_stale')
  await offerFlash(house, keeper, goods, 39_900, 5)
  expect(await place(li, snapshot)).toBe('order.quote_stale')
  const fresh = await snapshotOf(li)
  await house.clock.advance({ minutes: 16 })
  const later = await signedInAgain(house, li)
  expect(await place(later, fresh)).toBe('order.quote_stale')
  expect(await place(later, await snapshotOf(later))).toBe('accepted')
})

test('a group of three: money waits, the third person fills it, and only then anybody earns', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const offer = await offerGroup(house, keeper, goods, 39_900, 3)
  const people = [await join(house, '李明', keeper), await join(house, '周岚', keeper), await join(house, '孙悦')]
  const [li, zhou, sun] = people as [Person, Person, Person]
  const order = async (who: Person, groupId?: string | null) => {
    const made = await who.send<Order>(
      'POST',
      '/orders',
      orderBody(who, goods, { special: { offerId: offer.id, ...(groupId && { groupId }) } }),
    )
    return made
  }
  const first = await order(li)
  expect(first.totalFen).toBe(39_900)
  await pay(house, li, first.id)
  expect((await read(li, first)).state).toBe('awaiting_group')
  expect(await balance(house, 'unapplied_receipts')).toBe(-39_900)
  expect(await balance(house, `wallet_held:${keeper.id}`)).toBe(0)
  expect(await refusal(order(li, first.groupId))).toBe('group.already_in')
  const second = await order(zhou, first.groupId)
  await pay(house, zhou, second.id)
  const seen = await sun.get<GroupBuy>(`/group-buys/${first.groupId}`)
  expect(seen).toMatchObject({ state: 'open', paid: 2, size: 3, mine: 'none' })
  expect(seen.people.map(({ nickname, leader }) => [nickname, leader])).toEqual([
    ['李明', true],
    ['周岚', false],
  ])
  await expectBooksHold(house)
  const third = await order(sun, first.groupId)
  expect(await refusal(order(await join(house, '何冰'), first.groupId))).toBe('group.full')
  await pay(house, sun, third.id)
  await house.settle()
  for (const [index, each] of [first, second, third].entries()) expect((await read(people[index] as Person, each)).state).toBe('paid')
  expect(await balance(house, 'unapplied_receipts')).toBe(0)
  // Li and Zhou came through the shopkeeper, Sun through nobody.
  expect(await count(house, sql`select count(*) as n from shares where payee_id = ${keeper.id}`)).toBe(2)
  expect(await sun.get<GroupBuy>(`/group-buys/${first.groupId}`)).toMatchObject({ state: 'filled', paid: 3, mine: 'paid' })
  await expectBooksHold(house)
})

test('a group that is not full in time is dissolved and everyone has the money back', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const offer = await offerGroup(house, keeper, goods, 39_900, 3, 2)
  const [li, zhou] = [await join(house, '李明'), await join(house, '周岚')]
  const stock = () => count(house, sql`select stock as n from skus where id = ${goods.skuId}`)
  const before = await stock()
  const first = await li.send<Order>('POST', '/orders', orderBody(li, goods, { special: { offerId: offer.id } }))
  await pay(house, li, first.id)
  await zhou.send<Order>('POST', '/orders', orderBody(zhou, goods, { special: { offerId: offer.id, groupId: first.groupId } }))
  await house.clock.advance({ hours: 2, minutes: 1 })
  await house.settle()
  const order = await read(await signedInAgain(house, li), first)
  expect(order.state).toBe('closed')
  expect(order.history.map(({ what }) => what)).toEqual(['placed', 'paid_waits', 'group_expired'])
  expect(await stock()).toBe(before)
  const returned = sql<{ n: number }>`select count(*) as n from refunds where state = 'succeeded' and amount = 39900`
  await until(async () => (await count(house, returned)) === 1, 'the money')
  expect(await balance(house, 'unapplied_receipts')).toBe(0)
  const seen = await (await signedInAgain(house, li)).get<GroupBuy>(`/group-buys/${first.groupId}`)
  expect(seen).toMatchObject({ state: 'expired', mine: 'paid' })
  await expectBooksHold(house)
})

test('friends cut a price by published amounts, each once; the order takes the price of the moment', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const offer = await offerBargain(house, keeper, goods, 30_000, 2)
  const [li, zhou, sun, he] = [
    await join(house, '李明'),
    await join(house, '周岚'),
    await join(house, '孙悦'),
    await join(house, '何冰'),
  ] as [Person, Person, Person, Person]
  const bargain = await beginBargain(li, offer)
  expect((await beginBargain(li, offer)).id).toBe(bargain.id)
  expect(bargain.amounts.reduce((sum, amount) => sum + amount, 0)).toBe(19_900)
  const cut = (who: Person) => who.send<{ amountFen: number; bargain: Bargain }>('POST', `/bargains/${bargain.id}/cut`)
  expect(await refusal(cut(li))).toBe('bargain.own')
  expect((await cut(zhou)).amountFen).toBe(bargain.amounts[0])
  expect(await refusal(cut(zhou))).toBe('bargain.cut_already')
  expect((await cut(sun)).bargain.nowFen).toBe(30_000)
  expect(await refusal(cut(he))).toBe('bargain.over')
  const special = { bargainId: bargain.id }
  expect(await refusal(zhou.send('POST', '/orders', orderBody(zhou, goods, { special })))).toBe('bargain.over')
  const order = await li.send<Order>('POST', '/orders', orderBody(li, goods, { special }))
  expect(order.totalFen).toBe(30_000)
  await li.send('POST', `/orders/${order.id}/cancellation`)
  const again = await li.send<Order>('POST', '/orders', orderBody(li, goods, { special }))
  await pay(house, li, again.id)
  expect(await li.get<Bargain>(`/bargains/${bargain.id}`)).toMatchObject({ state: 'bought', nowFen: 30_000 })
  await expectBooksHold(house)
})

test('special prices keep the law of the band and the calendar, and the terms of a claimed coupon stay', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  expect(await refusal(offerFlash(house, keeper, goods, 49_900, 5))).toBe('promotion.price_too_high')
  expect(await refusal(offerFlash(house, keeper, goods, 24_999, 5))).toBe('promotion.below_band')
  await offerFlash(house, keeper, goods, 39_900, 5)
  expect(await refusal(offerFlash(house, keeper, goods, 38_900, 5))).toBe('promotion.overlaps')
  expect(await refusal(offerCoupon(house, keeper, 3000, 3000, 10))).toBe('promotion.amounts_wrong')
  const past = { startsAt: '2020-01-01T00:00:00.000Z', endsAt: '2020-01-02T00:00:00.000Z' }
  expect(await refusal(keeper.send('POST', '/my/shop/thresholds', { fromFen: 100, offFen: 10, ...past }))).toBe('promotion.times_wrong')
  const coupon = await offerCoupon(house, keeper, 3000, 20_000, 1)
  const [li, zhou] = [await join(house, '李明'), await join(house, '周岚')]
  await claim(li, coupon)
  expect(await refusal(claim(li, coupon))).toBe('promotion.coupon_enough')
  expect(await refusal(claim(zhou, coupon))).toBe('promotion.coupon_gone')
  await expect(sql`update coupons set off_amount = 1 where id = ${coupon.id}`.execute(house.ctx.db)).rejects.toThrow(/claimed under/)

  // What may be crossed out is the lowest price it was really sold at in the seven days before, not the shop's price.
  const buyer = await join(house, '孙悦')
  const order = await buyer.send<Order>('POST', '/orders', orderBody(buyer, goods))
  await pay(house, buyer, order.id)
  const listed = () => buyer.get<ShopPromotions>(`/promotions?listingId=${goods.listingId}`)
  expect((await listed()).flashSales[0]).toMatchObject({ priceFen: 49_900, flashFen: 39_900, lowestDealFen: null, taken: 1 })
  await house.clock.advance({ days: 1 })
  expect((await listed()).flashSales[0]).toMatchObject({ lowestDealFen: 39_900 })
})

test('who holds a coupon is reminded three days before it ends, once, and no more once it is used or over', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const [li, zhou] = [await join(house, '李明', keeper), await join(house, '周岚', keeper)]
  const coupon = await offerCoupon(house, keeper, 3000, 20_000, 10)
  const held = await claim(li, coupon)
  const other = await claim(zhou, coupon)
  expect(held.endsSoon).toBe(false)
  const soon = async (who: Person) =>
    (await (await signedInAgain(house, who)).get<{ items: CouponClaim[] }>('/my/coupons')).items.map(({ endsSoon }) => endsSoon)
  const reminded = sql<{ n: number }>`select count(*) as n from coupon_claims where reminded_at is not null`
  await house.clock.advance({ days: 3, hours: 23 })
  await house.settle()
  expect([await soon(li), await soon(zhou)]).toEqual([[false], [false]])
  await house.clock.advance({ hours: 2 })
  await house.settle()
  expect([await soon(li), await soon(zhou)]).toEqual([[true], [true]])
  const at = sql<{ n: number }>`select extract(epoch from reminded_at)::bigint as n from coupon_claims where id = ${held.id}`
  const first = await count(house, at)
  await house.clock.advance({ hours: 2 })
  await house.settle()
  expect([await count(house, at), await count(house, reminded)]).toEqual([first, 2])
  await (await signedInAgain(house, zhou)).send('POST', '/orders', orderBody(zhou, goods, { claims: [other.id] }))
  expect(await soon(zhou)).toEqual([])
  await house.clock.advance({ days: 3 })
  await house.settle()
  expect(await soon(li)).toEqual([])
})
