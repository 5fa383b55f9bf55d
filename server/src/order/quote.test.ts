import type { Order, OrderQuote } from '@lianka/contract/order'
import { expect, test } from 'vitest'
import { ask, bearer } from '../../test/console.ts'
import { openHouse } from '../../test/house.ts'
import { join, offerGoods, openTown, placeOrder } from '../../test/people.ts'

test('a quote says every step before anything is ordered, and the order costs just that', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await openTown(house, { priceFen: 4990, supplyPriceFen: 2000 })
  const li = await join(house, '李明', keeper)
  const lines = [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1 }]
  const quote = await li.send<OrderQuote>('POST', '/orders/quote', { lines, addressId: li.addressId })
  expect(quote.steps.map(({ what, amountFen }) => [what, amountFen])).toEqual([
    ['goods', 4990],
    ['postage', 800],
  ])
  expect(quote).toMatchObject({ goodsFen: 4990, postageFen: 800, totalFen: 5790, deliverable: true })
  const order = await placeOrder(li, goods)
  expect([order.goodsFen, order.postageFen, order.totalFen]).toEqual([quote.goodsFen, quote.postageFen, quote.totalFen])
  const none = await li.get<{ items: Order[] }>('/orders')
  expect(none.items).toHaveLength(1)
})

test('a quote is one statement, knows the cart’s postage, and refuses what cannot be bought together', async () => {
  await using house = await openHouse()
  const { goods, keeper, shop } = await openTown(house, { priceFen: 4990, supplyPriceFen: 2000 })
  const other = await offerGoods(house, { id: keeper.id, shopId: shop.id }, { title: '茶', priceFen: 3000, supplyPriceFen: 1000 })
  const li = await join(house, '李明', keeper)
  const both = [goods, other].map(({ listingId, skuId }) => ({ listingId, skuId, quantity: 1 }))
  house.statements.length = 0
  const quote = await li.send<OrderQuote>('POST', '/orders/quote', { lines: both })
  // Who asks is one more.
  expect(house.statements.length).toBeLessThanOrEqual(2)
  // Two suppliers, two parcels.
  expect(quote.postageFen).toBe(1600)
  for (const line of both) await li.send('POST', '/cart/lines', line)
  const cart = await li.get<{ shops: { goodsFen: number; postageFen: number }[] }>('/cart')
  expect(cart.shops[0]).toMatchObject({ goodsFen: quote.goodsFen, postageFen: quote.postageFen })
  const gone = await ask(house, 'POST', '/orders/quote', {
    headers: bearer(li),
    body: { lines: [{ listingId: 'lst_nobody00', skuId: goods.skuId, quantity: 1 }] },
  })
  expect(gone.json().code).toBe('shop.listing_not_found')
})
