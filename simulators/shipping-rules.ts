import type { PayOrder } from './pay-rules.ts'
import type { PayRefund } from './refund-rules.ts'
import { day, minute } from './virtual-clock.ts'
import { type Shipped, WeChatRefusal } from './wechat-rules.ts'

/** 小程序发货信息管理: what WeChat wants to know before it lets the money of an order go. */

export type ShippingRequest = {
  order_key?: { order_number_type?: unknown; transaction_id?: unknown; mchid?: unknown; out_trade_no?: unknown }
  logistics_type?: unknown
  delivery_mode?: unknown
  is_all_delivered?: unknown
  shipping_list?: unknown
  upload_time?: unknown
  payer?: { openid?: unknown }
}

type Parcel = { tracking_no?: unknown; express_company?: unknown; item_desc?: unknown }

const timeRule = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?[+-]\d\d:\d\d$/

/** WeChat's own books lag behind the payment by about a minute. */
const visibleAfterMs = minute

function findPaid(orders: Record<string, PayOrder>, key: ShippingRequest['order_key'], mchid: string, now: Date): PayOrder {
  const absent = new WeChatRefusal(10060001, '支付单不存在')
  const order =
    key?.order_number_type === 1
      ? orders[String(key.out_trade_no)]
      : Object.values(orders).find((it) => it.transactionId !== null && it.transactionId === key?.transaction_id)
  if (!order?.paidAt || (key?.order_number_type === 1 && key.mchid !== mchid)) throw absent
  if (now.getTime() - Date.parse(order.paidAt) < visibleAfterMs) throw absent
  return order
}

function readParcels(request: ShippingRequest): Parcel[] {
  if (!Array.isArray(request.shipping_list) || request.shipping_list.length === 0)
    throw new WeChatRefusal(47001, 'data format error: shipping_list')
  const parcels = request.shipping_list as Parcel[]
  for (const parcel of parcels) {
    if (typeof parcel.item_desc !== 'string' || parcel.item_desc.length < 1 || parcel.item_desc.length > 120) {
      throw new WeChatRefusal(47001, 'data format error: item_desc')
    }
    if (request.logistics_type === 1 && (!parcel.tracking_no || !parcel.express_company)) {
      throw new WeChatRefusal(47001, 'data format error: tracking_no or express_company')
    }
  }
  if (request.delivery_mode !== 2 && parcels.length > 1) throw new WeChatRefusal(47001, 'data format error: one parcel in unified delivery')
  return parcels
}

export type ShippingBooks = { shipped: Record<string, Shipped>; orders: Record<string, PayOrder>; refunds: Record<string, PayRefund> }

const isRefunded = (refunds: Record<string, PayRefund>, order: PayOrder): boolean =>
  Object.values(refunds)
    .filter((it) => it.outTradeNo === order.outTradeNo)
    .reduce((sum, it) => sum + it.refundFen, 0) >= order.totalFen

export function uploadShipping(books: ShippingBooks, request: ShippingRequest, mchid: string, now: Date): void {
  const { shipped, orders, refunds } = books
  const parcels = readParcels(request)
  const order = findPaid(orders, request.order_key, mchid, now)
  const transactionId = order.transactionId ?? ''
  if (request.payer?.openid !== order.openid) throw new WeChatRefusal(10060031, 'openid 与支付单不一致')
  if (isRefunded(refunds, order)) throw new WeChatRefusal(10060004, '支付单处于不可发货的状态')
  if (typeof request.upload_time !== 'string' || !timeRule.test(request.upload_time))
    throw new WeChatRefusal(268485216, 'upload_time 格式不对')
  const uploadTime = new Date(request.upload_time).toISOString()
  const before = shipped[transactionId]
  if (before && uploadTime <= before.uploadTime) throw new WeChatRefusal(268485216, 'upload_time 应晚于上一次')
  const complete = request.delivery_mode !== 2 || request.is_all_delivered === true
  const logisticsType = Number(request.logistics_type)
  if (!before) {
    shipped[transactionId] = { transactionId, uploadTime, complete, reshipped: false, parcels, logisticsType }
    return
  }
  const known = before.parcels.map((it) => JSON.stringify(it))
  const fresh = parcels.filter((it) => !known.includes(JSON.stringify(it)))
  if (fresh.length === 0 && complete === before.complete) throw new WeChatRefusal(10060023, '发货信息未更新')
  if (before.complete && before.reshipped) throw new WeChatRefusal(10060003, '支付单已使用重新发货机会')
  const reships = before.complete
  shipped[transactionId] = {
    ...before,
    transactionId,
    logisticsType,
    uploadTime,
    complete,
    reshipped: reships,
    parcels: reships ? parcels : [...before.parcels, ...fresh].slice(0, 15),
  }
}

const confirmsItselfMs = { express: 10 * day, other: 2 * day }

/** Goods sent by express count as received after ten days, all others after two, unless the person says so before. */
export function isReceived(it: Shipped | undefined, now: Date): boolean {
  if (!it?.complete) return false
  if (it.confirmedAt) return true
  const wait = it.logisticsType === undefined || it.logisticsType === 1 ? confirmsItselfMs.express : confirmsItselfMs.other
  return now.getTime() - Date.parse(it.uploadTime) >= wait
}

/** The button of the person's order page in WeChat. */
export function confirmReceipt(shipped: Record<string, Shipped>, transactionId: unknown, now: Date): void {
  const it = shipped[String(transactionId)]
  if (!it?.complete) throw new WeChatRefusal(10060004, '支付单处于不可确认收货的状态')
  it.confirmedAt ??= now.toISOString()
}
