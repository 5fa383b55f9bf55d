import { describe, expect, it } from 'vitest'
import { bpsOfPercent, fenOfYuan, readTradeBill } from './bill-text.ts'

describe('an amount of a bill', () => {
  it.each([
    ['0', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['29.90', 2990],
    ['0.06000', 6],
    ['-0.06000', -6],
    ['-0.00', 0],
    ['90071992547.40', 9_007_199_254_740],
  ])('%s yuan is read exactly', (text, fen) => expect(fenOfYuan(text)).toBe(fen))

  it.each(['', '1.', '.5', '0.001', '0.00600', '1e3', '1,000.00', '¥1'])('"%s" is none', (text) =>
    expect(() => fenOfYuan(text)).toThrow('an amount that is none'),
  )

  it('a rate is percent', () => expect([bpsOfPercent('0.60%'), bpsOfPercent('1%')]).toEqual([60, 100]))
})

const columns =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const sums =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n`1,`0.01,`0.00,`0.00,`0.00000,`0.01,`0.00\r\n'
const row = (name: string): string =>
  `\`2026-12-03 14:05:00,\`wx00000000000000aa,\`1900000109,\`0,\`,\`4200026112000001,\`T20261203001,\`oLiming,\`JSAPI,\`SUCCESS,\`OTHERS,\`CNY,\`0.01,\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`${name},\`,\`0.00000,\`0.60%,\`0.01,\`0.00,\``

describe('a trade bill', () => {
  it('is told apart by comma and backtick, so that names may hold commas and quotes', () => {
    const bill = readTradeBill(`\uFEFF${columns}\r\n${row('"甜", 脐橙, 5 斤')}\r\n${sums}`)
    expect(bill.rows).toMatchObject([
      { at: new Date('2026-12-03T06:05:00Z'), outTradeNo: 'T20261203001', description: '"甜", 脐橙, 5 斤', totalFen: 1, refundId: null },
    ])
    expect(bill.summary).toMatchObject({ count: 1, totalFen: 1, feeFen: 0 })
  })

  it('may be empty', () => expect(readTradeBill(`${columns}\r\n${sums}`).rows).toEqual([]))

  it('is refused when it was cut off or lacks a column', () => {
    expect(() => readTradeBill(`${columns}\r\n${row('脐橙')}\r\n`)).toThrow('without its sums')
    expect(() => readTradeBill(`${columns}\r\n${row('脐橙').slice(0, -30)}\r\n${sums}`)).toThrow()
    expect(() => readTradeBill(`${columns.replace('订单金额,申请', '金额,申请')}\r\n${row('脐橙')}\r\n${sums}`)).toThrow(
      'lacks the column 订单金额',
    )
  })
})
