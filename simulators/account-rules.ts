import type { FundAccount } from '@lianka/wechat/bills'
import type { Book } from './book.ts'
import { feeOf, feeReturned } from './fee-rules.ts'
import type { PayRefund } from './refund-rules.ts'
import { cameBack } from './transfer-rules.ts'

/** The merchant's accounts, told from what happened: there is no second record that could disagree with the first. */

export type Flow = {
  at: string
  account: FundAccount
  name: string
  type: string
  direction: 'in' | 'out'
  amountFen: number
  /** WeChat's number. */
  businessNo: string
  /** The merchant's own number. */
  voucherNo: string
}

export type TopUp = { number: string; amountFen: number; at: string }

const flow = (account: FundAccount, direction: Flow['direction'], words: [name: string, type: string]) => {
  const [name, type] = words
  return (at: string, amountFen: number, businessNo: string, voucherNo: string): Flow => ({
    at,
    account,
    name,
    type,
    direction,
    amountFen,
    businessNo,
    voucherNo,
  })
}

const payment = flow('BASIC', 'in', ['交易', '交易'])
const fee = flow('BASIC', 'out', ['交易', '扣除交易手续费'])
const refund = flow('BASIC', 'out', ['退款', '退款'])
const feeBack = flow('BASIC', 'in', ['退款', '退还交易手续费'])
const split = flow('BASIC', 'out', ['分账', '分账'])
const topUp = flow('OPERATION', 'in', ['充值', '充值'])
const transfer = flow('OPERATION', 'out', ['商家转账', '转账'])
const transferBack = flow('OPERATION', 'in', ['商家转账', '转账退回'])

/** Refunds whose money has gone, with the fee that each brought back. */
export function settledRefunds(book: Pick<Book, 'refunds'>): (PayRefund & { succeededAt: string; feeBackFen: number })[] {
  const before = new Map<string, number>()
  return Object.values(book.refunds)
    .filter((it): it is PayRefund & { succeededAt: string } => it.succeededAt !== null)
    .sort((a, b) => a.succeededAt.localeCompare(b.succeededAt) || a.refundId.localeCompare(b.refundId))
    .map((it) => {
      const refundedBefore = before.get(it.outTradeNo) ?? 0
      before.set(it.outTradeNo, refundedBefore + it.refundFen)
      return { ...it, feeBackFen: feeReturned(it.totalFen, refundedBefore, it.refundFen) }
    })
}

export type AccountBook = Pick<Book, 'orders' | 'refunds' | 'transfers' | 'sharings' | 'topUps'>

function basicFlows(book: AccountBook): Flow[] {
  const paid = Object.values(book.orders).flatMap((it) =>
    it.paidAt && it.transactionId
      ? [
          payment(it.paidAt, it.totalFen, it.transactionId, it.outTradeNo),
          fee(it.paidAt, feeOf(it.totalFen), it.transactionId, it.outTradeNo),
        ]
      : [],
  )
  const refunded = settledRefunds(book).flatMap((it) => [
    refund(it.succeededAt, it.refundFen, it.refundId, it.outRefundNo),
    feeBack(it.succeededAt, it.feeBackFen, it.refundId, it.outRefundNo),
  ])
  const shared = Object.values(book.sharings).flatMap((it) =>
    it.kind === 'share' && it.finishedAt
      ? it.parts
          .filter((part) => part.result === 'SUCCESS')
          .map((part) => split(it.finishedAt ?? it.createdAt, part.amountFen, part.detailId, it.outOrderNo))
      : [],
  )
  return [...paid, ...refunded, ...shared]
}

/** A transfer takes the money when it is asked for, since it is locked from then on; one that fails brings it back. */
const operationFlows = (book: AccountBook): Flow[] => [
  ...book.topUps.map((it) => topUp(it.at, it.amountFen, it.number, it.number)),
  ...Object.values(book.transfers).flatMap((it) => [
    transfer(it.createdAt, it.amountFen, it.transferBillNo, it.outBillNo),
    ...(cameBack(it) ? [transferBack(it.updatedAt, it.amountFen, it.transferBillNo, it.outBillNo)] : []),
  ]),
]

/** In order of time; movements of nothing are left out. */
export const flowsOf = (book: AccountBook, account: FundAccount): Flow[] =>
  (account === 'BASIC' ? basicFlows(book) : account === 'OPERATION' ? operationFlows(book) : [])
    .filter((it) => it.amountFen > 0)
    .sort((a, b) => a.at.localeCompare(b.at))

export const balanceOf = (flows: readonly Flow[]): number =>
  flows.reduce((sum, it) => sum + (it.direction === 'in' ? it.amountFen : -it.amountFen), 0)

/** What transfers can take now; cheaper than all movements, since it is asked with each of them. */
export const operationFen = (book: Pick<Book, 'transfers' | 'topUps'>): number =>
  book.topUps.reduce((sum, it) => sum + it.amountFen, 0) -
  Object.values(book.transfers).reduce((sum, it) => (cameBack(it) ? sum : sum + it.amountFen), 0)
