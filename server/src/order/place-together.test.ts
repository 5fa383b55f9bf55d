import { randomUUID } from 'node:crypto'
import type { Order } from '@lianka/contract/order'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { count } from '../../test/channel.ts'
import { type House, openHouse } from '../../test/house.ts'
import { type Goods, join, offerGoods, openTown, type Person } from '../../test/people.ts'
import { offerFlash, orderBody } from '../../test/promotions.ts'

const place = async (house: House, buyer: Person, body: object, key = randomUUID()) => {
  const reply = await house.app.inject({
    method: 'POST',
    url: '/api/orders',
    headers: { authorization: `Bearer ${buyer.token}`, 'idempotency-key': key },
    payload: body,
  })
  return { status: reply.statusCode, code: reply.json().code as string | undefined, order: reply.json() as Order, text: reply.payload }
}
const stockOf = (house: House, goods: Goods) => count(house, sql`select stock as n from skus where id = ${goods.skuId}`)
const set = (house: House, goods: Goods, stock: number) =>
  house.ctx.db.updateTable('skus').set({ stock }).where('id', '=', goods.skuId).execute()

test('many who want one option at once are written together, each with the own reply or refusal', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await openTown(house)
  await set(house, goods, 40)
  const buyers = await Promise.all(Array.from({ length: 50 }, (_, n) => join(house, `抢购${n}`, keeper)))
  house.statements.length = 0
  const keys = buyers.map(() => randomUUID())
  const bodies = buyers.map((buyer, n) =>
    // Among them one who saw another price, one without an address of the own, and one who wants two.
    n === 20
      ? orderBody(buyer, { ...goods, priceFen: 1 as never })
      : n === 21
        ? { ...orderBody(buyer, goods), addressId: 'adr_nobody00' }
        : orderBody(buyer, goods),
  )
  const answers = await Promise.all(buyers.map((buyer, n) => place(house, buyer, bodies[n] as object, keys[n])))
  expect(answers[20]?.code).toBe('order.price_changed')
  expect(answers[21]?.code).toBe('account.address_not_found')
  const served = answers.filter(({ status }) => status === 200)
  expect(served).toHaveLength(40)
  expect(answers.filter(({ code }) => code === 'order.out_of_stock')).toHaveLength(8)
  expect(await stockOf(house, goods)).toBe(0)
  // Alone each would take four statements.
  expect(house.statements.length).toBeLessThan(buyers.length * 2)
  for (const [n, answer] of answers.entries())
    if (answer.status === 200)
      expect((await (buyers[n] as Person).get<Order>(`/orders/${answer.order.id}`)).number).toBe(answer.order.number)

  // Sold out: who was served and asks again has the same reply, whoever is new is refused, and what comes back is sold again.
  const first = answers.findIndex(({ status }) => status === 200)
  const again = await place(house, buyers[first] as Person, bodies[first] as object, keys[first])
  expect(again.text).toBe(answers[first]?.text)
  expect((await place(house, buyers[21] as Person, orderBody(buyers[21] as Person, goods))).code).toBe('order.out_of_stock')
  await set(house, goods, 5)
  await new Promise((later) => setTimeout(later, 300))
  expect((await place(house, buyers[21] as Person, orderBody(buyers[21] as Person, goods))).status).toBe(200)
})

test('one key sent many times in a crowd is one order, and a flash price is shared out to the last piece', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await openTown(house)
  const buyers = await Promise.all(Array.from({ length: 12 }, (_, n) => join(house, `秒杀${n}`)))
  const [key, li] = [randomUUID(), buyers[0] as Person]
  await Promise.all([
    ...buyers.slice(1).map((buyer) => place(house, buyer, orderBody(buyer, goods))),
    ...Array.from({ length: 8 }, () => place(house, li, orderBody(li, goods), key)),
  ])
  expect(await count(house, sql`select count(*) as n from orders where buyer_id = ${li.id}`)).toBe(1)
  expect(await count(house, sql`select count(*) as n from orders`)).toBe(12)

  const flash = await offerFlash(house, keeper, goods, 39_900, 7)
  const answers = await Promise.all(buyers.map((buyer) => place(house, buyer, orderBody(buyer, goods))))
  expect(answers.filter(({ order }) => order.goodsFen === 39_900)).toHaveLength(7)
  for (const { status, code } of answers) if (status !== 200) expect(code).toBe('promotion.flash_sold_out')
  expect(await count(house, sql`select taken as n from flash_sales where id = ${flash.id}`)).toBe(7)
  expect(await count(house, sql`select max(pieces) as n from flash_takes`)).toBe(1)
})

test('orders of many options are written together, each with what it alone would get, and one that cannot be had spoils no other', async () => {
  await using house = await openHouse()
  const { goods, keeper, shop } = await openTown(house)
  const more = await Promise.all(
    Array.from({ length: 6 }, (_, n) =>
      offerGoods(house, { id: keeper.id, shopId: shop.id }, { title: `山货${n}`, stock: n === 5 ? 3 : 100, supplierId: goods.supplierId }),
    ),
  )
  const scarce = more[5] as Goods
  const buyers = await Promise.all(Array.from({ length: 40 }, (_, n) => join(house, `赶集${n}`, keeper)))
  const wanted = (n: number) => (n % 8 === 7 ? scarce : (more[n % 5] as Goods))
  const bodies = buyers.map((buyer, n) => {
    const body = orderBody(buyer, wanted(n))
    // Every third order is for two options; the second is never scarce.
    return n % 3 === 0 ? { ...body, lines: [...body.lines, ...orderBody(buyer, more[(n + 1) % 5] as Goods).lines] } : body
  })
  const piecesOf = ({ skuId }: Goods, which: (n: number) => boolean) =>
    bodies.flatMap(({ lines }, n) => (which(n) ? lines : [])).reduce((sum, line) => sum + (line.skuId === skuId ? line.quantity : 0), 0)
  house.statements.length = 0
  const answers = await Promise.all(buyers.map((buyer, n) => place(house, buyer, bodies[n] as object)))
  expect(house.statements.length).toBeLessThan(buyers.length * 2)
  for (const [n, { status, code, order }] of answers.entries()) {
    if (wanted(n) === scarce && status !== 200) expect(code).toBe('order.out_of_stock')
    else expect([status, order.lines.length]).toEqual([200, new Set(bodies[n]?.lines.map(({ skuId }) => skuId)).size])
  }
  expect(answers.filter(({ status }) => status !== 200)).toHaveLength(2)
  for (const each of more) {
    const sold = piecesOf(each, (n) => answers[n]?.status === 200)
    expect(await stockOf(house, each)).toBe((each === scarce ? 3 : 100) - sold)
  }
  expect(await stockOf(house, scarce)).toBe(0)
})
