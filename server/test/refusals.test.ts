import { randomUUID } from 'node:crypto'
import { refusals } from '@lianka/contract/refusal'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, bearer, type Headers, type Method, signInAs } from './console.ts'
import { type House, openHouse, openSimulators } from './house.ts'
import { buy, type Goods, join, openTown, type Person, placeOrder } from './people.ts'

const simulators = await openSimulators()
let house: House
let keeper: Person
let goods: Goods
let li: Person
let supplier: Headers

beforeAll(async () => {
  house = await openHouse({ simulators })
  const town = await openTown(house)
  keeper = town.keeper
  goods = town.goods
  li = await join(house, '李明', keeper)
  supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

const order = () => ({
  shopId: goods.shopId,
  addressId: li.addressId,
  lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1, priceFen: goods.priceFen }],
})
const rowsOf = async (table: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.id(table)}`.execute(house.ctx.db)
  return rows[0]?.n
}
const tracking = (number: string) => ({ courier: 'shunfeng', trackingNumber: number })

const send = (key: string, body: object, path = '/orders') =>
  ask(house, 'POST', path, { headers: { ...bearer(li), 'idempotency-key': key }, body })

describe('a key that makes a request happen once', () => {
  test('is asked for, in a shape that can be kept', async () => {
    for (const key of ['', 'short', 'x'.repeat(65), 'has space in it', 'key/with/slashes', '%00%00%00%00']) {
      const reply = await send(key, order())
      expect([key, reply.statusCode, reply.json().code]).toEqual([key, 400, 'idempotency.key_missing'])
    }
    const none = await house.app.inject({ method: 'POST', url: '/api/orders', headers: bearer(li), payload: order() })
    expect([none.statusCode, none.json().code]).toEqual([400, 'idempotency.key_missing'])
  })

  test('answers a repeat byte for byte and writes no second row', async () => {
    const paid = await buy(house, li, goods)
    const repeated: [string, object, string][] = [
      ['/orders', { ...order(), note: '请放门卫 🍊' }, 'orders'],
      ['/cart/lines', { listingId: goods.listingId, skuId: goods.skuId, quantity: 2 }, 'cart_lines'],
      ['/addresses', { name: '李明', phone: '13800001234', regionCode: '360734', detail: '东门路 8 号' }, 'addresses'],
      [
        `/orders/${paid.id}/after-sales`,
        { lineId: paid.lines[0]?.id, kind: 'refund_only', reason: 'damaged', amountFen: 100 },
        'after_sales',
      ],
    ]
    for (const [path, body, table] of repeated) {
      const key = randomUUID()
      const first = await send(key, body, path)
      expect([path, first.statusCode]).toEqual([path, 200])
      const after = await rowsOf(table)
      // The same fields in another order are the same request.
      const turned = Object.fromEntries(Object.entries(body).reverse())
      for (const again of [await send(key, body, path), await send(key, turned, path)])
        expect([path, again.statusCode, again.payload]).toEqual([path, 200, first.payload])
      expect(await rowsOf(table)).toBe(after)
    }
  })

  test('belongs to one request of one person', async () => {
    const key = randomUUID()
    expect((await send(key, order())).statusCode).toBe(200)
    const other = await send(key, { ...order(), note: '换一个' })
    expect([other.statusCode, other.json().code]).toEqual([409, 'idempotency.key_reused'])
    const elsewhere = await send(key, { listingId: goods.listingId, skuId: goods.skuId, quantity: 1 }, '/cart/lines')
    expect(elsewhere.json().code).toBe('idempotency.key_reused')
    const address = { name: '王芳', phone: '13800001234', regionCode: '360734', detail: '东门路 8 号' }
    const theirs = await ask(house, 'POST', '/addresses', { headers: { ...bearer(keeper), 'idempotency-key': key }, body: address })
    expect(theirs.statusCode).toBe(200)
  })

  test('tells a second sender to wait while the first is under way, and a refused request may be tried again', async () => {
    const key = randomUUID()
    const holder = new pg.Client({ connectionString: house.databaseUrl })
    await holder.connect()
    await holder.query('begin')
    await holder.query('select 1 from skus where id = $1 for update', [goods.skuId])
    const first = send(key, order())
    for (let waiting = 0; waiting === 0; ) {
      const { rows } = await holder.query('select count(*)::int as n from pg_locks where not granted')
      waiting = rows[0].n
    }
    const second = await send(key, order())
    expect([second.statusCode, second.json().code]).toEqual([409, 'idempotency.in_flight'])
    await holder.query('commit')
    await holder.end()
    const done = await first
    expect(done.statusCode).toBe(200)
    expect((await send(key, order())).payload).toBe(done.payload)

    const refused = randomUUID()
    const tooMany = { ...order(), lines: [{ ...order().lines[0], quantity: 99 }] }
    await house.ctx.db.updateTable('skus').set({ stock: 1 }).where('id', '=', goods.skuId).execute()
    expect((await send(refused, tooMany)).json().code).toBe('order.out_of_stock')
    await house.ctx.db.updateTable('skus').set({ stock: 1000 }).where('id', '=', goods.skuId).execute()
    expect((await send(refused, tooMany)).statusCode).toBe(200)
  })
})

test('moves that a state does not allow are refused by their code, and change nothing', async () => {
  const unpaid = await placeOrder(li, goods)
  const cancelled = await placeOrder(li, goods)
  await li.send('POST', `/orders/${cancelled.id}/cancellation`)
  const paid = await buy(house, li, goods)
  const shipped = await buy(house, li, goods)
  const parcel = (of: typeof paid) => of.parcels[0]?.id
  const line = (of: typeof paid) => of.lines[0]?.id
  const ship = (of: typeof paid, number: string) =>
    ask(house, 'POST', `/console/parcels/${parcel(of)}/shipment`, { headers: supplier, body: tracking(number) })
  expect((await ship(shipped, 'SF0000000001')).statusCode).toBe(200)
  expect((await ship(shipped, 'SF0000000001')).statusCode).toBe(200)
  const asking = (of: typeof paid, more: object = {}) =>
    ({ lineId: line(of), kind: 'refund_only', reason: 'damaged', amountFen: 100, ...more }) as const
  const rejected = await li.send<{ id: string }>('POST', `/orders/${paid.id}/after-sales`, asking(paid))
  const decision = (body: object) => [supplier, 'POST', `/console/after-sales/${rejected.id}/decision`, body] as const
  expect(
    (await ask(house, 'POST', decision({})[2], { headers: supplier, body: { decision: 'reject', words: '照片看不出问题' } })).statusCode,
  ).toBe(200)
  const open = await li.send<{ id: string }>('POST', `/orders/${shipped.id}/after-sales`, asking(shipped, { kind: 'return_and_refund' }))
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })

  const buyer = bearer(li)
  const refused: [keyof typeof refusals, Headers, Method, string, object?][] = [
    ['order.not_awaiting_payment', buyer, 'POST', `/orders/${paid.id}/cancellation`],
    ['order.not_awaiting_payment', buyer, 'POST', `/orders/${paid.id}/payment`, { scene: 'h5' }],
    ['order.not_awaiting_payment', buyer, 'POST', `/orders/${cancelled.id}/payment`, { scene: 'jsapi' }],
    ['order.state', supplier, 'POST', `/console/parcels/${parcel(unpaid)}/shipment`, tracking('SF0000000002')],
    ['order.state', supplier, 'POST', `/console/parcels/${parcel(cancelled)}/shipment`, tracking('SF0000000002')],
    ['order.state', supplier, 'POST', `/console/parcels/${parcel(shipped)}/shipment`, tracking('SF0000000003')],
    ['shipment.tracking_taken', supplier, 'POST', `/console/parcels/${parcel(paid)}/shipment`, tracking('SF0000000001')],
    ['order.state', buyer, 'POST', `/parcels/${parcel(paid)}/receipt`],
    ['order.state', buyer, 'POST', `/parcels/${parcel(unpaid)}/receipt`],
    ['order.state', buyer, 'POST', `/orders/${unpaid.id}/after-sales`, asking(unpaid)],
    ['refund.too_much', buyer, 'POST', `/orders/${paid.id}/after-sales`, asking(paid, { amountFen: goods.priceFen + 1 })],
    ['refund.too_much', buyer, 'POST', `/orders/${paid.id}/after-sales`, asking(paid, { amountFen: 0 })],
    ['order.not_found', buyer, 'POST', `/orders/${paid.id}/after-sales`, asking(shipped)],
    ['refund.already_open', buyer, 'POST', `/orders/${shipped.id}/after-sales`, asking(shipped)],
    ['refund.state', ...decision({ decision: 'approve' })],
    ['refund.state', buyer, 'POST', `/after-sales/${open.id}/return-parcel`, tracking('ZT0000000001')],
    ['refund.state', supplier, 'POST', `/console/after-sales/${open.id}/return-receipt`],
    ['request.invalid', supplier, 'POST', `/console/after-sales/${open.id}/decision`, { decision: 'reject' }],
    ['account.forbidden', supplier, 'POST', `/console/after-sales/${open.id}/decision`, { decision: 'approve', bearer: 'platform' }],
    ['review.not_bought', buyer, 'POST', '/reviews', { lineId: line(paid), stars: 5, words: '还没收到' }],
    ['referral.already_agent', bearer(keeper), 'POST', '/agent-application', { agreementAccepted: true }],
    ['shop.already_open', bearer(keeper), 'POST', '/shops', { name: '第二家店', regionCode: '360702' }],
    ['order.price_changed', buyer, 'POST', '/orders', { ...order(), lines: [{ ...order().lines[0], priceFen: 1 }] }],
    ['catalog.product_state', supplier, 'POST', `/console/products/${goods.productId}/submission`],
  ]
  const facts = async () =>
    (
      await sql`select (select json_agg(o order by id) from orders o) as orders, (select json_agg(p order by id) from parcels p) as parcels,
        (select json_agg(a order by id) from after_sales a) as asked, (select json_agg(k order by id) from skus k) as skus,
        (select count(*) from transfers) as transfers, (select count(*) from order_changes) as changes`.execute(house.ctx.db)
    ).rows
  const before = await facts()
  for (const [code, headers, method, path, body] of refused) {
    const reply = await ask(house, method, path, { headers, body: body ?? {} })
    const [status, zh, en] = refusals[code]
    expect([path, reply.statusCode, reply.json()]).toEqual([path, status, expect.objectContaining({ code, zh, en })])
  }
  expect(await facts()).toEqual(before)
})
