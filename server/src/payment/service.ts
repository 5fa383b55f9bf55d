import { createHash } from 'node:crypto'
import type { AfterSaleId, MemberId, OrderId } from '@lianka/contract/ids'
import type { OrderState, PaymentChoice } from '@lianka/contract/order'
import { MiniProgramError } from '@lianka/wechat/mini-program-errors'
import { NotificationRefused } from '@lianka/wechat/notification'
import { PayError } from '@lianka/wechat/pay'
import type { PayNotification, RefundNotice, Transaction } from '@lianka/wechat/pay-messages'
import { ulid } from 'ulid'
import type { z } from 'zod'
import { openidOf, rememberOpenid } from '#account/service'
import { requirePayable, requirePaymentInSight } from '#family/service'
import { findBuyer } from '#order/service'
import { type Ctx, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import type { Exchange } from '#platform/http'
import { publish } from '#platform/jobs'
import { recordSecurityEvent } from '#platform/security'
import { type Applied, applyPayment } from './apply.ts'
import { finishRefund } from './refunds.ts'
import { deadStates, description, nextQuery } from './rules.ts'
import * as store from './store.ts'

export { applyPayment, type PaymentFact } from './apply.ts'
export { sendRefund as settleRefund } from './refunds.ts'

type Choice = z.infer<typeof PaymentChoice>
type Scene = 'jsapi' | 'h5'

const notifyUrl = (ctx: Ctx) => `${ctx.outside.notifyBase}/api/payments/wechat/notifications`

/** Starts paying an order, or takes up the payment already started: one order has one open number at the channel. */
export async function startPayment(
  ctx: Ctx,
  orderId: OrderId,
  { scene, wechatCode }: { scene: Scene; wechatCode?: string | undefined },
  ip: string,
): Promise<Choice> {
  const order = await requirePayable(ctx, orderId)
  if (order.state !== 'awaiting_payment') throw new Refusal('order.not_awaiting_payment')
  const payerId = memberOf(ctx)
  const openid = scene === 'jsapi' ? await payerOpenid(ctx, wechatCode) : null
  const open = await store.findOpenAttempt(ctx.db, orderId)
  // A number at the channel belongs to one scene and one person.
  const goesOn = open && open.scene === scene && (open.startedBy ?? order.buyerId) === payerId
  if (open && !goesOn) {
    await abandon(ctx, open.outTradeNo)
    // The other number may turn out to be paid already; then nothing is left to pay.
    if ((await findBuyer(ctx, orderId))?.state !== 'awaiting_payment') throw new Refusal('order.not_awaiting_payment')
  }
  const attempt = goesOn ? open : await newAttempt(ctx, orderId, order.total, scene)
  try {
    return await askChannel(ctx, attempt, { number: order.number, payerId }, openid, ip)
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    // Whatever went wrong, the channel knows whether it was paid.
    const state = await settleByQuery(ctx, attempt.outTradeNo)
    if (state === 'paid' || state === 'held' || state === 'repeated') throw new Refusal('order.not_awaiting_payment')
    ctx.log.warn({ channel: error.code, status: error.status }, 'payment could not be started')
    throw new Refusal('payment.channel_unavailable', error.code)
  }
}

async function payerOpenid(ctx: Ctx, wechatCode: string | undefined): Promise<string> {
  const me = memberOf(ctx)
  if (wechatCode) {
    const session = await ctx.outside.miniProgram.codeToSession(wechatCode).catch((error) => {
      if (error instanceof MiniProgramError) throw new Refusal('account.wechat_refused', String(error.errcode))
      throw error
    })
    await rememberOpenid(ctx, me, session.openid)
    return session.openid
  }
  const known = await openidOf(ctx, me)
  if (!known) throw new Refusal('payment.wechat_required')
  return known
}

/** Records the intent before the channel hears of it; a parallel start finds the same one. */
async function newAttempt(ctx: Ctx, orderId: OrderId, amount: number, scene: Scene) {
  const now = ctx.clock.now()
  await store.insertAttempt(ctx.db, {
    outTradeNo: `P${ulid(now.getTime())}`,
    orderId,
    scene,
    amount: amount as never,
    state: 'open',
    startedAt: now,
    expiresAt: new Date(now.getTime() + 30 * 60_000),
    queryAt: nextQuery(now, 0),
    transactionId: null,
    paidAt: null,
    startedBy: memberOf(ctx),
    // It cannot be marked later.
    profitSharing: ctx.settings.LIANKA_PAYOUT_RAIL === 'profit_sharing',
  })
  const open = await store.findOpenAttempt(ctx.db, orderId)
  if (!open) throw new Refusal('order.not_awaiting_payment')
  return open
}

async function askChannel(
  ctx: Ctx,
  attempt: { outTradeNo: string; expiresAt: Date; amount: number; scene: Scene; profitSharing: boolean },
  order: { number: string; payerId: MemberId },
  openid: string | null,
  ip: string,
): Promise<Choice> {
  const asked = {
    outTradeNo: attempt.outTradeNo,
    description: description('链卡', order.number),
    amountFen: attempt.amount,
    notifyUrl: notifyUrl(ctx),
    timeExpire: attempt.expiresAt,
    // A stable stand-in for the payer's device; no id of ours leaves.
    deviceId: createHash('sha256').update(order.payerId).digest('hex').slice(0, 32),
    profitSharing: attempt.profitSharing,
  }
  if (openid) {
    const { prepayId } = await ctx.outside.pay.createJsapi({ ...asked, openid })
    return { type: 'wx.requestPayment', params: ctx.outside.pay.clientParams(prepayId) }
  }
  const { h5Url } = await ctx.outside.pay.createH5({ ...asked, clientIp: ip })
  return { type: 'redirect', url: h5Url }
}

/** Closes a number that nobody should pay any more; if it was paid meanwhile, the payment is applied. */
export async function abandon(ctx: Ctx, outTradeNo: string): Promise<void> {
  try {
    await ctx.outside.pay.close(outTradeNo)
    await store.moveAttempt(ctx.db, outTradeNo, ['open'], { state: 'closed' })
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    if (error.status === 404) await store.moveAttempt(ctx.db, outTradeNo, ['open'], { state: 'closed' })
    else await settleByQuery(ctx, outTradeNo)
  }
}

const factOf = (transaction: Transaction, notificationId: string | null) => ({
  outTradeNo: transaction.out_trade_no,
  transactionId: transaction.transaction_id ?? '',
  amountFen: transaction.amount?.total ?? -1,
  payerOpenid: transaction.payer?.openid ?? '',
  channelPaidAt: transaction.success_time ? new Date(transaction.success_time) : null,
  notificationId,
})

/** Asks the channel how a number stands and acts on it. */
export async function settleByQuery(ctx: Ctx, outTradeNo: string): Promise<Applied | 'unpaid' | 'dead' | 'unknown'> {
  try {
    const transaction = await ctx.outside.pay.query(outTradeNo)
    if (transaction.trade_state === 'SUCCESS' || transaction.trade_state === 'REFUND')
      return await applyPayment(ctx, factOf(transaction, null))
    if ((deadStates as readonly string[]).includes(transaction.trade_state)) {
      await store.moveAttempt(ctx.db, outTradeNo, ['open'], { state: 'closed' })
      return 'dead'
    }
    return 'unpaid'
  } catch (error) {
    if (error instanceof PayError) return error.status === 404 && error.code !== 'BAD_ANSWER_SIGNATURE' ? 'dead' : 'unknown'
    throw error
  }
}

/** Whether an order is paid; while it waits, the channel is asked. */
export async function readPayment(ctx: Ctx, orderId: OrderId) {
  const order = await requirePaymentInSight(ctx, orderId)
  const isPaid = (state: OrderState) => state === 'paid' || state === 'completed' || state === 'awaiting_group'
  if (order.state !== 'awaiting_payment') return { orderState: order.state, paid: isPaid(order.state) }
  const open = await store.findOpenAttempt(ctx.db, orderId)
  if (open) await settleByQuery(ctx, open.outTradeNo)
  const state = (await findBuyer(ctx, orderId))?.state ?? order.state
  return { orderState: state, paid: isPaid(state) }
}

/** A notification of the channel: verified, decrypted, compared with the order, applied once. What does not fit is refused and recorded. */
export async function takeNotification(ctx: Ctx, exchange: Exchange): Promise<undefined> {
  try {
    const notification = ctx.outside.pay.parseNotification(exchange.headers, exchange.rawBody)
    if (notification.kind === 'transfer' || notification.kind === 'profit_sharing') return await noteTransfer(ctx, notification)
    if (notification.kind === 'refund') return await takeRefundNotice(ctx, notification.data)
    if (notification.kind !== 'transaction') throw new NotificationRefused('unknown_event')
    if (notification.data.trade_state !== 'SUCCESS') return undefined
    const applied = await applyPayment(ctx, factOf(notification.data, notification.id))
    if (applied === 'unknown_number' || applied === 'other_amount') {
      await recordSecurityEvent(ctx, `payment_${applied}`, {
        number: notification.data.out_trade_no,
        amountFen: notification.data.amount?.total ?? null,
      })
      throw new Refusal('payment.notification_refused', applied)
    }
    return undefined
  } catch (error) {
    if (!(error instanceof NotificationRefused)) throw error
    await recordSecurityEvent(ctx, 'payment_notification_refused', { reason: error.reason, ip: exchange.ip })
    throw new Refusal(
      error.reason === 'bad_signature' ||
        error.reason === 'unknown_serial' ||
        error.reason === 'old_timestamp' ||
        error.reason === 'missing_header'
        ? 'payment.signature_invalid'
        : 'payment.notification_refused',
      error.reason,
    )
  }
}

/** Whoever sent the money asks the channel how it ended; the notice only says that it is time. */
async function noteTransfer(ctx: Ctx, notification: Extract<PayNotification, { kind: 'transfer' | 'profit_sharing' }>): Promise<undefined> {
  const number = notification.kind === 'transfer' ? notification.data.out_bill_no : notification.data.out_order_no
  await publish(ctx, 'transfer.finished', { number })
  return undefined
}

async function takeRefundNotice(ctx: Ctx, notice: RefundNotice): Promise<undefined> {
  const { out_refund_no: outRefundNo, refund_status: status } = notice
  const refund = await store.findRefund(ctx.db, outRefundNo)
  if (!refund) {
    await recordSecurityEvent(ctx, 'refund_unknown_number', { number: outRefundNo })
    throw new Refusal('payment.notification_refused', 'unknown refund')
  }
  await finishRefund(ctx, outRefundNo, status, notice.success_time)
  return undefined
}

/** Asks about payments that are open and due; answers how many. Those past their end are closed. */
export async function queryOpenAttempts(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const due = await store.takeDueAttempts(ctx.db, now, (queries) => nextQuery(now, queries), 20)
  for (const { outTradeNo, expiresAt } of due) {
    const state = await settleByQuery(ctx, outTradeNo)
    if ((state === 'unpaid' || state === 'dead') && expiresAt <= now) await abandon(ctx, outTradeNo)
  }
  return due.length
}

export async function abandonOpenAttempts(ctx: Ctx, orderId: OrderId): Promise<void> {
  for (const { outTradeNo } of await store.openAttemptsOf(ctx.db, orderId)) await abandon(ctx, outTradeNo)
}

/** Puts money of an approved after-sale on its way back. Call inside the transaction that approved it. */
export async function requestRefund(ctx: Ctx, orderId: OrderId, afterSaleId: AfterSaleId, amount: number): Promise<void> {
  const attempt = await store.paidAttemptOf(ctx.db, orderId)
  if (!attempt) throw new Error(`Order ${orderId} has no paid attempt to refund`)
  const now = ctx.clock.now()
  const outRefundNo = `R${afterSaleId.slice(4).toUpperCase()}`
  await store.insertRefund(ctx.db, {
    outRefundNo,
    afterSaleId,
    outTradeNo: attempt.outTradeNo,
    amount: amount as never,
    state: 'to_send',
    refundId: null,
    queryAt: now,
    madeAt: now,
    finishedAt: null,
  })
  await publish(ctx, 'refund.approved', { outRefundNo })
}

/** The after-sale a refund at the channel belongs to; null for money nobody waited for. */
export const afterSaleOfRefund = async (ctx: Ctx, outRefundNo: string) => (await store.findRefund(ctx.db, outRefundNo))?.afterSaleId ?? null
