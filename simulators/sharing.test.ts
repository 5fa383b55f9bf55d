import { createRequire } from 'node:module'
import { beijingTimeWithMs } from '@lianka/wechat/time'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'
import { day, minute } from './virtual-clock.ts'
import { openidOf } from './wechat-rules.ts'

const { Wechatpay, Rsa } = createRequire(import.meta.url)('wechatpay-axios-plugin')

let house: House
let count = 0

beforeAll(async () => {
  house = await openHouse()
  await house.post('/wxpay/dev/settings', { sharingNotifyUrl: `${house.merchant.url}/n` })
})
afterAll(() => house.stop())
beforeEach(() => {
  house.merchant.heard.length = 0
})

const person = (user: string): string => openidOf(house.sims.credentials.WX_APPID, user)
const heard = () => house.merchant.heard.map((it) => house.pay.parseNotification(it.headers, it.body))

const placePaid = async (changes: object = {}) => {
  count += 1
  const order = {
    outTradeNo: `S20261203${String(count).padStart(4, '0')}`,
    description: '寻乌脐橙 5 斤装',
    amountFen: 10_000,
    notifyUrl: `${house.merchant.url}/n`,
    openid: person('liming'),
    profitSharing: true,
    ...changes,
  }
  const { prepayId } = await house.pay.createJsapi(order)
  await house.post('/cashier/pay', { prepay_id: prepayId, result: 'pay' })
  const { transaction_id = '' } = await house.pay.query(order.outTradeNo)
  return { ...order, transactionId: transaction_id }
}
const ship = async (order: { outTradeNo: string }) => {
  const { access_token } = await (
    await fetch(`${house.sims.url}/wxapi/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: house.sims.credentials.WX_APPID,
        secret: house.sims.credentials.WX_SECRET,
      }),
      headers: { 'content-type': 'application/json' },
    })
  ).json()
  const shipped = await house.post(`/wxapi/wxa/sec/order/upload_shipping_info?access_token=${access_token}`, {
    order_key: { order_number_type: 1, mchid: house.sims.credentials.WXPAY_MCHID, out_trade_no: order.outTradeNo },
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [{ tracking_no: 'SF1', express_company: 'SF', item_desc: '脐橙', contact: { receiver_contact: '+86-138****0001' } }],
    upload_time: beijingTimeWithMs(house.sims.now()),
    payer: { openid: person('liming') },
  })
  expect(shipped.body).toMatchObject({ errcode: 0 })
}
/** Paid, a minute old, shipped and received: the money may be shared. */
const readyOrder = async (changes: object = {}) => {
  const order = await placePaid(changes)
  await house.pass(minute)
  await ship(order)
  await house.post('/wxapi/dev/receive', { transaction_id: order.transactionId })
  return order
}
const receive = (user: string) => house.pay.addReceiver({ type: 'PERSONAL_OPENID', account: person(user), relationType: 'DISTRIBUTOR' })
const shareOf = (order: { transactionId: string; outTradeNo: string }, user: string, amountFen: number, changes: object = {}) => ({
  transactionId: order.transactionId,
  outOrderNo: `${order.outTradeNo}-${user}`,
  receivers: [{ type: 'PERSONAL_OPENID' as const, account: person(user), amountFen, description: '推广收益' }],
  unfreezeUnsplit: false,
  ...changes,
})
const refund = (order: { outTradeNo: string }, refundFen: number, number: string) =>
  house.pay.refund({ outTradeNo: order.outTradeNo, outRefundNo: `R-${order.outTradeNo}-${number}`, refundFen, totalFen: 10_000 })

describe('a share', () => {
  it('reaches its receiver a little later and is told; the rest can be unfrozen', async () => {
    const order = await readyOrder()
    await receive('wangfang')
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(9940)
    const share = shareOf(order, 'wangfang', 1000)
    expect(await house.pay.share(share)).toMatchObject({ state: 'PROCESSING', receivers: [{ amount: 1000, result: 'PENDING' }] })
    house.merchant.heard.length = 0
    await house.pass(3000)
    expect(await house.pay.querySharing(share.outOrderNo, order.transactionId)).toMatchObject({
      state: 'FINISHED',
      receivers: [{ account: person('wangfang'), amount: 1000, result: 'SUCCESS' }],
    })
    expect(heard()).toMatchObject([
      { kind: 'profit_sharing', event: 'SUCCESS', data: { out_order_no: share.outOrderNo, receiver: { amount: 1000 } } },
    ])
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(8940)
    const unfreeze = { transactionId: order.transactionId, outOrderNo: `${order.outTradeNo}-rest`, description: '解冻剩余资金' }
    expect(await house.pay.unfreeze(unfreeze)).toMatchObject({ state: 'PROCESSING', receivers: [{ type: 'MERCHANT_ID', amount: 8940 }] })
    await house.pass(3000)
    expect(await house.pay.unfreeze(unfreeze)).toMatchObject({ state: 'FINISHED' })
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(0)
    await expect(house.pay.share(shareOf(order, 'late', 1))).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('is the same share when asked again, and refused with other content', async () => {
    const order = await readyOrder()
    await receive('wangfang')
    const share = shareOf(order, 'wangfang', 500)
    const first = await house.pay.share(share)
    expect(await house.pay.share(share)).toEqual(first)
    await expect(house.pay.share(shareOf(order, 'wangfang', 501))).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await expect(house.pay.querySharing('S-absent', order.transactionId)).rejects.toMatchObject({ status: 404, unknown: false })
  })

  it('stays below the ratio that the merchant was granted', async () => {
    expect(await house.pay.maxSharingRatio()).toBe(3000)
    const order = await readyOrder()
    await receive('wangfang')
    await expect(house.pay.share(shareOf(order, 'wangfang', 3001))).rejects.toMatchObject({ message: '分账金额超出最大分账比例' })
    await house.pay.share(shareOf(order, 'wangfang', 2000))
    const more = shareOf(order, 'wangfang', 1001, { outOrderNo: `${order.outTradeNo}-more` })
    await expect(house.pay.share(more)).rejects.toMatchObject({ message: '分账金额超出最大分账比例' })
    await house.post('/wxpay/dev/settings', { maxSharingBps: 10_000 })
    expect(await house.pay.share(more)).toMatchObject({ state: 'PROCESSING' })
    await expect(house.pay.share(shareOf(order, 'wangfang', 6940, { outOrderNo: `${order.outTradeNo}-most` }))).rejects.toMatchObject({
      status: 403,
      code: 'NOT_ENOUGH',
    })
    await house.post('/wxpay/dev/settings', { maxSharingBps: 3000 })
  })

  it('waits for a minute, for shipping and for receipt, and needs a marked order', async () => {
    const order = await placePaid()
    const share = shareOf(order, 'wangfang', 100)
    await expect(house.pay.share(share)).rejects.toMatchObject({ message: expect.stringContaining('订单处理中') })
    await house.pass(minute)
    await expect(house.pay.share(share)).rejects.toMatchObject({ message: expect.stringContaining('未确认收货') })
    await ship(order)
    await expect(house.pay.share(share)).rejects.toMatchObject({ message: expect.stringContaining('未确认收货') })
    await house.pass(10 * day)
    expect(await house.pay.share(share)).toMatchObject({ state: 'PROCESSING' })
    const plain = await readyOrder({ profitSharing: false })
    await expect(house.pay.share(shareOf(plain, 'wangfang', 100))).rejects.toMatchObject({ message: '非分账订单不支持分账' })
    await expect(house.pay.unsplitAmount(plain.transactionId)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  })

  it('is closed for a receiver who was not named or cannot receive, and goes on for the others', async () => {
    const order = await readyOrder()
    await receive('wangfang')
    await receive('chenjie')
    await house.post('/wxpay/dev/receiver-fault', { account: person('chenjie'), failReason: 'RECEIVER_REAL_NAME_NOT_VERIFIED' })
    const share = shareOf(order, 'wangfang', 300)
    const receivers = ['wangfang', 'chenjie', 'stranger'].map((user) => ({ ...shareOf(order, user, 300).receivers[0] }))
    await house.pay.share({ ...share, receivers: receivers as typeof share.receivers })
    await house.pass(3000)
    expect((await house.pay.querySharing(share.outOrderNo, order.transactionId)).receivers).toMatchObject([
      { result: 'SUCCESS' },
      { result: 'CLOSED', fail_reason: 'RECEIVER_REAL_NAME_NOT_VERIFIED' },
      { result: 'CLOSED', fail_reason: 'NO_RELATION' },
    ])
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(9640)
  })

  it('has at most fifty receivers, and a merchant among them only with a name', async () => {
    const order = await readyOrder()
    const share = shareOf(order, 'wangfang', 1)
    const crowd = Array.from({ length: 51 }, () => share.receivers[0]) as typeof share.receivers
    await expect(house.pay.share({ ...share, receivers: crowd })).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    const supplier = { type: 'MERCHANT_ID' as const, account: '1900000109', relationType: 'SUPPLIER' as const }
    await expect(house.pay.addReceiver(supplier)).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    await house.pay.addReceiver({ ...supplier, name: '寻乌果业合作社' })
  })
})

describe('a frozen order', () => {
  it('is refunded out of what was not shared, and out of the rest of our money once it is unfrozen', async () => {
    const order = await readyOrder()
    await receive('wangfang')
    await house.pay.share(shareOf(order, 'wangfang', 3000))
    await house.pass(3000)
    await expect(refund(order, 7001, 'a')).rejects.toMatchObject({ message: expect.stringContaining('请先解冻') })
    await refund(order, 2000, 'b')
    await house.pass(minute)
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(10_000 - 2000 - (60 - 12) - 3000)
    await house.pay.unfreeze({ transactionId: order.transactionId, outOrderNo: `${order.outTradeNo}-rest`, description: '解冻剩余资金' })
    await expect(refund(order, 8000, 'c')).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    await house.pass(minute)
    expect(await refund(order, 8000, 'c')).toMatchObject({ status: 'PROCESSING' })
  })

  it('unfreezes by itself after thirty days', async () => {
    const order = await readyOrder()
    await house.pass(30 * day)
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(0)
    await expect(house.pay.share(shareOf(order, 'wangfang', 1))).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
    expect(await refund(order, 10_000, 'a')).toMatchObject({ status: 'PROCESSING' })
  })

  it('is unfrozen by a share that asks for it', async () => {
    const order = await readyOrder()
    await receive('wangfang')
    await house.pay.share(shareOf(order, 'wangfang', 100, { unfreezeUnsplit: true }))
    await house.pass(minute)
    expect(await house.pay.unsplitAmount(order.transactionId)).toBe(0)
    expect(await refund(order, 10_000, 'a')).toMatchObject({ status: 'PROCESSING' })
  })
})

describe('the independent SDK', () => {
  it('names a receiver, shares and queries as we do', async () => {
    // The SDK knows no clock but the machine's, so it gets simulators whose clock was never moved.
    const own = await openHouse()
    const { credentials, url } = own.sims
    const sdk = new Wechatpay({
      mchid: credentials.WXPAY_MCHID,
      serial: credentials.WXPAY_SERIAL,
      privateKey: credentials.WXPAY_PRIVATE_KEY,
      certs: { [credentials.WXPAY_PUBLIC_KEY_ID]: credentials.WXPAY_PUBLIC_KEY },
      baseURL: `${url}/wxpay/`,
    })
    const account = '1900000109'
    const added = await sdk.v3.profitsharing.receivers.add.post(
      {
        appid: credentials.WX_APPID,
        type: 'MERCHANT_ID',
        account,
        name: Rsa.encrypt('寻乌果业合作社', credentials.WXPAY_PUBLIC_KEY),
        relation_type: 'SUPPLIER',
      },
      { headers: { 'Wechatpay-Serial': credentials.WXPAY_PUBLIC_KEY_ID } },
    )
    expect(added.data).toMatchObject({ type: 'MERCHANT_ID', account, relation_type: 'SUPPLIER' })
    const order = {
      outTradeNo: 'S20261203SDK',
      description: '蜂蜜',
      amountFen: 10_000,
      notifyUrl: `${own.merchant.url}/n`,
      profitSharing: true,
    }
    const { h5Url } = await own.pay.createH5({ ...order, clientIp: '203.0.113.9' })
    await own.post('/cashier/pay', { h5_token: new URL(h5Url).searchParams.get('h5_token'), result: 'pay' })
    const { transaction_id = '' } = await own.pay.query(order.outTradeNo)
    const message = {
      appid: credentials.WX_APPID,
      transaction_id,
      out_order_no: 'S20261203SDK-1',
      receivers: [{ type: 'MERCHANT_ID', account, amount: 100, description: '货款' }],
      unfreeze_unsplit: false,
    }
    const early = await sdk.v3.profitsharing.orders.post(message).catch((error: { response: unknown }) => error.response)
    expect(early).toMatchObject({ status: 400, data: { code: 'INVALID_REQUEST' } })
    // Its signature may be five minutes old, so one minute can pass.
    await own.pass(minute)
    const shared = await sdk.v3.profitsharing.orders.post(message)
    expect(shared.data).toMatchObject({ state: 'PROCESSING' })
    const params = { params: { transaction_id }, out_order_no: 'S20261203SDK-1' }
    const queried = await sdk.v3.profitsharing.orders.$out_order_no$.get(params)
    expect(queried.data).toEqual(await own.pay.querySharing('S20261203SDK-1', transaction_id))
    await own.stop()
  })
})
