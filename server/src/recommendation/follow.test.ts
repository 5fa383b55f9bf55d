import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ProductId } from '@lianka/contract/ids'
import { expect, test } from 'vitest'
import { type House, openHouse } from '../../test/house.ts'
import { call, type Goods, offerGoods, openTown } from '../../test/people.ts'
import { follow, nearIn, saveIndex } from './follow.ts'

/** Two processes on one database: a second house without an index of its own. */
async function openPair() {
  const house = await openHouse()
  return { house, second: await openHouse({ databaseUrl: house.databaseUrl }) }
}

async function look(house: House, goods: readonly Goods[]) {
  const { visitorId } = await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: {} })
  await call(house, 'POST', '/visits', { body: { visitorId, events: goods.map(({ listingId }) => view(house, listingId)) } })
}

const view = (house: House, subjectId: string) => ({
  id: randomUUID(),
  kind: 'view',
  subject: 'product',
  subjectId,
  at: house.clock.now().toISOString(),
})

async function openShelf(house: House) {
  const { keeper, shop, goods: cream } = await openTown(house)
  const own = { id: keeper.id, shopId: shop.id }
  const toner = await offerGoods(house, own, { title: '山茶花柔润水', supplierId: cream.supplierId })
  const comb = await offerGoods(house, own, { title: '黄杨木梳', supplierId: cream.supplierId })
  return { cream, toner, comb }
}

const idOf = (goods: Goods) => goods.productId as ProductId
/** On a busy machine the log is followed more rarely. */
const within = { timeout: 2000, interval: 20 }
const restMs = 60
const rest = () => new Promise((resolve) => setTimeout(resolve, restMs))
const nearOf = async (house: House, goods: Goods) => {
  const mine = await follow(house.ctx)
  return mine ? nearIn(mine, [idOf(goods)], 10).map(({ productId }) => productId) : []
}

test('each process knows what was looked at through any of them', async () => {
  const { house, second } = await openPair()
  await using _first = house
  await using _second = second
  const { cream, toner, comb } = await openShelf(house)
  await look(house, [cream, toner])
  expect(await nearOf(house, cream)).toEqual([idOf(toner)])
  await look(second, [comb, cream])
  for (const each of [house, second])
    await expect.poll(async () => (await nearOf(each, cream)).toSorted(), within).toEqual([idOf(toner), idOf(comb)].toSorted())
})

test('looks of a transaction that commits late are taken when it does, and none is taken twice', async () => {
  await using house = await openHouse()
  const { cream, toner, comb } = await openShelf(house)
  const late = await house.pool.connect()
  const { visitorId } = await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: {} })
  await late.query('begin')
  const insert = (goods: Goods) =>
    late.query(
      `insert into visit_events (id, visitor_id, kind, subject, subject_id, product_id, at, received_at) values ($1, $2, 'view', 'product', $3, $4, $5, $5)`,
      [randomUUID(), visitorId, goods.listingId, goods.productId, house.clock.now()],
    )
  await insert(cream)
  for (let visits = 0; visits < 3; visits += 1) {
    await look(house, [cream, toner])
    await rest()
    expect(await nearOf(house, cream)).toEqual([idOf(toner)])
  }
  await insert(comb)
  await late.query('commit')
  late.release()
  await expect.poll(async () => (await nearOf(house, cream)).toSorted(), within).toEqual([idOf(toner), idOf(comb)].toSorted())
  const mine = await follow(house.ctx)
  expect(mine?.index.seen[mine.numbers.get(idOf(cream)) as number]).toBe(4)
  // Read again, nothing is counted twice, however long another database of the cluster keeps a transaction open.
  await rest()
  await follow(house.ctx)
  expect(mine?.index.seen[mine.numbers.get(idOf(comb)) as number]).toBe(1)
})

test('a new process begins with the index on disk and reads only what is new; a file of another database is not taken', async () => {
  const house = await openHouse()
  await using _first = house
  const { cream, toner, comb } = await openShelf(house)
  await look(house, [cream, toner])
  const mine = await follow(house.ctx)
  await rest()
  if (!mine || !(await follow(house.ctx))) throw new Error('no index')
  await saveIndex(house.ctx, mine)
  expect(existsSync(join(house.ctx.settings.dataDir, 'looks.index'))).toBe(true)

  // What stands in the file is not read again: without its events the neighbour is still known.
  await house.pool.query('delete from visit_events')
  await look(house, [cream, comb])
  await using second = await openHouse({ databaseUrl: house.databaseUrl, env: { DATA_DIR: house.ctx.settings.dataDir } })
  expect((await nearOf(second, cream)).toSorted()).toEqual([idOf(toner), idOf(comb)].toSorted())

  await house.pool.query('update look_logs set id = gen_random_uuid()')
  await using third = await openHouse({ databaseUrl: house.databaseUrl, env: { DATA_DIR: house.ctx.settings.dataDir } })
  expect(await nearOf(third, cream)).toEqual([idOf(comb)])
})
