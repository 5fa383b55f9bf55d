import type { z } from 'zod'

type Schema = z.core.$ZodType

/** Who may call a route. `visitor` is anyone, signed in or not. */
export const roles = [
  'visitor',
  'customer',
  'shop-owner',
  'supplier-staff',
  'operator-admin',
  'operator-finance',
  'operator-compliance',
  'operator-support',
  'operator-content',
  'auditor',
  /** Machines outside that sign what they send: payment, courier, the clock page of the demo. */
  'machine',
] as const
export type Role = (typeof roles)[number]

export const operators = ['operator-admin', 'operator-finance', 'operator-compliance', 'operator-support', 'operator-content'] as const

/**
 * How a mutation stays one when it is sent twice.
 * `key`: the caller sends an `Idempotency-Key` header; the reply is stored with what it did.
 * `natural`: a unique fact in the request or the state (a notification id, the order's one open payment) makes a repeat harmless.
 */
export type Idempotence = 'key' | 'natural'

/** What a route accepts and answers. Keys of a contract read "METHOD /path"; paths are below `/api`. */
export type Route = {
  summary: string
  who: readonly Role[]
  idempotence?: Idempotence
  params?: Schema
  query?: Schema
  body?: Schema
  /** The request is a file as it is, not JSON: which types are meant, and how many bytes at most. The handler reads it from its exchange. */
  bytes?: { types: readonly string[]; max: number }
  /** How often one address may ask in a minute, where answering costs more than reading; otherwise the limit of all routes holds. */
  perMinute?: number
  reply: Schema
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RouteKey = `${Method} /${string}`
export type Contract = Record<RouteKey, Route>

type Part = 'params' | 'query' | 'body'

/** The parts of a request as the handler sees them, parsed. */
export type RouteInput<R> = { [P in Part & keyof R]: R[P] extends Schema ? z.core.output<R[P]> : never }

/** The parts of a request as a client writes them, defaults left out. */
export type RouteRequest<R> = { [P in Part & keyof R]: R[P] extends Schema ? z.core.input<R[P]> : never }

/** What a client receives, or a handler returns. */
export type RouteReply<R> = R extends { reply: infer S extends Schema } ? z.core.output<S> : never
