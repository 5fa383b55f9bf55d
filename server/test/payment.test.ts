import { randomBytes } from 'node:crypto'
import type { OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cancelOrder, closeExpired } from '#order/service'
import { queryOpenAttempts } from '#payment/service'
import { atCashier, balance, count, expectBooksHold, healAll, openCashier, setFaults, until } from './channel.ts'
import { type House, openHouse, openSimulators } from './house.ts'
import { asMember, type Goods, join, openTown, type Person, placeOrder } from './people.ts'

const simulators = await openSimulators()
let house: House
let goods: Goods
let li: Person

/** Access tokens are short and the clock runs, so every test has a buyer of its own. */
const newBuyer = async () => {
  li = await join(house, '李明')
}
beforeAll(async () => {
  house = await openHouse({ simulators })
  goods = (await openTown(house, { stock: 50 })).goods
})
afterEach(async () => {
  await healAll(house)
  await expectBooksHold(house)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

const stateOf = async (id: string) =>
  (
    await house.ctx.db
      .selectFrom('orders')
      .select('state')
      .where('id', '=', id as OrderId)
      .executeTakeFirst()
  )?.state
const isPaid = (id: string) => async () => (await stateOf(id)) === 'paid'
const stock = () => count(house, sql`select stock as n from skus where id = ${goods.skuId}`)
const timesPaid = async (id: string) => ({
  history: await count(house, sql`select count(*) as n from order_changes where order_id = ${id} and what = 'paid'`),
  posted: await count(house, sql`select count(*) as n from transfers where fact = ${`order_paid:${id}`}`),
})
const once = { history: 1, posted: 1 }
const events = (kind: string, reason: string) =>
  count(house, sql`select count(*) as n from security_events where kind = ${kind} and (detail->>'reason' = ${reason} or ${reason} = '')`)
const numberOf = async (id: string) =>
  (
    await house.ctx.db
      .selectFrom('paymentAttempts')
      .select('outTradeNo')
      .where('orderId', '=', id as OrderId)
      .executeTakeFirstOrThrow()
  ).outTradeNo

describe('a notification', () => {
  test.each([
    ['signtest', 'payment_notification_refused', 'bad_signature', 401],
    ['old_timestamp', 'payment_notification_refused', 'old_timestamp', 401],
    ['other_merchant', 'payment_notification_refused', 'other_merchant', 400],
    ['wrong_amount', 'payment_other_amount', '', 400],
  ])('that is forged (%s) is refused, written down and pays nothing', async (attack, kind, reason, status) => {
    await newBuyer()
    const order = await placeOrder(li, goods)
    await openCashier(li, order.id)
    const { body } = await setFaults(house, { attack, outTradeNo: await numberOf(order.id) })
    expect(body.answer).toMatchObject({ accepted: false, said: expect.stringContaining(String(status)) })
    expect(await events(kind, reason)).toBe(1)
    expect(await stateOf(order.id)).toBe('awaiting_payment')
    expect(await count(house, sql`select count(*) as n from payment_notifications`)).toBe(0)
  })

  test('without headers, by an unknown key or with a made-up signature is refused', async () => {
    const headers = {
      'wechatpay-timestamp': String(Math.floor(house.clock.now().getTime() / 1000)),
      'wechatpay-nonce': 'n0nce',
      'wechatpay-signature': randomBytes(256).toString('base64'),
      'wechatpay-serial': simulators.credentials.WXPAY_PUBLIC_KEY_ID,
    }
    const send = (given: Record<string, string>) =>
      house.app.inject({ method: 'POST', url: '/api/payments/wechat/notifications', headers: given, payload: { id: 'x' } })
    expect((await send({})).statusCode).toBe(401)
    expect((await send({ ...headers, 'wechatpay-serial': 'PUB_KEY_ID_OTHER' })).statusCode).toBe(401)
    expect((await send(headers)).json().code).toBe('payment.signature_invalid')
    for (const reason of ['missing_header', 'unknown_serial']) expect(await events('payment_notification_refused', reason)).toBe(1)
  })

  test('of a number nobody asked for is refused and written down', async () => {
    const { prepayId } = await house.ctx.outside.pay.createJsapi({
      outTradeNo: 'PNOBODYASKED01',
      description: '别处的订单',
      amountFen: 100,
      notifyUrl: `${house.url}/api/payments/wechat/notifications`,
      timeExpire: new Date(house.clock.now().getTime() + 600_000),
      openid: `o${'b'.repeat(27)}`,
      profitSharing: false,
    })
    await atCashier(house, { prepay_id: prepayId })
    await until(async () => (await events('payment_unknown_number', '')) > 0, 'the refusal')
  })

  test('that comes twice at once, and one overtaken by a later one, each count once', async () => {
    await newBuyer()
    const [first, second] = [await placeOrder(li, goods), await placeOrder(li, goods)]
    await setFaults(house, { target: 'notifications', duplicateNext: 10, reorderNext: 1 })
    await atCashier(house, await openCashier(li, first.id))
    await atCashier(house, await openCashier(li, second.id))
    await until(isPaid(first.id), 'the overtaken notice')
    await until(isPaid(second.id), 'the notice sent twice')
    for (const { id } of [first, second]) expect(await timesPaid(id)).toEqual(once)
  })

  test('that never comes is made up for by asking, by the sweep or by the buyer who waits', async () => {
    await newBuyer()
    const [swept, waited] = [await placeOrder(li, goods), await placeOrder(li, goods)]
    await setFaults(house, { target: 'notifications', reorderNext: 100 })
    for (const { id } of [swept, waited]) await atCashier(house, await openCashier(li, id))
    expect(await stateOf(swept.id)).toBe('awaiting_payment')
    expect(await li.get(`/orders/${waited.id}/payment`)).toEqual({ orderState: 'paid', paid: true })
    await house.clock.advance({ seconds: 6 })
    await queryOpenAttempts(house.ctx)
    expect(await stateOf(swept.id)).toBe('paid')
    // The notices come half an hour later and change nothing.
    await house.clock.advance({ minutes: 31 })
    for (const { id } of [swept, waited]) expect(await timesPaid(id)).toEqual(once)
  })
})

describe('at the cashier', () => {
  test('a buyer may cancel, be declined and pay after all', async () => {
    await newBuyer()
    const order = await placeOrder(li, goods)
    for (const result of ['cancel', 'fail'] as const) {
      await atCashier(house, await openCashier(li, order.id), result)
      expect(await stateOf(order.id)).toBe('awaiting_payment')
    }
    await atCashier(house, await openCashier(li, order.id))
    await until(isPaid(order.id), 'the payment')
  })

  test('a channel in trouble is said to be, and the next try goes on with the same number', async () => {
    await newBuyer()
    const order = await placeOrder(li, goods)
    await setFaults(house, { target: 'wxpay', errorNext: 1 })
    await expect(openCashier(li, order.id)).rejects.toMatchObject({ status: 503, code: 'payment.channel_unavailable' })
    const number = await numberOf(order.id)
    // Carried out and never answered: only a query tells.
    await setFaults(house, { target: 'wxpay', timeoutNext: 1 })
    await expect(openCashier(li, order.id)).rejects.toMatchObject({ status: 503, code: 'payment.channel_unavailable' })
    await atCashier(house, await openCashier(li, order.id))
    await until(isPaid(order.id), 'the payment')
    expect(await numberOf(order.id)).toBe(number)
    expect(await count(house, sql`select count(*) as n from payment_attempts where order_id = ${order.id}`)).toBe(1)
  })

  test('who paid already is not asked to pay again in the other way', async () => {
    await newBuyer()
    const order = await placeOrder(li, goods)
    await setFaults(house, { target: 'notifications', reorderNext: 100 })
    await atCashier(house, await openCashier(li, order.id, 'jsapi'))
    await expect(openCashier(li, order.id, 'h5')).rejects.toMatchObject({ status: 409, code: 'order.not_awaiting_payment' })
    expect(await stateOf(order.id)).toBe('paid')
    expect(await count(house, sql`select count(*) as n from payment_attempts where order_id = ${order.id}`)).toBe(1)
  })

  test('an order paid in two ways is paid once, and the other money goes back by itself', async () => {
    await newBuyer()
    const order = await placeOrder(li, goods)
    const declined = await openCashier(li, order.id, 'jsapi')
    await atCashier(house, declined, 'fail')
    await li.get(`/orders/${order.id}/payment`)
    const second = await openCashier(li, order.id, 'h5')
    const clearing = await balance(house, 'channel_clearing')
    // Both pages are still open on the phone.
    for (const opening of [second, declined]) expect((await atCashier(house, opening)).status).toBe(200)
    await until(async () => (await count(house, sql`select count(*) as n from refunds`)) === 1, 'the return')
    await house.runJobs()
    await house.clock.advance({ seconds: 70 })
    await house.settle()
    expect(await timesPaid(order.id)).toEqual(once)
    const attempts = await sql<{ state: string }>`select state from payment_attempts where order_id = ${order.id} order by 1`.execute(
      house.ctx.db,
    )
    expect(attempts.rows).toEqual([{ state: 'paid' }, { state: 'returned' }])
    expect((await balance(house, 'channel_clearing')) - clearing).toBe(order.totalFen)
    for (const account of ['unapplied_receipts', 'refund_pending']) expect(await balance(house, account)).toBe(0)
  })
})

describe('a payment that comes after the reservation ended', () => {
  /** Opens the cashier late, lets the order expire, and pays in the minutes that the channel still allows. */
  async function payLate(between: () => Promise<unknown>) {
    await newBuyer()
    const order = await placeOrder(li, goods)
    await house.clock.advance({ minutes: 10 })
    const opening = await openCashier(li, order.id)
    await house.clock.advance({ minutes: 21 })
    const before = await stock()
    await closeExpired(house.ctx)
    expect(await stateOf(order.id)).toBe('closed')
    expect(await stock()).toBe(before + 1)
    await between()
    expect((await atCashier(house, opening)).status).toBe(200)
    return { order, before }
  }

  test('is served when the goods are still there', async () => {
    const { order, before } = await payLate(async () => undefined)
    await until(isPaid(order.id), 'the late payment')
    expect(await stock()).toBe(before)
    expect(await timesPaid(order.id)).toEqual(once)
  })

  test('goes back by itself when somebody else has them', async () => {
    const left = await stock()
    const { order } = await payLate(() => house.ctx.db.updateTable('skus').set({ stock: 0 }).where('id', '=', goods.skuId).execute())
    const returned = sql<{ n: number }>`select count(*) as n from payment_attempts where order_id = ${order.id} and state = 'returned'`
    await until(async () => (await count(house, returned)) === 1, 'the return')
    await house.runJobs()
    await house.clock.advance({ seconds: 70 })
    await house.settle()
    expect(await stateOf(order.id)).toBe('closed')
    expect(await count(house, sql`select count(*) as n from refunds where state <> 'succeeded'`)).toBe(0)
    expect(await timesPaid(order.id)).toEqual({ history: 0, posted: 0 })
    await house.ctx.db.updateTable('skus').set({ stock: left }).where('id', '=', goods.skuId).execute()
  })

  test('cannot come once a cancelled order was closed at the channel too', async () => {
    await newBuyer()
    const order = await placeOrder(li, goods)
    const opening = await openCashier(li, order.id)
    await cancelOrder(asMember(house.ctx, li.id), order.id)
    await house.runJobs()
    expect((await atCashier(house, opening)).status).toBe(409)
    expect(await stateOf(order.id)).toBe('closed')
  })
})
