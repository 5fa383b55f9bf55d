// The session cookie is set and read through this plug-in's methods.
import '@fastify/cookie'
import type { IncomingHttpHeaders } from 'node:http'
import { Readable } from 'node:stream'
import type { RefusalCode } from '@lianka/contract/refusal'
import type { Contract, Role, Route, RouteInput, RouteKey, RouteReply } from '@lianka/contract/route'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Caller, Ctx } from './context.ts'
import { isPassing } from './db.ts'
import { Refusal, refusalReply, statusOf } from './errors.ts'
import { once, type Ticket, ticketOf } from './idempotency.ts'
import { readUpload, takeBytes } from './uploads.ts'

/** What a handler may need beside its parsed input: machines sign raw bytes, sign-in sets a cookie, a file is read when it is wanted. */
export type Exchange = { headers: IncomingHttpHeaders; rawBody: Buffer; upload: () => Promise<Buffer>; ip: string; reply: FastifyReply }

export type Handler<R> = ((ctx: Ctx, input: RouteInput<R>, exchange: Exchange) => Promise<RouteReply<R>>) & {
  /**
   * A route with a key that sees to the ticket itself — one work, one reply, in one transaction — because it serves many who ask for the
   * same thing together, or writes the reply in the statement that does the work.
   */
  ticketed?: (ctx: Ctx, input: RouteInput<R>, ticket: Ticket) => Promise<RouteReply<R>>
}
export type Handlers<C extends Contract> = { [K in keyof C & RouteKey]: Handler<C[K]> }

/** Finds out who asks. `wantsShop` asks also for the member's shop. */
export type Authenticate = (ctx: Ctx, request: FastifyRequest, wantsShop: boolean) => Promise<Caller>

export type Mount = (app: FastifyInstance, ctx: Ctx, authenticate: Authenticate) => void

/** Binds every route of a contract to its handler; a missing handler is a type error. */
export const implement =
  <C extends Contract>(contract: C, handlers: Handlers<C>): Mount =>
  (app, ctx, authenticate) => {
    for (const [key, route] of Object.entries(contract) as [keyof C & RouteKey, Route][]) {
      const [method, path] = key.split(' ') as [string, string]
      const handler = handlers[key] as unknown as Handler<Route>
      const mount = (app: FastifyInstance) =>
        void app.route({
          method,
          url: path,
          exposeHeadRoute: false,
          ...(route.perMinute && { config: { rateLimit: { max: route.perMinute } } }),
          handler: (request, reply) => answer(ctx, key, route, handler, authenticate, request, reply),
        })
      if (!route.bytes) mount(app)
      else
        app.register(async (below) => {
          takeBytes(below)
          mount(below)
        })
    }
  }

/** The routes of several contracts that one module answers. */
export const mountAll =
  (...mounts: readonly Mount[]): Mount =>
  (app, ctx, authenticate) => {
    for (const mount of mounts) mount(app, ctx, authenticate)
  }

async function answer(
  ctx: Ctx,
  key: string,
  route: Route,
  handler: Handler<Route>,
  authenticate: Authenticate,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const anyone = route.who.includes('visitor') || route.who.includes('machine')
  const caller = await authenticate(ctx, request, route.who.includes('shop-owner')).catch((error) => {
    // An expired session must not close what everyone may see; sign-in itself is such a route.
    if (anyone && error instanceof Refusal) return { kind: 'visitor' } as const
    throw error
  })
  if (!anyone) refuseOthers(route.who, caller)
  const asked: Ctx = { ...ctx, caller }
  const input = {
    ...(route.params && { params: parse(route.params, request.params, 'params') }),
    ...(route.query && { query: parse(route.query, request.query, 'query') }),
    ...(route.body && { body: parse(route.body, request.body ?? {}, 'body') }),
  }
  const exchange: Exchange = {
    headers: request.headers,
    rawBody: request.rawBody ?? Buffer.alloc(0),
    upload: () => readUpload(request, route.bytes?.max ?? 0),
    ip: request.ip,
    reply,
  }
  const work = (ctx: Ctx) => handler(ctx, input as never, exchange)
  const workOnce = () => {
    const ticket = ticketOf(asked, key, request.headers['idempotency-key'], input)
    return handler.ticketed ? handler.ticketed(asked, input as never, ticket) : once(asked, ticket, work)
  }
  const result = await (route.idempotence === 'key' ? workOnce() : work(asked))
  if (result === undefined) return reply.code(204).send()
  if (result instanceof Uint8Array) return reply.send(result)
  if (typeof result === 'string') return reply.send(result)
  if (isRead(result)) return reply.send(Readable.from(result))
  // Replies are parsed too: what the contract does not name never leaves, a supply price for one.
  return reply.send(z.parse(route.reply, result))
}

/** A reply that is sent as it is read: a long export. */
const isRead = (result: unknown): result is AsyncIterable<string> =>
  typeof result === 'object' && result !== null && Symbol.asyncIterator in result

function refuseOthers(who: readonly Role[], caller: Caller) {
  if (caller.kind === 'visitor' || caller.kind === 'system') throw new Refusal('account.sign_in_required')
  if (caller.kind === 'staff') {
    if (!who.includes(caller.role)) throw new Refusal('account.forbidden')
    return
  }
  if (who.includes('customer')) return
  if (!who.includes('shop-owner')) throw new Refusal('account.forbidden')
  if (!caller.shopId) throw new Refusal('shop.none')
}

/** Where a text stands that PostgreSQL cannot keep: with a null character, or half of a character beyond the first 65 536. */
function unstorableAt(value: unknown, path: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = unstorableAt(inner, `${path}.${name}`)
    if (found) return found
  }
  return undefined
}

function parse(schema: z.core.$ZodType, value: unknown, part: string): unknown {
  const unstorable = unstorableAt(value, part)
  if (unstorable) throw new Refusal('request.invalid', part, [{ path: unstorable, message: 'holds a character that cannot be kept' }])
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  throw new Refusal(
    'request.invalid',
    part,
    parsed.error.issues.map((issue) => ({ path: [part, ...issue.path.map(String)].join('.'), message: issue.message })),
  )
}

const fastifyCodes: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.not_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.invalid',
  FST_ERR_BAD_URL: 'request.not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'request.not_found',
}

/** What the framework refuses before a route is found, in our words. */
export const answerFrameworkErrors = (error: FastifyError, _: FastifyRequest, reply: FastifyReply) => {
  const code = codeOf(error)
  void reply.code(statusOf(code)).send(refusalReply(code))
}

function codeOf(error: FastifyError): RefusalCode {
  if (error instanceof Refusal) return error.code
  const known = fastifyCodes[error.code]
  if (known) return known
  if (error instanceof SyntaxError || (error.statusCode ?? 500) === 400) return 'request.invalid'
  if (error.statusCode === 429) return 'request.too_many'
  if (isPassing(error)) return 'request.not_ready'
  return 'request.internal'
}

/** Every error leaves as a refusal in two languages; what is inside stays in the log. */
export function answerErrors(app: FastifyInstance, ctx: Ctx) {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const code = codeOf(error)
    if (statusOf(code) >= 500) ctx.log.error({ err: error, route: request.routeOptions.url, method: request.method }, 'request failed')
    if (!(error instanceof Refusal)) return reply.code(statusOf(code)).send(refusalReply(code))
    if (error.queue) void reply.header('retry-after', String(error.queue.retryAfterSeconds))
    return reply.code(statusOf(code)).send(refusalReply(code, error.issues, error.queue))
  })
}

/** JSON is parsed from raw bytes that are kept, because signatures cover bytes; forms of machines are kept raw only. */
export function readBodies(app: FastifyInstance) {
  app.decorateRequest('rawBody', undefined)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.rawBody = body
    if (body.length === 0) return done(null, {})
    try {
      done(
        null,
        JSON.parse(body.toString('utf8'), (name, value) => (name === '__proto__' ? undefined : value)),
      )
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.rawBody = body
    done(null, undefined)
  })
  // Beacons cannot choose their type.
  app.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.rawBody = body
    try {
      done(null, JSON.parse(body.toString('utf8')))
    } catch (error) {
      done(error as Error)
    }
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    rawBody: Buffer | undefined
  }
}
