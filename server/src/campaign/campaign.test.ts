import type { Campaign, CampaignPage } from '@lianka/contract/campaign'
import type { Order } from '@lianka/contract/order'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { decide, requestAfterSale } from '#refund/service'
import { ship } from '#shipment/service'
import { balance, count, expectBooksHold } from '../../test/channel.ts'
import { ask, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { asMember, asStaff, buy, call, type Goods, join, offerGoods, openTown, type Person } from '../../test/people.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

const dayMs = 86_400_000
const inDays = (house: House, days: number) => new Date(house.ctx.clock.now().getTime() + days * dayMs).toISOString()
const termsOf = (house: House, goods: readonly Goods[], more: object = {}) => ({
  title: '寻乌橙农助力季',
  story: '今年脐橙丰收，钟家和邻村的橙农一起把果子卖给您。',
  region: '江西赣州寻乌',
  picture: '/pictures/farm-aid.svg',
  productIds: goods.map(({ productId }) => productId),
  goalFen: 1_000_000,
  startsAt: inDays(house, 0),
  endsAt: inDays(house, 10),
  ...more,
})

const make = async (house: House, headers: Headers, body: object) => {
  const reply = await ask(house, 'POST', '/console/campaigns', { headers, body })
  if (reply.statusCode !== 200) return reply.json().code as string
  return reply.json() as Campaign
}
const read = (house: House, { id }: { id: string }) => call<CampaignPage>(house, 'GET', `/campaigns/${id}`, {})
const sums = ({ raisedFen, orderCount, buyerCount }: Campaign) => ({ raisedFen, orderCount, buyerCount })
const shares = ({ farmers }: CampaignPage) => farmers.map(({ name, kind, pieces, amountFen }) => [name, kind, pieces, amountFen])

/** A lot of this producer's in a warehouse, so that sent pieces come from it. */
async function receive(house: House, goods: Goods, producer: string, quantity: number) {
  const headers = await signInAs(house, 'supplier-staff', goods.supplierId)
  const warehouse = (await ask(house, 'POST', '/console/warehouses', { headers, body: { name: '果园冷库' } })).json().id
  const lot = { code: 'C-1', origin: '江西寻乌', producer, bestBefore: null, warehouseId: warehouse }
  const body = { ...lot, pieces: [{ skuId: goods.skuId, quantity }] }
  const reply = await ask(house, 'POST', `/console/products/${goods.productId}/lots`, { headers, body })
  expect(reply.statusCode).toBe(200)
}

/** Money back on the order's only line, agreed to at once. */
async function refund(house: House, goods: Goods, buyer: Person, order: Order, amountFen: number) {
  const request = {
    lineId: order.lines[0]?.id as never,
    kind: 'refund_only',
    reason: 'damaged',
    words: '',
    amountFen: amountFen as never,
  } as const
  const { id } = await requestAfterSale(asMember(house.ctx, buyer.id), order.id, request)
  await decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), id, { decision: 'approve', bearer: 'supplier', words: '' })
}

test('a campaign shows what its goods really sold in its time, farmer by farmer, and a refund lowers it', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house, { priceFen: 4990, supplyPriceFen: 2000 })
  await receive(house, goods, '钟家果园', 9)
  const others = await offerGoods(house, { ...keeper, shopId: goods.shopId }, { title: '蜂蜜', priceFen: 6000, supplyPriceFen: 3000 })
  const [li, zhou] = [await join(house, '李明', keeper), await join(house, '周岚', keeper)]
  // Bought before there was a campaign: no part of it.
  await buy(house, li, goods)
  await house.clock.advance({ seconds: 5 })
  const made = (await make(house, await signInAs(house, 'operator-content'), termsOf(house, [goods]))) as Campaign
  expect(made).toMatchObject({ state: 'running', raisedFen: 0, orderCount: 0, goalFen: 1_000_000 })
  expect(await read(house, made)).toMatchObject({ farmers: [], goods: [{ productId: goods.productId }] })

  const first = await buy(house, li, goods)
  await buy(house, zhou, goods)
  const third = await buy(house, li, goods)
  await buy(house, zhou, others)
  expect(sums(await read(house, made))).toEqual({ raisedFen: 14_970, orderCount: 3, buyerCount: 2 })
  const before = await balance(house, 'promotion_cost')

  // Sent pieces go by the producer of their lot, the others by the supplier until they are sent.
  await house.clock.advance({ minutes: 2 })
  const sent = { courier: 'shunfeng', trackingNumber: 'SF7700000001' } as const
  await ship(asStaff(house.ctx, 'supplier-staff', goods.supplierId), first.parcels[0]?.id as never, sent)
  const page = await read(house, made)
  const supplier = page.farmers[0]?.supplierName
  expect(shares(page)).toEqual([
    [supplier, 'supplier', 2, 9980],
    ['钟家果园', 'producer', 1, 4990],
  ])

  await refund(house, goods, li, third, 4990)
  await refund(house, goods, li, first, 990)
  const lowered = await read(house, made)
  expect(sums(lowered)).toEqual({ raisedFen: 8990, orderCount: 2, buyerCount: 2 })
  expect(lowered.farmers.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(8990)
  expect(shares(lowered)).toEqual([
    [supplier, 'supplier', 1, 4990],
    ['钟家果园', 'producer', 1, 4000],
  ])
  // It counts and moves nothing: not a fen is posted for it.
  expect(await balance(house, 'promotion_cost')).toBe(before)
  await expectBooksHold(house)
})

test('it ends by itself, and what is bought afterwards is no part of it', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const headers = await signInAs(house, 'operator-admin')
  const made = (await make(house, headers, termsOf(house, [goods], { endsAt: inDays(house, 1) }))) as Campaign
  const soon = (await make(house, headers, termsOf(house, [goods], { startsAt: inDays(house, 3) }))) as Campaign
  expect(soon.state).toBe('soon')
  const running = () => call<{ items: Campaign[] }>(house, 'GET', '/campaigns?state=running', {})
  expect((await running()).items.map(({ id }) => id)).toEqual([made.id])
  await house.clock.advance({ days: 1 })
  expect((await running()).items).toEqual([])
  await buy(house, await join(house, '李明', keeper), goods)
  expect(await read(house, made)).toMatchObject({ state: 'ended', raisedFen: 0 })
})

test('terms change until the first order; afterwards it can only be ended, by the database too', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  const headers = await signInAs(house, 'operator-content')
  expect(await make(house, headers, termsOf(house, [goods], { endsAt: inDays(house, -1) }))).toBe('campaign.times_wrong')
  expect(await make(house, headers, termsOf(house, [goods], { productIds: ['prd_nobody00'] }))).toBe('campaign.goods_wrong')
  const made = (await make(house, headers, termsOf(house, [goods]))) as Campaign
  const change = (body: object) => ask(house, 'PATCH', `/console/campaigns/${made.id}`, { headers, body })
  expect((await change(termsOf(house, [goods], { goalFen: null }))).json()).toMatchObject({ goalFen: null })
  await buy(house, await join(house, '李明', keeper), goods)
  expect((await change(termsOf(house, [goods], { goalFen: 500 }))).json().code).toBe('campaign.sold')
  await expect(sql`update campaigns set goal = 500 where id = ${made.id}`.execute(house.ctx.db)).rejects.toThrow(/bought under the terms/)

  const end = () => ask(house, 'POST', `/console/campaigns/${made.id}/end`, { headers })
  await house.clock.advance({ hours: 1 })
  const ended = (await end()).json() as Campaign
  expect(ended).toMatchObject({ state: 'ended', orderCount: 1 })
  expect(ended.endsAt < made.endsAt).toBe(true)
  await house.clock.advance({ minutes: 10 })
  expect((await end()).json()).toMatchObject({ endsAt: ended.endsAt })
  expect((await change(termsOf(house, [goods]))).json().code).toBe('campaign.over')
  await expect(sql`update campaigns set ended_at = null where id = ${made.id}`.execute(house.ctx.db)).rejects.toThrow(/has ended/)
  expect(await count(house, sql`select count(*) as n from campaigns`)).toBe(1)
})
