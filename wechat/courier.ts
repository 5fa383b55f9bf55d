import { createHash, timingSafeEqual } from 'node:crypto'
import { fromBeijingWallTime } from './time.ts'

/** Kuaidi100: subscribe to a parcel once, then be told of every step by push. */

export type CourierSettings = {
  /** `https://poll.kuaidi100.com`, or a simulator's address with any path prefix. */
  baseUrl: string
  key: string
  salt: string
  timeoutMs: number
}

export type CourierSubscription = {
  /** Kuaidi100's name of the courier, such as `zhongtong`. */
  company: string
  number: string
  callbackUrl: string
  from?: string
  to?: string
  /** Some couriers (SF, ZTO) only tell whoever knows the phone number. */
  phone?: string
}

/** What the push says in figures, in our words. */
export type ParcelState =
  | 'created'
  | 'picked_up'
  | 'in_transit'
  | 'out_for_delivery'
  | 'delivered'
  | 'exception'
  | 'returning'
  | 'rejected'
  | 'customs'

export type TrackLine = { time: Date; text: string; area?: string; status?: string }

export type ParcelPush = {
  /** `abort` means that the subscription died; subscribe again after half an hour. */
  status: 'polling' | 'shutdown' | 'abort' | 'updateall'
  message: string
  company: string
  number: string
  state: ParcelState
  delivered: boolean
  /** Complete, newest first. */
  lines: TrackLine[]
}

export class CourierError extends Error {
  readonly code: string
  readonly unknown: boolean
  constructor(code: string, message: string, unknown: boolean) {
    super(message)
    this.name = 'CourierError'
    this.code = code
    this.unknown = unknown
  }
}

export class PushRefused extends Error {
  readonly reason: 'bad_signature' | 'bad_body'
  constructor(reason: 'bad_signature' | 'bad_body') {
    super(`The courier push was refused: ${reason}`)
    this.name = 'PushRefused'
    this.reason = reason
  }
}

const states: Readonly<Record<string, ParcelState>> = {
  '0': 'in_transit',
  '1': 'picked_up',
  '2': 'exception',
  '3': 'delivered',
  '4': 'rejected',
  '5': 'out_for_delivery',
  '6': 'returning',
  '7': 'in_transit',
  '8': 'customs',
  '14': 'rejected',
}

/** Finer states have three or four digits and begin with the coarse one (301 is a 3, 1001 is on its way, 101 and 102 are not collected yet). */
function toState(state: string): ParcelState {
  if (state === '101' || state === '102') return 'created'
  if (/^1[0-3]$/.test(state)) return 'customs'
  if (state.startsWith('100')) return 'in_transit'
  return states[state] ?? states[state.slice(0, 1)] ?? 'in_transit'
}

export const signPush = (param: string, salt: string): string =>
  createHash('md5')
    .update(param + salt)
    .digest('hex')
    .toUpperCase()

function signatureMatches(given: string, param: string, salt: string): boolean {
  const expected = Buffer.from(signPush(param, salt))
  const actual = Buffer.from(given.toUpperCase())
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

export const pushAccepted = { result: true, returnCode: '200', message: '成功' } as const

type RawPush = {
  status?: ParcelPush['status']
  message?: string
  lastResult?: {
    nu?: string
    com?: string
    state?: string
    ischeck?: string
    data?: { ftime?: string; time?: string; context?: string; areaName?: string; status?: string }[]
  }
}

/** `form` is the parsed urlencoded body. Throws `PushRefused`. */
export function parsePush(form: { sign?: unknown; param?: unknown }, salt: string): ParcelPush {
  const { sign, param } = form
  if (typeof sign !== 'string' || typeof param !== 'string') throw new PushRefused('bad_body')
  if (!signatureMatches(sign, param, salt)) throw new PushRefused('bad_signature')
  let raw: RawPush
  try {
    raw = JSON.parse(param) as RawPush
  } catch {
    throw new PushRefused('bad_body')
  }
  const last = raw.lastResult
  if (!last?.nu || !last.com) throw new PushRefused('bad_body')
  const state = toState(last.state ?? '0')
  return {
    status: raw.status ?? 'polling',
    message: raw.message ?? '',
    company: last.com,
    number: last.nu,
    state,
    delivered: state === 'delivered',
    lines: (last.data ?? []).map((line) => ({
      time: fromBeijingWallTime(line.ftime ?? line.time ?? ''),
      text: line.context ?? '',
      ...(line.areaName ? { area: line.areaName } : {}),
      ...(line.status ? { status: line.status } : {}),
    })),
  }
}

export type Courier = {
  /** Subscribing again is answered like the first time. */
  subscribe(subscription: CourierSubscription): Promise<void>
  parsePush(form: { sign?: unknown; param?: unknown }): ParcelPush
}

export function openCourier(settings: CourierSettings): Courier {
  return {
    parsePush: (form) => parsePush(form, settings.salt),
    async subscribe({ company, number, callbackUrl, from, to, phone }) {
      const parameters = { callbackurl: callbackUrl, salt: settings.salt, resultv2: '4', ...(phone ? { phone } : {}) }
      const param = { company, number, ...(from ? { from } : {}), ...(to ? { to } : {}), key: settings.key, parameters }
      let answer: { result: boolean; returnCode: string; message: string }
      try {
        const response = await fetch(`${settings.baseUrl.replace(/\/$/, '')}/poll`, {
          method: 'POST',
          body: new URLSearchParams({ schema: 'json', param: JSON.stringify(param) }),
          signal: AbortSignal.timeout(settings.timeoutMs),
        })
        answer = (await response.json()) as typeof answer
      } catch {
        throw new CourierError('unreachable', 'Kuaidi100 did not answer', true)
      }
      // 501 says that this number is subscribed already, which is what was wanted.
      if (answer.returnCode === '200' || answer.returnCode === '501') return
      throw new CourierError(answer.returnCode ?? 'unknown', answer.message ?? '', answer.returnCode === '500')
    },
  }
}
