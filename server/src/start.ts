import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { continueEra } from '#ledger/service'
import { type Clock, type MovableClock, openDemoClock, realClock } from '#platform/clock'
import type { Ctx } from '#platform/context'
import { openPool, type Pool } from '#platform/db'
import { runJobsOnce, startJobs, startSweeps, sweepOnce } from '#platform/jobs'
import { migrate } from '#platform/migrate'
import { demoSecrets, simulatorSettings } from '#platform/outside'
import { type Cluster, freePort, startPostgres } from '#platform/postgres'
import { readSettings, type Settings } from '#platform/settings'
import { markOlder } from '#search/service'
import { buildApp } from './app.ts'
import { openCtx } from './house.ts'
import { sweeps } from './modules.ts'
import { type RunningSimulators, readCredentials, spawnSimulators } from './simulators.ts'

const rolesOfProcess = ['all', 'web', 'worker'] as const
export type ProcessRole = (typeof rolesOfProcess)[number]
export const isRole = (role: string): role is ProcessRole => (rolesOfProcess as readonly string[]).includes(role)

type Ground = {
  settings: Settings
  pool: Pool
  clock: Clock
  demoClock: MovableClock | undefined
  databaseUrl: string
  stop: () => Promise<void>
  simulators: RunningSimulators | undefined
}

const say = (line: string) => console.log(line)

/** Settings of the environment, and in demo mode what the house makes for itself. */
function demoEnvironment(): Settings {
  const settings = readSettings()
  if (settings.LIANKA_MODE === 'production') return settings
  return readSettings({ ...demoSecrets(settings.dataDir), ...process.env })
}

/** Database, schema, clock and, in demo mode, the simulators. */
async function layGround(): Promise<Ground> {
  let settings = demoEnvironment()
  let cluster: Cluster | undefined
  if (!settings.DATABASE_URL) {
    say('Starting the embedded PostgreSQL …')
    cluster = await startPostgres(settings.dataDir)
  }
  const databaseUrl = settings.DATABASE_URL ?? (cluster as Cluster).url
  const pool = openPool(databaseUrl, settings.LIANKA_POOL_SIZE)
  const ran = await migrate(pool)
  if (ran.length > 0) say(`Database brought up to date: ${ran.length} migrations.`)
  let simulators: RunningSimulators | undefined
  if (settings.LIANKA_MODE === 'demo') {
    const given = settings.LIANKA_SIMULATOR_URL
    const dir = join(settings.dataDir, 'simulators')
    if (!given) {
      simulators = await spawnSimulators({
        port: settings.LIANKA_SIMULATOR_PORT || (await freePort()),
        dir,
        serverUrl: `http://127.0.0.1:${settings.PORT}`,
        publicUrl: settings.publicUrl.replace(/:\d+$/, `:${settings.LIANKA_SIMULATOR_PORT}`),
        demoToken: settings.LIANKA_DEMO_TOKEN as string,
      })
    }
    const credentials = simulators?.credentials ?? readCredentials(dir)
    const url = simulators?.url ?? (given as string)
    settings = readSettings({
      ...demoSecrets(settings.dataDir),
      WXPAY_NOTIFY_BASE: `http://127.0.0.1:${settings.PORT}`,
      ...process.env,
      ...simulatorSettings(url, credentials),
    })
  }
  const demoClock = settings.LIANKA_MODE === 'demo' ? await openDemoClock(pool, databaseUrl) : undefined
  return {
    settings,
    pool,
    clock: demoClock ?? realClock,
    demoClock,
    databaseUrl,
    simulators,
    stop: async () => {
      await simulators?.stop()
      await demoClock?.close()
      await pool.end()
      await cluster?.stop()
    },
  }
}

/** Fills an empty database with the demo world; answers whether there was anything to do. */
async function seedIfEmpty(ctx: Ctx, pool: Pool) {
  const { rows } = await pool.query('select 1 from members limit 1')
  if (rows.length > 0) return undefined
  say('Filling the empty database with the demo world …')
  const started = performance.now()
  const { seedWorld } = await import('../scripts/seed/load.ts')
  const result = await seedWorld(ctx, { seed: 1, log: say })
  await runJobsOnce(ctx, pool)
  // The channel hears of the seeded payments only once the server runs; its bills are no use before.
  await sweepOnce(
    ctx,
    sweeps.filter(({ name }) => !name.startsWith('reconciliation.')),
  )
  say(`Demo world ready in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  return result
}

type Logins = Awaited<ReturnType<typeof import('../scripts/seed/load.ts')['seedWorld']>>

/** The logins are kept beside the data, so that every later start can print them and tell the inbox page the one-time secrets. */
function keptLogins(dataDir: string, fresh: Logins | undefined): Logins | undefined {
  const path = join(dataDir, 'demo-logins.json')
  if (fresh) writeFileSync(path, JSON.stringify(fresh, null, 2), { mode: 0o600 })
  return fresh ?? (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined)
}

async function tellInbox(settings: Settings, logins: Logins) {
  const reply = await fetch(`${settings.LIANKA_SIMULATOR_URL}/sms/dev/totp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demo-token': settings.LIANKA_DEMO_TOKEN as string },
    body: JSON.stringify({ accounts: logins.staff.map(({ userName, secret }) => ({ userName, secret })) }),
  })
  if (!reply.ok) throw new Error(`The inbox page did not take the demo accounts: ${reply.status}`)
}

/**
 * Tells the simulated channel of the payments, refunds and withdrawals that were seeded: without them it could give nothing back, and its
 * bills would differ from the books.
 * Told at every start: a start may have ended between seeding and telling, and hearing it twice changes nothing.
 */
async function tellChannel(ctx: Ctx, settings: Settings) {
  const { seededMoney } = await import('../scripts/seed/payments.ts')
  const money = await seededMoney(ctx)
  if (money.payments.length === 0) return
  const reply = await fetch(`${settings.LIANKA_SIMULATOR_URL}/wxpay/dev/paid`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demo-token': settings.LIANKA_DEMO_TOKEN as string },
    body: JSON.stringify(money),
  })
  if (!reply.ok) throw new Error(`The simulated channel did not take the seeded payments: ${reply.status} ${await reply.text()}`)
}

/** Server and simulators must agree on the time or every signature looks old: the later of the two clocks wins. */
async function agreeOnTime(ground: Ground) {
  if (!ground.demoClock) return
  const url = ground.settings.LIANKA_SIMULATOR_URL
  const { offsetMs } = (await (await fetch(`${url}/clock/now`)).json()) as { offsetMs: number }
  const ours = ground.demoClock.offsetMs()
  if (offsetMs > ours) await ground.demoClock.moveTo(offsetMs)
  if (ours > offsetMs) {
    await fetch(`${url}/clock/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ms: ours - offsetMs }),
    })
  }
}

function printWelcome(settings: Settings, logins: Logins | undefined) {
  const local = `http://localhost:${settings.PORT}`
  say(`\n  Lianka 链卡 is running\n`)
  say(`  Shop and cards (H5)   ${settings.publicUrl}/   or ${local}/`)
  say(`  Console               ${local}/console/`)
  say(`  API reference         ${local}/docs`)
  if (settings.LIANKA_MODE !== 'demo') return
  const inbox = `${settings.LIANKA_SIMULATOR_URL}/sms`
  say(`  Inbox (codes)         ${inbox}`)
  say(`  Clock, cashier, …     ${settings.LIANKA_SIMULATOR_URL}/`)
  if (!logins) return
  say('\n  Demo logins — the six-digit codes are on the inbox page')
  for (const { phone, name, about } of logins.phones) say(`  H5       ${phone}   ${name}${about ? ` · ${about}` : ''}`)
  for (const { userName, password, role } of logins.staff) say(`  console  ${userName.padEnd(12)} ${password}   ${role}`)
  say('')
}

/** Starts one process of the house: web server, worker, or both. */
export async function start(role: ProcessRole): Promise<void> {
  const ground = await layGround()
  const ctx = openCtx(ground.settings, ground.pool, ground.clock)
  await continueEra(ctx)
  const logins =
    ground.settings.LIANKA_MODE === 'demo' ? keptLogins(ground.settings.dataDir, await seedIfEmpty(ctx, ground.pool)) : undefined
  await markOlder(ctx)
  let app: FastifyInstance | undefined
  if (role !== 'worker') {
    app = await buildApp(ctx, ground.pool)
    await app.listen({ port: ground.settings.PORT, host: '::' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EAFNOSUPPORT') return app?.listen({ port: ground.settings.PORT, host: '0.0.0.0' })
      throw error
    })
  }
  if (ground.settings.LIANKA_MODE === 'demo') {
    await agreeOnTime(ground)
    if (logins) {
      await tellInbox(ground.settings, logins)
      await tellChannel(ctx, ground.settings)
    }
  }
  const jobs = role === 'web' ? undefined : await startJobs(ctx, ground.pool)
  const swept = role === 'web' ? undefined : startSweeps(ctx, sweeps)
  ground.demoClock?.onMove(() => void swept?.now())
  const stop = async () => {
    await app?.close()
    await swept?.stop()
    await jobs?.stop()
    await ground.stop()
  }
  stopOnSignals(stop)
  printWelcome(ground.settings, logins)
}

function stopOnSignals(stop: () => Promise<void>) {
  let stopping = false
  const end = () => {
    if (stopping) return
    stopping = true
    say('Stopping …')
    // What is under way may finish; a process that hangs is ended after 15 s and loses nothing acknowledged.
    setTimeout(() => process.exit(1), 15_000).unref()
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
}

/** `lianka seed`: the demo world into an empty database, then stop. */
export async function seedOnce(): Promise<void> {
  const ground = await layGround()
  const ctx = openCtx(ground.settings, ground.pool, ground.clock)
  const fresh = await seedIfEmpty(ctx, ground.pool)
  keptLogins(ground.settings.dataDir, fresh)
  if (!fresh) say('The database is not empty; nothing was done.')
  await ground.stop()
}
