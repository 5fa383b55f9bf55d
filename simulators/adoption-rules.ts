import { digitsOf } from './bill-text.ts'
import type { Book } from './book.ts'
import { fen, type PayOrder, PayRefusal, text } from './pay-rules.ts'
import type { PayRefund } from './refund-rules.ts'
import type { PayTransfer } from './transfer-rules.ts'

/** Reads what a seeded world says happened before the simulators were there. Nobody is told of any of it: the merchant knew before we did. */

const wrong = (message: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', message)

function past(value: unknown, name: string, now: Date): string {
  const time = new Date(typeof value === 'string' ? value : Number.NaN)
  if (!(time <= now)) throw wrong(`参数错误：${name} 应为过去的时间`)
  return time.toISOString()
}

export type ToldPayment = {
  out_trade_no?: unknown
  transaction_id?: unknown
  total?: unknown
  openid?: unknown
  scene?: unknown
  paid_at?: unknown
  profit_sharing?: unknown
}

export function adoptedOrder(told: ToldPayment, serial: string, now: Date): PayOrder {
  const at = past(told.paid_at, 'paid_at', now)
  if (told.scene !== 'jsapi' && told.scene !== 'h5') throw wrong('参数错误：scene 应为 jsapi 或 h5')
  const outTradeNo = text(told.out_trade_no, 'out_trade_no', /^[0-9A-Za-z_\-|*]{6,32}$/)
  return {
    outTradeNo,
    tradeType: told.scene === 'jsapi' ? 'JSAPI' : 'MWEB',
    description: '演示数据',
    notifyUrl: '',
    totalFen: fen(told.total, 'total'),
    attach: null,
    openid: told.openid === null ? null : text(told.openid, 'openid', /^o[\w-]{27}$/),
    deviceId: null,
    fingerprint: '',
    prepayId: `adopted ${outTradeNo}`,
    prepayUntil: at,
    h5Token: null,
    h5Until: null,
    timeExpire: at,
    createdAt: at,
    state: 'SUCCESS',
    transactionId: text(told.transaction_id, 'transaction_id', /^\d{8,32}$/),
    paidAt: at,
    profitSharing: told.profit_sharing === true,
    serial,
  }
}

export type ToldRefund = { out_refund_no?: unknown; out_trade_no?: unknown; refund?: unknown; refunded_at?: unknown }

/** `orders` are those known and those told of with it. */
export function adoptedRefund(told: ToldRefund, orders: Book['orders'], now: Date): PayRefund {
  const at = past(told.refunded_at, 'refunded_at', now)
  const outRefundNo = text(told.out_refund_no, 'out_refund_no', /^[0-9A-Za-z_\-|*@]{1,64}$/)
  const order = orders[text(told.out_trade_no, 'out_trade_no', /^[0-9A-Za-z_\-|*]{6,32}$/)]
  const refundFen = fen(told.refund, 'refund')
  if (!order?.paidAt || order.paidAt > at || refundFen > order.totalFen) throw wrong('参数错误：退款与支付单不符')
  return {
    outRefundNo,
    refundId: `50300${digitsOf(outRefundNo, 24)}`,
    outTradeNo: order.outTradeNo,
    refundFen,
    totalFen: order.totalFen,
    notifyUrl: null,
    createdAt: at,
    state: 'SUCCESS',
    succeedsAt: at,
    succeededAt: at,
  }
}

export type ToldTransfer = { out_bill_no?: unknown; openid?: unknown; amount?: unknown; remark?: unknown; transferred_at?: unknown }

export function adoptedTransfer(told: ToldTransfer, serial: string, now: Date): PayTransfer {
  const at = past(told.transferred_at, 'transferred_at', now)
  const outBillNo = text(told.out_bill_no, 'out_bill_no', /^[0-9A-Za-z]{1,32}$/)
  return {
    outBillNo,
    transferBillNo: `13300${digitsOf(outBillNo, 23)}`,
    openid: text(told.openid, 'openid', /^o[\w-]{27}$/),
    userName: null,
    amountFen: fen(told.amount, 'amount'),
    remark: told.remark === undefined ? '演示数据' : text(told.remark, 'remark', /^[\s\S]{1,32}$/),
    sceneId: '1005',
    perception: null,
    notifyUrl: '',
    fingerprint: '',
    packageInfo: `adopted ${outBillNo}`,
    state: 'SUCCESS',
    failReason: null,
    createdAt: at,
    updatedAt: at,
    dueAt: null,
    failsWith: null,
    stuck: false,
    serial,
  }
}

export type ToldTopUp = { number?: unknown; amount?: unknown; paid_at?: unknown }

export const adoptedTopUp = (told: ToldTopUp, now: Date): Book['topUps'][number] => ({
  number: text(told.number, 'number', /^[0-9A-Za-z_-]{1,64}$/),
  amountFen: fen(told.amount, 'amount'),
  at: past(told.paid_at, 'paid_at', now),
})
