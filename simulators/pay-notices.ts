import { randomUUID } from 'node:crypto'
import { encryptAead, seal, sealHeaders } from '@lianka/wechat/signature'
import { beijingTime } from '@lianka/wechat/time'
import { takeOne } from './faults.ts'
import { type Answer, type Delivery, type PayNotice, post } from './outbox.ts'
import { type Merchant, type PayOrder, toTransaction } from './pay-rules.ts'
import { type PayRefund, settleRefunds, toRefundNotice } from './refund-rules.ts'
import type { Simulation } from './simulation.ts'

/** What WeChat Pay tells the merchant: encrypted for the APIv3 key, signed, and posted to the order's own address. */

export const merchantOf = (sim: Simulation): Merchant => ({
  appid: sim.keys.credentials.WX_APPID,
  mchid: sim.keys.credentials.WXPAY_MCHID,
  serial: sim.keys.credentials.WXPAY_PUBLIC_KEY_ID,
})

/** The private key behind one of the platform's two identities. */
export const platformKey = (sim: Simulation, serial: string): string =>
  serial === sim.keys.credentials.WXPAY_PLATFORM_SERIAL
    ? sim.keys.farSide.certificateModePrivateKey
    : sim.keys.farSide.publicKeyModePrivateKey

export function announce(sim: Simulation, subject: string, url: string, notice: PayNotice): void {
  const held = takeOne(sim.faults.notices, 'reorderNext')
  post(sim.book.deliveries, { id: randomUUID(), subject, url, notice }, sim.clock.now(), held)
  sim.save()
}

export const paidNotice = (sim: Simulation, order: PayOrder): PayNotice => ({
  kind: 'pay',
  eventType: 'TRANSACTION.SUCCESS',
  originalType: 'transaction',
  summary: '支付成功',
  serial: order.serial,
  // A snapshot: the notice says what was true at payment, also when it arrives after a refund.
  data: { ...toTransaction(order, merchantOf(sim)), trade_state: 'SUCCESS', trade_state_desc: '支付成功' },
})

export const announcePayment = (sim: Simulation, order: PayOrder): void =>
  announce(sim, order.outTradeNo, order.notifyUrl, paidNotice(sim, order))

function announceRefund(sim: Simulation, refund: PayRefund): void {
  const order = sim.book.orders[refund.outTradeNo]
  if (!order || !refund.notifyUrl) return
  const data = toRefundNotice(refund, order, merchantOf(sim))
  announce(sim, `${refund.outTradeNo} ${refund.outRefundNo}`, refund.notifyUrl, {
    kind: 'pay',
    eventType: 'REFUND.SUCCESS',
    originalType: 'refund',
    summary: '退款成功',
    serial: order.serial,
    data,
  })
}

export function settleDueRefunds(sim: Simulation): void {
  for (const refund of settleRefunds(sim.book.refunds, sim.clock.now())) announceRefund(sim, refund)
}

export type Sealed = { body: string; headers: Record<string, string> }

export function sealNotice(sim: Simulation, id: string, createdAt: Date, notice: PayNotice, signedAt: Date): Sealed {
  const resource = encryptAead(JSON.stringify(notice.data), sim.keys.credentials.WXPAY_APIV3_KEY, notice.originalType)
  const body = JSON.stringify({
    id,
    create_time: beijingTime(createdAt),
    event_type: notice.eventType,
    resource_type: 'encrypt-resource',
    summary: notice.summary,
    resource: { original_type: notice.originalType, ...resource },
  })
  return { body, headers: sealHeaders(seal(body, notice.serial, platformKey(sim, notice.serial), signedAt)) }
}

const patienceMs = 5000

/** Never throws: whatever happens is an answer. */
export async function postSealed(url: string, sealed: Sealed): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: sealed.body,
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/4.0', ...sealed.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const said = (await response.text()).slice(0, 200)
    return { accepted: response.status === 200 || response.status === 204, said: `${response.status} ${said}`.trim() }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { accepted: false, said: timedOut ? '5 秒内没有应答' : '连不上' }
  }
}

export async function sendPayNotice(sim: Simulation, delivery: Delivery, notice: PayNotice): Promise<Answer> {
  const sealed = () => sealNotice(sim, delivery.id, new Date(delivery.createdAt), notice, sim.clock.now())
  if (!takeOne(sim.faults.notices, 'duplicateNext')) return postSealed(delivery.url, sealed())
  // Both at once, as happens when an answer is lost between two machines of WeChat's: the merchant must take it once.
  const [answer] = await Promise.all([postSealed(delivery.url, sealed()), postSealed(delivery.url, sealed())])
  return answer
}
