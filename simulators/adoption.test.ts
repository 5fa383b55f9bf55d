import { afterAll, beforeAll, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'

const demoToken = 'demo-token-of-the-test'
const headers = { 'x-demo-token': demoToken }
let house: House

beforeAll(async () => {
  house = await openHouse({ demoToken })
})
afterAll(() => house.stop())

const paidLastWeek = () => ({
  out_trade_no: 'P01KBQ2V9W7EXAMPLEOFSEED01',
  transaction_id: '420026112000000000000001',
  total: 49_900,
  openid: `o${'a'.repeat(27)}`,
  scene: 'jsapi',
  paid_at: new Date(house.sims.now().getTime() - 7 * 86_400_000).toISOString(),
})

it('a payment of a seeded world is taken over once, by whoever holds the demo token', async () => {
  const payment = paidLastWeek()
  expect((await house.post('/wxpay/dev/paid', { payments: [payment] })).status).toBe(403)
  expect(await house.post('/wxpay/dev/paid', { payments: [payment] }, headers)).toEqual({ status: 200, body: { adopted: 1, known: 0 } })
  expect(await house.pay.query(payment.out_trade_no)).toMatchObject({
    trade_state: 'SUCCESS',
    transaction_id: payment.transaction_id,
    payer: { openid: payment.openid },
    amount: { total: 49_900 },
  })
  expect((await house.post('/wxpay/dev/paid', { payments: [payment] }, headers)).body).toEqual({ adopted: 0, known: 1 })
})

it('it is kept over a restart, can be refunded, and hearing of it again does not undo that', async () => {
  const payment = paidLastWeek()
  await house.restart()
  const refund = await house.pay.refund({
    outTradeNo: payment.out_trade_no,
    outRefundNo: 'R01KBQ2V9W7EXAMPLEOFSEED01',
    refundFen: 10_000,
    totalFen: 49_900,
    reason: '售后退款',
    notifyUrl: `${house.merchant.url}/notifications`,
  })
  expect(refund).toMatchObject({ status: 'PROCESSING', transaction_id: payment.transaction_id })
  await house.pass(5000)
  expect(await house.pay.queryRefund('R01KBQ2V9W7EXAMPLEOFSEED01')).toMatchObject({ status: 'SUCCESS' })
  await house.post('/wxpay/dev/paid', { payments: [payment] }, headers)
  expect((await house.pay.query(payment.out_trade_no)).trade_state).toBe('REFUND')
})

it('nothing is taken over when one of many is wrong', async () => {
  const good = { ...paidLastWeek(), out_trade_no: 'P01KBQ2V9W7EXAMPLEOFSEED02' }
  for (const wrong of [{ total: 0 }, { scene: 'app' }, { paid_at: '2100-01-01T00:00:00Z' }, { paid_at: 'yesterday' }, { openid: 'x' }]) {
    const reply = await house.post('/wxpay/dev/paid', { payments: [good, { ...good, ...wrong }] }, headers)
    expect([wrong, reply.status, reply.body.code]).toEqual([wrong, 400, 'PARAM_ERROR'])
  }
  await expect(house.pay.query(good.out_trade_no)).rejects.toMatchObject({ status: 404 })
})

it('its refunds, transfers and top-ups come along, once, and are in the books', async () => {
  const at = (days: number) => new Date(house.sims.now().getTime() - days * 86_400_000).toISOString()
  const told = {
    payments: [{ ...paidLastWeek(), out_trade_no: 'P01KBQ2V9W7EXAMPLEOFSEED03', transaction_id: '420026112000000000000003' }],
    refunds: [{ out_refund_no: 'R03', out_trade_no: 'P01KBQ2V9W7EXAMPLEOFSEED03', refund: 900, refunded_at: at(6) }],
    top_ups: [{ number: 'CZ01', amount: 100_000, paid_at: at(6) }],
    transfers: [{ out_bill_no: 'W01', openid: `o${'a'.repeat(27)}`, amount: 5000, transferred_at: at(5) }],
  }
  expect((await house.post('/wxpay/dev/paid', told, headers)).body).toEqual({ adopted: 4, known: 0 })
  expect((await house.post('/wxpay/dev/paid', told, headers)).body).toEqual({ adopted: 0, known: 4 })
  expect(await house.pay.queryRefund('R03')).toMatchObject({ status: 'SUCCESS', amount: { refund: 900 } })
  expect(await house.pay.queryTransfer('W01')).toMatchObject({ state: 'SUCCESS', transfer_amount: 5000 })
  expect(await house.get('/wxpay/dev/book')).toMatchObject({
    accounts: { OPERATION: { balanceFen: 95_000 } },
    refunds: { R03: { outTradeNo: 'P01KBQ2V9W7EXAMPLEOFSEED03', refundFen: 900, feeBackFen: 5 } },
  })
  const tooMuch = { refunds: [{ ...told.refunds[0], out_refund_no: 'R04', refund: 49_901 }] }
  expect((await house.post('/wxpay/dev/paid', tooMuch, headers)).status).toBe(400)
})
