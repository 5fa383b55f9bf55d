import type { KeyLike } from 'node:crypto'
import type { NotificationEnvelope, PayNotification, RefundNotice, Transaction } from './pay-messages.ts'
import type { SharingNotice } from './profit-sharing.ts'
import { decryptAead, readSeal, verifySeal, withinTolerance } from './signature.ts'
import type { TransferNotice } from './transfer.ts'

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

/** Some notices call the merchant `mchid`, those of transfers `mch_id`. */
function readOwn<T extends object>(keys: NotificationKeys, plain: string): T {
  const data = readJson<T & { mchid?: string; mch_id?: string; appid?: string }>(plain)
  if ((data.mchid ?? data.mch_id) !== keys.mchid) throw new NotificationRefused('other_merchant')
  return data
}

function interpret(keys: NotificationKeys, { id, event_type }: NotificationEnvelope, plain: string): PayNotification {
  if (event_type.startsWith('TRANSACTION.')) {
    const data = readOwn<Transaction>(keys, plain)
    if (data.appid !== keys.appid) throw new NotificationRefused('other_merchant')
    return { kind: 'transaction', id, data }
  }
  if (event_type.startsWith('REFUND.')) return { kind: 'refund', id, data: readOwn<RefundNotice>(keys, plain) }
  if (event_type === 'MCHTRANSFER.BILL.FINISHED') return { kind: 'transfer', id, data: readOwn<TransferNotice>(keys, plain) }
  if (event_type === 'PROFITSHARING.SUCCESS' || event_type === 'PROFITSHARING.RETURN') {
    const event = event_type === 'PROFITSHARING.SUCCESS' ? 'SUCCESS' : 'RETURN'
    return { kind: 'profit_sharing', id, event, data: readOwn<SharingNotice>(keys, plain) }
  }
  throw new NotificationRefused('unknown_event')
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
  return interpret(keys, envelope, decrypt(envelope, keys.apiV3Key))
}
