import { type RawBuilder, sql } from 'kysely'
import { expect, test } from 'vitest'
import { readCard } from '#card/service'
import { listCases, recountTeams } from '#guard/service'
import type { Ctx } from '#platform/context'
import { findGoods } from '#search/service'
import { readStart } from '#search/suggest'
import { listVisits } from '#visitor/service'
import { openHouse } from '../../test/house.ts'
import { seedWorld } from './load.ts'
import { makeWorld } from './world.ts'

const world = makeWorld(1)

async function count(ctx: Ctx, query: RawBuilder<{ n: number }>) {
  return Number((await query.execute(ctx.db)).rows[0]?.n)
}

const signedInAs = (ctx: Ctx, memberId: string): Ctx => ({
  ...ctx,
  caller: { kind: 'member', memberId: memberId as never, sessionId: 's' },
})

test('the demo world is loaded as it was made, and its books add up', { timeout: 240_000 }, async () => {
  await using house = await openHouse()
  const { ctx } = house
  const { staff, phones } = await seedWorld(ctx, { seed: 1, log: () => {} })
  expect(staff.map(({ userName }) => userName)).toEqual(
    expect.arrayContaining(['admin', 'finance', 'compliance', 'support', 'content', 'auditor', 'orchard', 'skincare']),
  )
  expect(phones.map(({ name }) => name)).toEqual(['王芳', '周岚', '李明', '新朋友'])

  const { rows: states } = await sql<{
    state: string
    n: number
  }>`select state, count(*)::int as n from orders group by state order by state`.execute(ctx.db)
  const ofCourse = (...courses: string[]) => world.orders.filter(({ course }) => courses.includes(course)).length
  expect(states).toEqual([
    // Two of a group of three.
    { state: 'awaiting_group', n: 2 },
    { state: 'awaiting_payment', n: ofCourse('awaiting_payment') },
    { state: 'closed', n: ofCourse('closed') },
    { state: 'completed', n: ofCourse('completed', 'partially_refunded', 'returned') },
    // Two of a course and one of a consultation are besides.
    { state: 'paid', n: ofCourse('paid', 'shipped', 'received', 'return_requested') + 3 },
  ])
  expect(await count(ctx, sql`select count(*) as n from reviews`)).toBe(world.reviews.length)
  expect(await count(ctx, sql`select count(*) as n from visit_events where kind = 'view'`)).toBe(world.visits.length)
  expect(await count(ctx, sql`select count(*) as n from after_sales where state = 'requested'`)).toBe(ofCourse('return_requested'))
  expect(await count(ctx, sql`select count(*) as n from after_sales where state = 'refunded'`)).toBe(
    ofCourse('partially_refunded', 'returned'),
  )
  const { rows: onTheirWay } = await sql<{ state: string; n: number }>`
    select state, count(*)::int as n from after_sales where state not in ('requested', 'refunded') group by state order by state`.execute(
    ctx.db,
  )
  expect(onTheirWay).toEqual([
    { state: 'arbitrating', n: 2 },
    { state: 'replacing', n: 1 },
    { state: 'returning', n: 1 },
  ])

  const wrong = sql<{
    n: number
  }>`select count(*) as n from (select transfer_id from entries group by transfer_id having sum(amount) <> 0) as t`
  expect(await count(ctx, wrong)).toBe(0)
  expect(await count(ctx, sql`select coalesce(sum(amount), 0) as n from balances where account_id = 'refund_pending'`)).toBe(0)
  const escrowLeft = sql<{ n: number }>`select count(*) as n from (select e.line_id from entries e join order_lines l on l.id = e.line_id
    where e.account_id = 'line_escrow' and l.completed_at is not null group by e.line_id having sum(e.amount) <> 0) as t`
  expect(await count(ctx, escrowLeft)).toBe(0)

  // Goods are found by their words at once, and what people looked for is what they found something with.
  expect((await findGoods(ctx, { words: '脐橙', limit: 20 })).items.length).toBeGreaterThan(0)
  const { hot, origins } = await readStart(ctx)
  expect(hot.slice(0, 2)).toEqual(['脐橙', '面霜'])
  expect(origins.map(({ name }) => name)).toContain('江西省')

  // What the sweeps find due when the house opens changes nothing: the history is complete.
  await house.settle()
  const { rows: after } = await sql<{
    state: string
    n: number
  }>`select state, count(*)::int as n from orders group by state order by state`.execute(ctx.db)
  expect(after).toEqual(states)
  expect(await count(ctx, sql`select count(*) as n from after_sales where state = 'requested'`)).toBe(ofCourse('return_requested'))

  // The guard has looked at all of it by itself: people who pay for those whom they earn from are noticed, and nobody's money waits.
  const { items: cases } = await listCases(ctx, { limit: 50 })
  expect(cases.length).toBeGreaterThan(1)
  expect(cases.filter(({ kind }) => kind === 'self_referral').length).toBeGreaterThan(0)
  expect(cases.filter(({ holdsPayouts, state }) => holdsPayouts || state !== 'open')).toEqual([])
  expect(await recountTeams(ctx)).toEqual([])

  const { rows } = await sql<{ id: string; rank: string; earned: number }>`
    select m.id, k.rank, (select coalesce(sum(h.amount), 0)::bigint from shares h where h.payee_id = m.id) as earned
    from members m join ranks k on k.member_id = m.id where m.nickname = '王芳'`.execute(ctx.db)
  const wang = rows[0]
  expect(wang).toMatchObject({ rank: 'boss' })
  expect(wang?.earned).toBeGreaterThan(0)
  const card = await readCard(ctx, wang?.id as never)
  expect(card).toMatchObject({ name: '王芳', shopName: '芳邻小店', region: '江西省 赣州市 章贡区', marks: [] })
  expect(card.facts.some(({ path }) => path?.startsWith('/files/'))).toBe(true)
  expect((await listVisits(signedInAs(ctx, wang?.id as string), { limit: 20 })).items).toHaveLength(20)
})

test('a load that is interrupted leaves the database empty', async () => {
  await using house = await openHouse()
  const broken = {
    ...house.ctx,
    outside: {
      ...house.ctx.outside,
      get appid(): string {
        throw new Error('the power went')
      },
    },
  }
  await expect(seedWorld(broken, { seed: 1, log: () => {} })).rejects.toThrow('the power went')
  expect(await count(house.ctx, sql`select count(*) as n from suppliers`)).toBe(0)
})
