// Asks for suggestions as fast as a few connections do, while looks come in at a fixed rate; reads its orders as JSON, prints what it measured.
import { randomBytes } from 'node:crypto'
import { Agent, request as send } from 'node:http'

export type RecommendPlan = {
  url: string
  seconds: number
  concurrency: number
  eventsPerSecond: number
  batch: number
  /** Who asks, and who looks at goods: many more, each now and then. */
  visitors: string[]
  lookers: string[]
  listings: string[]
}
export type RecommendResult = {
  perSecond: number
  p50Ms: number
  p99Ms: number
  refused: number
  eventsPerSecond: number
  freshP50Ms: number
  freshMaxMs: number
}

const pick = <T>(items: readonly T[]) => items[Math.floor(Math.random() * items.length)] as T

type Reply = { status: number; text: string }
function open(url: string, sockets: number) {
  const base = new URL(url)
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })
  const ask = (method: 'GET' | 'POST', path: string, body?: object) =>
    new Promise<Reply>((resolve, reject) => {
      const payload = body && JSON.stringify(body)
      const headers = payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}
      const sent = send({ agent, host: base.hostname, port: base.port, method, path: `/api${path}`, headers }, (reply) => {
        let text = ''
        reply.setEncoding('utf8')
        reply.on('data', (part) => {
          text += part
        })
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
      })
      sent.on('error', reject)
      sent.end(payload)
    })
  return { ask, close: () => agent.destroy() }
}

const lookAt = (listing: string) => ({
  id: randomBytes(12).toString('base64url'),
  kind: 'view',
  subject: 'product',
  subjectId: listing,
  at: new Date().toISOString(),
})

/** Sends batches at their times, never more than what is due, and counts what was accepted. */
async function sendLooks(plan: RecommendPlan, until: number) {
  const { ask, close } = open(plan.url, 16)
  const everyMs = (1000 * plan.batch) / plan.eventsPerSecond
  const started = performance.now()
  let [sent, accepted] = [0, 0]
  const under = new Set<Promise<void>>()
  while (performance.now() < until) {
    while (sent * everyMs <= performance.now() - started && under.size < 64) {
      sent += 1
      const events = Array.from({ length: plan.batch }, () => lookAt(pick(plan.listings)))
      const one = ask('POST', '/visits', { visitorId: pick(plan.lookers), events }).then(({ status, text }) => {
        if (status === 200) accepted += JSON.parse(text).accepted
        under.delete(one)
      })
      under.add(one)
    }
    await new Promise((done) => setTimeout(done, 2))
  }
  await Promise.all(under)
  close()
  return accepted / ((performance.now() - started) / 1000)
}

/** How long after a stranger's first look was sent the answer has become that visitor's own: sent, then asked at once. */
async function freshness(plan: RecommendPlan, until: number): Promise<number[]> {
  const { ask, close } = open(plan.url, 2)
  const times: number[] = []
  while (performance.now() < until) {
    const { visitorId } = JSON.parse((await ask('POST', '/visitors', {})).text)
    const from = performance.now()
    await ask('POST', '/visits', { visitorId, events: [lookAt(pick(plan.listings))] })
    for (;;) {
      const { personal } = JSON.parse((await ask('GET', `/recommendations?visitorId=${visitorId}`)).text)
      if (personal || performance.now() - from > 2000) break
    }
    times.push(performance.now() - from)
    await new Promise((done) => setTimeout(done, 100))
  }
  close()
  return times.sort((a, b) => a - b)
}

async function askAll(plan: RecommendPlan, until: number) {
  const { ask, close } = open(plan.url, plan.concurrency)
  const times: number[] = []
  let refused = 0
  const started = performance.now()
  const worker = async () => {
    while (performance.now() < until) {
      const from = performance.now()
      const { status } = await ask('GET', `/recommendations?visitorId=${pick(plan.visitors)}&limit=10`)
      times.push(performance.now() - from)
      if (status !== 200) refused += 1
    }
  }
  await Promise.all(Array.from({ length: plan.concurrency }, worker))
  close()
  return { times: times.sort((a, b) => a - b), refused, perSecond: times.length / ((performance.now() - started) / 1000) }
}

async function run(plan: RecommendPlan): Promise<RecommendResult> {
  const until = performance.now() + plan.seconds * 1000
  const [asked, eventsPerSecond, fresh] = await Promise.all([askAll(plan, until), sendLooks(plan, until), freshness(plan, until)])
  const at = (times: number[], part: number) => Number((times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0).toFixed(2))
  return {
    perSecond: Math.round(asked.perSecond),
    p50Ms: at(asked.times, 0.5),
    p99Ms: at(asked.times, 0.99),
    refused: asked.refused,
    eventsPerSecond: Math.round(eventsPerSecond),
    freshP50Ms: at(fresh, 0.5),
    freshMaxMs: at(fresh, 1),
  }
}

let text = ''
for await (const part of process.stdin) text += part
console.log(JSON.stringify(await run(JSON.parse(text))))
