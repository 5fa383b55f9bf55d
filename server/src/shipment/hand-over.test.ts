import type { Handover, HandoverTask } from '@lianka/contract/delivery'
import type { Cart, Order, OrderQuote } from '@lianka/contract/order'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { count, expectBooksHold } from '../../test/channel.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { asMember, asStaff, deliver, type Goods, join, offerGoods, openTown, type Person, pay, signedInAgain } from '../../test/people.ts'
import { distanceMetres } from '../order/delivery-rules.ts'
import { decide, requestAfterSale } from '../refund/service.ts'
import { ship } from './service.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Street = { house: House; goods: Goods; keeper: Person; li: Person }
const shopAt = { latE6: 25_830_000, lngE6: 114_930_000 }
const place = {
  pickup: true,
  address: '文清路 18 号',
  regionCode: '360702',
  openingHours: '9:00–21:00',
  localRadiusMetres: 3000,
  ...shopAt,
}
const contact = { name: '李明', phone: '13811112222' }

async function openStreet(options: Parameters<typeof openTown>[1] = {}): Promise<Street> {
  const house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house, { priceFen: 4990, supplyPriceFen: 2000, ...options })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  await keeper.send('PUT', '/my/shop/place', place)
  return { house, goods, keeper, li: await join(house, '李明', keeper) }
}

const wanted = ({ goods }: Street, more: object) => ({
  shopId: goods.shopId,
  lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1, priceFen: goods.priceFen }],
  ...more,
})
const order = (street: Street, more: object) => street.li.send<Order>('POST', '/orders', wanted(street, more))
const pickup = (street: Street) => order(street, { delivery: 'pickup', contact })
const codeOf = async ({ li }: Street, { id }: Order) => (await li.get<Handover>(`/orders/${id}/handover`)).code
const redeem = (keeper: Person, code: string) => keeper.send<HandoverTask>('POST', '/my/shop/handovers', { code })
const failedJobs = (house: House) => count(house, sql`select count(*) as n from graphile_worker.jobs where last_error is not null`)
const other = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0')

test('an order is fetched in the shop: no postage, a code shown as digits and picture, handed over once, and that is the receipt', async () => {
  const street = await openStreet()
  const { house, keeper, li, goods } = street
  await using _ = house
  const asked = { lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1 }] }
  const [sent, fetched] = [
    await li.send<OrderQuote>('POST', '/orders/quote', { ...asked, addressId: li.addressId }),
    await li.send<OrderQuote>('POST', '/orders/quote', { ...asked, delivery: 'pickup' }),
  ]
  expect([sent.postageFen, fetched.postageFen, fetched.totalFen]).toEqual([800, 0, 4990])
  await expect(order(street, { delivery: 'pickup' })).rejects.toMatchObject({ code: 'request.invalid' })
  const placed = await pickup(street)
  expect(placed).toMatchObject({ delivery: 'pickup', postageFen: 0, totalFen: 4990, address: { name: '李明', detail: '文清路 18 号' } })
  const unpaid = await li.get<Handover>(`/orders/${placed.id}/handover`)
  expect(unpaid).toMatchObject({ usable: false, place: '文清路 18 号', openingHours: '9:00–21:00', code: expect.stringMatching(/^\d{8}$/) })
  expect(unpaid.qr).toMatch(/^data:image\/png;base64,/)
  await expect(redeem(keeper, unpaid.code)).rejects.toMatchObject({ code: 'order.state' })
  await pay(house, li, placed.id)
  await house.clock.advance({ minutes: 2 })

  // The supplier has nothing to send, and cannot.
  const { items } = await keeper.get<{ items: HandoverTask[] }>('/my/shop/handovers')
  expect(items).toMatchObject([
    { orderNumber: placed.number, receiver: { name: '李明', phone: '***2222', detail: null }, redeemedAt: null },
  ])
  expect(JSON.stringify(items)).not.toContain(unpaid.code)
  const byCourier = { courier: 'shunfeng', trackingNumber: 'SF00009999' }
  await expect(
    ship(asStaff(house.ctx, 'supplier-staff', goods.supplierId), placed.parcels[0]?.id as never, byCourier),
  ).rejects.toMatchObject({
    code: 'order.state',
  })
  expect(await redeem(keeper, unpaid.code)).toMatchObject({ orderNumber: placed.number, redeemedAt: expect.any(String) })
  // Pressed twice it is still one; a minute later it is somebody else with a picture of the code.
  expect(await redeem(keeper, unpaid.code)).toMatchObject({ orderNumber: placed.number })
  await house.clock.advance({ minutes: 2 })
  await expect(redeem(keeper, unpaid.code)).rejects.toMatchObject({ code: 'order.code_used' })
  const received = await li.get<Order>(`/orders/${placed.id}`)
  expect(received.parcels).toMatchObject([{ state: 'received', courier: null }])
  expect(received.lines[0]?.windowEndsAt).not.toBeNull()
  await house.runJobs()
  // WeChat has been told that it was fetched, and took it: it lets the money go.
  expect(await failedJobs(house)).toBe(0)
  await expectBooksHold(house)
  await house.clock.advance({ days: 7, hours: 1 })
  await house.settle()
  expect((await (await signedInAgain(house, li)).get<Order>(`/orders/${placed.id}`)).state).toBe('completed')
  await expectBooksHold(house)
})

test('codes are not guessed: another shop’s code is none, and after twenty wrong ones nobody tries on', async () => {
  const street = await openStreet()
  const { house, keeper, li } = street
  await using _ = house
  const placed = await pickup(street)
  await pay(house, li, placed.id)
  const code = await codeOf(street, placed)
  await expect((await join(house, '何冰')).get(`/orders/${placed.id}/handover`)).rejects.toMatchObject({ code: 'order.no_handover' })
  const rival = await join(house, '周岚')
  await rival.send('POST', '/shops', { name: '岚的小铺', regionCode: '360702' })
  await expect(redeem(rival, code)).rejects.toMatchObject({ code: 'order.code_wrong' })
  for (let tries = 0; tries < 20; tries += 1) await expect(redeem(keeper, other(code))).rejects.toMatchObject({ code: 'order.code_wrong' })
  await expect(redeem(keeper, code)).rejects.toMatchObject({ code: 'order.code_tries' })
  await house.clock.advance({ hours: 1, minutes: 1 })
  expect(await redeem(await signedInAgain(house, keeper), code)).toMatchObject({ orderNumber: placed.number })
})

test('goods are handed over or paid back, not both, when both are asked for at once', async () => {
  const street = await openStreet()
  const { house, keeper, li, goods } = street
  await using _ = house
  for (let round = 0; round < 3; round += 1) {
    const placed = await pickup(street)
    await pay(house, li, placed.id)
    const code = await codeOf(street, placed)
    const asked = await requestAfterSale(asMember(house.ctx, li.id), placed.id, {
      lineId: placed.lines[0]?.id as never,
      kind: 'refund_only',
      reason: 'no_reason',
      words: '',
    })
    const [handed, refunded] = await Promise.allSettled([
      redeem(keeper, code),
      decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), asked.id, { decision: 'approve', bearer: 'supplier', words: '' }),
    ])
    const back = await count(house, sql`select refunded as n from orders where id = ${placed.id}`)
    // Handed over first, the approval asks for the goods back before it pays.
    expect([handed.status === 'fulfilled', back > 0].filter(Boolean)).toHaveLength(1)
    expect(refunded.status).toBe('fulfilled')
  }
  await expectBooksHold(house)
})

test('the shop brings it within its radius, tells when it sets out, and gets the code at the door', async () => {
  const street = await openStreet()
  const { house, keeper, li } = street
  await using _ = house
  const near = { latE6: shopAt.latE6 + 18_000, lngE6: shopAt.lngE6 }
  expect(distanceMetres(shopAt, near)).toBeGreaterThan(1990)
  expect(distanceMetres(shopAt, near)).toBeLessThan(2010)
  const local = { delivery: 'local', addressId: li.addressId }
  await expect(order(street, local)).rejects.toMatchObject({ code: 'order.too_far' })
  await expect(order(street, { ...local, at: { ...near, latE6: shopAt.latE6 + 40_000 } })).rejects.toMatchObject({ code: 'order.too_far' })
  const placed = await order(street, { ...local, at: near })
  expect(placed).toMatchObject({ delivery: 'local', postageFen: 0 })
  await pay(house, li, placed.id)
  await house.clock.advance({ minutes: 2 })
  const [task] = (await keeper.get<{ items: HandoverTask[] }>('/my/shop/handovers')).items
  expect(task).toMatchObject({ way: 'local', receiver: { name: '李明', detail: expect.stringContaining('城南大道') }, leftAt: null })
  await keeper.send('POST', `/my/shop/handovers/${placed.id}/departure`)
  await keeper.send('POST', `/my/shop/handovers/${placed.id}/departure`)
  const onTheWay = await li.get<Order>(`/orders/${placed.id}`)
  expect([onTheWay.parcels[0]?.state, onTheWay.history.filter(({ what }) => what === 'shipped').length]).toEqual(['shipped', 1])
  await redeem(keeper, await codeOf(street, placed))
  expect((await li.get<Order>(`/orders/${placed.id}`)).parcels[0]?.state).toBe('received')
  // What the shop no longer needs to know, it is no longer told.
  const after = (await keeper.get<{ items: HandoverTask[] }>('/my/shop/handovers')).items
  expect(after[0]?.receiver).toMatchObject({ phone: expect.stringMatching(/^\*\*\*\d{4}$/), detail: null })
  await house.runJobs()
  expect(await failedJobs(house)).toBe(0)
  await expectBooksHold(house)
})

test('a shop that offers neither is not asked for either', async () => {
  const street = await openStreet()
  const { house, keeper, goods, li } = street
  await using _ = house
  expect(await li.get(`/shops/${goods.shopId}/place`)).toMatchObject({ place: { address: '文清路 18 号', localRadiusMetres: 3000 } })
  await keeper.send('PUT', '/my/shop/place', { ...place, pickup: false, localRadiusMetres: 0 })
  expect(await li.get(`/shops/${goods.shopId}/place`)).toEqual({ place: null })
  await expect(pickup(street)).rejects.toMatchObject({ code: 'order.no_pickup' })
  await expect(order(street, { delivery: 'local', addressId: li.addressId, at: shopAt })).rejects.toMatchObject({ code: 'order.no_local' })
  await expect(order(street, {})).rejects.toMatchObject({ code: 'account.address_not_found' })
})

test('an order is bought again with one tap: what is left goes into the cart, and what differs is said', async () => {
  const street = await openStreet({ stock: 5 })
  const { house, keeper, goods, li } = street
  await using _ = house
  const tea = await offerGoods(
    house,
    { id: keeper.id, shopId: goods.shopId },
    { title: '高山绿茶', priceFen: 6800, supplyPriceFen: 3000, supplierId: goods.supplierId },
  )
  const lines = [
    { listingId: goods.listingId, skuId: goods.skuId, quantity: 3, priceFen: goods.priceFen },
    { listingId: tea.listingId, skuId: tea.skuId, quantity: 1, priceFen: tea.priceFen },
  ]
  const placed = await li.send<Order>('POST', '/orders', { shopId: goods.shopId, lines, addressId: li.addressId })
  await sql`update listing_prices set price = 7200 where listing_id = ${tea.listingId}`.execute(house.ctx.db)
  const again = await li.send<{ added: number; differences: object[] }>('POST', `/orders/${placed.id}/reorder`)
  expect(again).toEqual({
    added: 3,
    differences: [
      { title: '积雪草护肤礼盒', skuName: '标准装', what: 'fewer', wasFen: 4990, isFen: 4990, quantity: 2 },
      { title: '高山绿茶', skuName: '标准装', what: 'dearer', wasFen: 6800, isFen: 7200, quantity: 1 },
    ],
  })
  expect((await li.get<Cart>('/cart')).pieces).toBe(3)
  await sql`update listings set on_sale = false`.execute(house.ctx.db)
  await expect(li.send('POST', `/orders/${placed.id}/reorder`)).rejects.toMatchObject({ code: 'order.nothing_to_reorder' })
})

test('an order’s journey begins where the goods grew and ends at the door, in one line of time', async () => {
  const street = await openStreet({ lot: '20261101-01' })
  const { house, goods, li } = street
  await using _ = house
  const placed = await order(street, { addressId: li.addressId })
  await pay(house, li, placed.id)
  await deliver(house, goods, placed)
  const { parcels } = await li.get<{ parcels: { steps: { at: string; what: string; place: string }[] }[] }>(`/orders/${placed.id}/journey`)
  const steps = parcels[0]?.steps ?? []
  expect(steps.at(-1)).toMatchObject({ what: 'harvest', place: '江西寻乌' })
  expect(steps[0]).toMatchObject({ what: 'track' })
  expect(steps.map(({ what }) => what).filter((what) => what !== 'track')).toEqual(['shipped', 'paid', 'pack', 'harvest'])
  const seconds = steps.map(({ at }) => at.slice(0, 19))
  expect(seconds).toEqual(seconds.toSorted().reverse())
})
