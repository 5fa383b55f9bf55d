import Taro from '@tarojs/taro'
import type { Api } from '../../contract/api.ts'
import type { RefusalReply } from '../../contract/refusal.ts'
import type { RouteReply, RouteRequest } from '../../contract/route.ts'
import type { Intention } from './intention.ts'
import { origin } from './origin.ts'
import { download } from './platform/download.ts'
import { Refused, Unreachable } from './refused.ts'
import { type Session, session } from './session.ts'

export type RouteName = keyof Api
export type Reply<K extends RouteName> = RouteReply<Api[K]>

type Parts<K extends RouteName> = RouteRequest<Api[K]>
/** A query or body whose every field may be left out may be left out itself. */
type Slack<T> = { [P in keyof T as Record<string, never> extends T[P] ? never : P]: T[P] } & {
  [P in keyof T as Record<string, never> extends T[P] ? P : never]?: T[P]
}
type Intended<K extends RouteName> = Api[K] extends { idempotence: 'key' } ? { intention: Intention } : unknown
/** A route that takes a file as it is. */
type Uploaded<K extends RouteName> = Api[K] extends { bytes: unknown } ? { file: ArrayBuffer } : unknown
export type Request<K extends RouteName> = Slack<Parts<K>> & Intended<K> & Uploaded<K>
type Arguments<K extends RouteName> = Record<string, never> extends Request<K> ? [request?: Request<K>] : [request: Request<K>]

type Loose = { params?: Record<string, string>; query?: Record<string, unknown>; body?: object; file?: ArrayBuffer; intention?: Intention }
type Answer = { status: number; data: unknown }

const timeoutMs = 15_000
/** A file may be long on its way. */
const uploadTimeoutMs = 120_000

/**
 * Asks the server, typed by its contract: `await call('GET /orders/:id', { params: { id } })`.
 * Throws `Refused` with words for the person, or `Unreachable`. An expired session is refreshed once on the way.
 */
export async function call<K extends RouteName>(name: K, ...[request]: Arguments<K>): Promise<Reply<K>> {
  const loose = (request ?? {}) as Loose
  const sent = session.get()
  let answer = await send(name, loose, sent?.accessToken)
  if (answer.status === 401 && sent && codeOf(answer) === 'account.session_expired') {
    const renewed = await renew(sent)
    if (renewed) answer = await send(name, loose, renewed.accessToken)
  }
  if (answer.status >= 400) throw new Refused(answer.status, refusalOf(answer))
  // The server parsed its reply against the same contract; parsing again would need zod on the phone.
  return answer.data as Reply<K>
}

/** The address of a reply that isn't JSON, for pictures and downloads. */
export function addressOf(path: string): string {
  return `${origin}/api${path}`
}

/** Keeps a file that only the person may have, such as a statement; an expired session is refreshed once on the way. */
export async function keepFile(path: string, name: string): Promise<void> {
  const sent = session.get()
  const ask = (held: Session | undefined) => download(addressOf(path), held ? { authorization: `Bearer ${held.accessToken}` } : {}, name)
  let status = await ask(sent)
  if (status === 401 && sent) {
    const renewed = await renew(sent)
    if (renewed) status = await ask(renewed)
  }
  if (status >= 400) throw new Refused(status, refusalOf({ status, data: undefined }))
}

async function send(
  name: RouteName,
  { params = {}, query = {}, body, file, intention }: Loose,
  token: string | undefined,
): Promise<Answer> {
  const [method, pattern] = name.split(' ') as [keyof Taro.request.Method, string]
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = pairs.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join('&')
  const header: Record<string, string> = { accept: 'application/json' }
  if (token) header.authorization = `Bearer ${token}`
  if (intention) header['idempotency-key'] = intention.keyFor(body)
  if (body) header['content-type'] = 'application/json'
  if (file) header['content-type'] = 'application/octet-stream'
  try {
    const reply = await Taro.request({
      url: `${origin}/api${path}${search ? `?${search}` : ''}`,
      method,
      header,
      data: file ?? (body === undefined ? undefined : JSON.stringify(body)),
      timeout: file ? uploadTimeoutMs : timeoutMs,
    })
    return { status: reply.statusCode, data: reply.data }
  } catch {
    throw new Unreachable()
  }
}

let renewal: Promise<Session | undefined> | undefined

/** A refresh token works once, so requests that expire together share one renewal. */
function renew(expired: Session): Promise<Session | undefined> {
  const now = session.get()
  if (now && now.refreshToken !== expired.refreshToken) return Promise.resolve(now)
  renewal ??= exchange(expired.refreshToken).finally(() => {
    renewal = undefined
  })
  return renewal
}

async function exchange(refreshToken: string): Promise<Session | undefined> {
  const answer = await send('POST /sessions/refresh', { body: { refreshToken } }, undefined)
  if (answer.status >= 400) {
    // Only a clear "no" ends the session; a busy server doesn't sign people out.
    if (answer.status === 401) session.end()
    return undefined
  }
  const renewed = answer.data as Session
  session.keep(renewed)
  return renewed
}

const codeOf = (answer: Answer) => (answer.data as Partial<RefusalReply> | undefined)?.code

function refusalOf(answer: Answer): RefusalReply {
  if (codeOf(answer)) return answer.data as RefusalReply
  return { code: 'request.internal', zh: '系统正忙，请稍后再试。', en: 'The system is busy; try again later.' }
}
