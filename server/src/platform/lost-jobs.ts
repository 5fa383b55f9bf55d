import { EventEmitter } from 'node:events'
import type { Runner, WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import { isPassing } from './db.ts'
import type { Sweep } from './jobs.ts'

/**
 * A worker that is killed leaves the jobs it had taken locked, and the queue itself gives them to others only after four hours. So each pool
 * of workers holds an advisory lock of its name on the connection on which it listens, and PostgreSQL lets go of it when the process is gone.
 * A pool that lost the database does not know any more what it holds either: another takes its place under a name of its own.
 */

/** Sets these locks apart from others that are hashed from text. */
const space = 8

const lock = 'select pg_advisory_lock_shared(hashtextextended($1, $2))'
const unlock = 'select pg_advisory_unlock_shared(hashtextextended($1, $2))'

/** A pool gives its sign of life whenever it (again) listens. `onLost` hears when it no longer does. */
function signsOfLife(ctx: Ctx, onLost: () => void): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  // What cannot be said because the connection is gone need not be: its jobs may then run twice, which they do not mind.
  const unsaid = (error: unknown) => ctx.log.warn({ err: error }, 'a pool of workers could not say whether it lives')
  events.on('pool:listen:success', ({ workerPool, client }) => void client.query(lock, [workerPool.id, space]).catch(unsaid))
  events.on('pool:listen:release', ({ workerPool, client }) => void client.query(unlock, [workerPool.id, space]).catch(unsaid))
  events.on('pool:listen:error', onLost)
  return events
}

const pauseMs = 1000

/** Keeps a pool of workers running, whatever becomes of the database, until stopped. */
export async function keepWorking(ctx: Ctx, start: (events: WorkerEvents) => Promise<Runner>): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let renewing: Promise<void> | undefined
  const begin = () => start(signsOfLife(ctx, renew))
  const complain = (error: unknown) => ctx.log.error({ err: error }, 'a pool of workers could not start or stop as it should')
  let current: Runner | undefined = await begin()
  async function replace() {
    // It ends what it is at, as far as it can.
    current?.stop().catch(complain)
    current = undefined
    while (!stopped && !current) {
      current = await begin().catch(complain as () => undefined)
      if (!current) await new Promise((done) => setTimeout(done, pauseMs))
    }
    renewing = undefined
  }
  function renew() {
    if (!stopped) renewing ??= replace()
  }
  // The queue does not wait for its word that a job is done; when that is lost, nobody else hears of it, and the process would end.
  const onUnheard = (error: unknown) => {
    if (!isPassing(error)) throw error
    ctx.log.error({ err: error }, 'a statement of the queue was lost with the database')
    renew()
  }
  process.on('unhandledRejection', onUnheard)
  return {
    stop: async () => {
      stopped = true
      await renewing
      await current?.stop()
      process.off('unhandledRejection', onUnheard)
    },
  }
}

/**
 * Frees the jobs of pools that are gone; answers how many pools. A pool that lost its database for a moment has some seconds to end what it
 * is at. The times are the queue's own and of the database.
 */
async function freeLostJobs(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ pools: number }>`
    select count(*)::int as pools, graphile_worker.force_unlock_workers(array_agg(pool)) as freed
    from (select distinct locked_by as pool from graphile_worker.jobs where locked_at < now() - interval '20 seconds') holding
    where pg_try_advisory_xact_lock(hashtextextended(pool, ${space})) having count(*) > 0`.execute(ctx.db)
  return rows[0]?.pools ?? 0
}

export const lostJobsSweeps: readonly Sweep[] = [{ name: 'platform.free-lost-jobs', run: freeLostJobs }]
