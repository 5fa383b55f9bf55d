import type { OrderQuote } from '@lianka/contract/order'
import { expect, test } from 'vitest'
import { ask, bearer, signInAs } from '../../test/console.ts'
import { openHouse } from '../../test/house.ts'
import { join, openTown, placeOrder } from '../../test/people.ts'

const rate = (firstFen: number, stepFen = 0) => ({ firstGrams: 1000, firstFen, stepGrams: 1000, stepFen })

test('a supplier’s own postage holds for quotes, carts and orders from then on, by region and weight', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await openTown(house, { priceFen: 4990, supplyPriceFen: 2000 })
  const supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const li = await join(house, '李明', keeper)
  const lines = [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 2 }]
  const quote = () => li.send<OrderQuote>('POST', '/orders/quote', { lines, addressId: li.addressId })
  const { rows } = await house.pool.query('select region_code from addresses where id = $1', [li.addressId])
  const region: string = rows[0].region_code
  await house.pool.query('update skus set weight_grams = 1200 where id = $1', [goods.skuId])
  expect((await ask(house, 'GET', '/console/postage', { headers: supplier })).json()).toMatchObject({
    isOwn: false,
    template: { freeFrom: 9900 },
  })

  const write = (body: object) => ask(house, 'PUT', '/console/postage', { headers: supplier, body })
  const template = { freeFrom: null, zones: [{ regions: [region.slice(0, 2)], ...rate(600, 200) }], elsewhere: rate(2000), refused: [] }
  expect((await write(template)).json()).toMatchObject({ template, isOwn: true })
  // 2.4 kg: the first kilogram, and two more begun.
  expect(await quote()).toMatchObject({ postageFen: 600 + 2 * 200, deliverable: true })
  const order = await placeOrder(li, goods, 2)
  expect(order.postageFen).toBe(1000)
  await li.send('POST', '/cart/lines', lines[0] as never)
  // A cart goes nowhere in particular yet.
  expect(await li.get('/cart')).toMatchObject({ shops: [{ postageFen: 2000 }] })

  await write({ ...template, freeFrom: 5000 })
  expect(await quote()).toMatchObject({ postageFen: 0 })

  await write({ ...template, zones: [], refused: [region.slice(0, 4)] })
  expect(await quote()).toMatchObject({ deliverable: false })
  const refused = await ask(house, 'POST', '/orders', {
    headers: { ...bearer(li), 'idempotency-key': 'far-away-order' },
    body: { shopId: goods.shopId, lines: [{ ...lines[0], priceFen: goods.priceFen }], addressId: li.addressId },
  })
  expect(refused.json().code).toBe('order.not_delivered_there')
})

test('a region that does not exist, or stands in two places, is refused with what to do', async () => {
  await using house = await openHouse()
  const { goods } = await openTown(house)
  const supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const write = (zones: string[][], refused: string[] = []) =>
    ask(house, 'PUT', '/console/postage', {
      headers: supplier,
      body: { freeFrom: null, zones: zones.map((regions) => ({ regions, ...rate(600) })), elsewhere: rate(800), refused },
    })
  expect((await write([['99']])).json().code).toBe('order.region_unknown')
  expect((await write([['36'], ['36']])).json().code).toBe('supply.region_twice')
  expect((await write([['36']], ['36'])).json().code).toBe('supply.region_twice')
  expect((await write([['36'], ['3607']], ['65'])).statusCode).toBe(200)
})
