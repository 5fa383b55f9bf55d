import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MiniProgram, openMiniProgram } from '@lianka/wechat/mini-program'
import { openPay, type Pay } from '@lianka/wechat/pay'
import { type SimulatorOptions, type Simulators, startSimulators } from './start.ts'

/** For the tests: the simulators, a merchant's server that listens, and the merchant's own clients. */

export type Heard = { path: string; headers: IncomingHttpHeaders; body: string }

export type MerchantServer = {
  url: string
  heard: Heard[]
  /** How it answers; 204 at first. */
  answer: { status: number; body: string }
  stop(): Promise<void>
}

export async function startMerchantServer(): Promise<MerchantServer> {
  const heard: Heard[] = []
  const merchant = { answer: { status: 204, body: '' } }
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(merchant.answer.status).end(merchant.answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(merchant, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  })
}

export type House = {
  sims: Simulators
  merchant: MerchantServer
  pay: Pay
  program: MiniProgram
  /** Posts JSON to the simulators. */
  post<T = Record<string, unknown>>(path: string, body: object, headers?: Record<string, string>): Promise<{ status: number; body: T }>
  get<T = Record<string, unknown>>(path: string): Promise<T>
  /** Moves the clock and waits for everything that became due. */
  pass(ms: number): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

const makePay = (sims: Simulators): Pay => {
  const { credentials } = sims
  return openPay({
    baseUrl: `${sims.url}/wxpay`,
    mchid: credentials.WXPAY_MCHID,
    appid: credentials.WX_APPID,
    serial: credentials.WXPAY_SERIAL,
    privateKey: credentials.WXPAY_PRIVATE_KEY,
    apiV3Key: credentials.WXPAY_APIV3_KEY,
    verifyKeys: new Map([[credentials.WXPAY_PUBLIC_KEY_ID, credentials.WXPAY_PUBLIC_KEY]]),
    now: sims.now,
    timeoutMs: 800,
  })
}

const makeProgram = (sims: Simulators): MiniProgram =>
  openMiniProgram({
    baseUrl: `${sims.url}/wxapi`,
    appid: sims.credentials.WX_APPID,
    secret: sims.credentials.WX_SECRET,
    now: sims.now,
    timeoutMs: 2000,
  })

export async function openHouse(options: Partial<SimulatorOptions> = {}): Promise<House> {
  const dir = mkdtempSync(join(tmpdir(), 'lianka-simulators-'))
  const start = () => startSimulators({ port: 0, host: '127.0.0.1', dir, ...options })
  const sims = await start()
  const house: House = {
    sims,
    merchant: await startMerchantServer(),
    pay: makePay(sims),
    program: makeProgram(sims),
    async post(path, body, headers = {}) {
      const response = await fetch(house.sims.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return { status: response.status, body: await response.json() }
    },
    get: async (path) => (await fetch(house.sims.url + path)).json(),
    async pass(ms) {
      await house.post('/clock/advance', { ms })
    },
    async restart() {
      await house.sims.stop()
      house.sims = await start()
      house.pay = makePay(house.sims)
      house.program = makeProgram(house.sims)
    },
    async stop() {
      await house.sims.stop()
      await house.merchant.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return house
}
