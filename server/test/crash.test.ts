import { readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#platform/db'
import { migrate } from '#platform/migrate'
import { freePort, startPostgres } from '#platform/postgres'
import { expectBooksHold, until } from './channel.ts'
import { type House, openHouse } from './house.ts'
import { type Goods, join, openTown, type Person } from './people.ts'
import { type Answer, layCommonGround, type Running, send, startServer } from './processes.ts'

const initialStock = 100_000
const ground = await layCommonGround()
let goods: Goods
let buyers: Person[]
let port: string
let server: Running

/** The world before anything goes wrong, made on a durable cluster of its own and then handed to the server. */
beforeAll(async () => {
  port = String(await freePort())
  const cluster = await startPostgres(ground.dataDir)
  const pool = openPool(cluster.url, 2)
  await migrate(pool)
  await pool.end()
  const house = await openHouse({ simulators: ground.simulators, databaseUrl: cluster.url, env: ground.secrets })
  goods = (await openTown(house, { stock: initialStock, priceFen: 4990, supplyPriceFen: 2000 })).goods
  buyers = []
  for (let index = 0; index < 12; index += 1) buyers.push(await join(house, `买家${index + 1}`))
  await house[Symbol.asyncDispose]()
  await cluster.stop()
  server = await startOwn()
})
afterAll(async () => {
  await server.end('SIGTERM')
  await ground.simulators.stop()
})

const startOwn = () => startServer(ground, 'all', { PORT: port })

type Owner = { port: number; password: string }
const owner = () => JSON.parse(readFileSync(joinPath(ground.dataDir, 'postgres-owner.json'), 'utf8')) as Owner
const databaseUrl = () => `postgres://postgres:${owner().password}@127.0.0.1:${owner().port}/postgres`
const postmaster = () => Number(readFileSync(joinPath(ground.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
const inHouse = async <T>(look: (house: House) => Promise<T>): Promise<T> => {
  await using house = await openHouse({ simulators: ground.simulators, databaseUrl: databaseUrl(), env: ground.secrets })
  return await look(house)
}
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Ids of the orders that were acknowledged, over the whole file. */
const acknowledged = new Set<string>()
const answers: Answer[] = []

/** Everyone orders without a pause, some pay, until told to stop. */
function load(urls: readonly string[]) {
  let stopped = false
  const shopping = buyers.map(async (buyer, n) => {
    for (let turn = 0; !stopped; turn += 1) {
      const url = urls[(n + turn) % urls.length] as string
      const reply = await send(url, 'POST', '/orders', buyer.token, {
        shopId: goods.shopId,
        addressId: buyer.addressId,
        lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1 + (turn % 3), priceFen: goods.priceFen }],
      })
      answers.push(reply)
      if (reply.status === 200) acknowledged.add(reply.body.id as string)
      else await sleep(50)
      if (reply.status === 200 && turn % 5 === 0) await payFor(url, buyer, reply.body.id as string)
    }
  })
  return async () => {
    stopped = true
    await Promise.all(shopping)
  }
}

async function payFor(url: string, buyer: Person, orderId: string) {
  const { status, body } = await send(url, 'POST', `/orders/${orderId}/payment`, buyer.token, { scene: 'jsapi' })
  if (status !== 200) return
  const prepay_id = (body.params as { package: string }).package.slice('prepay_id='.length)
  await fetch(`${ground.simulators.url}/cashier/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prepay_id, result: 'pay' }),
  })
}

/** Nothing acknowledged is lost, nothing is there by halves, and the stock knows of every piece. */
const expectWhole = () =>
  inHouse(async (house) => {
    const { rows: orders } = await sql<{ id: string; whole: boolean }>`
      select o.id, o.goods = coalesce((select sum(l.base) from order_lines l join parcels p on p.id = l.parcel_id and p.order_id = o.id where l.order_id = o.id), 0)
        and exists (select 1 from parcels p where p.order_id = o.id) and exists (select 1 from order_changes c where c.order_id = o.id and c.what = 'placed')
        and exists (select 1 from idempotency_keys k where k.reply->>'id' = o.id)
        and (o.paid_seq is null or exists (select 1 from transfers t where t.fact = 'order_paid:' || o.id)) as whole
      from orders o`.execute(house.ctx.db)
    expect(orders.filter(({ whole }) => !whole)).toEqual([])
    const there = new Set(orders.map(({ id }) => id))
    expect([...acknowledged].filter((id) => !there.has(id))).toEqual([])
    const { rows } = await sql<{ stock: number; ordered: number }>`
      select k.stock, (select coalesce(sum(l.quantity), 0)::int from order_lines l join orders o on o.id = l.order_id and o.state <> 'closed') as ordered
      from skus k where k.id = ${goods.skuId}`.execute(house.ctx.db)
    expect((rows[0]?.stock ?? 0) + (rows[0]?.ordered ?? 0)).toBe(initialStock)
    await expectBooksHold(house)
  })

/** A clock that is moved at one process is moved at the other, which lost the connection it listened on. */
async function expectSameTime(elsewhere: string) {
  const offsetMs = 3_600_000
  const token = { 'x-demo-token': ground.secrets.LIANKA_DEMO_TOKEN as string }
  expect((await send(server.url, 'POST', '/demo/clock', undefined, { offsetMs }, token)).status).toBe(200)
  const ahead = async () => Date.parse((await send(elsewhere, 'GET', '/demo', undefined)).body.now as string) - Date.now()
  await until(async () => (await ahead()) > offsetMs - 60_000, 'the moved clock')
}

/** Waits until a dozen more orders were acknowledged, however slow the machine: then many are under way. */
const inFullSwing = (before: number) => until(async () => acknowledged.size > before + 12, 'orders under load')

test('a server killed three times in the middle of checkouts loses nothing it acknowledged', async () => {
  for (let round = 0; round < 3; round += 1) {
    const before = acknowledged.size
    const stop = load([server.url])
    await inFullSwing(before)
    await server.end('SIGKILL')
    await stop()
    // Its database went on running; the next start takes it over.
    server = await startOwn()
    await expectWhole()
  }
})

test('a server told to stop answers what is under way, puts its database to rest and says that all went well', async () => {
  const stop = load([server.url])
  await inFullSwing(acknowledged.size)
  const from = answers.length
  await server.end('SIGTERM')
  await stop()
  expect(server.child.exitCode).toBe(0)
  expect(owner()).toMatchObject({ pid: 0 })
  const statuses = new Set(answers.slice(from).map(({ status, code }) => `${status} ${code}`))
  expect([...statuses].filter((one) => !one.startsWith('200') && !one.startsWith('0') && !one.startsWith('503'))).toEqual([])
  server = await startOwn()
  await expectWhole()
})

test('a database killed in the middle of checkouts comes back whole, and servers find it again by themselves', async () => {
  const second = await startServer(ground, 'web', { DATABASE_URL: databaseUrl(), LIANKA_POOL_SIZE: '8' })
  try {
    const stop = load([server.url, second.url])
    await inFullSwing(acknowledged.size)
    process.kill(postmaster(), 'SIGKILL')
    await sleep(300)
    await server.end('SIGKILL')
    await sleep(700)
    const before = acknowledged.size
    server = await startOwn()
    await inFullSwing(before)
    await stop()
    await expectWhole()
    // The one that lived through it serves again; what failed was said to be passing or found nobody.
    const alive = await send(second.url, 'GET', '/orders', buyers[0]?.token)
    expect(alive.status).toBe(200)
    expect(second.child.exitCode).toBeNull()
    await expectSameTime(second.url)
    const refused = new Set(answers.filter(({ status }) => status !== 200).map(({ status, code }) => `${status} ${code}`))
    expect([...refused].filter((one) => one !== '0 unreachable' && one !== '503 request.not_ready')).toEqual([])
  } finally {
    await second.end('SIGTERM')
  }
})
