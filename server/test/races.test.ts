import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { encryptAead, seal, sealHeaders } from '@lianka/wechat/signature'
import { beijingTime } from '@lianka/wechat/time'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { count, expectBooksHold, until } from './channel.ts'
import { signInAs } from './console.ts'
import { type Crew, openCrew, payAt, tally, tell, times } from './crew.ts'
import type { House } from './house.ts'
import { type Goods, type Person, placeOrder } from './people.ts'
import { send } from './processes.ts'

let crew: Crew
let house: House
let goods: Goods
let keeper: Person
beforeAll(async () => {
  crew = await openCrew({ stock: 1000, supplyPriceFen: 20_000 })
  ;({ house, goods, keeper } = crew)
})
afterAll(() => crew.stop())
const web = (n: number) => crew.web(n)
const people = (count: number, name: string, through?: Person) => crew.people(count, name, through)
const post = (path: string, body: object) => tell(crew, path, body)

const orderOf = (buyer: Person) => ({
  shopId: goods.shopId,
  addressId: buyer.addressId,
  lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity: 1, priceFen: goods.priceFen }],
})

type Paid = { out_trade_no: string; transaction_id: string; total: number; openid: string }

/** A notification as the channel signs it, with an id of its own. */
function notice(paid: Paid, id: string) {
  const { farSide } = JSON.parse(readFileSync(joinPath(crew.ground.dataDir, 'simulators/credentials.json'), 'utf8')) as {
    farSide: { publicKeyModePrivateKey: string }
  }
  const { credentials: own, now: clock } = crew.ground.simulators
  const now = clock()
  const data = {
    appid: own.WX_APPID,
    mchid: own.WXPAY_MCHID,
    out_trade_no: paid.out_trade_no,
    transaction_id: paid.transaction_id,
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    success_time: beijingTime(now),
    payer: { openid: paid.openid },
    amount: { total: paid.total, payer_total: paid.total, currency: 'CNY', payer_currency: 'CNY' },
  }
  const resource = encryptAead(JSON.stringify(data), own.WXPAY_APIV3_KEY, 'transaction')
  const body = {
    id,
    create_time: beijingTime(now),
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    summary: '支付成功',
    resource,
  }
  const headers = sealHeaders(seal(JSON.stringify(body), own.WXPAY_PUBLIC_KEY_ID, farSide.publicKeyModePrivateKey, now))
  return { body, headers }
}

/** Pays at the cashier with all notices kept back, and says what they would say. */
async function payUnheard(buyer: Person, orderId: string): Promise<Paid> {
  await post('/faults', { target: 'notifications', reorderNext: 1 })
  const choices = await times(8, (n) => send(web(n), 'POST', `/orders/${orderId}/payment`, buyer.token, { scene: 'jsapi' }))
  const openings = choices.filter(({ status }) => status === 200).map(({ body }) => (body.params as { package: string }).package.slice(10))
  for (const prepay_id of openings) if ((await post('/cashier/pay', { prepay_id, result: 'pay' })).ok) break
  const { rows } = await sql<{ outTradeNo: string }>`select out_trade_no from payment_attempts where order_id = ${orderId}`.execute(
    house.ctx.db,
  )
  expect(rows).toHaveLength(1)
  const known = await house.ctx.outside.pay.query(rows[0]?.outTradeNo as string)
  return {
    out_trade_no: known.out_trade_no,
    transaction_id: known.transaction_id ?? '',
    total: known.amount?.total ?? 0,
    openid: known.payer?.openid ?? '',
  }
}
test('five in stock and two hundred buyers at two processes make exactly five paid orders', { timeout: 240_000 }, async () => {
  const buyers = await people(200, '抢购')
  await house.ctx.db.updateTable('skus').set({ stock: 5 }).where('id', '=', goods.skuId).execute()
  const answers = await Promise.all(buyers.map((buyer, n) => send(web(n), 'POST', '/orders', buyer.token, orderOf(buyer))))
  expect(tally(answers)).toEqual({ '200': 5, '409 order.out_of_stock': 195 })
  expect(await count(house, sql`select stock as n from skus where id = ${goods.skuId}`)).toBe(0)
  const placed = answers.flatMap(({ status, body }, n) => (status === 200 ? [{ n, id: body.id }] : []))
  expect(tally(await Promise.all(placed.map(({ n, id }) => payAt(crew, n, buyers[n] as Person, id))))).toEqual({ '200': 5 })
  const paid = sql<{ n: number }>`select count(*) as n from orders where state = 'paid'`
  await until(async () => (await count(house, paid)) === 5, 'five payments')
  expect(await count(house, sql`select count(*) as n from orders`)).toBe(5)
  await house.ctx.db.updateTable('skus').set({ stock: 1000 }).where('id', '=', goods.skuId).execute()
})

test('one payment told eight times, under one id and several, while the buyer asks too, is one payment', async () => {
  const [li] = (await people(1, '李明')) as [Person]
  const order = await placeOrder(li, goods)
  const paid = await payUnheard(li, order.id)
  const id = randomUUID()
  const told = times(8, (n) => {
    const { body, headers } = notice(paid, n < 4 ? id : randomUUID())
    return send(web(n), 'POST', '/payments/wechat/notifications', undefined, body, headers)
  })
  const asked = times(6, (n) => send(web(n), 'GET', `/orders/${order.id}/payment`, li.token))
  expect(tally(await told)).toEqual({ '204': 8 })
  expect(tally(await asked)).toEqual({ '200': 6 })
  expect(await count(house, sql`select count(*) as n from order_changes where order_id = ${order.id} and what = 'paid'`)).toBe(1)
  expect(await count(house, sql`select count(*) as n from transfers where order_id = ${order.id} and kind = 'order_paid'`)).toBe(1)
  expect(await count(house, sql`select count(*) as n from refunds`)).toBe(0)
  await expectBooksHold(house)
})

test('refunds of one line asked for and agreed to at once never give back more than was paid', async () => {
  const [li] = (await people(1, '周岚')) as [Person]
  const order = await placeOrder(li, goods)
  const { body, headers } = notice(await payUnheard(li, order.id), randomUUID())
  await send(web(0), 'POST', '/payments/wechat/notifications', undefined, body, headers)
  const request = { lineId: order.lines[0]?.id, kind: 'refund_only', reason: 'damaged', amountFen: 30_000 }
  const ask = () => times(6, (n) => send(web(n), 'POST', `/orders/${order.id}/after-sales`, li.token, request))
  const asked = await ask()
  expect(tally(asked)).toEqual({ '200': 1, '409 refund.already_open': 5 })
  const id = asked.find(({ status }) => status === 200)?.body.id
  const { cookie } = await signInAs(house, 'supplier-staff', goods.supplierId)
  const decided = await times(6, (n) =>
    send(web(n), 'POST', `/console/after-sales/${id}/decision`, undefined, { decision: 'approve' }, { cookie, origin: web(n) }),
  )
  expect(Object.keys(tally(decided)).filter((what) => what !== '200' && what !== '409 refund.state')).toEqual([])
  const refunded = sql<{ n: number }>`select refunded as n from order_lines where order_id = ${order.id}`
  expect(await count(house, refunded)).toBe(30_000)
  await until(
    async () => (await count(house, sql`select count(*) as n from after_sales where id = ${id} and state = 'refunded'`)) === 1,
    'the refund',
  )
  expect(tally(await ask())).toEqual({ '422 refund.too_much': 6 })
  expect(await count(house, sql`select sum(amount)::bigint as n from refunds`)).toBe(30_000)
  await expectBooksHold(house)
})

test('people who buy through one person while that person applies are ranked as the rules say, whoever was first', async () => {
  const buyers = await people(6, '孙悦', keeper)
  const orders = await Promise.all(buyers.map((buyer) => placeOrder(buyer, goods)))
  const payments: Paid[] = []
  for (const [index, order] of orders.entries()) payments.push(await payUnheard(buyers[index] as Person, order.id))
  const applied = send(web(0), 'POST', '/agent-application', keeper.token, { agreementAccepted: true })
  const told = await Promise.all(
    payments.map((paid, n) => {
      const { body, headers } = notice(paid, randomUUID())
      return send(web(n), 'POST', '/payments/wechat/notifications', undefined, body, headers)
    }),
  )
  expect(tally([await applied, ...told])).toEqual({ '200': 1, '204': 6 })
  const { rows } = await sql<{ rank: string }>`select r1_rank as rank from orders where r1_id = ${keeper.id} order by paid_seq`.execute(
    house.ctx.db,
  )
  for (const [before, { rank }] of rows.entries()) {
    // Two who bought before make a boss of an agent at once, so an agent is never seen after them, nor a boss before.
    if (rank === 'agent') expect(before).toBeLessThan(2)
    if (rank === 'boss') expect(before).toBeGreaterThanOrEqual(2)
  }
  const { rows: ranks } = await sql<{ memberId: string; rank: string }>`select member_id, rank from ranks`.execute(house.ctx.db)
  const rankOf = (person: Person) => ranks.find(({ memberId }) => memberId === person.id)?.rank
  expect([rankOf(keeper), ...buyers.map(rankOf)]).toEqual(['boss', ...buyers.map(() => 'agent')])
  await until(async () => (await count(house, sql`select count(*) as n from orders_to_compute`)) === 0, 'the shares')
  await expectBooksHold(house)
})

test('one person signing up eight times at once is one member', async () => {
  const phone = '13900001234'
  expect((await send(web(0), 'POST', '/phone-codes', undefined, { phone })).status).toBe(200)
  const { messages } = (await (await fetch(`${crew.ground.simulators.url}/sms/dev/messages?phone=${phone}`)).json()) as {
    messages: { params: { code: string } }[]
  }
  const before = await count(house, sql`select count(*) as n from members`)
  const code = messages[0]?.params.code
  const byPhone = await times(8, (n) => send(web(n), 'POST', '/sessions/phone', undefined, { phone, code, nickname: '赵敏' }))
  expect(byPhone.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
  expect(byPhone.every(({ status }) => status === 200 || status === 410 || status === 401)).toBe(true)
  expect(await count(house, sql`select count(*) as n from members`)).toBe(before + 1)
  const byWechat = await times(8, async (n) => {
    const reply = (await (await post('/wxapi/dev/login-code', { user: '何冰' })).json()) as { code: string }
    return send(web(n), 'POST', '/sessions/wechat', undefined, { code: reply.code })
  })
  expect(tally(byWechat)).toEqual({ '200': 8 })
  expect(new Set(byWechat.map(({ body }) => (body.me as { id: string }).id)).size).toBe(1)
  expect(await count(house, sql`select count(*) as n from members`)).toBe(before + 2)
})
