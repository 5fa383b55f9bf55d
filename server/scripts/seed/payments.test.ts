import type { MemberId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { decide, listForStaff, receiveReturn, sendBack } from '#refund/service'
import { expectBooksHold } from '../../test/channel.ts'
import { openHouse, openSimulators } from '../../test/house.ts'
import { asMember, asStaff } from '../../test/people.ts'
import { seedWorld } from './load.ts'
import { seededMoney } from './payments.ts'

const demoToken = 'demo-token-of-the-seed-test'
const simulators = await openSimulators(undefined, demoToken)
afterAll(() => simulators.stop())

test('money of a seeded order goes back once the channel was told of its payment', { timeout: 180_000 }, async () => {
  await using house = await openHouse({ simulators })
  await seedWorld(house.ctx, { seed: 1, log: () => {} })
  const money = await seededMoney(house.ctx)
  const { payments } = money
  const { rows: paid } = await sql<{
    n: number
  }>`select count(*)::int as n from orders where paid_seq is not null or state = 'awaiting_group'`.execute(house.ctx.db)
  expect(payments).toHaveLength(paid[0]?.n ?? -1)
  expect(payments.every(({ openid }) => openid !== null)).toBe(true)
  const reply = await fetch(`${simulators.url}/wxpay/dev/paid`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demo-token': demoToken },
    body: JSON.stringify(money),
  })
  const told = Object.values(money).reduce((sum, all) => sum + all.length, 0)
  expect(await reply.json()).toEqual({ adopted: told, known: 0 })
  expect([money.refunds.length > 0, money.transfers.length > 1, money.top_ups.length]).toEqual([true, true, 1])

  const support = asStaff(house.ctx, 'operator-support')
  const { items } = await listForStaff(support, { state: 'requested', limit: 50 })
  const asked = items[0]
  if (!asked) throw new Error('Nobody in the demo world asks for money back')
  await decide(support, asked.id, { decision: 'approve', bearer: 'supplier', words: '' })
  const { rows } = await sql<{ buyerId: MemberId }>`select buyer_id from after_sales where id = ${asked.id}`.execute(house.ctx.db)
  const buyer = asMember(house.ctx, rows[0]?.buyerId as MemberId)
  await sendBack(buyer, asked.id, { courier: 'zhongtong', trackingNumber: 'ZT20261201' })
  await receiveReturn(support, asked.id)
  await house.runJobs()
  await house.clock.advance({ seconds: 70 })
  await house.settle()
  const { items: refunded } = await listForStaff(support, { state: 'refunded', limit: 50 })
  expect(refunded.map(({ id }) => id)).toContain(asked.id)
  await expectBooksHold(house)
  // Three months of bills agree with the books of the demo world.
  await house.clock.advance({ days: 1 })
  await house.settle()
  const { rows: differences } = await sql<{ day: string; kind: string; number: string }>`select day, kind, number from differences`.execute(
    house.ctx.db,
  )
  expect(differences).toEqual([])
})
