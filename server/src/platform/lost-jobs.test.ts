import type { OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Ctx } from '#platform/context'
import { publish, startJobs, sweepOnce } from '#platform/jobs'
import { until } from '../../test/channel.ts'
import { openHouse } from '../../test/house.ts'
import { lostJobsSweeps } from './lost-jobs.ts'

test('jobs of a killed worker are free again within half a minute, those of a living one are left alone however long they run', async () => {
  await using house = await openHouse()
  let finish = () => {}
  const finished = new Promise<void>((done) => {
    finish = done
  })
  const done: string[] = []
  const run = async (_: Ctx, { orderId }: { orderId: OrderId }) => {
    if (orderId === 'ord_long') await finished
    done.push(orderId)
  }
  const ctx: Ctx = { ...house.ctx, reactions: [{ name: 'test.react', on: 'order.paid', run }] }
  const takenAgo = (seconds: number) =>
    sql`update graphile_worker._private_jobs set locked_at = now() - make_interval(secs => ${seconds})`.execute(ctx.db)
  const taken = async () =>
    (await sql<{ by: string }>`select locked_by as by from graphile_worker.jobs where locked_by is not null`.execute(ctx.db)).rows
  const sweep = () => sweepOnce(ctx, lostJobsSweeps)

  await publish(ctx, 'order.paid', { orderId: 'ord_lost' as OrderId })
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-of-a-killed-one', locked_at = now()`.execute(ctx.db)
  const jobs = await startJobs(ctx, house.pool)
  try {
    await publish(ctx, 'order.paid', { orderId: 'ord_long' as OrderId })
    await until(async () => (await taken()).length === 2, 'both jobs taken')
    await sweep()
    expect(await taken()).toHaveLength(2)
    await takenAgo(30)
    await sweep()
    await until(async () => done.length === 1, 'the lost job')
    expect(done).toEqual(['ord_lost'])
    expect(await taken()).toHaveLength(1)
  } finally {
    finish()
    await jobs.stop()
  }
  expect(done).toEqual(['ord_lost', 'ord_long'])
})
