import type { Difference, ReconciledDay } from '@lianka/contract/reconciliation'
import { afterAll, expect, test } from 'vitest'
import { balance, expectBooksHold } from '../../test/channel.ts'
import { ask, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { buy, deliver, type Goods, identityNumber, join, openTown, type Person, signedInAgain, waitOutWindow } from '../../test/people.ts'
import { tellChannel } from '../../test/withdrawals.ts'
import { dayOf } from './rules.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

const bookOf = async () =>
  (await (await fetch(`${simulators.url}/wxpay/dev/book`)).json()) as {
    accounts: Record<'BASIC' | 'OPERATION', { balanceFen: number }>
  }

/** The next morning in Beijing, after the bills have come. */
async function nextMorning(house: House) {
  const beijing = new Date(house.clock.now().getTime() + 8 * 3_600_000)
  const minutes = (24 - beijing.getUTCHours()) * 60 - beijing.getUTCMinutes() + 10 * 60 + 30
  await house.clock.advance({ minutes })
}

async function refund(house: House, buyer: Person, goods: Goods, order: { id: string; lines: { id: string }[] }, amountFen: number) {
  const asked = await buyer.send<{ id: string }>('POST', `/orders/${order.id}/after-sales`, {
    lineId: order.lines[0]?.id,
    kind: 'refund_only',
    reason: 'damaged',
    amountFen,
  })
  const supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const decided = await ask(house, 'POST', `/console/after-sales/${asked.id}/decision`, {
    headers: supplier,
    body: { decision: 'approve', bearer: 'supplier' },
  })
  expect(decided.statusCode).toBe(200)
  await house.runJobs()
  await house.clock.advance({ seconds: 70 })
  await house.settle()
}

const differencesOf = async (house: House, finance: Headers, day: string) =>
  (await ask(house, 'GET', `/console/reconciliation/differences?day=${day}&limit=50`, { headers: finance })).json().items as Difference[]

const compareAgain = async (house: House, finance: Headers, day: string) => {
  const reply = await ask(house, 'POST', `/console/reconciliation/days/${day}/comparison`, { headers: finance, body: {} })
  expect([reply.statusCode, reply.payload]).toEqual([200, reply.payload])
  return reply.json() as ReconciledDay
}

test('a day of payments, refunds, top-ups and withdrawals agrees with its bills to the fen, fees included, and closes', async () => {
  await using house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house, { priceFen: 49_900, supplyPriceFen: 20_000 })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const li = await join(house, '李明', keeper)
  const kept = await buy(house, li, goods)
  await deliver(house, goods, kept)
  const returned = await buy(house, li, goods)
  await refund(house, await signedInAgain(house, li), goods, returned, 24_950)
  await waitOutWindow(house)
  const wang = await signedInAgain(house, keeper)
  await wang.send('PUT', '/my/real-name', { name: '王芳', idNumber: identityNumber(7) })
  const finance = await signInAs(house, 'operator-finance')
  await tellChannel(house, '/wxpay/dev/top-up', { amount: 500_000, number: 'CZ0000000001' })
  const noted = await ask(house, 'POST', '/console/movements', {
    headers: finance,
    body: { kind: 'payout_topped_up', amountFen: 500_000, reference: 'CZ0000000001' },
  })
  expect(noted.statusCode).toBe(200)
  const made = await wang.send<{ id: string }>('POST', '/my/withdrawals', { amountFen: 4990 })
  await house.runJobs()
  const { params } = await wang.send<{ params: { package: string } }>('POST', `/my/withdrawals/${made.id}/confirmation`)
  await tellChannel(house, '/transfer/confirm', { package_info: params.package })
  await house.clock.advance({ seconds: 60 })
  await house.settle()

  await nextMorning(house)
  await house.settle()
  const officer = await signInAs(house, 'operator-finance')
  const days = (await ask(house, 'GET', '/console/reconciliation/days?limit=50', { headers: officer })).json().items as ReconciledDay[]
  expect(days.reduce((sum, day) => sum + day.open, 0)).toBe(0)
  expect(days.reduce((sum, day) => sum + day.payments, 0)).toBe(2)
  expect(days.reduce((sum, day) => sum + day.refunds, 0)).toBe(1)
  expect(days.reduce((sum, day) => sum + day.transfers, 0)).toBe(1)
  const { accounts } = await bookOf()
  expect(await balance(house, 'channel_clearing')).toBe(accounts.BASIC.balanceFen)
  expect(await balance(house, 'payout_account')).toBe(accounts.OPERATION.balanceFen)
  await expectBooksHold(house)
  const today = days[0]?.day as string
  const closed = await ask(house, 'POST', `/console/reconciliation/days/${today}/closing`, { headers: officer, body: {} })
  expect(closed.json()).toMatchObject({ state: 'closed' })
  const again = await ask(house, 'POST', `/console/reconciliation/days/${today}/comparison`, { headers: officer, body: {} })
  expect(again.json().code).toBe('reconciliation.day_closed')
})

test('planted differences of each class are found, and nothing else; the day closes when all are explained', async () => {
  await using house = await openHouse({ simulators })
  const { goods } = await openTown(house, { priceFen: 10_000, supplyPriceFen: 4000 })
  // A day of its own, so that the other test's payments lie before it.
  await house.clock.advance({ days: 2 })
  const buyers: Person[] = []
  for (const name of ['张伟', '刘洋', '陈静', '杨帆', '赵磊']) buyers.push(await join(house, name))
  const numbers: string[] = []
  const orders = []
  for (const buyer of buyers) {
    const order = await buy(house, buyer, goods)
    orders.push(order)
    const row = await house.ctx.db
      .selectFrom('paymentAttempts')
      .select('outTradeNo')
      .where('orderId', '=', order.id)
      .executeTakeFirstOrThrow()
    numbers.push(row.outTradeNo)
  }
  await refund(house, buyers[3] as Person, goods, orders[3] as never, 2000)
  const { outRefundNo } = await house.ctx.db.selectFrom('refunds').select('outRefundNo').executeTakeFirstOrThrow()
  const date = dayOf(house.clock.now())
  await nextMorning(house)
  const finance = await signInAs(house, 'operator-finance')
  expect((await compareAgain(house, finance, date)).open).toBe(0)

  const [dropped, dearer, feeless] = numbers as [string, string, string]
  const planted = [
    { kind: 'drop', number: dropped },
    { kind: 'amount', number: dearer, fen: 9999 },
    { kind: 'fee', number: feeless, fen: 61 },
    { kind: 'refund', number: outRefundNo, fen: 2001 },
    { kind: 'add', number: 'PFOREIGN0000001', fen: 5000 },
  ]
  for (const change of planted) await tellChannel(house, '/wxpay/dev/bill-changes', { date, bill: 'trade', ...change })
  expect((await compareAgain(house, finance, date)).open).toBe(5)
  const found = await differencesOf(house, finance, date)
  expect(new Map(found.map((each) => [each.number, [each.kind, each.subject, each.oursFen, each.theirsFen]]))).toEqual(
    new Map([
      [dropped, ['missing_there', 'payment', 10_000 + 0, null]],
      [dearer, ['amount', 'payment', 10_000, 9999]],
      [feeless, ['fee', 'payment', 60, 61]],
      [outRefundNo, ['refund', 'refund', 2000, 2001]],
      ['PFOREIGN0000001', ['missing_here', 'payment', null, 5000]],
    ]),
  )
  const refused = await ask(house, 'POST', `/console/reconciliation/days/${date}/closing`, { headers: finance, body: {} })
  expect(refused.json().code).toBe('reconciliation.day_open')
  for (const { id } of found) {
    const explained = await ask(house, 'POST', `/console/reconciliation/differences/${id}/explanation`, {
      headers: finance,
      body: { words: '已与通道核实，次日更正' },
    })
    expect(explained.json()).toMatchObject({ state: 'explained', explainedBy: '林晓' })
  }
  expect((await compareAgain(house, finance, date)).open).toBe(0)
  const closed = await ask(house, 'POST', `/console/reconciliation/days/${date}/closing`, { headers: finance, body: {} })
  expect(closed.json()).toMatchObject({ state: 'closed', explained: 5 })
  await tellChannel(house, '/wxpay/dev/bill-changes/clear', {})
})

test('a payment that the bill knows and we missed is applied when the channel is asked about it', async () => {
  await using house = await openHouse({ simulators })
  const { goods } = await openTown(house, { priceFen: 10_000, supplyPriceFen: 4000 })
  await house.clock.advance({ days: 2 })
  const li = await join(house, '李明')
  const order = await buy(house, li, goods)
  const { outTradeNo } = await house.ctx.db.selectFrom('paymentAttempts').select('outTradeNo').executeTakeFirstOrThrow()
  const date = dayOf(house.clock.now())
  // As if the notification had never come and nobody had asked: our books know nothing of it.
  const other = await join(house, '周岚')
  const silent = await other.send<{ id: string }>('POST', '/orders', {
    shopId: goods.shopId,
    lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1, priceFen: goods.priceFen }],
    addressId: other.addressId,
    returnExceptionConfirmed: true,
  })
  const choice = await other.send<{ params: { package: string } }>('POST', `/orders/${silent.id}/payment`, { scene: 'jsapi' })
  await house.app.close()
  await tellChannel(house, '/cashier/pay', { prepay_id: choice.params.package.replace('prepay_id=', ''), result: 'pay' })
  const lost = await house.ctx.db
    .selectFrom('paymentAttempts')
    .select('outTradeNo')
    .where('orderId', '=', silent.id as never)
    .executeTakeFirstOrThrow()
  await nextMorning(house)
  const { compareAgain: compare, listDifferences, queryDifference } = await import('./service.ts')
  await compare(house.ctx, date)
  const { items } = await listDifferences(house.ctx, { day: date, limit: 50 })
  expect(items.map(({ kind, number }) => [kind, number])).toEqual([['missing_here', lost.outTradeNo]])
  await queryDifference(house.ctx, items[0]?.id as never)
  await compare(house.ctx, date)
  expect((await listDifferences(house.ctx, { day: date, limit: 50 })).items).toEqual([])
  expect([order.id, outTradeNo].every(Boolean)).toBe(true)
})
