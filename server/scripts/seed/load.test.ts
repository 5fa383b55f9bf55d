import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readCard } from '#card/service'
import { listRecommendations } from '#recommendation/service'
import { listVisits } from '#visitor/service'
import { openHouse } from '../../test/house.ts'
import { seedWorld } from './load.ts'

const count = async (ctx: Awaited<ReturnType<typeof openHouse>>['ctx'], query: ReturnType<typeof sql<{ n: number }>>) =>
  Number((await query.execute(ctx.db)).rows[0]?.n)

test('the demo world goes through the services and every account adds up', async () => {
  await using house = await openHouse()
  const { ctx } = house
  const started = performance.now()
  const result = await seedWorld(ctx, { seed: 1, log: () => {} })
  const seconds = (performance.now() - started) / 1000
  console.log(`seeded in ${seconds.toFixed(1)} s`)
  expect(seconds).toBeLessThan(30)
  expect(result.staff.map(({ userName }) => userName)).toEqual(expect.arrayContaining(['admin', 'finance', 'orchard', 'auditor']))
  expect(result.phones[0]).toMatchObject({ name: '王芳' })

  expect(await count(ctx, sql`select count(*) as n from orders`)).toBe(300)
  expect(await count(ctx, sql`select count(*) as n from orders where state = 'awaiting_payment'`)).toBe(4)
  expect(await count(ctx, sql`select count(*) as n from after_sales where state = 'requested'`)).toBe(6)
  expect(await count(ctx, sql`select count(*) as n from (select transfer_id from entries group by transfer_id having sum(amount) <> 0) t`)).toBe(0)
  expect(await count(ctx, sql`select sum(amount) as n from balances where account_id = 'refund_pending'`)).toBe(0)
  const { rows } = await sql<{ n: string; s: number }>`select r.rank as n, count(*)::int as s from ranks r group by 1`.execute(ctx.db)
  console.log(rows)
  const wang = await sql<{ id: string; rank: string }>`select m.id, r.rank from members m join ranks r on r.member_id = m.id where m.nickname = '王芳'`.execute(ctx.db)
  expect(wang.rows[0]?.rank).toBe('boss')
  const id = wang.rows[0]?.id as never
  console.dir(await readCard(ctx, id).then((card) => ({ ...card, goods: card.goods.length, reviews: card.reviews.slice(0, 2) })), { depth: 5 })
  const mine = { ...ctx, caller: { kind: 'member' as const, memberId: id, sessionId: 's' } }
  console.dir((await listVisits(mine, { limit: 3 })).items, { depth: 5 })
  console.dir((await listRecommendations(mine, { limit: 6 })).items.map((i) => [i.title, i.reason.zh]), { depth: 5 })
  console.dir((await listRecommendations(ctx, { limit: 6 })).items.map((i) => [i.title, i.reason.zh]), { depth: 5 })
  await house.settle()
})
