import { expect, test } from 'vitest'
import { post } from '#ledger/service'
import { publishPlan } from '#plan/service'
import { recordSecurityEvent } from '#platform/security'
import { openHouse } from './house.ts'
import { examplePlan, join, openTown, placeOrder } from './people.ts'

/** What must hold even when the code is wrong: said in SQL, so tried in SQL. */
test('the database itself refuses what may never happen', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  const li = await join(house, '李明', keeper)
  await placeOrder(li, goods)
  const entries = [
    { account: 'bank', amount: 100 },
    { account: 'channel_clearing', amount: -100 },
  ]
  await post(house.ctx, [{ kind: 'channel_fee', fact: 'test:1', orderId: null, entries }])
  await recordSecurityEvent(house.ctx, 'test', {})
  const refused = async (sql: string) =>
    house.pool.query(sql).then(
      () => 'done',
      (error: { code: string }) => error.code,
    )

  // History is written once.
  for (const table of ['transfers', 'entries', 'plans', 'referrals', 'order_changes', 'security_events']) {
    const column =
      table === 'plans'
        ? 'published_by'
        : table === 'referrals'
          ? 'share_code'
          : table === 'order_changes'
            ? 'what'
            : table === 'transfers'
              ? 'kind'
              : table === 'entries'
                ? 'account_id'
                : 'kind'
    expect([table, await refused(`update ${table} set ${column} = ${column}`)]).toEqual([table, '23001'])
    expect([table, await refused(`delete from ${table}`)]).toEqual([table, '23001'])
  }
  // Entries of a transfer sum to zero in the statement that brings them.
  expect(await refused(`insert into entries (transfer_id, account_id, amount) select id, 'bank', 1 from transfers`)).toBe('23514')
  // The graph has no cycle, nobody refers themselves, and a referrer has joined before.
  expect(await refused(`insert into referrals (member_id, referrer_id, bound_at) values ('${li.id}', '${li.id}', now())`)).toBe('23514')
  expect(await refused(`insert into referrals (member_id, referrer_id, bound_at) values ('mbr_x', 'mbr_nobody', now())`)).toBe('23514')
  // Stock, refunds and prices keep their bounds.
  expect(await refused('update skus set stock = -1')).toBe('23514')
  expect(await refused('update order_lines set refunded = base + 1')).toBe('23514')
  expect(await refused('update skus set supply_price = max_price + 1')).toBe('23514')
  // An order is not paid without its number, its time and its plan.
  expect(await refused(`update orders set state = 'paid'`)).toBe('23514')
})

test('a plan that repeats a version is refused, and so is one that begins before it is published', async () => {
  await using house = await openHouse()
  await publishPlan(house.ctx, examplePlan([]), 'test')
  await expect(publishPlan(house.ctx, examplePlan([]), 'test')).rejects.toThrow()
  await expect(publishPlan(house.ctx, { ...examplePlan([]), version: 2 }, 'test', new Date(0))).rejects.toThrow()
})

test('tiles follow the product, the supplier, the shop and the stock by themselves', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house, { title: '积雪草面霜', stock: 1 })
  const tile = async () =>
    (await keeper.get<{ items: { title: string; inStock: boolean; shopName: string }[] }>(`/listings?shopId=${goods.shopId}`)).items[0]
  expect(await tile()).toMatchObject({ title: '积雪草面霜', inStock: true, shopName: '芳邻小店' })
  await placeOrder(await join(house, '李明'), goods)
  expect(await tile()).toMatchObject({ inStock: false })
  await keeper.send('PATCH', '/my/shop', { name: '芳邻新店' })
  expect(await tile()).toMatchObject({ shopName: '芳邻新店' })
  await house.pool.query(`update suppliers set state = 'suspended'`)
  expect(await tile()).toBeUndefined()
})

test('what was kept for a while is forgotten: stored replies after three days, ended sessions after a month', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house)
  await keeper.send('POST', '/cart/lines', { listingId: goods.listingId, skuId: goods.skuId, quantity: 1 })
  const count = async (table: string) => Number((await house.pool.query(`select count(*) as n from ${table}`)).rows[0].n)
  await house.clock.advance({ days: 2 })
  await house.settle()
  expect(await count('idempotency_keys')).toBeGreaterThan(0)
  await house.clock.advance({ days: 2 })
  await house.settle()
  expect(await count('idempotency_keys')).toBe(0)
  expect(await count('sessions')).toBe(1)
  await house.clock.advance({ days: 100 })
  await house.settle()
  expect(await count('sessions')).toBe(0)
})
