import { createHash } from 'node:crypto'
import { beijingWallTime } from '@lianka/wechat/time'
import type { Flow } from './account-rules.ts'
import { feeBps } from './fee-rules.ts'

/** Bills as WeChat Pay writes them: BOM, header, rows, then the header and the row of the sums. */

export type TradeRow = {
  at: string
  state: 'SUCCESS' | 'REFUND'
  transactionId: string
  outTradeNo: string
  openid: string
  tradeType: string
  totalFen: number
  refundId: string
  outRefundNo: string
  refundFen: number
  /** Negative where it comes back. */
  feeFen: number
  description: string
  attach: string
}

export type FlowRow = Flow & { balanceFen: number }

export type BillMerchant = { appid: string; mchid: string }

/** The same number is the same digits in every bill. */
export const digitsOf = (text: string, count: number): string =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString()
    .slice(-count)

export function yuan(fen: number): string {
  const size = Math.abs(fen)
  return `${fen < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}

/** WeChat Pay writes fees with five places, though they are whole fen. */
export const feeYuan = (fen: number): string => `${yuan(fen)}000`

/** A backtick before each field keeps spreadsheets from turning numbers into floats. Nothing is quoted. */
export const line = (fields: readonly string[]): string => fields.map((it) => `\`${it.replace(/[\r\n`]+/g, ' ')}`).join(',')

export const tradeColumns =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
export const tradeSums = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
export const flowColumns =
  '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号'
export const flowSums = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额'

export const file = (lines: string[]): string => `\uFEFF${lines.join('\r\n')}\r\n`

export function tradeLine(it: TradeRow, { appid, mchid }: BillMerchant): string {
  const isRefund = it.state === 'REFUND'
  return line([
    beijingWallTime(new Date(it.at)),
    appid,
    mchid,
    '0',
    '',
    it.transactionId,
    it.outTradeNo,
    it.openid,
    it.tradeType,
    it.state,
    'OTHERS',
    'CNY',
    yuan(it.totalFen),
    '0.00',
    it.refundId,
    it.outRefundNo,
    yuan(it.refundFen),
    '0.00',
    isRefund ? 'ORIGINAL' : '',
    isRefund ? 'SUCCESS' : '',
    it.description,
    it.attach,
    feeYuan(it.feeFen),
    `${yuan(feeBps)}%`,
    yuan(it.totalFen),
    yuan(it.refundFen),
    '',
  ])
}

export const flowLine = (it: FlowRow, mchid: string): string =>
  line([
    beijingWallTime(new Date(it.at)),
    it.businessNo,
    digitsOf(`${it.account} ${it.type} ${it.businessNo}`, 28),
    it.name,
    it.type,
    it.direction === 'in' ? '收入' : '支出',
    yuan(it.amountFen),
    yuan(it.balanceFen),
    it.direction === 'out' && it.name !== '交易' ? `${mchid}API` : 'system',
    '',
    it.voucherNo,
  ])
