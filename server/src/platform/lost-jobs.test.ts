import type { OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/context'
import { publish, startJobs, sweepOnce } from '#platform/jobs'
import { until } from '../../test/channel.ts'
import { type House, openHouse } from '../../test/house.ts'
import { lostJobsSweeps } from './lost-jobs.ts'

const takenAgo = (ctx: Ctx, seconds: number) =>
  sql`update graphile_worker._private_jobs set locked_at = now() - make_interval(secs => ${seconds}) where locked_by is not null`.execute(
    ctx.db,
  )

async function taken(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ by: string }>`select locked_by as by from graphile_worker.jobs where locked_by is not null`.execute(ctx.db)
  return rows.map(({ by }) => by)
}

/** Whether a pool has given its sign of life, which it does a moment after it begins to take jobs. */
async function isAlive(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted
    and database = (select oid from pg_database where datname = current_database())`.execute(ctx.db)
  return rows.length > 0
}

/** A reaction whose job for the order `ord_long` goes on until it is told to end. */
function reactSlowly(house: House) {
  const told = Promise.withResolvers<void>()
  const begun: string[] = []
  const done: string[] = []
  const run = async (_: Ctx, { orderId }: { orderId: OrderId }) => {
    begun.push(orderId)
    if (orderId === 'ord_long') await told.promise
    done.push(orderId)
  }
  const ctx: Ctx = { ...house.ctx, reactions: [{ name: 'test.react', on: 'order.paid', run }] }
  return { ctx, begun, done, finish: told.resolve, pay: (orderId: string) => publish(ctx, 'order.paid', { orderId: orderId as OrderId }) }
}

test('jobs of a killed worker are free again within half a minute, those of a living one are left alone however long they run', async () => {
  await using house = await openHouse()
  const { ctx, done, finish, pay } = reactSlowly(house)
  const sweep = () => sweepOnce(ctx, lostJobsSweeps)
  await pay('ord_lost')
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-of-a-killed-one', locked_at = now()`.execute(ctx.db)
  const jobs = await startJobs(ctx, house.pool)
  try {
    await pay('ord_long')
    await until(async () => (await taken(ctx)).length === 2, 'both jobs taken')
    await until(() => isAlive(ctx), 'the sign of life')
    await sweep()
    expect(await taken(ctx)).toHaveLength(2)
    await takenAgo(ctx, 30)
    await sweep()
    await until(async () => done.length === 1, 'the lost job')
    expect(done).toEqual(['ord_lost'])
    // Its row goes a moment after its work.
    await until(async () => (await taken(ctx)).length === 1, 'the end of the lost job')
  } finally {
    finish()
    await jobs.stop()
  }
  expect(done).toEqual(['ord_lost', 'ord_long'])
})

test('a worker that loses all its connections goes on under another name, and what it was at is done again', async () => {
  await using house = await openHouse()
  const { ctx, begun, done, finish, pay } = reactSlowly(house)
  const jobs = await startJobs(ctx, house.pool)
  try {
    await pay('ord_long')
    await until(async () => begun.length === 1, 'the job under way')
    const [before] = await taken(ctx)
    const cut = new pg.Client({ connectionString: house.databaseUrl })
    await cut.connect()
    await cut.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()')
    await cut.end()
    // Those who ask first may still be given a connection that was cut.
    const paid = () =>
      pay('ord_next').then(
        () => true,
        () => false,
      )
    await until(paid, 'a connection that is whole')
    await until(async () => done.includes('ord_next'), 'the next job')
    await takenAgo(ctx, 30)
    await sweepOnce(ctx, lostJobsSweeps)
    await until(async () => begun.filter((order) => order === 'ord_long').length === 2, 'the lost job again')
    expect(await taken(ctx)).not.toContain(before)
  } finally {
    finish()
    await jobs.stop()
  }
})
