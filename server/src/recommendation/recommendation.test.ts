import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type House, openHouse } from '../../test/house.ts'
import { call, type Goods, join, offerGoods, openTown, type Person } from '../../test/people.ts'

type Recommendations = { personal: boolean; items: { productId: string; title: string; reason: { code: string; zh: string } }[] }

const newVisitor = async (house: House) => (await call<{ visitorId: string }>(house, 'POST', '/visitors', { body: {} })).visitorId

const looks = (house: House, visitorId: string, goods: readonly Goods[], dwellSeconds: number, who?: Person) =>
  call(house, 'POST', '/visits', {
    token: who?.token,
    body: {
      visitorId,
      events: goods.flatMap(({ listingId }) =>
        (['view', 'dwell'] as const).map((kind) => ({
          id: randomUUID(),
          kind,
          subject: 'product',
          subjectId: listingId,
          at: house.clock.now().toISOString(),
          ...(kind === 'dwell' && { dwellSeconds }),
        })),
      ),
    },
  })

/** A shop with a cream, and with what others looked at beside it. */
async function openShelf(house: House) {
  const { keeper, shop, goods: cream } = await openTown(house, { title: '积雪草保湿面霜' })
  const own = { id: keeper.id, shopId: shop.id }
  const more = (title: string, stock = 10) => offerGoods(house, own, { title, stock, supplierId: cream.supplierId })
  const shelf = { cream, toner: await more('山茶花柔润水'), comb: await more('黄杨木梳'), soldOut: await more('精华油', 0) }
  for (let index = 0; index < 4; index += 1) await looks(house, await newVisitor(house), [shelf.cream, shelf.toner, shelf.soldOut], 20)
  return { keeper, shop, ...shelf }
}

test('who looked at the cream is offered what others looked at beside it, with that reason, and nothing that is sold out', async () => {
  await using house = await openHouse()
  const { cream, toner } = await openShelf(house)
  const visitorId = await newVisitor(house)
  await looks(house, visitorId, [cream], 60)
  const ask = () => call<Recommendations>(house, 'GET', `/recommendations?visitorId=${visitorId}`, {})
  const answer = await ask()
  house.statements.length = 0
  expect(await ask()).toEqual(answer)
  // The log is followed once a question at most, and the own looks are read once more only where the index was still being built before.
  const counted = (name: string) => house.statements.filter((text) => text.includes(name)).length
  expect([counted('look_logs'), counted('looks_not_used')].every((count) => count <= 1)).toBe(true)
  expect(answer.personal).toBe(true)
  expect(answer.items.map(({ productId, reason }) => [productId, reason.code, reason.zh])).toEqual([
    [toner.productId, 'co_viewed', '因为看过「积雪草保湿面霜」：看它的人也看这件'],
  ])
})

test('who switched recommendations off, and a stranger, get the same list', async () => {
  await using house = await openHouse()
  const { cream } = await openShelf(house)
  const li = await join(house, '李明')
  const visitorId = await newVisitor(house)
  await looks(house, visitorId, [cream], 60, li)
  expect((await li.get<Recommendations>('/recommendations')).personal).toBe(true)
  await li.send('PATCH', '/me', { recommendationsOn: false })
  const stranger = await call<Recommendations>(house, 'GET', '/recommendations', {})
  expect(stranger.personal).toBe(false)
  expect(await li.get('/recommendations')).toEqual(stranger)
  // Neither does the device speak for the person who said no.
  expect(await call(house, 'GET', `/recommendations?visitorId=${visitorId}`, {})).toEqual(stranger)
})

test('what another member’s device looked at is nobody else’s business', async () => {
  await using house = await openHouse()
  const { cream } = await openShelf(house)
  const li = await join(house, '李明')
  const zhao = await join(house, '赵敏')
  const visitorId = await newVisitor(house)
  await looks(house, visitorId, [cream], 60, li)
  expect((await zhao.get<Recommendations>(`/recommendations?visitorId=${visitorId}`)).personal).toBe(false)
})
