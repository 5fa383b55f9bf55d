import { type KeyLike, X509Certificate } from 'node:crypto'
import { type Bills, openBills } from './bills.ts'
import { type NotificationHeaders, readNotification } from './notification.ts'
import { callOf, checkAnswer, type PaySettings, send } from './pay-http.ts'
import type { NewOrder, NewRefund, PayNotification, PlatformCertificate, Refund, Transaction } from './pay-messages.ts'
import { openProfitSharing, type ProfitSharing } from './profit-sharing.ts'
import { type Ciphertext, type ClientPayParams, clientPayParams, decryptAead } from './signature.ts'
import { beijingTime } from './time.ts'
import { openTransfers, type Transfers } from './transfer.ts'

// Whoever opens the client also needs its settings and its error.
export { PayError, type PaySettings } from './pay-http.ts'

export type Pay = Orders & Transfers & ProfitSharing & Bills

export type Orders = {
  createJsapi(order: NewOrder & { openid: string }): Promise<{ prepayId: string }>
  createH5(order: NewOrder & { clientIp: string }): Promise<{ h5Url: string }>
  clientParams(prepayId: string): ClientPayParams
  query(outTradeNo: string): Promise<Transaction>
  close(outTradeNo: string): Promise<void>
  refund(refund: NewRefund): Promise<Refund>
  queryRefund(outRefundNo: string): Promise<Refund>
  /** Throws `NotificationRefused`. */
  parseNotification(headers: NotificationHeaders, rawBody: string | Buffer): PayNotification
  /** Certificate mode only: the platform's certificates, decrypted, and the answer verified by one of them. */
  fetchCertificates(): Promise<PlatformCertificate[]>
}

function orderMessage(settings: PaySettings, order: NewOrder): object {
  return {
    appid: settings.appid,
    mchid: settings.mchid,
    description: order.description,
    out_trade_no: order.outTradeNo,
    notify_url: order.notifyUrl,
    amount: { total: order.amountFen, currency: 'CNY' },
    ...(order.timeExpire ? { time_expire: beijingTime(order.timeExpire) } : {}),
    ...(order.attach ? { attach: order.attach } : {}),
    ...(order.profitSharing ? { settle_info: { profit_sharing: true } } : {}),
  }
}

const sceneOf = (order: NewOrder): { payer_client_ip: string; device_id?: string } => ({
  payer_client_ip: order.clientIp ?? '127.0.0.1',
  ...(order.deviceId ? { device_id: order.deviceId } : {}),
})

const refundMessage = (refund: NewRefund): object => ({
  out_trade_no: refund.outTradeNo,
  out_refund_no: refund.outRefundNo,
  amount: { refund: refund.refundFen, total: refund.totalFen, currency: 'CNY' },
  ...(refund.reason ? { reason: refund.reason } : {}),
  ...(refund.notifyUrl ? { notify_url: refund.notifyUrl } : {}),
})

async function fetchCertificates(settings: PaySettings): Promise<PlatformCertificate[]> {
  type Listed = { serial_no: string; effective_time: string; expire_time: string; encrypt_certificate: Ciphertext }
  const answer = await send(settings, 'GET', '/v3/certificates')
  // The very first list is signed by a key that is inside it; only WeChat can have encrypted it with the APIv3 key.
  let listed: PlatformCertificate[] = []
  if (answer.status === 200) {
    listed = (JSON.parse(answer.body) as { data: Listed[] }).data.map((it) => ({
      serial: it.serial_no,
      certificatePem: decryptAead(it.encrypt_certificate, settings.apiV3Key),
      effectiveTime: it.effective_time,
      expireTime: it.expire_time,
    }))
  }
  const fresh = listed.map((it) => [it.serial, new X509Certificate(it.certificatePem).publicKey] as const)
  checkAnswer(settings, answer, new Map<string, KeyLike>([...settings.verifyKeys, ...fresh]))
  return listed
}

export function openPay(settings: PaySettings): Pay {
  const call = callOf(settings)
  const byNumber = (outTradeNo: string): string => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`

  return {
    async createJsapi(order) {
      const message = { ...orderMessage(settings, order), payer: { openid: order.openid }, scene_info: sceneOf(order) }
      return { prepayId: (await call<{ prepay_id: string }>('POST', '/v3/pay/transactions/jsapi', message)).prepay_id }
    },
    async createH5(order) {
      const message = { ...orderMessage(settings, order), scene_info: { ...sceneOf(order), h5_info: { type: 'Wap' } } }
      return { h5Url: (await call<{ h5_url: string }>('POST', '/v3/pay/transactions/h5', message)).h5_url }
    },
    clientParams: (prepayId) => clientPayParams(settings.appid, prepayId, settings.privateKey, settings.now()),
    query: (outTradeNo) => call('GET', `${byNumber(outTradeNo)}?mchid=${settings.mchid}`),
    close: (outTradeNo) => call('POST', `${byNumber(outTradeNo)}/close`, { mchid: settings.mchid }),
    refund: (refund) => call('POST', '/v3/refund/domestic/refunds', refundMessage(refund)),
    queryRefund: (outRefundNo) => call('GET', `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`),
    parseNotification: (headers, rawBody) => readNotification(settings, headers, rawBody),
    fetchCertificates: () => fetchCertificates(settings),
    ...openTransfers(settings, call),
    ...openProfitSharing(settings, call),
    ...openBills(settings, call),
  }
}
