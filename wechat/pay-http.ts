import type { KeyLike, KeyObject } from 'node:crypto'
import { authorize, readSeal, verifySeal, withinTolerance } from './signature.ts'

/** How WeChat Pay v3 is asked, and when its answer is believed. */

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

const userAgent = 'lianka/0.1 (node)'

function noAnswer(error: unknown, asked: string): PayError {
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  return new PayError(0, timedOut ? 'TIMED_OUT' : 'UNREACHABLE', `WeChat Pay did not answer ${asked}`, true)
}

type Answer = { status: number; body: string; header: (name: string) => string | undefined }

export async function send(
  settings: PaySettings,
  method: 'GET' | 'POST',
  path: string,
  message?: object,
  namedKey?: string,
): Promise<Answer> {
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
        'user-agent': userAgent,
        ...(namedKey ? { 'wechatpay-serial': namedKey } : {}),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
      ...(body ? { body } : {}),
    })
    const text = await response.text()
    return { status: response.status, body: text, header: (name) => response.headers.get(name) ?? undefined }
  } catch (error) {
    throw noAnswer(error, `${method} ${path}`)
  }
}

export function checkAnswer(settings: PaySettings, answer: Answer, keys: ReadonlyMap<string, KeyLike>): void {
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

/** Sends a message and gives what was answered; nothing when the answer is empty. */
export type PayCall = <T>(method: 'GET' | 'POST', path: string, message?: object) => Promise<T>

/** The key that sensitive fields are encrypted for. Its id travels with every request, so that WeChat knows which one it was. */
export function namedKeyOf(settings: PaySettings): { id: string; key: KeyLike } | undefined {
  const [first] = settings.verifyKeys
  return first && { id: first[0], key: first[1] }
}

export const callOf =
  (settings: PaySettings): PayCall =>
  async <T>(method: 'GET' | 'POST', path: string, message?: object): Promise<T> => {
    const answer = await send(settings, method, path, message, namedKeyOf(settings)?.id)
    checkAnswer(settings, answer, settings.verifyKeys)
    return (answer.body ? JSON.parse(answer.body) : undefined) as T
  }

/**
 * A signed GET of an address that WeChat Pay gave us. Its answer carries no signature, so that nothing but the bytes is believed, and those
 * only when their hash is right: whatever else comes leaves the fate unknown.
 */
export async function download(settings: PaySettings, address: string): Promise<Buffer> {
  const url = new URL(address)
  try {
    const response = await fetch(url, {
      headers: {
        authorization: authorize(settings, 'GET', url.pathname + url.search, '', settings.now()),
        accept: '*/*',
        'user-agent': userAgent,
      },
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
    })
    if (response.status === 200) return Buffer.from(await response.arrayBuffer())
    // What it says for a reason is not signed either, so its code is only passed on in words.
    const said = errorOf(await response.text())
    throw new PayError(response.status, 'DOWNLOAD_REFUSED', `WeChat Pay did not give the file (it says ${said.code ?? 'nothing'})`, true)
  } catch (error) {
    throw error instanceof PayError ? error : noAnswer(error, `GET ${url.pathname}`)
  }
}
