import { type KeyLike, type KeyObject, X509Certificate } from 'node:crypto'
import { type NotificationHeaders, readNotification } from './notification.ts'
import type { NewOrder, NewRefund, PayNotification, PlatformCertificate, Refund, Transaction } from './pay-messages.ts'
import {
  authorize,
  type Ciphertext,
  type ClientPayParams,
  clientPayParams,
  decryptAead,
  readSeal,
  verifySeal,
  withinTolerance,
} from './signature.ts'
import { beijingTime } from './time.ts'

export type PaySettings = {
  /** `https://api.mch.weixin.qq.com`, or a simulator's address with any path prefix. */
  baseUrl: string
  mchid: string
  appid: string
  /** Serial number of the merchant's own certificate. */
  serial: string
  privateKey: KeyLike
  apiV3Key: string
  /** `PUB_KEY_ID_…` or platform certificate serial → public key. The first one is named in requests as the one we want answers signed with. */
  verifyKeys: ReadonlyMap<string, KeyObject | string>
  now: () => Date
  timeoutMs: number
}

/**
 * What WeChat Pay refused, or what we could not learn. `unknown` means that the request may have taken effect
 * (no answer, a 5xx, an answer with a bad signature): query before anything else, and never change the number.
 */
export class PayError extends Error {
  readonly status: number
  readonly code: string
  readonly unknown: boolean
  constructor(status: number, code: string, message: string, unknown: boolean) {
    super(message)
    this.name = 'PayError'
    this.status = status
    this.code = code
    this.unknown = unknown
  }
}

export type Pay = {
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

type Answer = { status: number; body: string; header: (name: string) => string | undefined }

async function send(settings: PaySettings, method: 'GET' | 'POST', path: string, message?: object, namedKey?: string): Promise<Answer> {
  const url = new URL(settings.baseUrl.replace(/\/$/, '') + path)
  const body = message === undefined ? '' : JSON.stringify(message)
  // WeChat's rule: the absolute URL without its origin. A prefix in baseUrl is part of what is requested, hence of what is signed.
  const authorization = authorize(settings, method, url.pathname + url.search, body, settings.now())
  try {
    const response = await fetch(url, {
      method,
      headers: {
        authorization,
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'lianka/0.1 (node)',
        ...(namedKey ? { 'wechatpay-serial': namedKey } : {}),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
      ...(body ? { body } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: text, header: (name) => response.headers.get(name) ?? undefined }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new PayError(0, timedOut ? 'TIMED_OUT' : 'UNREACHABLE', `WeChat Pay did not answer ${method} ${path}`, true)
  }
}

function checkAnswer(settings: PaySettings, answer: Answer, keys: ReadonlyMap<string, KeyLike>): void {
  if (answer.status >= 500) {
    const { code, message } = errorOf(answer.body)
    throw new PayError(answer.status, code ?? 'SYSTEM_ERROR', message ?? 'WeChat Pay has a fault of its own', true)
  }
  const seal = readSeal(answer.header)
  const key = seal && keys.get(seal.serial)
  // A refusal must be signed too: whoever can forge "no such order" can make us ask for the money twice.
  if (!seal || !key || !withinTolerance(seal.timestamp, settings.now()) || !verifySeal(answer.body, seal, key)) {
    const said = errorOf(answer.body)
    throw new PayError(
      answer.status,
      'BAD_ANSWER_SIGNATURE',
      `The answer is not signed by WeChat Pay (it says ${said.code ?? 'nothing'})`,
      true,
    )
  }
  if (answer.status >= 400) {
    const { code, message } = errorOf(answer.body)
    throw new PayError(answer.status, code ?? 'UNKNOWN', message ?? answer.body.slice(0, 200), false)
  }
}

function errorOf(body: string): { code?: string; message?: string } {
  try {
    return JSON.parse(body) as { code?: string; message?: string }
  } catch {
    return {}
  }
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
  const [namedKey] = settings.verifyKeys.keys()

  const call = async <T>(method: 'GET' | 'POST', path: string, message?: object): Promise<T> => {
    const answer = await send(settings, method, path, message, namedKey)
    checkAnswer(settings, answer, settings.verifyKeys)
    return (answer.body ? JSON.parse(answer.body) : undefined) as T
  }
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
  }
}
