import { createRequire } from 'node:module'
import { openPay } from '@lianka/wechat/pay'
import { readSeal, verifySeal } from '@lianka/wechat/signature'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'
import { hour, minute } from './virtual-clock.ts'
import { openidOf } from './wechat-rules.ts'

const { Wechatpay, Aes } = createRequire(import.meta.url)('wechatpay-axios-plugin')

let house: House
let openid: string
let count = 0

beforeAll(async () => {
  house = await openHouse()
  openid = openidOf(house.sims.credentials.WX_APPID, 'liming')
})
afterAll(() => house.stop())
beforeEach(() => {
  house.merchant.answer = { status: 204, body: '' }
  house.merchant.heard.length = 0
})

const newOrder = () => {
  count += 1
  return {
    outTradeNo: `T20261203${String(count).padStart(4, '0')}`,
    description: '寻乌脐橙 5 斤装',
    amountFen: 2990,
    notifyUrl: `${house.merchant.url}/api/payments/wechat/notifications`,
  }
}
const place = async (changes: object = {}) => {
  const order = { ...newOrder(), ...changes }
  const { prepayId } = await house.pay.createJsapi({ ...order, openid })
  return { ...order, prepayId }
}
const payAt = (opening: object, result = 'pay', more: object = {}) => house.post('/cashier/pay', { ...opening, result, ...more })
const heardNotices = () => house.merchant.heard.map((it) => house.pay.parseNotification(it.headers, it.body))

// First of all, while the clock is still the machine's, which is the only one that the SDK knows.
describe('the independent SDK', () => {
  const sdkFor = (changes: object = {}) => {
    const { credentials: own, url } = house.sims
    return new Wechatpay({
      mchid: own.WXPAY_MCHID,
      serial: own.WXPAY_SERIAL,
      privateKey: own.WXPAY_PRIVATE_KEY,
      certs: { [own.WXPAY_PUBLIC_KEY_ID]: own.WXPAY_PUBLIC_KEY },
      baseURL: `${url}/wxpay/`,
      ...changes,
    })
  }

  it('orders, queries, and decrypts the notification; our client reads the same', async () => {
    const { credentials: own } = house.sims
    const { outTradeNo, notifyUrl } = newOrder()
    const sdk = sdkFor()
    const placed = await sdk.v3.pay.transactions.jsapi.post({
      appid: own.WX_APPID,
      mchid: own.WXPAY_MCHID,
      description: '中文商品',
      out_trade_no: outTradeNo,
      notify_url: notifyUrl,
      amount: { total: 1 },
      payer: { openid },
    })
    expect(placed.status).toBe(200)
    await payAt({ prepay_id: placed.data.prepay_id })
    await house.pass(0)
    const queried = await sdk.v3.pay.transactions.outTradeNo.$out_trade_no$.get({
      params: { mchid: own.WXPAY_MCHID },
      out_trade_no: outTradeNo,
    })
    expect(queried.data).toEqual(await house.pay.query(outTradeNo))
    const { resource } = JSON.parse(house.merchant.heard[0]?.body ?? '')
    const plain = JSON.parse(Aes.AesGcm.decrypt(resource.ciphertext, own.WXPAY_APIV3_KEY, resource.nonce, resource.associated_data))
    expect(plain).toMatchObject({ out_trade_no: outTradeNo, trade_state: 'SUCCESS', amount: { total: 1 } })
    expect(heardNotices()[0]).toMatchObject({ kind: 'transaction', data: plain })
  })

  it('is refused with another key, and so are we', async () => {
    const { privateKey } = await import('node:crypto').then((crypto) => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }))
    const stranger = sdkFor({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) })
    const refused = await stranger.v3.pay.transactions.jsapi.post({}).catch((error: { response: unknown }) => error.response)
    expect(refused).toMatchObject({ status: 401, data: { code: 'SIGN_ERROR' } })
    const { credentials: own, url, now } = house.sims
    const ours = openPay({
      baseUrl: `${url}/wxpay`,
      mchid: own.WXPAY_MCHID,
      appid: own.WX_APPID,
      serial: own.WXPAY_SERIAL,
      privateKey,
      apiV3Key: own.WXPAY_APIV3_KEY,
      verifyKeys: new Map([[own.WXPAY_PUBLIC_KEY_ID, own.WXPAY_PUBLIC_KEY]]),
      now,
      timeoutMs: 800,
    })
    await expect(ours.query('T20261203')).rejects.toMatchObject({ status: 401, code: 'SIGN_ERROR', unknown: false })
  })
})

describe('an order', () => {
  it('is paid through the parameters of wx.requestPayment and then known as paid', async () => {
    const order = await place({ attach: 'ord_1', timeExpire: new Date(house.sims.now().getTime() + hour) })
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY', attach: 'ord_1' })
    const params = house.pay.clientParams(order.prepayId)
    expect((await payAt({ prepay_id: order.prepayId }, 'pay', { params: { ...params, nonceStr: 'other' } })).status).toBe(400)
    expect((await payAt({ prepay_id: order.prepayId }, 'pay', { params })).body).toMatchObject({
      errMsg: 'requestPayment:ok',
      trade_state: 'SUCCESS',
    })
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'SUCCESS', payer: { openid }, amount: { total: 2990 } })
    expect((await payAt({ prepay_id: order.prepayId })).status).toBe(409)
    await expect(house.pay.close(order.outTradeNo)).rejects.toMatchObject({ code: 'ORDERPAID' })
    await expect(house.pay.createJsapi({ ...order, openid })).rejects.toMatchObject({ code: 'ORDERPAID' })
  })

  it('may be asked for again with the same content only', async () => {
    const order = await place()
    const again = await house.pay.createJsapi({ ...order, openid, clientIp: '203.0.113.9' })
    expect(again.prepayId).not.toBe(order.prepayId)
    await expect(house.pay.createJsapi({ ...order, openid, amountFen: 2989 })).rejects.toMatchObject({
      status: 403,
      code: 'OUT_TRADE_NO_USED',
    })
  })

  it('can be cancelled or declined and paid afterwards', async () => {
    const order = await place()
    expect((await payAt({ prepay_id: order.prepayId }, 'cancel')).body).toMatchObject({
      errMsg: 'requestPayment:fail cancel',
      trade_state: 'NOTPAY',
    })
    expect((await payAt({ prepay_id: order.prepayId }, 'fail')).body).toMatchObject({
      errMsg: 'requestPayment:fail',
      trade_state: 'PAYERROR',
    })
    expect((await payAt({ prepay_id: order.prepayId })).body).toMatchObject({ trade_state: 'SUCCESS' })
  })

  it('cannot be paid once closed; closing twice is closing once', async () => {
    const order = await place()
    await house.pay.close(order.outTradeNo)
    await house.pay.close(order.outTradeNo)
    expect((await payAt({ prepay_id: order.prepayId })).body).toMatchObject({ message: '订单已关闭' })
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'CLOSED' })
    await expect(house.pay.createJsapi({ ...order, openid })).rejects.toMatchObject({ code: 'ORDER_CLOSED' })
  })

  it('that was never placed is absent; wrong parameters are named', async () => {
    await expect(house.pay.query('T-absent')).rejects.toMatchObject({ status: 404, code: 'ORDER_NOT_EXIST', unknown: false })
    await expect(place({ outTradeNo: 'short' })).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    await expect(place({ amountFen: 0 })).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    await expect(place({ notifyUrl: 'https://shop.example/n?x=1' })).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })

  it('stays open but unpayable after time_expire', async () => {
    const order = await place({ timeExpire: new Date(house.sims.now().getTime() + 15 * minute) })
    await house.pass(16 * minute)
    expect((await payAt({ prepay_id: order.prepayId })).body).toMatchObject({ message: '订单已过期' })
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'NOTPAY' })
  })
})

describe('an H5 order', () => {
  it('is paid on the cashier page by the owner of the device, then returns to the shop', async () => {
    const order = { ...newOrder(), clientIp: '203.0.113.9', deviceId: 'zhoulan-phone' }
    const { h5Url } = await house.pay.createH5(order)
    const opened = await fetch(`${h5Url}&redirect_url=${encodeURIComponent('https://shop.example/paid?o=1')}`)
    const page = await opened.text()
    const payer = openidOf(house.sims.credentials.WX_APPID, 'zhoulan-phone')
    expect(page).toContain('29.90')
    expect(page).toContain(payer)
    const prepayId = page.match(/name="prepay_id" value="([^"]+)"/)?.[1] ?? ''
    const paid = await fetch(`${house.sims.url}/cashier/pay`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ prepay_id: prepayId, redirect_url: 'https://shop.example/paid?o=1', result: 'pay', payer: '' }),
    })
    expect([paid.status, paid.headers.get('location')]).toEqual([303, 'https://shop.example/paid?o=1'])
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_type: 'MWEB', payer: { openid: payer } })
  })

  it('can be paid by another account, and its link lives five minutes', async () => {
    const order = { ...newOrder(), clientIp: '203.0.113.9' }
    const { h5Url } = await house.pay.createH5(order)
    const token = new URL(h5Url).searchParams.get('h5_token')
    await payAt({ h5_token: token }, 'pay', { payer: 'wangfang' })
    const wangfang = openidOf(house.sims.credentials.WX_APPID, 'wangfang')
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ payer: { openid: wangfang } })
    const late = await house.pay.createH5({ ...newOrder(), clientIp: '203.0.113.9' })
    await house.pass(6 * minute)
    expect((await fetch(late.h5Url)).status).toBe(410)
  })
})

describe('a refund', () => {
  it('arrives later, in parts, never above what was paid, and once per number', async () => {
    const order = await place()
    const refund = { outTradeNo: order.outTradeNo, totalFen: 2990, notifyUrl: `${house.merchant.url}/refunds`, reason: '不想要了' }
    await expect(house.pay.refund({ ...refund, outRefundNo: 'R1', refundFen: 990 })).rejects.toMatchObject({
      status: 403,
      code: 'TRADE_ERROR',
    })
    await payAt({ prepay_id: order.prepayId })
    const first = await house.pay.refund({ ...refund, outRefundNo: 'R1', refundFen: 990 })
    expect(first).toMatchObject({ status: 'PROCESSING', amount: { refund: 990 } })
    expect((await house.pay.refund({ ...refund, outRefundNo: 'R1', refundFen: 990 })).refund_id).toBe(first.refund_id)
    await expect(house.pay.refund({ ...refund, outRefundNo: 'R1', refundFen: 991 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(house.pay.refund({ ...refund, outRefundNo: 'R2', refundFen: 1000 })).rejects.toMatchObject({ status: 429 })
    await house.pass(minute)
    expect(await house.pay.queryRefund('R1')).toMatchObject({ status: 'SUCCESS' })
    expect(heardNotices().at(-1)).toMatchObject({
      kind: 'refund',
      data: { out_refund_no: 'R1', refund_status: 'SUCCESS', amount: { refund: 990 } },
    })
    await expect(house.pay.refund({ ...refund, outRefundNo: 'R2', refundFen: 2001 })).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(await house.pay.refund({ ...refund, outRefundNo: 'R2', refundFen: 2000 })).toMatchObject({ status: 'PROCESSING' })
    await expect(house.pay.queryRefund('R3')).rejects.toMatchObject({ status: 404 })
  })
})

describe('a notification', () => {
  beforeEach(async () => {
    // What the tests before left due must not be heard here.
    await house.pass(24 * hour)
    house.merchant.heard.length = 0
  })

  it('is repeated on the documented schedule until it is accepted', async () => {
    house.merchant.answer = { status: 500, body: '{"code":"FAIL"}' }
    const order = await place()
    await payAt({ prepay_id: order.prepayId })
    await house.pass(0)
    const heardAfter: number[] = [house.merchant.heard.length]
    for (const gap of [15_000, 15_000, 30_000, 3 * minute]) {
      await house.pass(gap - 2000)
      const before = house.merchant.heard.length
      await house.pass(2000)
      expect(house.merchant.heard.length).toBe(before + 1)
      heardAfter.push(house.merchant.heard.length)
    }
    expect(heardAfter).toEqual([1, 2, 3, 4, 5])
    house.merchant.answer = { status: 204, body: '' }
    await house.pass(10 * minute)
    await house.pass(48 * hour)
    expect(house.merchant.heard).toHaveLength(6)
    const ids = house.merchant.heard.map((it) => JSON.parse(it.body).id)
    expect(new Set(ids).size).toBe(1)
  })

  it('ends after fifteen repeats', async () => {
    house.merchant.answer = { status: 500, body: '' }
    const order = await place()
    await payAt({ prepay_id: order.prepayId })
    for (let i = 0; i < 30; i += 1) await house.pass(6 * hour)
    expect(house.merchant.heard).toHaveLength(16)
  })

  it('survives a restart, and so do keys, clock and order', async () => {
    house.merchant.answer = { status: 500, body: '' }
    const order = await place()
    await payAt({ prepay_id: order.prepayId })
    await house.pass(0)
    const [keysBefore, timeBefore] = [house.sims.credentials, house.sims.now()]
    await house.restart()
    expect(house.sims.credentials).toEqual(keysBefore)
    expect(house.sims.now().getTime()).toBeGreaterThanOrEqual(timeBefore.getTime())
    expect(await house.pay.query(order.outTradeNo)).toMatchObject({ trade_state: 'SUCCESS' })
    house.merchant.answer = { status: 204, body: '' }
    await house.pass(15_000)
    expect(house.merchant.heard).toHaveLength(2)
    expect(heardNotices()[1]).toMatchObject({ data: { out_trade_no: order.outTradeNo } })
  })
})

describe('certificate mode', () => {
  it('hands out a certificate under the APIv3 key and signs with it when asked', async () => {
    const { credentials: own, now, url } = house.sims
    const settings = {
      baseUrl: `${url}/wxpay`,
      mchid: own.WXPAY_MCHID,
      appid: own.WX_APPID,
      serial: own.WXPAY_SERIAL,
      privateKey: own.WXPAY_PRIVATE_KEY,
      apiV3Key: own.WXPAY_APIV3_KEY,
      now,
      timeoutMs: 800,
    }
    const [certificate] = await openPay({ ...settings, verifyKeys: new Map() }).fetchCertificates()
    expect(certificate).toMatchObject({ serial: own.WXPAY_PLATFORM_SERIAL, certificatePem: own.WXPAY_PLATFORM_CERT })
    const certified = openPay({ ...settings, verifyKeys: new Map([[own.WXPAY_PLATFORM_SERIAL, own.WXPAY_PLATFORM_CERT]]) })
    const order = newOrder()
    const { prepayId } = await certified.createJsapi({ ...order, openid })
    await payAt({ prepay_id: prepayId })
    await house.pass(0)
    const [heard] = house.merchant.heard
    const seal = readSeal((name) => heard?.headers[name] as string | undefined)
    expect(seal && heard && verifySeal(heard.body, seal, own.WXPAY_PLATFORM_CERT)).toBe(true)
  })
})
