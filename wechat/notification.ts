import type { KeyLike } from 'node:crypto'
import type { NotificationEnvelope, PayNotification, RefundNotice, Transaction } from './pay-messages.ts'
import { decryptAead, readSeal, verifySeal, withinTolerance } from './signature.ts'

export type NotificationRefusal =
  | 'missing_header'
  | 'old_timestamp'
  | 'unknown_serial'
  | 'bad_signature'
  | 'bad_body'
  | 'bad_ciphertext'
  | 'other_merchant'
  | 'unknown_event'

/** Answer it with 4xx and `{"code":"FAIL"}`; the reason is for the log, never for the sender. */
export class NotificationRefused extends Error {
  readonly reason: NotificationRefusal
  constructor(reason: NotificationRefusal) {
    super(`The notification was refused: ${reason}`)
    this.name = 'NotificationRefused'
    this.reason = reason
  }
}

export type NotificationHeaders = Record<string, string | string[] | undefined>

export type NotificationKeys = {
  mchid: string
  appid: string
  apiV3Key: string
  verifyKeys: ReadonlyMap<string, KeyLike>
  now: () => Date
}

function readJson<T>(text: string): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new NotificationRefused('bad_body')
  }
}

function checkSeal(keys: NotificationKeys, headers: NotificationHeaders, rawBody: string): void {
  const lowered = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const seal = readSeal((name) => {
    const value = lowered.get(name)
    return typeof value === 'string' ? value : undefined
  })
  if (!seal) throw new NotificationRefused('missing_header')
  if (!withinTolerance(seal.timestamp, keys.now())) throw new NotificationRefused('old_timestamp')
  const key = keys.verifyKeys.get(seal.serial)
  if (!key) throw new NotificationRefused('unknown_serial')
  if (!verifySeal(rawBody, seal, key)) throw new NotificationRefused('bad_signature')
}

function decrypt(envelope: NotificationEnvelope, apiV3Key: string): string {
  const { ciphertext, nonce, associated_data = '' } = envelope.resource
  try {
    return decryptAead({ ciphertext, nonce, associated_data }, apiV3Key)
  } catch {
    throw new NotificationRefused('bad_ciphertext')
  }
}

/**
 * Signature first, then decryption, then whose money it is. `rawBody` must be the bytes as they came: parsing and printing JSON again
 * breaks the signature. The amount is not judged here, since only the caller knows the order.
 */
export function readNotification(keys: NotificationKeys, headers: NotificationHeaders, rawBody: string | Buffer): PayNotification {
  const body = rawBody.toString()
  checkSeal(keys, headers, body)
  const envelope = readJson<NotificationEnvelope>(body)
  if (typeof envelope?.id !== 'string' || typeof envelope.event_type !== 'string' || typeof envelope.resource?.ciphertext !== 'string') {
    throw new NotificationRefused('bad_body')
  }
  const plain = decrypt(envelope, keys.apiV3Key)
  if (envelope.event_type.startsWith('TRANSACTION.')) {
    const data = readJson<Transaction>(plain)
    if (data.mchid !== keys.mchid || data.appid !== keys.appid) throw new NotificationRefused('other_merchant')
    return { kind: 'transaction', id: envelope.id, data }
  }
  if (envelope.event_type.startsWith('REFUND.')) {
    const data = readJson<RefundNotice>(plain)
    if (data.mchid !== keys.mchid) throw new NotificationRefused('other_merchant')
    return { kind: 'refund', id: envelope.id, data }
  }
  throw new NotificationRefused('unknown_event')
}
