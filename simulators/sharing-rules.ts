import type { ReceiverType, SharedPart, SharingNotice, SharingOrder } from '@lianka/wechat/profit-sharing'
import { beijingTime } from '@lianka/wechat/time'
import { feeOf, feeReturned } from './fee-rules.ts'
import { fingerprintOf } from './pay-message.ts'
import {
  dayDigits,
  digits,
  fen,
  findByTransaction,
  type Merchant,
  type Orders,
  type PayOrder,
  PayRefusal,
  plus,
  text,
} from './pay-rules.ts'
import { keyOf, type Receivers, readAccount } from './receiver-rules.ts'
import type { PayRefund } from './refund-rules.ts'
import { isReceived } from './shipping-rules.ts'
import { day, minute } from './virtual-clock.ts'
import type { Shipped } from './wechat-rules.ts'

/** The state machine of profit sharing: accepted at once, decided per receiver a little later. */

export type Part = {
  type: ReceiverType
  account: string
  amountFen: number
  description: string
  detailId: string
  result: SharedPart['result']
  failReason: string | null
}

export type Sharing = {
  outOrderNo: string
  orderId: string
  outTradeNo: string
  transactionId: string
  /** `unfreeze` has one part, which is ours and leaves no account. */
  kind: 'share' | 'unfreeze'
  unfreezes: boolean
  parts: Part[]
  fingerprint: string
  createdAt: string
  dueAt: string | null
  finishedAt: string | null
  serial: string
}

export type Sharings = Record<string, Sharing>

const decidedAfterMs = 3000
const shareableAfterMs = minute
const frozenForMs = 30 * day
const mostRequests = 50
const mostReceivers = 50

const invalid = (message: string): PayRefusal => new PayRefusal(400, 'INVALID_REQUEST', message)
const wrong = (message: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', message)

export type SharingBooks = { orders: Orders; refunds: Record<string, PayRefund>; sharings: Sharings; receivers: Receivers }

const ofOrder = (sharings: Sharings, order: PayOrder): Sharing[] =>
  Object.values(sharings).filter((it) => it.outTradeNo === order.outTradeNo)

const sumOf = (them: { amountFen: number }[]): number => them.reduce((sum, it) => sum + it.amountFen, 0)

/** What has gone to others, or is on its way. */
export const sharedFen = (sharings: Sharings, order: PayOrder): number =>
  sumOf(
    ofOrder(sharings, order)
      .filter((it) => it.kind === 'share')
      .flatMap((it) => it.parts.filter((part) => part.result !== 'CLOSED')),
  )

/** Frozen from payment on until it is unfrozen, or thirty days have passed. */
export function isFrozen(sharings: Sharings, order: PayOrder, now: Date): boolean {
  if (!order.profitSharing || !order.paidAt) return false
  if (now.getTime() - Date.parse(order.paidAt) >= frozenForMs) return false
  return !ofOrder(sharings, order).some((it) => it.unfreezes && it.finishedAt !== null)
}

const refundedFen = (refunds: Record<string, PayRefund>, order: PayOrder): number =>
  Object.values(refunds)
    .filter((it) => it.outTradeNo === order.outTradeNo)
    .reduce((sum, it) => sum + it.refundFen, 0)

/** What is left of the payment after fee, refunds and shares; nothing once it is unfrozen, or about to be. */
export function unsplitFen({ refunds, sharings }: SharingBooks, order: PayOrder, now: Date): number {
  if (!isFrozen(sharings, order, now) || ofOrder(sharings, order).some((it) => it.unfreezes)) return 0
  const refunded = refundedFen(refunds, order)
  const fee = feeOf(order.totalFen) - feeReturned(order.totalFen, 0, refunded)
  return Math.max(0, order.totalFen - refunded - fee - sharedFen(sharings, order))
}

export function findShareable(orders: Orders, transactionId: unknown): PayOrder {
  const order = findByTransaction(orders, text(transactionId, 'transaction_id', /^\d{1,32}$/))
  if (!order.profitSharing) throw invalid('非分账订单不支持分账')
  return order
}

export type ShareRequest = {
  appid?: unknown
  transaction_id?: unknown
  out_order_no?: unknown
  receivers?: unknown
  unfreeze_unsplit?: unknown
  description?: unknown
}

export type SharingGround = SharingBooks & {
  merchant: Merchant
  shipped: Record<string, Shipped>
  /** The most that may be shared of an order, in basis points. */
  maxRatioBps: number
}

function readParts(request: ShareRequest): Part[] {
  const listed = Array.isArray(request.receivers) ? request.receivers : []
  if (listed.length < 1 || listed.length > mostReceivers) throw wrong(`参数错误：receivers 应为 1 到 ${mostReceivers} 个`)
  return listed.map((it: { type?: unknown; account?: unknown; amount?: unknown; description?: unknown }) => ({
    ...readAccount(it?.type, it?.account),
    amountFen: fen(it?.amount, 'receivers.amount'),
    description: text(it?.description, 'receivers.description', /^[\s\S]{1,80}$/),
    detailId: `36${digits(20)}`,
    result: 'PENDING',
    failReason: null,
  }))
}

/** Orders of the mini-program are managed: their money moves only after shipping was told and the goods have come. H5 orders are not. */
function checkReady(ground: SharingGround, order: PayOrder, now: Date): void {
  const { sharings, shipped } = ground
  if (now.getTime() - Date.parse(order.paidAt ?? '') < shareableAfterMs) throw invalid('订单处理中，暂时无法分账，请稍后再试')
  if (order.tradeType === 'JSAPI' && !isReceived(shipped[order.transactionId ?? ''], now)) throw invalid('订单未确认收货，暂不能分账')
  if (!isFrozen(sharings, order, now)) throw invalid('订单已完结分账，或冻结已满 30 天自动解冻')
  const before = ofOrder(sharings, order)
  if (before.some((it) => it.unfreezes)) throw invalid('订单已完结分账，不能再次分账')
  if (before.length >= mostRequests) throw new PayRefusal(403, 'RULE_LIMIT', `一笔订单最多分账 ${mostRequests} 次`)
}

function checkRoom(ground: SharingGround, order: PayOrder, askedFen: number, now: Date): void {
  const mostFen = Math.floor((order.totalFen * ground.maxRatioBps) / 10_000)
  if (sharedFen(ground.sharings, order) + askedFen > mostFen) throw invalid('分账金额超出最大分账比例')
  if (askedFen > unsplitFen(ground, order, now)) throw new PayRefusal(403, 'NOT_ENOUGH', '分账金额大于订单剩余待分金额')
}

function open(
  ground: SharingGround,
  order: PayOrder,
  made: Pick<Sharing, 'outOrderNo' | 'kind' | 'unfreezes' | 'parts' | 'fingerprint'>,
  now: Date,
): Sharing {
  const sharing: Sharing = {
    ...made,
    orderId: `300${dayDigits(now)}${digits(17)}`,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId ?? '',
    createdAt: now.toISOString(),
    dueAt: plus(now, decidedAfterMs),
    finishedAt: null,
    serial: ground.merchant.serial,
  }
  ground.sharings[sharing.outOrderNo] = sharing
  return sharing
}

function repeatOf(sharings: Sharings, outOrderNo: string, fingerprint: string): Sharing | undefined {
  const existing = sharings[outOrderNo]
  if (existing && existing.fingerprint !== fingerprint) throw invalid('商户分账单号重复，且参数与首次不一致')
  return existing
}

const outOrderNoOf = (request: ShareRequest): string => text(request.out_order_no, 'out_order_no', /^[0-9A-Za-z_\-|*@]{1,64}$/)

export function requestSharing(ground: SharingGround, request: ShareRequest, now: Date): Sharing {
  if (request.appid !== ground.merchant.appid) throw invalid('商户号与 appid 不匹配')
  const outOrderNo = outOrderNoOf(request)
  const order = findShareable(ground.orders, request.transaction_id)
  if (typeof request.unfreeze_unsplit !== 'boolean') throw wrong('参数错误：unfreeze_unsplit 必填')
  const parts = readParts(request)
  const fingerprint = fingerprintOf({ ...request, receivers: JSON.stringify(request.receivers) })
  const existing = repeatOf(ground.sharings, outOrderNo, fingerprint)
  if (existing) return existing
  checkReady(ground, order, now)
  checkRoom(ground, order, sumOf(parts), now)
  return open(ground, order, { outOrderNo, kind: 'share', unfreezes: request.unfreeze_unsplit, parts, fingerprint }, now)
}

/** Gives the merchant what was not shared. It needs no receipt: the merchant may always stop sharing. */
export function requestUnfreeze(ground: SharingGround, request: ShareRequest, now: Date): Sharing {
  const outOrderNo = outOrderNoOf(request)
  const order = findShareable(ground.orders, request.transaction_id)
  const description = text(request.description, 'description', /^[\s\S]{1,80}$/)
  const fingerprint = fingerprintOf('unfreeze', request)
  const existing = repeatOf(ground.sharings, outOrderNo, fingerprint)
  if (existing) return existing
  if (!isFrozen(ground.sharings, order, now) || ofOrder(ground.sharings, order).some((it) => it.unfreezes))
    throw invalid('订单已完结分账，无需解冻')
  const part: Part = {
    type: 'MERCHANT_ID',
    account: ground.merchant.mchid,
    amountFen: unsplitFen(ground, order, now),
    description,
    detailId: `36${digits(20)}`,
    result: 'PENDING',
    failReason: null,
  }
  return open(ground, order, { outOrderNo, kind: 'unfreeze', unfreezes: true, parts: [part], fingerprint }, now)
}

/** Decides what is due and gives it. Shares with somebody who is no receiver are closed one by one; the others go on. */
export function decideSharings(sharings: Sharings, receivers: Receivers, now: Date): Sharing[] {
  const due = Object.values(sharings).filter((it) => it.dueAt !== null && it.dueAt <= now.toISOString())
  for (const sharing of due) {
    for (const part of sharing.parts) {
      const receiver = receivers[keyOf(part)]
      part.failReason = sharing.kind === 'unfreeze' ? null : receiver ? receiver.failReason : 'NO_RELATION'
      part.result = part.failReason ? 'CLOSED' : 'SUCCESS'
    }
    sharing.finishedAt = sharing.dueAt
    sharing.dueAt = null
  }
  return due
}

const time = (iso: string): string => beijingTime(new Date(iso))

const toPart = (part: Part, sharing: Sharing): SharedPart => ({
  type: part.type,
  account: part.account,
  amount: part.amountFen,
  description: part.description,
  result: part.result,
  detail_id: part.detailId,
  create_time: time(sharing.createdAt),
  ...(part.failReason ? { fail_reason: part.failReason } : {}),
  ...(sharing.finishedAt ? { finish_time: time(sharing.finishedAt) } : {}),
})

export const toSharingOrder = (it: Sharing): SharingOrder => ({
  transaction_id: it.transactionId,
  out_order_no: it.outOrderNo,
  order_id: it.orderId,
  state: it.finishedAt ? 'FINISHED' : 'PROCESSING',
  receivers: it.parts.map((part) => toPart(part, it)),
})

export const toSharingNotice = (it: Sharing, part: Part, merchant: Merchant): SharingNotice => ({
  mchid: merchant.mchid,
  transaction_id: it.transactionId,
  order_id: it.orderId,
  out_order_no: it.outOrderNo,
  receiver: { type: part.type, account: part.account, amount: part.amountFen, description: part.description },
  success_time: time(it.finishedAt ?? it.createdAt),
})
