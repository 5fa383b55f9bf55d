// Sends one kind of request from a process of its own: reads its orders as JSON from the first argument, prints what it measured.
import { randomBytes } from 'node:crypto'
import { Agent, request as send } from 'node:http'

export type LoadPlan = {
  url: string
  scenario: 'list' | 'detail' | 'search' | 'cart' | 'checkout' | 'select1'
  target: 'ours' | 'floor'
  concurrency: number
  seconds: number
  shopId: string
  members: { id: string; token: string; addressId: string }[]
  offers: { listingId: string; skuId: string; priceFen: number }[]
  queries: Record<string, string>[]
}
export type LoadResult = { requests: number; refused: number; rps: number; p50Ms: number; p99Ms: number }

type Call = { method: 'GET' | 'POST'; path: string; token?: string; body?: object; key?: string }

const pick = <T>(items: readonly T[]) => items[Math.floor(Math.random() * items.length)] as T
const newKey = () => randomBytes(9).toString('base64url')

function callOf({ scenario, target, shopId, members, offers, queries }: LoadPlan): Call {
  if (scenario === 'select1') return { method: 'GET', path: '/select1' }
  const offer = pick(offers)
  if (scenario === 'list') return { method: 'GET', path: target === 'ours' ? `/api/listings?shopId=${shopId}` : `/list?shopId=${shopId}` }
  if (scenario === 'detail')
    return { method: 'GET', path: target === 'ours' ? `/api/listings/${offer.listingId}` : `/detail?id=${offer.listingId}` }
  if (scenario === 'search') {
    // The floor reads as many tiles, by their keys.
    if (target === 'floor')
      return { method: 'GET', path: `/search?ids=${Array.from({ length: 20 }, () => pick(offers).listingId).join(',')}` }
    return { method: 'GET', path: `/api/listings?${new URLSearchParams(pick(queries))}` }
  }
  const member = pick(members)
  const key = newKey()
  if (target === 'floor') return { method: 'POST', path: `/${scenario}`, body: { ...offer, memberId: member.id, shopId, key } }
  if (scenario === 'cart')
    return {
      method: 'POST',
      path: '/api/cart/lines',
      token: member.token,
      key,
      body: { listingId: offer.listingId, skuId: offer.skuId, quantity: 1 },
    }
  return {
    method: 'POST',
    path: '/api/orders',
    token: member.token,
    key,
    body: { shopId, lines: [{ ...offer, quantity: 1 }], addressId: member.addressId },
  }
}

function once(agent: Agent, base: URL, call: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const payload = call.body ? JSON.stringify(call.body) : undefined
    const headers = {
      ...(payload && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
      ...(call.token && { authorization: `Bearer ${call.token}` }),
      ...(call.key && { 'idempotency-key': call.key }),
    }
    const sent = send({ agent, host: base.hostname, port: base.port, method: call.method, path: call.path, headers }, (reply) => {
      reply.on('data', () => undefined)
      reply.on('end', () => resolve(reply.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(payload)
  })
}

async function run(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.concurrency })
  const base = new URL(plan.url)
  const times: number[] = []
  let refused = 0
  const started = performance.now()
  const end = started + plan.seconds * 1000
  const worker = async () => {
    while (performance.now() < end) {
      const from = performance.now()
      const status = await once(agent, base, callOf(plan))
      times.push(performance.now() - from)
      if (status >= 400) refused += 1
    }
  }
  await Promise.all(Array.from({ length: plan.concurrency }, worker))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (part: number) => Number((times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2))
  return { requests: times.length, refused, rps: Math.round(times.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99) }
}

let text = ''
for await (const part of process.stdin) text += part
console.log(JSON.stringify(await run(JSON.parse(text))))
