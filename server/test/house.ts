import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Simulators } from '@lianka/simulators/start'
import { startSimulators } from '@lianka/simulators/start'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import type { Clock } from '#platform/clock'
import type { Ctx } from '#platform/context'
import { openPool, type Pool } from '#platform/db'
import { runJobsOnce, sweepOnce } from '#platform/jobs'
import { demoSecrets, simulatorSettings } from '#platform/outside'
import { freePort } from '#platform/postgres'
import { readSettings } from '#platform/settings'
import { buildApp } from '../src/app.ts'
import { openCtx } from '../src/house.ts'
import { sweeps } from '../src/modules.ts'

type Span = { days?: number; hours?: number; minutes?: number; seconds?: number }
const msOf = ({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span) => (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000

/** A clock that tests move. Without simulators it stands still; with them it is theirs, for signatures carry the time. */
export type TestClock = Clock & { advance(by: Span): Promise<void> }

export function standingClock(start: string): TestClock {
  let now = new Date(start)
  return {
    now: () => now,
    advance: async (by) => {
      now = new Date(now.getTime() + msOf(by))
    },
  }
}

const sharedClock = (simulators: Simulators): TestClock => ({
  now: () => simulators.now(),
  advance: async (by) => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${simulators.url}/clock/advance`, { method: 'POST', headers, body: JSON.stringify({ ms: msOf(by) }) })
    if (!reply.ok) throw new Error(`The simulators' clock did not move: ${reply.status}`)
  },
})

export type House = {
  ctx: Ctx
  app: FastifyInstance
  url: string
  pool: Pool
  clock: TestClock
  databaseUrl: string
  statements: string[]
  /** Runs the jobs that are ready, and those they make. */
  runJobs(): Promise<void>
  /** Runs jobs and what is due by the clock, until both are done. */
  settle(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Providers that nobody answers for: the protocols are right, the far side is missing. Tests that pay start the simulators. */
const nowhere = {
  WX_APPID: 'wx0000000000000000',
  WX_SECRET: 'test',
  WXPAY_MCHID: '1900000000',
  WXPAY_SERIAL: '00',
  WXPAY_APIV3_KEY: '0'.repeat(32),
  WXPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_0',
  KUAIDI100_KEY: 'k',
  KUAIDI100_SALT: 's',
  SMS_KEY: 'k',
}

export type HouseOptions = { simulators?: Simulators; env?: Record<string, string>; start?: string; databaseUrl?: string; port?: number }

/** A house of its own for one test: a fresh database cloned from the template, the whole app, a clock that stands still. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const databaseUrl = options.databaseUrl ?? (await cloneDatabase())
  const dataDir = mkdtempSync(join(tmpdir(), 'lianka-house-'))
  const far = options.simulators
    ? simulatorSettings(options.simulators.url, options.simulators.credentials as unknown as Record<string, string>)
    : {
        ...nowhere,
        ...(await testKeys()),
        ...Object.fromEntries(['WX_API_BASE', 'WXPAY_API_BASE', 'KUAIDI100_BASE', 'SMS_BASE'].map((name) => [name, 'http://127.0.0.1:9/'])),
      }
  const port = options.port ?? (await freePort())
  const url = `http://127.0.0.1:${port}`
  const settings = readSettings({
    ...demoSecrets(dataDir),
    ...far,
    PORT: String(port),
    DATA_DIR: dataDir,
    PUBLIC_URL: url,
    LIANKA_LOG_LEVEL: 'silent',
    LIANKA_RATE_PER_MINUTE: '1000000',
    ...options.env,
  })
  const clock = options.simulators ? sharedClock(options.simulators) : standingClock(options.start ?? '2026-12-01T02:00:00Z')
  const pool = openPool(databaseUrl, 12)
  const statements: string[] = []
  const ctx = openCtx(settings, pool, clock, (text) => statements.push(text))
  const app = await buildApp(ctx, pool)
  // The simulators call back, so there somebody must listen.
  if (options.simulators) await app.listen({ port, host: '127.0.0.1' })
  const runJobs = () => runJobsOnce(ctx, pool)
  return {
    ctx,
    app,
    url,
    pool,
    clock,
    databaseUrl,
    statements,
    runJobs,
    settle: async () => {
      await runJobs()
      await sweepOnce(ctx, sweeps)
      await runJobs()
    },
    [Symbol.asyncDispose]: async () => {
      await app.close()
      await pool.end()
    },
  }
}

let clones = 0

/** A fresh clone of the template, in the cluster of the whole run unless told another. */
export async function cloneDatabase(clusterUrl = inject('clusterUrl')): Promise<string> {
  const name = `house_${process.pid}_${Date.now().toString(36)}_${clones++}`
  const admin = new pg.Client({ connectionString: clusterUrl })
  await admin.connect()
  // Clones of one template wait for each other; PostgreSQL refuses instead of waiting, so we try again.
  for (let tries = 0; ; tries += 1) {
    try {
      await admin.query(`create database ${name} template template_house strategy file_copy`)
      break
    } catch (error) {
      if (tries > 40 || (error as { code?: string }).code !== '55006') throw error
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  await admin.end()
  return clusterUrl.replace(/\/postgres$/, `/${name}`)
}

let keys: Promise<Record<string, string>> | undefined

function testKeys() {
  keys ??= (async () => {
    const { generateKeyPairSync } = await import('node:crypto')
    const pair = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    return { WXPAY_PRIVATE_KEY: pair.privateKey, WXPAY_PUBLIC_KEY: pair.publicKey }
  })()
  return keys
}

/** Simulators of one test file, in this process, with real keys. */
export const openSimulators = (serverUrl?: string, demoToken?: string) =>
  startSimulators({
    port: 0,
    host: '127.0.0.1',
    dir: mkdtempSync(join(tmpdir(), 'lianka-sims-')),
    ...(serverUrl && { serverUrl }),
    ...(demoToken && { demoToken }),
  })
