import { createHmac, timingSafeEqual } from 'node:crypto'
import { secondsOf } from './signature.ts'

/** The plainest text-message gateway: one signed POST. A real gateway gets an adapter with the same one function. */

export type SmsSettings = { url: string; key: string; now: () => Date; timeoutMs: number }

export type TextMessage = { phone: string; text: string; template: string; params: Record<string, string> }

export class SmsError extends Error {
  readonly status: number
  /** True when the message may have been sent all the same. */
  readonly unknown: boolean
  constructor(status: number, message: string, unknown: boolean) {
    super(message)
    this.name = 'SmsError'
    this.status = status
    this.unknown = unknown
  }
}

export const signSms = (key: string, timestamp: number, body: string): string =>
  createHmac('sha256', key).update(`${timestamp}\n${body}`).digest('hex')

export function smsSignatureMatches(given: string, key: string, timestamp: number, body: string): boolean {
  const expected = Buffer.from(signSms(key, timestamp, body))
  const actual = Buffer.from(given)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

export type Sms = { send(message: TextMessage): Promise<void> }

export function openSms(settings: SmsSettings): Sms {
  return {
    async send(message) {
      const body = JSON.stringify(message)
      const timestamp = secondsOf(settings.now())
      let status: number
      try {
        const response = await fetch(settings.url, {
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/json',
            'x-sms-timestamp': String(timestamp),
            'x-sms-signature': signSms(settings.key, timestamp, body),
          },
          signal: AbortSignal.timeout(settings.timeoutMs),
        })
        status = response.status
      } catch {
        throw new SmsError(0, 'The text-message gateway did not answer', true)
      }
      if (status >= 300) throw new SmsError(status, `The text-message gateway answered ${status}`, status >= 500)
    },
  }
}
