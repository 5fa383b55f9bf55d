import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from '@lianka/wechat/pay-messages'
import { beijingTime } from '@lianka/wechat/time'
import { day, hour, minute } from './virtual-clock.ts'

/** The state machine of WeChat Pay's orders. It knows neither HTTP nor signatures; time comes in as an argument. */

export type OrderRequest = {
  appid?: unknown
  mchid?: unknown
  description?: unknown
  out_trade_no?: unknown
  notify_url?: unknown
  time_expire?: unknown
  attach?: unknown
  amount?: { total?: unknown; currency?: unknown }
  payer?: { openid?: unknown }
  settle_info?: { profit_sharing?: unknown }
  scene_info?: { payer_client_ip?: unknown; device_id?: unknown; h5_info?: { type?: unknown } }
}

export type PayOrder = {
  outTradeNo: string
  tradeType: 'JSAPI' | 'MWEB'
  description: string
  notifyUrl: string
  totalFen: number
  attach: string | null
  /** JSAPI: who must pay. H5: filled in by who paid. */
  openid: string | null
  deviceId: string | null
  /** Two requests with the same fingerprint are the same order. */
  fingerprint: string
  /** The newest one counts; it opens the cashier for two hours. */
  prepayId: string
  prepayUntil: string
  h5Token: string | null
  h5Until: string | null
  timeExpire: string
  createdAt: string
  state: 'NOTPAY' | 'PAYERROR' | 'SUCCESS' | 'REFUND' | 'CLOSED'
  transactionId: string | null
  paidAt: string | null
  /** Fixed when it is placed; absent in books of before. */
  profitSharing?: boolean
  /** Which of the platform's keys this merchant wants notices signed with. */
  serial: string
}

/** Said to the merchant as `{code, message}` under the HTTP status. */
export class PayRefusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export type Orders = Record<string, PayOrder>

const prepayLifeMs = 2 * hour
const h5LifeMs = 5 * minute

export const digits = (count: number): string => Array.from(randomBytes(count), (byte) => byte % 10).join('')
export const plus = (time: Date, ms: number): string => new Date(time.getTime() + ms).toISOString()
export const dayDigits = (time: Date): string => beijingTime(time).slice(0, 10).replaceAll('-', '')

const wrong = (message: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', message)

export function text(value: unknown, name: string, pattern: RegExp): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw wrong(`参数错误：${name} 不符合规则`)
  return value
}

export function fen(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw wrong(`参数错误：${name} 应为大于 0 的整数（分）`)
  return value as number
}

/** Real merchants need https; http is let through because a developer's server has no certificate. A query is refused as in reality. */
export const notifyUrl = (value: unknown): string => text(value, 'notify_url', /^https?:\/\/[^\s?#]{1,250}$/)

function expiryOf(value: unknown, now: Date): string {
  if (value === undefined) return plus(now, 7 * day)
  const time = new Date(text(value, 'time_expire', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/))
  const left = time.getTime() - now.getTime()
  if (!(left >= minute && left <= 90 * day)) throw wrong('参数错误：time_expire 距现在应不少于 1 分钟、不多于 90 天')
  return time.toISOString()
}

/** Expiry is fixed by the first request and the caller's address may change, so neither makes it another order. */
function fingerprint(request: OrderRequest, tradeType: string): string {
  const { scene_info: _scene, time_expire: _expiry, ...rest } = request
  const sorted = Object.entries(rest).sort(([a], [b]) => a.localeCompare(b))
  return createHash('sha256')
    .update(JSON.stringify([tradeType, sorted]))
    .digest('hex')
}

export type Merchant = { appid: string; mchid: string; serial: string }

function checkMerchant(request: OrderRequest, merchant: Merchant): void {
  if (request.mchid !== merchant.mchid) throw new PayRefusal(400, 'MCH_NOT_EXISTS', '商户号不存在，或与签名的商户不一致')
  if (request.appid !== merchant.appid) throw new PayRefusal(400, 'APPID_MCHID_NOT_MATCH', '商户号与 appid 不匹配')
}

function newOrder(
  request: OrderRequest,
  tradeType: PayOrder['tradeType'],
  serial: string,
  now: Date,
): Omit<PayOrder, 'prepayId' | 'prepayUntil' | 'h5Token' | 'h5Until'> {
  if (request.amount?.currency !== undefined && request.amount.currency !== 'CNY') throw wrong('参数错误：amount.currency 只支持 CNY')
  if (tradeType === 'MWEB') {
    text(request.scene_info?.payer_client_ip, 'scene_info.payer_client_ip', /^[\d.a-fA-F:]{3,45}$/)
    text(request.scene_info?.h5_info?.type, 'scene_info.h5_info.type', /^(iOS|Android|Wap)$/i)
  }
  return {
    outTradeNo: text(request.out_trade_no, 'out_trade_no', /^[0-9A-Za-z_\-|*]{6,32}$/),
    tradeType,
    description: text(request.description, 'description', /^[\s\S]{1,127}$/),
    notifyUrl: notifyUrl(request.notify_url),
    totalFen: fen(request.amount?.total, 'amount.total'),
    attach: request.attach === undefined ? null : text(request.attach, 'attach', /^[\s\S]{1,128}$/),
    openid: tradeType === 'JSAPI' ? text(request.payer?.openid, 'payer.openid', /^o[\w-]{27}$/) : null,
    deviceId: typeof request.scene_info?.device_id === 'string' ? request.scene_info.device_id : null,
    fingerprint: fingerprint(request, tradeType),
    timeExpire: expiryOf(request.time_expire, now),
    createdAt: now.toISOString(),
    state: 'NOTPAY',
    transactionId: null,
    paidAt: null,
    profitSharing: request.settle_info?.profit_sharing === true,
    serial,
  }
}

/** A repeated request gets a fresh prepay id; a different one under the same number is refused. */
export function placeOrder(
  orders: Orders,
  request: OrderRequest,
  tradeType: PayOrder['tradeType'],
  merchant: Merchant,
  now: Date,
): PayOrder {
  checkMerchant(request, merchant)
  const existing = typeof request.out_trade_no === 'string' ? orders[request.out_trade_no] : undefined
  if (existing) {
    if (existing.state === 'CLOSED') throw new PayRefusal(400, 'ORDER_CLOSED', '订单已关闭，请重新下单')
    if (existing.state === 'SUCCESS' || existing.state === 'REFUND') throw new PayRefusal(400, 'ORDERPAID', '该订单已支付')
    if (existing.fingerprint !== fingerprint(request, tradeType))
      throw new PayRefusal(403, 'OUT_TRADE_NO_USED', '商户订单号重复，且下单参数与首次不一致')
    if (existing.timeExpire <= now.toISOString()) throw wrong('参数错误：订单已过 time_expire')
  }
  const opened = {
    prepayId: `wx${dayDigits(now)}${digits(18)}`,
    prepayUntil: plus(now, prepayLifeMs),
    h5Token: tradeType === 'MWEB' ? randomBytes(16).toString('hex') : null,
    h5Until: tradeType === 'MWEB' ? plus(now, h5LifeMs) : null,
    serial: merchant.serial,
  }
  const order: PayOrder = { ...(existing ?? newOrder(request, tradeType, merchant.serial, now)), ...opened }
  orders[order.outTradeNo] = order
  return order
}

export function findOrder(orders: Orders, outTradeNo: string): PayOrder {
  const order = orders[outTradeNo]
  if (!order) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在')
  return order
}

export function findByTransaction(orders: Orders, transactionId: string): PayOrder {
  const order = Object.values(orders).find((it) => it.transactionId === transactionId)
  if (!order) throw new PayRefusal(404, 'ORDER_NOT_EXIST', '订单不存在')
  return order
}

/** Why the cashier would not take money now; undefined when it would. */
export function whyNotPayable(order: PayOrder, now: Date): string | undefined {
  const time = now.toISOString()
  if (order.state === 'SUCCESS' || order.state === 'REFUND') return '订单已支付'
  if (order.state === 'CLOSED') return '订单已关闭'
  if (order.timeExpire <= time) return '订单已过期'
  if (order.prepayUntil <= time) return '支付会话已过期，请回商户重新发起'
  return undefined
}

export function pay(order: PayOrder, openid: string, now: Date): void {
  const obstacle = whyNotPayable(order, now)
  if (obstacle) throw new PayRefusal(400, 'ORDER_NOT_PAYABLE', obstacle)
  order.state = 'SUCCESS'
  order.openid = openid
  order.paidAt = now.toISOString()
  order.transactionId = `42000${dayDigits(now)}${digits(15)}`
}

/** A declined card: the order stays open and may be paid again. */
export function failPayment(order: PayOrder, now: Date): void {
  const obstacle = whyNotPayable(order, now)
  if (obstacle) throw new PayRefusal(400, 'ORDER_NOT_PAYABLE', obstacle)
  order.state = 'PAYERROR'
}

export function closeOrder(order: PayOrder): void {
  if (order.state === 'SUCCESS' || order.state === 'REFUND') throw new PayRefusal(400, 'ORDERPAID', '该订单已支付，不能关闭')
  order.state = 'CLOSED'
}

const stateWords: Record<PayOrder['state'], string> = {
  NOTPAY: '订单未支付',
  PAYERROR: '支付失败',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款',
  CLOSED: '订单已关闭',
}

export function toTransaction(order: PayOrder, merchant: Merchant): Transaction {
  const core = {
    appid: merchant.appid,
    mchid: merchant.mchid,
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: stateWords[order.state],
    ...(order.attach === null ? {} : { attach: order.attach }),
  }
  if (!order.transactionId || !order.paidAt) return core
  return {
    ...core,
    transaction_id: order.transactionId,
    trade_type: order.tradeType,
    bank_type: 'OTHERS',
    success_time: beijingTime(new Date(order.paidAt)),
    payer: { openid: order.openid ?? '' },
    amount: { total: order.totalFen, payer_total: order.totalFen, currency: 'CNY', payer_currency: 'CNY' },
  }
}
