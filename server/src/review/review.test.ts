import { afterAll, expect, test } from 'vitest'
import { receiveParcel, shipParcel } from '#order/service'
import { openHouse, openSimulators } from '../../test/house.ts'
import { asStaff, buy, join, openTown } from '../../test/people.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Reviews = {
  items: { stars: number; words: string; nickname: string }[]
  count: number
  ratingTenths: number | null
  byStars: number[]
}

test('Li may review the cream once it has arrived, and only once; nobody else may', async () => {
  await using house = await openHouse({ simulators })
  const { goods } = await openTown(house, { title: '积雪草保湿面霜' })
  const li = await join(house, '李明')
  const zhao = await join(house, '赵敏')
  const order = await buy(house, li, goods)
  const review = { lineId: order.lines[0]?.id, stars: 5, words: '皮薄不油，冬天正好。' }
  await expect(li.send('POST', '/reviews', review)).rejects.toMatchObject({ code: 'review.not_bought', status: 403 })

  const parcel = order.parcels[0]
  if (!parcel) throw new Error('no parcel')
  const supplier = asStaff(house.ctx, 'supplier-staff', goods.supplierId)
  await shipParcel(supplier, parcel.id, goods.supplierId, { courier: 'zhongtong', trackingNumber: 'ZT20261201' })
  await receiveParcel(supplier, parcel.id, house.clock.now(), 7, 'courier')

  await expect(zhao.send('POST', '/reviews', review)).rejects.toMatchObject({ code: 'review.not_bought' })
  house.statements.length = 0
  expect(await li.send('POST', '/reviews', review)).toMatchObject({ stars: 5, nickname: '李明', productTitle: '积雪草保湿面霜' })
  // Look, write, count.
  expect(house.statements).toHaveLength(3)
  await expect(li.send('POST', '/reviews', review)).rejects.toMatchObject({ code: 'review.already_written', status: 409 })

  house.statements.length = 0
  const reviews = await zhao.get<Reviews>(`/products/${goods.productId}/reviews`)
  expect(house.statements).toHaveLength(1)
  expect(reviews).toMatchObject({ count: 1, ratingTenths: 50, byStars: [0, 0, 0, 0, 1], items: [{ words: '皮薄不油，冬天正好。' }] })
  expect(await zhao.get(`/listings/${goods.listingId}`)).toMatchObject({ reviewCount: 1, ratingTenths: 50 })
})

test('a product that does not exist has no reviews to list', async () => {
  await using house = await openHouse()
  const li = await join(house, '李明')
  await expect(li.get('/products/prd_0/reviews')).rejects.toMatchObject({ code: 'catalog.product_not_found' })
})
