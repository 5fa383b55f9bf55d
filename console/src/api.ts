import type { Api } from '@lianka/contract/api'
import type { RefusalReply } from '@lianka/contract/refusal'
import type { RouteReply, RouteRequest } from '@lianka/contract/route'
import type { Intention } from './intention.ts'
import { Refused, Unreachable } from './refused.ts'

export type RouteName = keyof Api
export type Reply<K extends RouteName> = RouteReply<Api[K]>
export type Body<K extends RouteName> = RouteRequest<Api[K]> extends { body: infer B } ? B : never
/** One row of a list that a route answers. */
export type Item<K extends RouteName> = Reply<K> extends { items: (infer T)[] } ? T : never

/** A query or body whose every field may be left out may be left out itself. */
type Slack<T> = { [P in keyof T as Record<string, never> extends T[P] ? never : P]: T[P] } & {
  [P in keyof T as Record<string, never> extends T[P] ? P : never]?: T[P]
}
type Intended<K extends RouteName> = Api[K] extends { idempotence: 'key' } ? { intention: Intention } : unknown
type Uploaded<K extends RouteName> = Api[K] extends { bytes: unknown } ? { file: Blob } : unknown
export type Request<K extends RouteName> = Slack<RouteRequest<Api[K]>> & Intended<K> & Uploaded<K>
type Arguments<K extends RouteName> = Record<string, never> extends Request<K> ? [request?: Request<K>] : [request: Request<K>]

type Loose = { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown; file?: Blob; intention?: Intention }

const timeoutMs = 20_000
/** A file may be long on its way. */
const uploadTimeoutMs = 120_000

let signedOut = () => {}
/** Names what to do when the session has ended, whichever request finds out. */
export function whenSignedOut(act: () => void): void {
  signedOut = act
}

/**
 * Asks the server, typed by its contract: `await call('GET /console/products', { query: { state: 'submitted' } })`.
 * Throws `Refused` with words for the person, or `Unreachable`.
 */
export async function call<K extends RouteName>(name: K, ...[request]: Arguments<K>): Promise<Reply<K>> {
  const loose = (request ?? {}) as Loose
  const reply = await send(name, loose)
  const data = await readJson(reply)
  if (!reply.ok) {
    const refused = new Refused(reply.status, refusalOf(data))
    if (refused.is('account.sign_in_required', 'account.session_expired')) signedOut()
    throw refused
  }
  // A refusal keeps the key: corrected or retried, it is still one intention. Only success ends it.
  loose.intention?.fulfilled()
  // The server parsed its reply against the same contract; parsing again would cost the page all of zod.
  return data as Reply<K>
}

async function send(name: RouteName, { params = {}, query = {}, body, file, intention }: Loose): Promise<Response> {
  const [method, pattern] = name.split(' ') as [string, string]
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()
  const headers: Record<string, string> = { accept: 'application/json' }
  if (intention) headers['idempotency-key'] = intention.keyFor(body)
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: AbortSignal.timeout(file ? uploadTimeoutMs : timeoutMs) }
  if (body !== undefined) init.body = JSON.stringify(body)
  if (file) {
    headers['content-type'] = 'application/octet-stream'
    init.body = file
  }
  try {
    return await fetch(`/api${path}${search && `?${search}`}`, init)
  } catch {
    throw new Unreachable()
  }
}

async function readJson(reply: Response): Promise<unknown> {
  try {
    return await reply.json()
  } catch {
    throw new Unreachable()
  }
}

/** A proxy may answer with an error of its own shape; the person still gets words. */
function refusalOf(data: unknown): RefusalReply {
  const reply = data as Partial<RefusalReply> | null
  if (reply && typeof reply.code === 'string' && reply.zh && reply.en) return reply as RefusalReply
  throw new Unreachable()
}
