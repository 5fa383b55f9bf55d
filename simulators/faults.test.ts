import { NotificationRefused } from '@lianka/wechat/notification'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'
import { hour, minute } from './virtual-clock.ts'
import { openidOf } from './wechat-rules.ts'

let house: House
let count = 0
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())
beforeEach(async () => {
  await house.post('/faults/reset', {})
  await house.pass(hour)
  house.merchant.heard.length = 0
})

const newOrder = () => {
  count += 1
  const openid = openidOf(house.sims.credentials.WX_APPID, 'liming')
  return { outTradeNo: `F20261203${count}`, description: '蜂蜜', amountFen: 4900, notifyUrl: `${house.merchant.url}/n`, openid }
}
const placeAndPay = async () => {
  const order = newOrder()
  const { prepayId } = await house.pay.createJsapi(order)
  await house.post('/cashier/pay', { prepay_id: prepayId, result: 'pay' })
  return order
}
const heard = () => house.merchant.heard.map((it) => house.pay.parseNotification(it.headers, it.body))

describe('a sick interface', () => {
  it('answers 500 before anything happened', async () => {
    await house.post('/faults', { target: 'wxpay', errorNext: 1 })
    const order = newOrder()
    await expect(house.pay.createJsapi(order)).rejects.toMatchObject({ status: 500, unknown: true })
    await expect(house.pay.query(order.outTradeNo)).rejects.toMatchObject({ code: 'ORDER_NOT_EXIST', unknown: false })
    await house.post('/faults', { target: 'wxpay', errorRate: 1 })
    await expect(house.pay.createJsapi(order)).rejects.toMatchObject({ unknown: true })
  })

  it('carries out what it never answers, so that only a query tells', async () => {
    await house.post('/faults', { target: 'wxpay', timeoutNext: 1 })
    const order = newOrder()
    await expect(house.pay.createJsapi(order)).rejects.toMatchObject({ code: 'TIMED_OUT', unknown: true })
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' })
  })

  it('is slow where it was told to be, and well elsewhere', async () => {
    await house.post('/faults', { target: 'wxapi', slowMs: 150, errorNext: 0 })
    const start = performance.now()
    await house.program.stableToken()
    expect(performance.now() - start).toBeGreaterThan(140)
    expect((await house.post('/faults', { target: 'moon' })).status).toBe(400)
  })
})

describe('notifications', () => {
  it('come twice under one id', async () => {
    await house.post('/faults', { target: 'notifications', duplicateNext: 1 })
    await placeAndPay()
    await house.pass(0)
    expect(house.merchant.heard).toHaveLength(2)
    expect(heard()[0]).toEqual(heard()[1])
  })

  it('are overtaken by later ones', async () => {
    await house.post('/faults', { target: 'notifications', reorderNext: 1 })
    const order = await placeAndPay()
    await house.pass(0)
    expect(heard()).toEqual([])
    await house.pay.refund({
      outTradeNo: order.outTradeNo,
      outRefundNo: `R-${order.outTradeNo}`,
      refundFen: 4900,
      totalFen: 4900,
      notifyUrl: order.notifyUrl,
    })
    await house.pass(minute)
    expect(heard().map((it) => it.kind)).toEqual(['refund', 'transaction'])
  })

  it.each([
    ['signtest', 'bad_signature'],
    ['old_timestamp', 'old_timestamp'],
    ['other_merchant', 'other_merchant'],
  ])('forged as %s are refused by our client as %s', async (attack, reason) => {
    await house.pay.createJsapi(newOrder())
    const report = await house.post('/faults', { attack })
    expect(report.body).toMatchObject({ attack, answer: { said: '204' } })
    expect(heard).toThrow(NotificationRefused)
    expect(heard).toThrow(reason)
  })

  it('with a wrong amount are signed properly, so the amount must be compared', async () => {
    const order = newOrder()
    await house.pay.createJsapi(order)
    await house.post('/faults', { attack: 'wrong_amount', outTradeNo: order.outTradeNo })
    expect(heard()).toMatchObject([
      { kind: 'transaction', data: { out_trade_no: order.outTradeNo, trade_state: 'SUCCESS', amount: { total: 1 } } },
    ])
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' })
  })
})

it('every page opens and escapes what people typed', async () => {
  await house.pay.createJsapi({ ...newOrder(), description: '<script>alert(1)</script>' })
  for (const path of ['/', '/clock', '/sms', '/kd100/', '/faults']) {
    const response = await fetch(house.sims.url + path)
    expect([path, response.status]).toEqual([path, 200])
    expect(await response.text()).not.toContain('<script>')
  }
})
