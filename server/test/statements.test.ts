import { afterAll, expect, test } from 'vitest'
import { openHouse, openSimulators } from './house.ts'
import { join, openTown, pay, placeOrder } from './people.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

/** How many statements an act takes, without BEGIN, COMMIT and SET, with the idempotency and job rows. */
test('screens and purchases keep their budgets of SQL statements', async () => {
  await using house = await openHouse({ simulators })
  const { keeper, goods } = await openTown(house)
  const li = await join(house, '李明', keeper)
  const zhou = await join(house, '周岚', keeper)
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const count = async (act: () => Promise<unknown>) => {
    house.statements.length = 0
    await act()
    return house.statements.length
  }

  expect(await count(() => li.get(`/listings?shopId=${goods.shopId}`))).toBeLessThanOrEqual(2)
  expect(await count(() => li.get('/listings'))).toBeLessThanOrEqual(2)
  expect(await count(() => li.get('/listings?sort=price-down&priceToFen=90000&inStock=1'))).toBeLessThanOrEqual(2)
  for (const words of ['积雪草', 'jixuecao', '积雪操', '积雪草 没有的词'])
    expect(await count(() => li.get(`/listings?words=${encodeURIComponent(words)}`))).toBeLessThanOrEqual(2)
  expect(await count(() => li.get(`/listings/${goods.listingId}`))).toBeLessThanOrEqual(2)
  expect(
    await count(() => li.send('POST', '/cart/lines', { listingId: goods.listingId, skuId: goods.skuId, quantity: 1 })),
  ).toBeLessThanOrEqual(4)
  let orderId = ''
  expect(
    await count(async () => {
      orderId = (await placeOrder(li, goods)).id
    }),
  ).toBeLessThanOrEqual(10)
  await pay(house, zhou, (await placeOrder(zhou, goods)).id)

  // The one that makes the keeper a boss: the longest way a notification can go.
  const choice = await li.send<{ params: { package: string } }>('POST', `/orders/${orderId}/payment`, { scene: 'jsapi' })
  const notified = await count(async () => {
    const body = JSON.stringify({ prepay_id: choice.params.package.slice('prepay_id='.length), result: 'pay' })
    await fetch(`${simulators.url}/cashier/pay`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    while (!house.statements.some((statement) => statement.includes('graphile_worker.add_job')))
      await new Promise((done) => setTimeout(done, 10))
    await new Promise((done) => setTimeout(done, 50))
  })
  expect(house.statements.some((statement) => statement.includes('rank_changes'))).toBe(true)
  expect(notified).toBeLessThanOrEqual(12)
})
