import type { Draws } from '@lianka/reward/population-random'
import { isPassing, openPool } from '#platform/db'
import { migrate } from '#platform/migrate'
import { type Cluster, startPostgres } from '#platform/postgres'
import { until } from './channel.ts'
import { type House, openHouse } from './house.ts'
import { Refused } from './people.ts'
import { layCommonGround, send, type Watched, watchOver } from './processes.ts'

/** Two web servers and two workers on a durable database of their own, each of which may be killed and is started again at once. */

export const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

export type Kind = 'worker' | 'web' | 'database'
export const kinds: readonly Kind[] = ['worker', 'web', 'database']

export type Crew = {
  /** The test's own view of the same database and simulators. */
  house: House
  webs: readonly Watched[]
  workers: readonly Watched[]
  kills: Record<Kind, number>
  kill(kind: Kind, which: number): Promise<void>
  /** Moves the time of simulators, servers and this test together. */
  advance(by: { days?: number; hours?: number; minutes?: number }): Promise<void>
  end(): Promise<void>
}

/** PostgreSQL that was killed may leave children for a moment, and does not start beside them. */
async function startAgain(folder: string): Promise<Cluster> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await startPostgres(folder)
    } catch (error) {
      if (tries > 20) throw error
      await sleep(250)
    }
  }
}

/** What the test does itself, beside the servers, until the database is there to do it. */
export async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      const passing = isPassing(error) || (error instanceof Refused && error.status === 503)
      if (tries > 60 || !passing) throw error
      await sleep(250)
    }
  }
}

type Moves = { house: House; demoToken: string; webs: readonly { url: string }[] }

/** Moves the clock of the house, of the simulators and of servers that run as processes, and waits until each sees it. */
export async function advance({ house, demoToken, webs }: Moves, by: { days?: number; hours?: number; minutes?: number }) {
  await house.clock.advance(by)
  const ahead = () => house.clock.now().getTime() - Date.now()
  await until(async () => {
    const moved = await send(webs[0]?.url as string, 'POST', '/demo/clock', undefined, { offsetMs: ahead() }, { 'x-demo-token': demoToken })
    if (moved.status !== 200) await sleep(250)
    return moved.status === 200
  }, 'a moved clock')
  const sees = async ({ url }: { url: string }) =>
    Math.abs(Date.parse(String((await send(url, 'GET', '/demo', undefined)).body.now)) - house.clock.now().getTime()) < 30_000
  for (const web of webs) await until(() => sees(web), 'the clock of every server')
}

/** `furnish` puts something into the new house; then the processes start. */
export async function gatherCrew(furnish: (house: House) => Promise<void>): Promise<Crew> {
  const ground = await layCommonGround()
  let cluster = await startPostgres(ground.dataDir)
  const pool = openPool(cluster.url, 2)
  await migrate(pool)
  await pool.end()
  const house = await openHouse({ simulators: ground.simulators, databaseUrl: cluster.url, env: ground.secrets })
  await furnish(house)
  const env = { DATABASE_URL: cluster.url, LIANKA_POOL_SIZE: '8', LIANKA_LOG_LEVEL: 'error' }
  const webs = await Promise.all([watchOver(ground, 'web', env), watchOver(ground, 'web', env)])
  // A worker does not listen, so the channel answers it at a web server.
  const workers = await Promise.all(webs.map(({ url }) => watchOver(ground, 'worker', { ...env, WXPAY_NOTIFY_BASE: url })))
  const kills = { worker: 0, web: 0, database: 0 }
  return {
    house,
    webs,
    workers,
    kills,
    kill: async (kind, which) => {
      kills[kind] += 1
      if (kind === 'worker') await workers[which % workers.length]?.kill()
      if (kind === 'web') await webs[which % webs.length]?.kill()
      if (kind !== 'database') return
      process.kill(cluster.pid, 'SIGKILL')
      cluster = await startAgain(ground.dataDir)
    },
    advance: (by) => advance({ house, webs, demoToken: ground.secrets.LIANKA_DEMO_TOKEN as string }, by),
    end: async () => {
      await Promise.all([...webs, ...workers].map((one) => one.end()))
      await house[Symbol.asyncDispose]()
      await ground.simulators.stop()
      await cluster.stop()
    },
  }
}

/** Kills worker, web and database in turn, each after so many more operations as is drawn, until told to stop. */
export function killInTurn(crew: Crew, draws: Draws, operations: () => number): () => Promise<void> {
  let stopped = false
  const killing = (async () => {
    for (let turn = crew.kills.worker + crew.kills.web + crew.kills.database; ; turn += 1) {
      const at = operations() + 30 + draws.below(100)
      while (!stopped && operations() < at) await sleep(10)
      if (stopped) return
      await crew.kill(kinds[turn % kinds.length] as Kind, draws.below(2))
    }
  })()
  // What went wrong is told at the end; until then nobody listens.
  killing.catch(() => undefined)
  return async () => {
    stopped = true
    await killing
  }
}
