import type { FundAccount } from '@lianka/wechat/bills'
import { beijingWallTime } from '@lianka/wechat/time'
import { type AccountBook, flowsOf, settledRefunds } from './account-rules.ts'
import {
  type BillMerchant,
  digitsOf,
  type FlowRow,
  feeYuan,
  file,
  flowColumns,
  flowLine,
  flowSums,
  line,
  type TradeRow,
  tradeColumns,
  tradeLine,
  tradeSums,
  yuan,
} from './bill-text.ts'
import { feeOf } from './fee-rules.ts'
import { PayRefusal } from './pay-rules.ts'
import { day, hour } from './virtual-clock.ts'

/** The bills of a day of Beijing, made from the book each time they are asked for, with the differences that were planted. */

export type BillName = 'trade' | FundAccount

/**
 * `number` is ours: of a payment, or of a refund, transfer or share. `drop` leaves its rows out, `add` puts in a payment (or a movement) that
 * never was, the others write another amount: `amount` of the payment or movement, `fee` of the payment, `refund` of the refund.
 */
export type BillChange = { bill: BillName; date: string; kind: 'drop' | 'add' | 'amount' | 'fee' | 'refund'; number: string; fen: number }

export const changeKinds = ['drop', 'add', 'amount', 'fee', 'refund'] as const

const dateOf = (at: string): string => beijingWallTime(new Date(at)).slice(0, 10)

/** A payment on the day it was made, a refund on the day its money went. */
function tradeRows(book: AccountBook, date: string): TradeRow[] {
  const noRefund = { refundId: '0', outRefundNo: '0', refundFen: 0 }
  const identity = (outTradeNo: string) => {
    const order = book.orders[outTradeNo]
    return {
      transactionId: order?.transactionId ?? '',
      outTradeNo,
      openid: order?.openid ?? '',
      tradeType: order?.tradeType ?? '',
      description: order?.description ?? '',
      attach: order?.attach ?? '',
    }
  }
  const paid = Object.values(book.orders)
    .filter((it) => it.paidAt && dateOf(it.paidAt) === date)
    .map((it): TradeRow => {
      const sums = { totalFen: it.totalFen, feeFen: feeOf(it.totalFen), ...noRefund }
      return { at: it.paidAt ?? '', state: 'SUCCESS', ...identity(it.outTradeNo), ...sums }
    })
  const refunded = settledRefunds(book)
    .filter((it) => dateOf(it.succeededAt) === date)
    .map((it): TradeRow => {
      const { refundId, outRefundNo, refundFen } = it
      const sums = { totalFen: 0, feeFen: -it.feeBackFen, refundId, outRefundNo, refundFen }
      return { at: it.succeededAt, state: 'REFUND', ...identity(it.outTradeNo), ...sums }
    })
  return [...paid, ...refunded].sort((a, b) => a.at.localeCompare(b.at))
}

const foreignTrade = ({ date, number, fen }: BillChange): TradeRow => ({
  at: new Date(`${date}T12:00:00+08:00`).toISOString(),
  state: 'SUCCESS',
  transactionId: `42009${digitsOf(number, 23)}`,
  outTradeNo: number,
  openid: '',
  tradeType: 'JSAPI',
  totalFen: fen,
  refundId: '0',
  outRefundNo: '0',
  refundFen: 0,
  feeFen: feeOf(fen),
  description: '模拟差错',
  attach: '',
})

function changeTrade(rows: TradeRow[], change: BillChange): TradeRow[] {
  const { kind, number, fen } = change
  const isPayment = (it: TradeRow): boolean => it.state === 'SUCCESS' && it.outTradeNo === number
  const isRefund = (it: TradeRow): boolean => it.state === 'REFUND' && it.outRefundNo === number
  switch (kind) {
    case 'drop':
      return rows.filter((it) => !isPayment(it) && !isRefund(it))
    case 'add':
      return [...rows, foreignTrade(change)]
    case 'amount':
      return rows.map((it) => (isPayment(it) ? { ...it, totalFen: fen } : it))
    case 'fee':
      return rows.map((it) => (isPayment(it) ? { ...it, feeFen: fen } : it))
    case 'refund':
      return rows.map((it) => (isRefund(it) ? { ...it, refundFen: fen } : it))
  }
}

/** undefined when nothing happened on that day. */
export function tradeBill(book: AccountBook, changes: readonly BillChange[], date: string, merchant: BillMerchant): string | undefined {
  const planted = changes.filter((it) => it.bill === 'trade' && it.date === date)
  const rows = planted.reduce(changeTrade, tradeRows(book, date))
  if (rows.length === 0) return undefined
  const sum = (of: (row: TradeRow) => number): number => rows.reduce((total, it) => total + of(it), 0)
  const total = yuan(sum((it) => it.totalFen))
  const refunded = yuan(sum((it) => it.refundFen))
  return file([
    tradeColumns,
    ...rows.map((it) => tradeLine(it, merchant)),
    tradeSums,
    line([String(rows.length), total, refunded, '0.00', feeYuan(sum((it) => it.feeFen)), total, refunded]),
  ])
}

function flowRows(book: AccountBook, account: FundAccount, date: string): FlowRow[] {
  let balanceFen = 0
  const rows: FlowRow[] = []
  for (const it of flowsOf(book, account)) {
    balanceFen += it.direction === 'in' ? it.amountFen : -it.amountFen
    if (dateOf(it.at) === date) rows.push({ ...it, balanceFen })
  }
  return rows
}

function changeFlow(rows: FlowRow[], { kind, number, fen, date, bill }: BillChange): FlowRow[] {
  if (kind === 'drop') return rows.filter((it) => it.voucherNo !== number)
  if (kind === 'amount') return rows.map((it) => (it.voucherNo === number ? { ...it, amountFen: fen } : it))
  if (kind !== 'add') return rows
  const foreign: FlowRow = {
    at: new Date(`${date}T12:00:00+08:00`).toISOString(),
    account: bill === 'trade' ? 'BASIC' : bill,
    name: '模拟差错',
    type: '模拟差错',
    direction: 'out',
    amountFen: fen,
    businessNo: digitsOf(number, 28),
    voucherNo: number,
    balanceFen: (rows.at(-1)?.balanceFen ?? 0) - fen,
  }
  return [...rows, foreign]
}

export function fundFlowBill(
  book: AccountBook,
  changes: readonly BillChange[],
  date: string,
  account: FundAccount,
  mchid: string,
): string | undefined {
  const planted = changes.filter((it) => it.bill === account && it.date === date)
  const rows = planted.reduce(changeFlow, flowRows(book, account, date))
  if (rows.length === 0) return undefined
  const of = (direction: 'in' | 'out'): string[] => {
    const them = rows.filter((it) => it.direction === direction)
    return [String(them.length), yuan(them.reduce((sum, it) => sum + it.amountFen, 0))]
  }
  return file([flowColumns, ...rows.map((it) => flowLine(it, mchid)), flowSums, line([String(rows.length), ...of('in'), ...of('out')])])
}

const keptForMs = 92 * day

/** Why there is no bill of that day now: too early, too old, or no day at all. */
export function checkBillDate(date: unknown, now: Date): string {
  const start = typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00+08:00`) : Number.NaN
  if (Number.isNaN(start)) throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：bill_date 应为 yyyy-MM-dd')
  const age = now.getTime() - start
  if (age < day) throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：bill_date 应早于今天')
  if (age < day + 10 * hour) throw new PayRefusal(400, 'STATEMENT_CREATING', '账单生成中，请在次日 10 点后再下载')
  if (age > keptForMs) throw new PayRefusal(400, 'PARAM_ERROR', '参数错误：只能下载三个月以内的账单')
  return date as string
}
