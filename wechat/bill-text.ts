import { parse } from 'csv-parse/sync'
import { fromBeijingWallTime } from './time.ts'

/** The text of WeChat Pay's bills: a header, rows whose every field begins with a backtick, then the same for one row of sums. Amounts are yuan. */

export type TradeBillRow = {
  /** Of a payment, when it was paid; of a refund, when it was refunded. */
  at: Date
  state: 'SUCCESS' | 'REFUND' | 'REVOKED'
  transactionId: string
  outTradeNo: string
  openid: string
  tradeType: string
  /** 应结订单金额 */
  settledFen: number
  /** 订单金额; zero in the row of a refund. */
  totalFen: number
  couponFen: number
  /** null in the row of a payment. */
  refundId: string | null
  outRefundNo: string | null
  refundFen: number
  requestedRefundFen: number
  refundState: string
  /** Negative where a fee comes back. */
  feeFen: number
  feeBps: number
  description: string
  attach: string
}

export type TradeBill = {
  rows: TradeBillRow[]
  summary: { count: number; settledFen: number; refundFen: number; feeFen: number; totalFen: number; requestedRefundFen: number }
}

export type FundFlowRow = {
  at: Date
  /** 微信支付业务单号: WeChat's number of the payment, refund, transfer or split. */
  businessNo: string
  /** 资金流水单号, one per movement. */
  flowNo: string
  name: string
  type: string
  direction: 'in' | 'out'
  amountFen: number
  balanceFen: number
  submittedBy: string
  remark: string
  /** 业务凭证号 */
  voucherNo: string
}

export type FundFlowBill = {
  rows: FundFlowRow[]
  summary: { count: number; inCount: number; inFen: number; outCount: number; outFen: number }
}

type Row = Record<string, string>

/** `12.30`, `-0.07` or `0.06000`, without a float in between. A part of a fen is an error: no money of ours has one. */
export function fenOfYuan(text: string): number {
  const [, sign, whole, part = ''] = /^(-?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`A bill names an amount that is none: ${text}`)
  const fen = Number(whole) * 100 + Number(part.padEnd(2, '0'))
  return sign && fen !== 0 ? -fen : fen
}

/** `0.60%` is 60. */
export const bpsOfPercent = (text: string): number => fenOfYuan(text.replace(/%$/, ''))

/**
 * A product's name may hold a comma and is not quoted, so fields are told apart by comma and backtick together; a header has no backticks.
 */
function readSections(text: string): Row[][] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean)
  const sections: { header: string[]; lines: string[] }[] = []
  for (const line of lines) {
    if (line.startsWith('`')) sections.at(-1)?.lines.push(line.slice(1))
    else sections.push({ header: parse(line)[0] as string[], lines: [] })
  }
  return sections.map(({ header, lines: rows }) => parse(rows.join('\n'), { columns: header, delimiter: ',`', quote: false }))
}

function field(row: Row, name: string): string {
  const value = row[name]
  if (value === undefined) throw new Error(`A bill lacks the column ${name}`)
  return value
}

const fen = (row: Row, name: string): number => fenOfYuan(field(row, name))

/** Old bills write 0 where there is no number, newer ones nothing. */
const numberOrNull = (row: Row, name: string): string | null => {
  const value = field(row, name)
  return value === '' || value === '0' ? null : value
}

const toTradeRow = (row: Row): TradeBillRow => ({
  at: fromBeijingWallTime(field(row, '交易时间')),
  state: field(row, '交易状态') as TradeBillRow['state'],
  transactionId: field(row, '微信订单号'),
  outTradeNo: field(row, '商户订单号'),
  openid: field(row, '用户标识'),
  tradeType: field(row, '交易类型'),
  settledFen: fen(row, '应结订单金额'),
  totalFen: fen(row, '订单金额'),
  couponFen: fen(row, '代金券金额'),
  refundId: numberOrNull(row, '微信退款单号'),
  outRefundNo: numberOrNull(row, '商户退款单号'),
  refundFen: fen(row, '退款金额'),
  requestedRefundFen: fen(row, '申请退款金额'),
  refundState: field(row, '退款状态'),
  feeFen: fen(row, '手续费'),
  feeBps: bpsOfPercent(field(row, '费率')),
  description: field(row, '商品名称'),
  attach: field(row, '商户数据包'),
})

const toFundFlowRow = (row: Row): FundFlowRow => ({
  at: fromBeijingWallTime(field(row, '记账时间')),
  businessNo: field(row, '微信支付业务单号'),
  flowNo: field(row, '资金流水单号'),
  name: field(row, '业务名称'),
  type: field(row, '业务类型'),
  direction: field(row, '收支类型') === '收入' ? 'in' : 'out',
  amountFen: fen(row, '收支金额(元)'),
  balanceFen: fen(row, '账户结余(元)'),
  submittedBy: field(row, '资金变更提交申请人'),
  remark: field(row, '备注'),
  voucherNo: field(row, '业务凭证号'),
})

function sumsOf(sections: Row[][]): Row {
  const sums = sections[1]?.[0]
  // A bill that ends before its sums was cut off, and what is missing cannot be told.
  if (!sums) throw new Error('A bill ends without its sums')
  return sums
}

export function readTradeBill(text: string): TradeBill {
  const sections = readSections(text)
  const sums = sumsOf(sections)
  return {
    rows: (sections[0] ?? []).map(toTradeRow),
    summary: {
      count: Number(field(sums, '总交易单数')),
      settledFen: fen(sums, '应结订单总金额'),
      refundFen: fen(sums, '退款总金额'),
      feeFen: fen(sums, '手续费总金额'),
      totalFen: fen(sums, '订单总金额'),
      requestedRefundFen: fen(sums, '申请退款总金额'),
    },
  }
}

export function readFundFlowBill(text: string): FundFlowBill {
  const sections = readSections(text)
  const sums = sumsOf(sections)
  return {
    rows: (sections[0] ?? []).map(toFundFlowRow),
    summary: {
      count: Number(field(sums, '资金流水总笔数')),
      inCount: Number(field(sums, '收入笔数')),
      inFen: fen(sums, '收入金额'),
      outCount: Number(field(sums, '支出笔数')),
      outFen: fen(sums, '支出金额'),
    },
  }
}
