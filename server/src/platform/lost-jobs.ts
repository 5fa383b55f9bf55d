import { EventEmitter } from 'node:events'
import type { WorkerEvents } from 'graphile-worker'
import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Sweep } from './jobs.ts'

/**
 * A worker that is killed leaves the jobs it had taken locked, and the queue itself gives them to others only after four hours. So each pool
 * of workers holds an advisory lock of its name on the connection on which it listens, and PostgreSQL lets go of it when the process is gone.
 */

/** Sets these locks apart from others that are hashed from text. */
const space = 8

/** Gives a pool's sign of life whenever it (again) listens. Shared: its new connection need not wait for the end of a lost one. */
export function signsOfLife(ctx: Ctx): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:listen:success', ({ workerPool, client }) => {
    client.query('select pg_advisory_lock_shared(hashtextextended($1, $2))', [workerPool.id, space]).catch((error: unknown) => {
      // Its jobs may then run twice, which they do not mind.
      ctx.log.warn({ err: error }, 'a worker pool could not show that it lives')
    })
  })
  return events
}

/**
 * Frees the jobs of pools that are gone; answers how many pools. A pool that lost its database for a moment has some seconds to come back.
 * The times are the queue's own and of the database.
 */
async function freeLostJobs(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ pools: number }>`
    select count(*)::int as pools, graphile_worker.force_unlock_workers(array_agg(pool)) as freed
    from (select distinct locked_by as pool from graphile_worker.jobs where locked_at < now() - interval '20 seconds') holding
    where pg_try_advisory_xact_lock(hashtextextended(pool, ${space})) having count(*) > 0`.execute(ctx.db)
  return rows[0]?.pools ?? 0
}

export const lostJobsSweeps: readonly Sweep[] = [{ name: 'platform.free-lost-jobs', run: freeLostJobs }]
