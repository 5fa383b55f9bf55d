import { mkdirSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import formbody from '@fastify/formbody'
import Fastify, { type FastifyInstance } from 'fastify'
import { adoptionRoutes } from './adoption-routes.ts'
import { billsPage } from './bills-page.ts'
import { openBook } from './book.ts'
import { cashierRoutes } from './cashier.ts'
import { clockRoutes } from './clock-routes.ts'
import { courierRoutes, moveParcels, sendCourierPush } from './courier-routes.ts'
import { type Credentials, openKeyRing } from './credentials.ts'
import { noFaults } from './faults.ts'
import { faultsRoutes } from './faults-routes.ts'
import { languageRoutes } from './language-routes.ts'
import { type Delivery, deliverDue } from './outbox.ts'
import { overviewPage } from './overview-page.ts'
import { payDevRoutes } from './pay-dev-routes.ts'
import { sendPayNotice, settleDueRefunds } from './pay-notices.ts'
import { payRoutes } from './pay-routes.ts'
import { decideDueSharings } from './sharing-routes.ts'
import type { Simulation } from './simulation.ts'
import { smsRoutes } from './sms-routes.ts'
import { transferPages } from './transfer-page.ts'
import { moveDueTransfers } from './transfer-routes.ts'
import { makeVirtualClock } from './virtual-clock.ts'
import { wechatRoutes } from './wechat-routes.ts'

export type SimulatorOptions = {
  /** 0 picks a free one. */
  port: number
  /** Keys and book; survives restarts. */
  dir: string
  /** A server in demo mode whose clock moves with ours. */
  serverUrl?: string
  demoToken?: string
  host?: string
  /** Where browsers and phones reach us; by default the address we listen on. */
  publicUrl?: string
}

export type Simulators = {
  url: string
  credentials: Credentials
  now(): Date
  stop(): Promise<void>
}

const tickMs = 250

/** One run at a time; whoever asks during a run gets the next one, which sees everything that was done before the question. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    if (next) return next
    const mine = running.then(async () => {
      next = undefined
      await run()
    })
    next = mine
    running = mine.catch((error: unknown) => console.error(error))
    return running
  }
}

/** `close` waits for what is on its way, sends nothing more and writes the book. */
function openSimulation(options: SimulatorOptions, publicUrl: () => string): { sim: Simulation; flush(): void; close(): Promise<void> } {
  mkdirSync(options.dir, { recursive: true })
  const { book, save, flush } = openBook(options.dir)
  const send = (delivery: Delivery) =>
    delivery.notice.kind === 'pay' ? sendPayNotice(sim, delivery, delivery.notice) : sendCourierPush(delivery, delivery.notice)
  let isClosed = false
  const runDue = oneAtATime(async () => {
    if (isClosed) return
    settleDueRefunds(sim)
    moveDueTransfers(sim)
    decideDueSharings(sim)
    moveParcels(sim)
    if ((await deliverDue(() => book.deliveries, send, sim.clock.now)) > 0) save()
  })
  const sim: Simulation = {
    keys: openKeyRing(options.dir),
    book,
    clock: makeVirtualClock(book.clock),
    faults: noFaults(),
    publicUrl,
    serverUrl: options.serverUrl,
    demoToken: options.demoToken,
    save,
    runDue,
  }
  const close = async (): Promise<void> => {
    isClosed = true
    await runDue()
    flush()
  }
  return { sim, flush, close }
}

async function mount(app: FastifyInstance, sim: Simulation): Promise<void> {
  const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
  await app.register(formbody)
  await app.register(wechatRoutes(sim), { prefix: '/wxapi' })
  await app.register(payRoutes(sim), { prefix: '/wxpay' })
  await app.register(adoptionRoutes(sim), { prefix: '/wxpay/dev' })
  await app.register(payDevRoutes(sim), { prefix: '/wxpay/dev' })
  await app.register(cashierRoutes(sim), { prefix: '/cashier' })
  await app.register(transferPages(sim), { prefix: '/transfer' })
  await app.register(courierRoutes(sim), { prefix: '/kd100' })
  await app.register(smsRoutes(sim), { prefix: '/sms' })
  await app.register(languageRoutes(sim), { prefix: '/llm' })
  await app.register(clockRoutes(sim), { prefix: '/clock' })
  await app.register(faultsRoutes(sim), { prefix: '/faults' })
  app.get('/', async (_request, reply) => reply.type('text/html').send(overviewPage(sim)))
  app.get('/bills', async (_request, reply) => reply.type('text/html').send(billsPage(sim)))
  app.get('/style.css', async (_request, reply) => reply.type('text/css').send(style))
}

export async function startSimulators(options: SimulatorOptions): Promise<Simulators> {
  const host = options.host ?? '0.0.0.0'
  const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 1_048_576 })
  let url = ''
  const { sim, flush, close } = openSimulation(options, () => options.publicUrl?.replace(/\/$/, '') ?? url)
  await mount(app, sim)
  await app.listen({ port: options.port, host })
  const { port } = app.server.address() as AddressInfo
  url = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  flush()
  const ticker = setInterval(() => void sim.runDue(), tickMs)

  return {
    url,
    credentials: sim.keys.credentials,
    now: sim.clock.now,
    async stop() {
      clearInterval(ticker)
      await app.close()
      await close()
    },
  }
}
