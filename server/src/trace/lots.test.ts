import type { LotInStock } from '@lianka/contract/trace'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ship } from '#shipment/service'
import { ask, bearer, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { asStaff, buy, type Goods, join, offerGoods, openTown, type Person } from '../../test/people.ts'

const simulators = await openSimulators()
let house: House
let goods: Goods
let keeper: Person
let li: Person
let supplier: Headers
let rival: Headers
let orchard: string
let city: string

beforeAll(async () => {
  house = await openHouse({ simulators })
  const town = await openTown(house, { title: '寻乌脐橙', priceFen: 3_990, supplyPriceFen: 1_800, stock: 0 })
  goods = town.goods
  keeper = town.keeper
  supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const tea = await offerGoods(house, { id: keeper.id, shopId: goods.shopId }, { title: '高山茶', priceFen: 9_900, supplyPriceFen: 4_000 })
  rival = await signInAs(house, 'supplier-staff', tea.supplierId)
  li = await join(house, '李明', keeper)
  const add = async (name: string) => (await post('/console/warehouses', { name, regionCode: '360734' })).id
  ;[orchard, city] = [await add('寻乌果园仓'), await add('赣州城配仓')]
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

const send = (path: string, body: unknown, headers = supplier) => ask(house, 'POST', path, { headers, body })
const post = async (path: string, body: unknown) => {
  const reply = await send(path, body)
  expect([path, reply.statusCode, reply.payload]).toEqual([path, 200, reply.payload])
  return reply.json()
}
const inDays = (days: number) => new Date(house.clock.now().getTime() + days * 86_400_000).toISOString()
const receive = (code: string, quantity: number, bestBefore: string | null, warehouseId = orchard): Promise<LotInStock> =>
  post(`/console/products/${goods.productId}/lots`, {
    code,
    origin: '江西寻乌',
    producer: '长宁果园',
    bestBefore,
    warehouseId,
    pieces: [{ skuId: goods.skuId, quantity }],
  })
const free = async () => (await house.pool.query('select stock from skus where id = $1', [goods.skuId])).rows[0].stock
const left = async () => {
  const { rows } = await house.pool.query(
    'select l.code, sum(s.quantity)::int as n from lot_stock s join lots l on l.id = s.lot_id group by 1 order by 1',
  )
  return Object.fromEntries(rows.map(({ code, n }) => [code, n]))
}
const shipAs = (parcelId: string | undefined, trackingNumber: string) =>
  ship(asStaff(house.ctx, 'supplier-staff', goods.supplierId), parcelId as never, { courier: 'shunfeng', trackingNumber })
/** Warehouses hold what their history adds up to, and every piece on a line left a lot. */
const checkStock = async () => {
  const { rows } = await house.pool.query(`
    select 'stock' as what from lot_stock s left join (select lot_id, sku_id, warehouse_id, sum(change) as n from lot_moves group by 1, 2, 3) m using (lot_id, sku_id, warehouse_id)
      where s.quantity <> coalesce(m.n, 0)
    union all select 'line' from (select line_id, lot_id, warehouse_id, sum(quantity) as n from line_lots group by 1, 2, 3) t
      full join (select line_id, lot_id, warehouse_id, -sum(change) as n from lot_moves where why = 'shipped' group by 1, 2, 3) m using (line_id, lot_id, warehouse_id) where t.n is distinct from m.n`)
  expect(rows).toEqual([])
}

test('a received lot is in its warehouse and on sale in the same moment; a code is one lot, and drafts hold no stock', async () => {
  const late = await receive('B-1203', 4, inDays(60))
  expect(late).toMatchObject({ freshness: 'fresh', receivedPieces: 4, stock: [{ warehouseName: '寻乌果园仓', quantity: 4 }] })
  await receive('A-1126', 3, inDays(20))
  expect([await free(), await left()]).toEqual([7, { 'A-1126': 3, 'B-1203': 4 }])
  const more = await post(`/console/lots/${late.id}/receipts`, { warehouseId: city, pieces: [{ skuId: goods.skuId, quantity: 2 }] })
  expect(more.stock.map(({ warehouseName, quantity }: { warehouseName: string; quantity: number }) => [warehouseName, quantity])).toEqual([
    ['寻乌果园仓', 4],
    ['赣州城配仓', 2],
  ])
  const lot = {
    code: 'A-1126',
    origin: '江西',
    producer: '果园',
    bestBefore: null,
    warehouseId: orchard,
    pieces: [{ skuId: goods.skuId, quantity: 1 }],
  }
  const path = `/console/products/${goods.productId}/lots`
  const refusals: [unknown, string, Headers?][] = [
    [lot, 'trace.code_taken'],
    [{ ...lot, code: 'C', bestBefore: inDays(-1) }, 'trace.lot_expired'],
    [{ ...lot, code: 'C', pieces: [{ skuId: 'sku_nobody00', quantity: 1 }] }, 'catalog.sku_not_found'],
    [{ ...lot, code: 'C', warehouseId: 'whs_nobody00' }, 'trace.warehouse_not_found'],
    [{ ...lot, code: 'C' }, 'catalog.product_not_found', rival],
  ]
  for (const [body, code, headers] of refusals) expect((await send(path, body, headers)).json().code).toBe(code)
  expect((await send(`/console/lots/${late.id}/receipts`, { warehouseId: city, pieces: lot.pieces }, rival)).json().code).toBe(
    'trace.lot_not_found',
  )
  expect((await send('/console/warehouses', { name: '寻乌果园仓', regionCode: '360734' })).json().code).toBe('trace.warehouse_taken')
  expect([await free(), await left()]).toEqual([9, { 'A-1126': 3, 'B-1203': 6 }])
  await checkStock()
})

test('a parcel takes what expires first, and the buyer sees from which lots it came', async () => {
  const order = await buy(house, li, goods, 5)
  expect(await free()).toBe(4)
  expect(await left()).toEqual({ 'A-1126': 3, 'B-1203': 6 })
  expect((await li.get<{ items: unknown[] }>(`/orders/${order.id}/lots`)).items).toEqual([])
  await shipAs(order.parcels[0]?.id, 'SF77000001')
  await shipAs(order.parcels[0]?.id, 'SF77000001')
  expect(await left()).toEqual({ 'A-1126': 0, 'B-1203': 4 })
  const { items } = await li.get<{ items: { quantity: number; lot: { code: string; origin: string } }[] }>(`/orders/${order.id}/lots`)
  expect(items.map(({ quantity, lot }) => [lot.code, quantity])).toEqual([
    ['A-1126', 3],
    ['B-1203', 2],
  ])
  const stranger = await join(house, '何冰')
  expect((await ask(house, 'GET', `/orders/${order.id}/lots`, { headers: bearer(stranger) })).json().code).toBe('order.not_found')
  const parcels = (await ask(house, 'GET', '/console/parcels?state=shipped', { headers: supplier })).json()
  expect(parcels.items[0].lines[0].lotCode).toBe('A-1126、B-1203')
  await checkStock()
})

test('what happened to a lot is added, in order of time, and never changed', async () => {
  const [lot] = (await ask(house, 'GET', '/console/lots', { headers: supplier })).json().items as LotInStock[]
  const path = `/console/lots/${lot?.id}/events`
  await post(path, { kind: 'pack', at: inDays(-1), place: '寻乌分拣中心', note: '80 果，人工挑选' })
  const told = await post(path, { kind: 'harvest', at: inDays(-2), place: '长宁镇果园', note: '晨采' })
  expect(told.events.map(({ kind }: { kind: string }) => kind)).toEqual(['harvest', 'pack'])
  expect((await send(path, { kind: 'ship', at: inDays(1), place: '赣州', note: '' })).json().code).toBe('trace.in_the_future')
  expect((await send(path, { kind: 'ship', at: inDays(-1), place: '赣州', note: '' }, rival)).json().code).toBe('trace.lot_not_found')
  await expect(house.pool.query(`update trace_events set note = 'other'`)).rejects.toThrow(/append-only/)
  await expect(house.pool.query('delete from trace_events where lot_id = $1', [lot?.id])).rejects.toThrow(/append-only/)
})

test('parcels shipped at once never take a piece twice', async () => {
  await receive('C-1204', 20, inDays(10))
  const orders = []
  for (let count = 0; count < 8; count += 1) orders.push(await buy(house, li, goods, 3))
  expect(await free()).toBe(0)
  await Promise.all(orders.map(({ parcels }, index) => shipAs(parcels[0]?.id, `SF7800000${index}`)))
  expect(await left()).toEqual({ 'A-1126': 0, 'B-1203': 0, 'C-1204': 0 })
  const { rows } = await house.pool.query(
    'select sum(quantity)::int as n from line_lots where line_id in (select id from order_lines where order_id = any($1))',
    [orders.map(({ id }) => id)],
  )
  expect(rows[0].n).toBe(24)
  await checkStock()
})

test('a lot past its date stops selling: what is left of it leaves the stock, what others ordered of it does not make the stock negative', async () => {
  await receive('D-1205', 6, inDays(3))
  await receive('E-1205', 2, inDays(90))
  const order = await buy(house, li, goods, 5)
  expect(await free()).toBe(3)
  await house.clock.advance({ days: 4 })
  await house.settle()
  expect([await free(), (await left())['D-1205'], (await left())['E-1205']]).toEqual([0, 0, 2])
  supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const expired = (await ask(house, 'GET', '/console/lots?freshness=expired', { headers: supplier })).json().items as LotInStock[]
  expect(expired.map(({ code, expiredPieces }) => [code, expiredPieces])).toEqual([['D-1205', 6]])
  expect(
    (await send(`/console/lots/${expired[0]?.id}/receipts`, { warehouseId: city, pieces: [{ skuId: goods.skuId, quantity: 1 }] })).json()
      .code,
  ).toBe('trace.lot_expired')
  // Only what is still good leaves; the rest the supplier has to find or give back.
  await shipAs(order.parcels[0]?.id, 'SF79000001')
  expect((await left())['E-1205']).toBe(0)
  await checkStock()
})

test('counting corrects the warehouse and what is free to sell, and says so in the history', async () => {
  const lot = await receive('F-1206', 10, null)
  const path = `/console/lots/${lot.id}/count`
  expect(await free()).toBe(10)
  for (let again = 0; again < 2; again += 1) await post(path, { warehouseId: orchard, skuId: goods.skuId, quantity: 7 })
  expect([await free(), (await left())['F-1206']]).toEqual([7, 7])
  expect((await send(path, { warehouseId: city, skuId: goods.skuId, quantity: 1 })).json().code).toBe('trace.warehouse_not_found')
  const { rows } = await house.pool.query(`select change from lot_moves where why = 'counted'`)
  expect(rows).toEqual([{ change: -3 }])
  const warehouses = (await ask(house, 'GET', '/console/warehouses', { headers: supplier })).json().items
  expect(warehouses.map(({ pieces }: { pieces: number }) => pieces)).toEqual([7, 0])
  await checkStock()
})
