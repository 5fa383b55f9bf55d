import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import type { FundFlowBill } from '@lianka/wechat/bill-text'
import { beijingTime, beijingWallTime } from '@lianka/wechat/time'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { feeOf } from './fee-rules.ts'
import { type House, openHouse } from './test-house.ts'
import { day, hour, minute } from './virtual-clock.ts'
import { openidOf } from './wechat-rules.ts'

const { Wechatpay } = createRequire(import.meta.url)('wechatpay-axios-plugin')
const demoToken = 'demo-token-of-the-test'

let house: House
let openid: string
let count = 0

beforeAll(async () => {
  house = await openHouse({ demoToken })
  openid = openidOf(house.sims.credentials.WX_APPID, 'liming')
})
afterAll(() => house.stop())

const today = (): string => beijingWallTime(house.sims.now()).slice(0, 10)
/** Each story begins at nine in the morning of a day of its own. */
const startDay = async (): Promise<string> => {
  const time = beijingTime(house.sims.now())
  const nine = new Date(`${time.slice(0, 10)}T09:00:00+08:00`).getTime() + day
  await house.pass(nine - house.sims.now().getTime())
  return today()
}
const payFor = async (amountFen: number, changes: object = {}) => {
  count += 1
  const order = { outTradeNo: `B20261203${String(count).padStart(4, '0')}`, description: '寻乌脐橙, 5 斤装 "甜"', amountFen, openid }
  const { prepayId } = await house.pay.createJsapi({ ...order, notifyUrl: `${house.merchant.url}/n`, ...changes })
  await house.post('/cashier/pay', { prepay_id: prepayId, result: 'pay' })
  return { ...order, ...(await house.pay.query(order.outTradeNo)) }
}
const refund = async (order: { outTradeNo: string; amountFen: number }, refundFen: number) => {
  count += 1
  const outRefundNo = `BR20261203${count}`
  const { outTradeNo, amountFen } = order
  await house.pay.refund({ outTradeNo, outRefundNo, refundFen, totalFen: amountFen })
  await house.pass(minute)
  return outRefundNo
}
const untilBills = () => house.pass(day + hour)
const rowsOf = (bill: FundFlowBill) => bill.rows.map((it) => [it.type, it.direction, it.amountFen, it.voucherNo])

describe('the trade bill', () => {
  it('lists what was paid and refunded on a day of Beijing, with fees and sums', async () => {
    const date = await startDay()
    const paid = await payFor(2990, { attach: 'ord_1' })
    const other = await payFor(10_000)
    const outRefundNo = await refund(paid, 990)
    await house.pass(15 * hour)
    await payFor(1)
    await untilBills()
    const bill = await house.pay.tradeBill(date)
    expect(bill.rows).toMatchObject([
      {
        state: 'SUCCESS',
        outTradeNo: paid.outTradeNo,
        transactionId: paid.transaction_id,
        openid,
        tradeType: 'JSAPI',
        settledFen: 2990,
        totalFen: 2990,
        refundId: null,
        outRefundNo: null,
        refundFen: 0,
        feeFen: 18,
        feeBps: 60,
        description: '寻乌脐橙, 5 斤装 "甜"',
        attach: 'ord_1',
      },
      { state: 'SUCCESS', outTradeNo: other.outTradeNo, totalFen: 10_000, feeFen: 60 },
      { state: 'REFUND', outTradeNo: paid.outTradeNo, outRefundNo, totalFen: 0, refundFen: 990, requestedRefundFen: 990, feeFen: -6 },
    ])
    expect(bill.rows[0]?.at.toISOString()).toBe(new Date(paid.success_time ?? '').toISOString())
    expect(bill.summary).toEqual({
      count: 3,
      settledFen: 12_990,
      refundFen: 990,
      feeFen: 72,
      totalFen: 12_990,
      requestedRefundFen: 990,
    })
  })

  it('is there from ten the next morning on, for three months, and only for days on which something happened', async () => {
    const date = await startDay()
    await payFor(100)
    await expect(house.pay.tradeBill(date)).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    await house.pass(day)
    await expect(house.pay.tradeBill(date)).rejects.toMatchObject({ status: 400, code: 'STATEMENT_CREATING', unknown: false })
    await house.pass(hour)
    expect((await house.pay.tradeBill(date)).rows).toHaveLength(1)
    const quiet = today()
    await house.pass(day)
    await expect(house.pay.tradeBill(quiet)).rejects.toMatchObject({ status: 400, code: 'NO_STATEMENT_EXIST', unknown: false })
    await expect(house.pay.tradeBill('2026-13-01')).rejects.toMatchObject({ code: 'PARAM_ERROR' })
    await house.pass(92 * day)
    await expect(house.pay.tradeBill(date)).rejects.toMatchObject({ code: 'PARAM_ERROR' })
  })

  it('holds payments of a seeded world', async () => {
    const date = await startDay()
    const payment = {
      out_trade_no: 'P01KBQ2V9W7EXAMPLEOFSEED01',
      transaction_id: '420026112000000000000001',
      total: 49_900,
      openid,
      scene: 'h5',
      paid_at: house.sims.now().toISOString(),
    }
    await house.post('/wxpay/dev/paid', { payments: [payment] }, { 'x-demo-token': demoToken })
    await untilBills()
    expect((await house.pay.tradeBill(date)).rows).toMatchObject([
      { outTradeNo: payment.out_trade_no, transactionId: payment.transaction_id, tradeType: 'MWEB', totalFen: 49_900, feeFen: 299 },
    ])
  })

  it('differs where that was planted, and sums up what it says', async () => {
    const date = await startDay()
    const [lost, dear, charged, returned] = [await payFor(100), await payFor(200), await payFor(20_000), await payFor(30_000)]
    const outRefundNo = await refund(returned, 10_000)
    const plant = (change: object) => house.post('/wxpay/dev/bill-changes', { date, ...change })
    await plant({ kind: 'drop', number: lost.outTradeNo })
    await plant({ kind: 'amount', number: dear.outTradeNo, fen: 201 })
    await plant({ kind: 'fee', number: charged.outTradeNo, fen: 121 })
    await plant({ kind: 'refund', number: outRefundNo, fen: 9999 })
    await plant({ kind: 'add', number: 'T-FOREIGN-1', fen: 5000 })
    expect((await plant({ kind: 'steal', number: 'x' })).status).toBe(400)
    await untilBills()
    const bill = await house.pay.tradeBill(date)
    expect(bill.rows.map((it) => [it.outRefundNo ?? it.outTradeNo, it.totalFen, it.refundFen, it.feeFen])).toEqual([
      [dear.outTradeNo, 201, 0, 1],
      [charged.outTradeNo, 20_000, 0, 121],
      [returned.outTradeNo, 30_000, 0, 180],
      [outRefundNo, 0, 9999, -60],
      ['T-FOREIGN-1', 5000, 0, 30],
    ])
    expect(bill.summary).toMatchObject({ count: 5, totalFen: 55_201, refundFen: 9999, feeFen: 272 })
    await house.post('/wxpay/dev/bill-changes/clear', {})
    expect((await house.pay.tradeBill(date)).summary).toMatchObject({ count: 5, totalFen: 50_300, refundFen: 10_000 })
  })
})

describe('the fund flow bill', () => {
  it('of the basic account moves by payments, fees, refunds and shares, and its balance goes on from day to day', async () => {
    const date = await startDay()
    const paid = await payFor(10_000)
    const outRefundNo = await refund(paid, 10_000)
    const shared = await house.pay.createH5({
      outTradeNo: 'B20261203SHARE',
      description: '蜂蜜',
      amountFen: 10_000,
      notifyUrl: `${house.merchant.url}/n`,
      clientIp: '203.0.113.9',
      profitSharing: true,
    })
    await house.post('/cashier/pay', { h5_token: new URL(shared.h5Url).searchParams.get('h5_token'), result: 'pay' })
    const { transaction_id = '' } = await house.pay.query('B20261203SHARE')
    await house.pay.addReceiver({ type: 'PERSONAL_OPENID', account: openid, relationType: 'USER' })
    await house.pass(minute)
    const receivers = [{ type: 'PERSONAL_OPENID' as const, account: openid, amountFen: 1000, description: '推广收益' }]
    await house.pay.share({ transactionId: transaction_id, outOrderNo: 'BS-1', receivers, unfreezeUnsplit: true })
    await house.pass(3000)
    const before = await house.get<{ accounts: { BASIC: { balanceFen: number } } }>('/wxpay/dev/book')
    await untilBills()
    const bill = await house.pay.fundFlowBill(date, 'BASIC')
    expect(rowsOf(bill)).toEqual([
      ['交易', 'in', 10_000, paid.outTradeNo],
      ['扣除交易手续费', 'out', 60, paid.outTradeNo],
      ['退款', 'out', 10_000, outRefundNo],
      ['退还交易手续费', 'in', 60, outRefundNo],
      ['交易', 'in', 10_000, 'B20261203SHARE'],
      ['扣除交易手续费', 'out', 60, 'B20261203SHARE'],
      ['分账', 'out', 1000, 'BS-1'],
    ])
    expect(bill.summary).toEqual({ count: 7, inCount: 3, inFen: 20_060, outCount: 4, outFen: 11_120 })
    expect(bill.rows.at(-1)?.balanceFen).toBe(before.accounts.BASIC.balanceFen)
    expect(new Set(bill.rows.map((it) => it.flowNo)).size).toBe(7)
  })

  it('of the operating account shows what was paid in, what transfers took, and what came back', async () => {
    const date = await startDay()
    await house.post('/wxpay/dev/top-up', { amount: 100_000, number: 'CZ20261203' })
    const newTransfer = (outBillNo: string) => ({
      outBillNo,
      openid,
      amountFen: 5000,
      remark: '推广收益提现',
      notifyUrl: `${house.merchant.url}/n`,
      sceneId: '1005',
      sceneReport: [
        { infoType: '岗位类型', infoContent: '推广员' },
        { infoType: '报酬说明', infoContent: '推广收益' },
      ],
    })
    const arrives = await house.pay.transfer(newTransfer('BW1'))
    await house.post('/transfer/confirm', { package_info: arrives.package_info })
    await house.pass(minute)
    await house.pay.transfer(newTransfer('BW2'))
    await house.pay.cancelTransfer('BW2')
    await house.pass(3000)
    await untilBills()
    const bill = await house.pay.fundFlowBill(date, 'OPERATION')
    expect(rowsOf(bill)).toEqual([
      ['充值', 'in', 100_000, 'CZ20261203'],
      ['转账', 'out', 5000, 'BW1'],
      ['转账', 'out', 5000, 'BW2'],
      ['转账退回', 'in', 5000, 'BW2'],
    ])
    expect(bill.rows.at(-1)?.balanceFen).toBe(95_000)
    expect(bill.rows[1]?.businessNo).toBe(arrives.transfer_bill_no)
    await expect(house.pay.fundFlowBill(date, 'FEES')).rejects.toMatchObject({ code: 'NO_STATEMENT_EXIST' })
    await house.post('/wxpay/dev/bill-changes', { bill: 'OPERATION', date, kind: 'drop', number: 'BW1' })
    expect((await house.pay.fundFlowBill(date, 'OPERATION')).summary).toMatchObject({ count: 3, outFen: 5000 })
    expect(await house.get('/wxpay/dev/book')).toMatchObject({
      accounts: { OPERATION: { inFen: 105_000, outFen: 10_000, balanceFen: 95_000 } },
      transfers: { BW1: { state: 'SUCCESS', amountFen: 5000 }, BW2: { state: 'CANCELLED' } },
    })
  })
})

describe('a download', () => {
  beforeEach(() => house.post('/faults/reset', {}))

  it('needs a signature and a young address; the SDK finds the announced hash', async () => {
    const own = await openHouse({ demoToken })
    const { credentials, url } = own.sims
    const sdk = new Wechatpay({
      mchid: credentials.WXPAY_MCHID,
      serial: credentials.WXPAY_SERIAL,
      privateKey: credentials.WXPAY_PRIVATE_KEY,
      certs: { [credentials.WXPAY_PUBLIC_KEY_ID]: credentials.WXPAY_PUBLIC_KEY },
      baseURL: `${url}/wxpay/`,
    })
    const paidAt = new Date(own.sims.now().getTime() - 3 * day)
    const payment = { out_trade_no: 'P01SEED01', transaction_id: '420026112000000000000001', total: 100, openid, scene: 'jsapi' }
    await own.post('/wxpay/dev/paid', { payments: [{ ...payment, paid_at: paidAt.toISOString() }] }, { 'x-demo-token': demoToken })
    const params = { bill_date: beijingWallTime(paidAt).slice(0, 10), bill_type: 'ALL', tar_type: 'GZIP' }
    const { data } = await sdk.v3.bill.tradebill.get({ params })
    const address = new URL(data.download_url)
    expect((await fetch(address)).status).toBe(401)
    const file = await sdk.v3.billdownload.file.get({
      params: { token: address.searchParams.get('token') },
      responseType: 'arraybuffer',
      transformResponse: [(it: unknown) => it],
    })
    const text = gunzipSync(file.data)
    expect(createHash('sha1').update(text).digest('hex')).toBe(data.hash_value)
    expect(text.toString()).toMatch(/^\uFEFF交易时间,公众账号ID,/)
    expect(text.toString()).toContain(`,\`P01SEED01,`)
    await own.stop()
  })

  it('that breaks leaves the bill unknown', async () => {
    const date = await startDay()
    await payFor(100)
    await untilBills()
    await house.post('/faults', { target: 'wxpay', errorNext: 1 })
    await expect(house.pay.tradeBill(date)).rejects.toMatchObject({ status: 500, unknown: true })
    expect((await house.pay.tradeBill(date)).summary.feeFen).toBe(feeOf(100))
  })

  it('can be seen coming on a page', async () => {
    const page = await (await fetch(`${house.sims.url}/bills`)).text()
    expect(page).toContain('运营账户')
    expect(await (await fetch(house.sims.url)).text()).toContain('href="/bills"')
    const planted = await fetch(`${house.sims.url}/wxpay/dev/bill-changes`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ date: today(), bill: 'trade', kind: 'add', number: 'T-FOREIGN-2', yuan: '12.30' }),
    })
    expect([planted.status, planted.headers.get('location')]).toEqual([303, '/bills'])
    expect(await (await fetch(`${house.sims.url}/bills`)).text()).toContain('T-FOREIGN-2')
  })
})
