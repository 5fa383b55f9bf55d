import type { Order } from '@lianka/contract/order'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, test } from 'vitest'
import { readOrder } from '#order/service'
import { sweepOnce } from '#platform/jobs'
import { decide, requestAfterSale } from '#refund/service'
import { ship } from '#shipment/service'
import { sweeps } from '../src/modules.ts'
import { balance, count, expectBooksHold, moveParcel, setFaults } from './channel.ts'
import { type House, openHouse, openSimulators } from './house.ts'
import { asMember, asStaff, buy, type Goods, join, openTown, type Person } from './people.ts'
import { withdrawWhole } from './withdrawals.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())
afterEach(() => fetch(`${simulators.url}/faults/reset`, { method: 'POST' }))

type Town = { house: House; goods: Goods; keeper: Person }

async function openAgentTown(options: Parameters<typeof openTown>[1] = {}): Promise<Town> {
  const house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house, { supplyPriceFen: 20_000, ...options })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  return { house, goods, keeper }
}

let parcels = 0
const sent = async ({ house, goods }: Town, order: Order) => {
  parcels += 1
  const trackingNumber = `SF${String(parcels).padStart(10, '0')}`
  // WeChat knows of a payment only after a minute.
  await house.clock.advance({ minutes: 2 })
  await ship(asStaff(house.ctx, 'supplier-staff', goods.supplierId), order.parcels[0]?.id as never, { courier: 'shunfeng', trackingNumber })
  return trackingNumber
}

/** Sent, brought by the courier, and told to us by the courier service. */
async function delivered(town: Town, order: Order) {
  const number = await sent(town, order)
  await town.house.runJobs()
  await moveParcel(town.house, number)
}

/** Money back on the order's only line, agreed to at once. */
async function refund({ house, goods }: Town, buyer: Person, order: Order, amountFen: number, reason: 'no_reason' | 'damaged' = 'damaged') {
  const lineId = order.lines[0]?.id as never
  const request = { lineId, kind: 'refund_only', reason, words: '', amountFen: amountFen as never } as const
  const { id } = await requestAfterSale(asMember(house.ctx, buyer.id), order.id, request)
  await decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), id, { decision: 'approve', bearer: 'supplier', words: '' })
  await expectBooksHold(house)
  return id
}

const read = ({ house }: Town, buyer: Person, order: Order) => readOrder(asMember(house.ctx, buyer.id), order.id)
const paidBack = ({ house }: Town) => count(house, sql`select coalesce(sum(amount), 0)::bigint as n from refunds where state = 'succeeded'`)
const letMoneyArrive = async ({ house }: Town) => {
  await house.runJobs()
  await house.clock.advance({ seconds: 70 })
  await house.settle()
}
const wallets = async ({ house, keeper }: Town) => ({
  held: -(await balance(house, `wallet_held:${keeper.id}`)) + 0,
  available: -(await balance(house, `wallet_available:${keeper.id}`)) + 0,
})

test('an order refunded before shipping gives back its postage too, returns the stock and leaves nothing on the books', async () => {
  const town = await openAgentTown({ priceFen: 4990, supplyPriceFen: 2000, stock: 3 })
  await using house = town.house
  const li = await join(house, '李明', town.keeper)
  const order = await buy(house, li, town.goods)
  expect(order.postageFen).toBe(800)
  expect(await wallets(town)).toEqual({ held: 499, available: 0 })
  // The first try breaks down at the channel, the second is carried out and never answered; the number stays the same.
  await setFaults(house, { target: 'wxpay', errorNext: 1 })
  await refund(town, li, order, 4990)
  await house.runJobs()
  await setFaults(house, { target: 'wxpay', timeoutNext: 1 })
  await letMoneyArrive(town)
  await letMoneyArrive(town)
  expect(await paidBack(town)).toBe(5790)
  expect(await count(house, sql`select count(*) as n from refunds`)).toBe(1)
  expect(await count(house, sql`select stock as n from skus where id = ${town.goods.skuId}`)).toBe(3)
  expect(await wallets(town)).toEqual({ held: 0, available: 0 })
  for (const account of ['line_escrow', 'postage_escrow', 'refund_pending', 'channel_clearing'])
    expect([account, await balance(house, account)]).toEqual([account, 0])
  expect(await read(town, li, order)).toMatchObject({ state: 'completed', refundedFen: 5790 })
  await expectBooksHold(house)
})

test('the courier’s delivery opens seven days; parts refunded in them lower the share, and their end releases it', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const li = await join(house, '李明', town.keeper)
  const order = await buy(house, li, town.goods)
  await delivered(town, order)
  expect((await read(town, li, order)).parcels[0]).toMatchObject({ state: 'received' })
  await refund(town, li, order, 10_000)
  expect(await wallets(town)).toEqual({ held: 3990, available: 0 })
  await letMoneyArrive(town)
  await refund(town, li, order, 9900)
  await letMoneyArrive(town)
  expect(await paidBack(town)).toBe(19_900)
  await house.clock.advance({ days: 6 })
  await house.settle()
  expect(await wallets(town)).toEqual({ held: 3000, available: 0 })
  await house.clock.advance({ days: 1, hours: 1 })
  await house.settle()
  expect(await wallets(town)).toEqual({ held: 0, available: 3000 })
  expect((await read(town, li, order)).state).toBe('completed')
  expect(await balance(house, 'line_escrow')).toBe(0)
  await expectBooksHold(house)

  // No reason is heard any more; a defect is, and takes back what was released, also what has been paid out.
  await expect(refund(town, li, order, 100, 'no_reason')).rejects.toMatchObject({ code: 'order.state' })
  expect((await withdrawWhole(house, town.keeper, 3000)).state).toBe('paid')
  await refund(town, li, order, 30_000)
  expect(await wallets(town)).toEqual({ held: 0, available: -3000 })
  await letMoneyArrive(town)
  expect(await paidBack(town)).toBe(49_900)
  await expect(refund(town, li, order, 1)).rejects.toMatchObject({ code: 'refund.too_much' })
  await expectBooksHold(house)
})

test('a request holds the window open until it is decided, and only the first one does', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const li = await join(house, '李明', town.keeper)
  const order = await buy(house, li, town.goods)
  await delivered(town, order)
  await house.clock.advance({ days: 6, hours: 23 })
  const ask = () =>
    requestAfterSale(asMember(house.ctx, li.id), order.id, {
      lineId: order.lines[0]?.id as never,
      kind: 'refund_only',
      reason: 'damaged',
      words: '',
      amountFen: 100 as never,
    })
  const support = asStaff(house.ctx, 'operator-support')
  const first = await ask()
  await house.clock.advance({ days: 1 })
  await house.settle()
  expect(await wallets(town)).toEqual({ held: 4990, available: 0 })
  await decide(support, first.id, { decision: 'reject', bearer: 'supplier', words: '照片看不出问题' })
  await ask()
  await house.settle()
  expect(await wallets(town)).toEqual({ held: 0, available: 4990 })
  await expectBooksHold(house)
})

test('a parcel that nobody tracks counts as received after ten days, and never before it was sent', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const li = await join(house, '李明', town.keeper)
  const [sentOff, waiting] = [await buy(house, li, town.goods), await buy(house, li, town.goods)]
  await sent(town, sentOff)
  // Nothing but the sweeps runs: the courier service was never told.
  const later = async (days: number) => {
    await house.clock.advance({ days })
    await sweepOnce(house.ctx, sweeps)
  }
  await later(9)
  expect((await read(town, li, sentOff)).parcels[0]?.state).toBe('shipped')
  await later(1)
  expect((await read(town, li, sentOff)).parcels[0]?.state).toBe('received')
  await later(7)
  expect((await read(town, li, sentOff)).state).toBe('completed')
  expect((await read(town, li, waiting)).parcels[0]?.state).toBe('to_ship')
  expect(await wallets(town)).toEqual({ held: 4990, available: 4990 })
  await expectBooksHold(house)
})

test('a boss’s share waits until the windows of two buyers whom the boss referred have ended', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const [sun, zhou, li] = [
    await join(house, '孙悦', town.keeper),
    await join(house, '周岚', town.keeper),
    await join(house, '李明', town.keeper),
  ]
  const [first, second] = [await buy(house, sun, town.goods), await buy(house, zhou, town.goods)]
  const third = await buy(house, li, town.goods)
  expect(await wallets(town)).toEqual({ held: 4990 + 4990 + 9980, available: 0 })
  const windowOf = async (order: Order) => {
    await delivered(town, order)
    await house.clock.advance({ days: 7, hours: 1 })
    await house.settle()
    await expectBooksHold(house)
  }
  await windowOf(third)
  expect(await wallets(town)).toEqual({ held: 19_960, available: 0 })
  // With the buyer of the third one person is settled, with the first two are.
  await windowOf(first)
  expect(await wallets(town)).toEqual({ held: 4990, available: 4990 + 9980 })
  await windowOf(second)
  expect(await wallets(town)).toEqual({ held: 0, available: 19_960 })
})

test('two who made me boss and then return everything leave me with the agent’s share', async () => {
  const town = await openAgentTown()
  await using house = town.house
  const [sun, zhou, li] = [
    await join(house, '孙悦', town.keeper),
    await join(house, '周岚', town.keeper),
    await join(house, '李明', town.keeper),
  ]
  const orders = [await buy(house, sun, town.goods), await buy(house, zhou, town.goods)]
  const sold = await buy(house, li, town.goods)
  await delivered(town, sold)
  await house.clock.advance({ days: 7, hours: 1 })
  await house.settle()
  for (const [index, buyer] of [sun, zhou].entries()) await refund(town, buyer, orders[index] as Order, 49_900)
  await letMoneyArrive(town)
  // The share of my own sale was never paid at the boss's rate, and comes at once at the agent's.
  expect(await wallets(town)).toEqual({ held: 0, available: 4990 })
  await expectBooksHold(house)
})
