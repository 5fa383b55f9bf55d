import { randomUUID } from 'node:crypto'
import type { Draws } from '@lianka/reward/population-random'
import { expect } from 'vitest'
import { openSession } from '#session/tokens'
import { signInAs } from './console.ts'
import type { House } from './house.ts'
import { type Crew, persist, sleep } from './kills-crew.ts'
import type { Goods, Person } from './people.ts'
import { type Answer, send } from './processes.ts'

/** Requests of people who do not give up: while nobody answers, or only that it is busy, they ask again with the same key. */

export type Clerk = 'supplier' | 'platform'
export type Request = { method: 'GET' | 'POST' | 'PUT'; path: string; by: Person | Clerk; body?: object; key: string }

export type Wire = {
  crew: Crew
  offered: readonly Goods[]
  draws: Draws
  cookies: Record<Clerk, string>
  /** What was answered with 200, so it must be there whatever happens later. */
  orders: Set<string>
  withdrawals: Set<string>
  operations: number
  requests: number
  refused: number
  unreachable: number
  busy: number
}

export function openWire(crew: Crew, offered: readonly Goods[], draws: Draws): Wire {
  const counted = { operations: 0, requests: 0, refused: 0, unreachable: 0, busy: 0 }
  return { crew, offered, draws, cookies: { supplier: '', platform: '' }, orders: new Set(), withdrawals: new Set(), ...counted }
}

/** Those who decide at the console sign in, for so long as a session is good. */
export async function openOffice({ crew: { house }, offered, cookies }: Wire): Promise<void> {
  cookies.supplier = (await signInAs(house, 'supplier-staff', offered[0]?.supplierId)).cookie as string
  cookies.platform = (await signInAs(house, 'operator-admin')).cookie as string
}

async function renew(house: House, person: Person): Promise<void> {
  person.token = (await persist(() => openSession(house.ctx, person.id))).accessToken
}

function sendOnce(wire: Wire, { method, path, by, body, key }: Request): Promise<Answer> {
  const url = wire.crew.webs[wire.draws.below(wire.crew.webs.length)]?.url as string
  wire.requests += 1
  const keyed = method !== 'GET' && { 'idempotency-key': key }
  if (typeof by === 'string') return send(url, method, path, undefined, body, { ...keyed, cookie: wire.cookies[by], origin: url })
  return send(url, method, path, by.token, body, { ...keyed })
}

const triesMax = 100

const lastErrors = ({ crew }: Wire) => crew.webs.map((web) => web.said().slice(-3).join('\n')).join('\n')

/** The answer that counts: work done, or a refusal of what was asked for. */
async function insist(wire: Wire, request: Request): Promise<Answer> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const answer = await sendOnce(wire, request)
    const { status, code } = answer
    if (status === 401 && typeof request.by !== 'string') await renew(wire.crew.house, request.by)
    else if (status === 0) wire.unreachable += 1
    else if (status === 503 || code === 'idempotency.in_flight') wire.busy += 1
    else if (status >= 500) throw new Error(`${request.method} ${request.path}: ${status} ${code}; ${lastErrors(wire)}`)
    else return answer
    await sleep(50 + wire.draws.below(200))
  }
  throw new Error(`${request.method} ${request.path}: nobody answered`)
}

/** Asks; one write in six twice at once, at whichever servers: it is done once, and both are answered alike. */
export async function ask(wire: Wire, request: Request): Promise<Answer> {
  wire.operations += 1
  const twice = request.method !== 'GET' && wire.draws.below(6) === 0
  const [answer, again] = (await Promise.all(Array.from({ length: twice ? 2 : 1 }, () => insist(wire, request)))) as [Answer, Answer?]
  if (again?.status === 200 && answer.status === 200) expect([request.path, again.body.id]).toEqual([request.path, answer.body.id])
  const counts = again?.status === 200 ? again : answer
  if (counts.status >= 400) wire.refused += 1
  return counts
}

export const newRequest = (method: Request['method'], by: Request['by'], path: string, body?: object): Request => ({
  method,
  path,
  by,
  key: randomUUID(),
  ...(body && { body }),
})

/** What people and the channel do on the other side; it lives in the test's own process and is always there. */
export async function tellSimulators({ crew }: Wire, path: string, body: object): Promise<boolean> {
  const reply = await fetch(`${crew.house.ctx.outside.simulatorUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return reply.ok
}
