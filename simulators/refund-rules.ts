import type { Refund, RefundNotice } from '@lianka/wechat/pay-messages'
import { beijingTime } from '@lianka/wechat/time'
import {
  dayDigits,
  digits,
  fen,
  findByTransaction,
  findOrder,
  type Merchant,
  notifyUrl,
  type Orders,
  type PayOrder,
  PayRefusal,
  plus,
  text,
} from './pay-rules.ts'
import { isFrozen, type Sharings, sharedFen } from './sharing-rules.ts'
import { day, minute } from './virtual-clock.ts'

/** The state machine of WeChat Pay's refunds: accepted at once, paid back a little later. */

export type PayRefund = {
  outRefundNo: string
  refundId: string
  outTradeNo: string
  refundFen: number
  totalFen: number
  notifyUrl: string | null
  createdAt: string
  state: 'PROCESSING' | 'SUCCESS'
  succeedsAt: string
  succeededAt: string | null
}

type Refunds = Record<string, PayRefund>

const refundTakesMs = 3000
const partialsApartMs = minute

export type RefundRequest = {
  transaction_id?: unknown
  out_trade_no?: unknown
  out_refund_no?: unknown
  notify_url?: unknown
  reason?: unknown
  amount?: { refund?: unknown; total?: unknown; currency?: unknown }
}

function checkRoom(refunds: PayRefund[], order: PayOrder, refundFen: number, now: Date): void {
  const given = refunds.reduce((sum, it) => sum + it.refundFen, 0)
  if (given + refundFen > order.totalFen) throw new PayRefusal(400, 'INVALID_REQUEST', '退款金额超过订单可退金额')
  if (refunds.length >= 50) throw new PayRefusal(403, 'RULE_LIMIT', '一笔订单最多部分退款 50 次')
  const last = Math.max(0, ...refunds.map((it) => Date.parse(it.createdAt)))
  if (now.getTime() - last < partialsApartMs) throw new PayRefusal(429, 'FREQUENCY_LIMITED', '同一订单的两次退款需间隔 1 分钟')
  if (order.paidAt && now.getTime() - Date.parse(order.paidAt) > 365 * day)
    throw new PayRefusal(400, 'INVALID_REQUEST', '订单超过一年，不能退款')
}

/** While an order is frozen it is refunded out of what was not shared; afterwards out of the merchant's own money. */
function checkFrozen(sharings: Sharings, refunds: PayRefund[], order: PayOrder, refundFen: number, now: Date): void {
  if (!isFrozen(sharings, order, now)) return
  const given = refunds.reduce((sum, it) => sum + it.refundFen, 0)
  if (given + refundFen > order.totalFen - sharedFen(sharings, order))
    throw new PayRefusal(400, 'INVALID_REQUEST', '退款金额超过订单未分账金额，请先解冻剩余资金再退款')
}

export type RefundBooks = { orders: Orders; refunds: Refunds; sharings: Sharings }

export function requestRefund({ orders, refunds, sharings }: RefundBooks, request: RefundRequest, now: Date): PayRefund {
  const outRefundNo = text(request.out_refund_no, 'out_refund_no', /^[0-9A-Za-z_\-|*@]{1,64}$/)
  const order =
    typeof request.transaction_id === 'string'
      ? findByTransaction(orders, request.transaction_id)
      : findOrder(orders, String(request.out_trade_no))
  const refundFen = fen(request.amount?.refund, 'amount.refund')
  const totalFen = fen(request.amount?.total, 'amount.total')
  if (request.reason !== undefined) text(request.reason, 'reason', /^[\s\S]{1,80}$/)
  if (totalFen !== order.totalFen) throw new PayRefusal(400, 'INVALID_REQUEST', '订单金额与原订单不一致')
  const existing = refunds[outRefundNo]
  if (existing) {
    if (existing.outTradeNo !== order.outTradeNo || existing.refundFen !== refundFen) {
      throw new PayRefusal(400, 'INVALID_REQUEST', '商户退款单号重复，且参数与首次不一致')
    }
    return existing
  }
  if (order.state !== 'SUCCESS' && order.state !== 'REFUND') throw new PayRefusal(403, 'TRADE_ERROR', '订单未支付，不能退款')
  const before = Object.values(refunds).filter((it) => it.outTradeNo === order.outTradeNo)
  checkRoom(before, order, refundFen, now)
  checkFrozen(sharings, before, order, refundFen, now)
  const refund: PayRefund = {
    outRefundNo,
    refundId: `50300${dayDigits(now)}${digits(16)}`,
    outTradeNo: order.outTradeNo,
    refundFen,
    totalFen,
    notifyUrl: request.notify_url === undefined ? null : notifyUrl(request.notify_url),
    createdAt: now.toISOString(),
    state: 'PROCESSING',
    succeedsAt: plus(now, refundTakesMs),
    succeededAt: null,
  }
  refunds[outRefundNo] = refund
  order.state = 'REFUND'
  return refund
}

/** The refunds whose money has arrived by now. */
export function settleRefunds(refunds: Refunds, now: Date): PayRefund[] {
  const settled = Object.values(refunds).filter((it) => it.state === 'PROCESSING' && it.succeedsAt <= now.toISOString())
  for (const refund of settled) {
    refund.state = 'SUCCESS'
    refund.succeededAt = now.toISOString()
  }
  return settled
}

const refundAmount = (it: PayRefund) => ({ total: it.totalFen, refund: it.refundFen, payer_total: it.totalFen, payer_refund: it.refundFen })

export const toRefund = (it: PayRefund, order: PayOrder): Refund => ({
  refund_id: it.refundId,
  out_refund_no: it.outRefundNo,
  transaction_id: order.transactionId ?? '',
  out_trade_no: it.outTradeNo,
  channel: 'ORIGINAL',
  user_received_account: '支付用户零钱',
  create_time: beijingTime(new Date(it.createdAt)),
  status: it.state,
  amount: { ...refundAmount(it), currency: 'CNY' },
  ...(it.succeededAt ? { success_time: beijingTime(new Date(it.succeededAt)) } : {}),
})

export const toRefundNotice = (it: PayRefund, order: PayOrder, merchant: Merchant): RefundNotice => ({
  mchid: merchant.mchid,
  out_trade_no: it.outTradeNo,
  transaction_id: order.transactionId ?? '',
  out_refund_no: it.outRefundNo,
  refund_id: it.refundId,
  refund_status: it.state,
  user_received_account: '支付用户零钱',
  amount: refundAmount(it),
  ...(it.succeededAt ? { success_time: beijingTime(new Date(it.succeededAt)) } : {}),
})
