import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type House, openHouse } from '../../test/house.ts'
import { call, join, offerGoods, openTown, type Person, signedInAgain } from '../../test/people.ts'

type Page = { personal: boolean; items: { productId: string; reason: { code: string; zh: string } }[] }
type Grounds = { looks: { productId: string; used: boolean }[] }

const followedWithin = { timeout: 1000, interval: 20 }

/** Two processes on one database, goods, and Li, known to both. */
async function openPair() {
  const house = await openHouse()
  const second = await openHouse({ databaseUrl: house.databaseUrl, env: secretsOf(house) })
  const { keeper, shop, goods: cream } = await openTown(house, { title: '积雪草保湿面霜' })
  const comb = await offerGoods(house, { id: keeper.id, shopId: shop.id }, { title: '黄杨木梳', supplierId: cream.supplierId })
  const li = await join(house, '李明')
  const { visitorId } = await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: {}, token: li.token })
  return { house, second, cream, comb, li, visitorId }
}

/** A token of one process is good at the other. */
const secretsOf = ({ ctx: { settings } }: House) => ({
  LIANKA_TOKEN_KEY: settings.LIANKA_TOKEN_KEY as string,
  LIANKA_FIELD_KEY: settings.LIANKA_FIELD_KEY as string,
  LIANKA_HASH_KEY: settings.LIANKA_HASH_KEY as string,
})

const look = (at: House, who: Person, visitorId: string, subjectId: string) =>
  call(at, 'POST', '/visits', {
    token: who.token,
    body: { visitorId, events: [{ id: randomUUID(), kind: 'view', subject: 'product', subjectId, at: at.ctx.clock.now().toISOString() }] },
  })
const ask = (at: House, who: Person, visitorId: string) =>
  call<Page>(at, 'GET', `/recommendations?visitorId=${visitorId}`, { token: who.token })
const readsOf = (at: House) => at.statements.filter((text) => text.includes('visit_events') && text.includes('not_used')).length

test('who asks again is answered from memory, and a look changes the next answer of the same process at once', async () => {
  const { house, second, cream, comb, li, visitorId } = await openPair()
  await using _first = house
  await using _second = second
  await ask(house, li, visitorId)
  await ask(house, li, visitorId)
  house.statements.length = 0
  expect((await ask(house, li, visitorId)).personal).toBe(false)
  expect(readsOf(house)).toBe(0)
  await look(house, li, visitorId, cream.listingId)
  expect((await ask(house, li, visitorId)).personal).toBe(true)
  await look(house, li, visitorId, comb.listingId)
  house.statements.length = 0
  await ask(house, li, visitorId)
  await ask(house, li, visitorId)
  expect(readsOf(house)).toBe(1)
})

test('what another process took in is known within a moment: looks, the switch, a ground left out', async () => {
  const { house, second, cream, li, visitorId } = await openPair()
  await using _first = house
  await using _second = second
  for (const each of [house, second, house, second]) expect((await ask(each, li, visitorId)).personal).toBe(false)

  await look(second, li, visitorId, cream.listingId)
  await expect.poll(async () => (await ask(house, li, visitorId)).personal, followedWithin).toBe(true)

  const leave = (used: boolean) =>
    call(second, 'PUT', `/recommendations/looks/${cream.productId}`, { token: li.token, body: { visitorId, used } })
  await leave(false)
  expect((await ask(second, li, visitorId)).personal).toBe(false)
  await expect.poll(async () => (await ask(house, li, visitorId)).personal, followedWithin).toBe(false)
  await leave(true)
  await expect.poll(async () => (await ask(house, li, visitorId)).personal, followedWithin).toBe(true)
  expect((await call<Grounds>(house, 'GET', `/recommendations/grounds?visitorId=${visitorId}`, { token: li.token })).looks).toMatchObject([
    { used: true },
  ])

  // Switched off it is off: at once where it was said, within a moment everywhere.
  await call(second, 'PATCH', '/me', { token: li.token, body: { recommendationsOn: false } })
  expect((await ask(second, li, visitorId)).personal).toBe(false)
  await expect.poll(async () => (await ask(house, li, visitorId)).personal, followedWithin).toBe(false)
})

test('a device that signs in elsewhere brings its member’s other devices along, and its own looks to them', async () => {
  const { house, second, cream, li, visitorId } = await openPair()
  await using _first = house
  await using _second = second
  expect((await ask(house, li, visitorId)).personal).toBe(false)
  const other = await call<{ visitorId: string }>(second, 'POST', '/visitors', { body: {} })
  const events = [{ id: randomUUID(), kind: 'view', subject: 'product', subjectId: cream.listingId, at: house.clock.now().toISOString() }]
  await call(second, 'POST', '/visits', { body: { visitorId: other.visitorId, events } })
  expect((await ask(house, li, visitorId)).personal).toBe(false)
  await call(second, 'POST', '/visits', { token: (await signedInAgain(house, li)).token, body: { visitorId: other.visitorId, events } })
  await expect.poll(async () => (await ask(house, li, visitorId)).personal, followedWithin).toBe(true)
})

test('what is sold out, or costs something else, is known within a moment in every process', async () => {
  const { house, second, cream, comb, li, visitorId } = await openPair()
  await using _first = house
  await using _second = second
  await look(house, li, visitorId, cream.listingId)
  const other = await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: {} })
  const events = [cream, comb].map(({ listingId }) => ({
    ...{ id: randomUUID(), kind: 'view', subject: 'product', subjectId: listingId },
    at: house.clock.now().toISOString(),
  }))
  await call(house, 'POST', '/visits', { body: { visitorId: other.visitorId, events } })
  const priceIn = async (each: House) =>
    (
      await call<{ items: { productId: string; priceFen: number }[] }>(each, 'GET', `/recommendations?visitorId=${visitorId}`, {
        token: li.token,
      })
    ).items.find(({ productId }) => productId === comb.productId)?.priceFen
  for (const each of [house, second]) await expect.poll(() => priceIn(each), followedWithin).toBe(49_900)
  await house.pool.query('update listing_prices set price = 45000 where listing_id = $1', [comb.listingId])
  await house.pool.query('update listings set price_from = 45000 where id = $1', [comb.listingId])
  for (const each of [house, second]) await expect.poll(() => priceIn(each), followedWithin).toBe(45_000)
  await house.pool.query('update skus set stock = 0 where id = $1', [comb.skuId])
  for (const each of [house, second]) await expect.poll(() => priceIn(each), followedWithin).toBeUndefined()
})
