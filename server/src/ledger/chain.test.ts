import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloneDatabase, openHouse } from '../../test/house.ts'
import { openTestCluster, type TestCluster } from '../../test/own-cluster.ts'
import { sealTransfers, verifyChain } from './chain.ts'
import { post } from './service.ts'

// The seal waits for the oldest transaction of the whole cluster, and other tests fill a demo world in one: so a cluster of its own.
let cluster: TestCluster
beforeAll(async () => {
  cluster = await openTestCluster()
})
afterAll(() => cluster.stop())
const openLedger = async () => openHouse({ databaseUrl: await cloneDatabase(cluster.url) })

const fee = (n: number) => ({
  kind: 'channel_fee' as const,
  fact: `fee:${n}`,
  orderId: null,
  entries: [
    { account: 'channel_fee', amount: n },
    { account: 'channel_clearing', amount: -n },
  ],
})

test('transfers are sealed in blocks of which each names the one before, and a changed row is found', async () => {
  await using house = await openLedger()
  const { ctx } = house
  await post(ctx, [fee(1), fee(2)])
  expect(await sealTransfers(ctx)).toBe(2)
  expect(await sealTransfers(ctx)).toBe(0)
  await post(ctx, [fee(3)])
  expect(await sealTransfers(ctx)).toBe(1)
  expect(await verifyChain(ctx)).toEqual({ blocks: 2, transfers: 3, difference: null })

  await sql`alter table transfers disable trigger all`.execute(ctx.db)
  await sql`update transfers set occurred_at = occurred_at + interval '1 second' where fact = 'fee:3'`.execute(ctx.db)
  expect((await verifyChain(ctx)).difference).toEqual({ height: 2, what: 'hash' })
  await sql`update transfers set occurred_at = occurred_at - interval '1 second' where fact = 'fee:3'`.execute(ctx.db)
  expect((await verifyChain(ctx)).difference).toBeNull()
  // One slipped in among those sealed long ago.
  await sql`insert into transfers (id, kind, fact, occurred_at, position) select 'trf_0', 'channel_fee', 'fee:0', now(), min(position) from transfers`.execute(
    ctx.db,
  )
  expect((await verifyChain(ctx)).difference).toEqual({ height: 1, what: 'transfers' })
})

test('a transfer whose transaction is still open is not overtaken by the seal', async () => {
  await using house = await openLedger()
  const { ctx } = house
  let commit = () => {}
  const held = new Promise<void>((resolve) => {
    commit = resolve
  })
  let posted = () => {}
  const first = new Promise<void>((resolve) => {
    posted = resolve
  })
  const slow = ctx.db.transaction().execute(async (db) => {
    await post({ ...ctx, db }, [fee(10)])
    posted()
    await held
  })
  await first
  await post(ctx, [fee(11)])
  // The later one is there and committed, but something before it may still come.
  expect(await sealTransfers(ctx)).toBe(0)
  commit()
  await slow
  expect(await sealTransfers(ctx)).toBe(2)
  expect((await verifyChain(ctx)).difference).toBeNull()
})

test('a restored database, whose transactions are numbered anew, goes on with the chain', async () => {
  await using house = await openLedger()
  const { ctx } = house
  const { continueEra } = await import('./service.ts')
  await post(ctx, [fee(1)])
  await sealTransfers(ctx)
  // As if the rows had come from a cluster that was a million transactions further.
  await sql`alter table transfers disable trigger all`.execute(ctx.db)
  await sql`alter table ledger_blocks disable trigger all`.execute(ctx.db)
  await sql`update transfers set position = position + 1000000`.execute(ctx.db)
  await sql`update ledger_blocks set last_position = last_position + 1000000`.execute(ctx.db)
  await continueEra(ctx)
  await post(ctx, [fee(2)])
  expect(await sealTransfers(ctx)).toBe(1)
  expect(await verifyChain(ctx)).toEqual({ blocks: 2, transfers: 2, difference: null })
})
