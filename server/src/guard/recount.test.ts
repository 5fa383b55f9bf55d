import type { LineId, MemberId, OrderId, ParcelId } from '@lianka/contract/ids'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sealAddress } from '#account/service'
import { recountTeams } from '#guard/service'
import { newId } from '#platform/ids'
import { type House, openHouse } from '../../test/house.ts'
import { type Goods, openTown } from '../../test/people.ts'
import { lookAtJoin, lookAtOrder } from './detect.ts'

type Step =
  | { does: 'join'; under: number }
  | { does: 'pay'; buyer: number; base: number }
  | { does: 'return'; order: number; percent: number }
  | { does: 'apply'; member: number }
  | { does: 'wait'; hours: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('join' as const), under: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('pay' as const), buyer: fc.nat(30), base: fc.integer({ min: 1, max: 90_000 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: fc.constant('return' as const), order: fc.nat(30), percent: fc.integer({ min: 1, max: 100 }) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('apply' as const), member: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 30 }) }) },
)

/** A street whose facts are written straight into the tables, so that hundreds of them take no time; the guard is told in any order. */
function openStreet(house: House, goods: Goods) {
  const { ctx } = house
  const cipher = sealAddress(ctx, { name: '李明', phone: '13800001234', detail: '东门路 8 号' })
  const people: MemberId[] = []
  const orders: OrderId[] = []
  const now = () => ctx.clock.now()
  const pick = <T>(all: readonly T[], at: number) => all[at % Math.max(1, all.length)]

  async function join(under: number) {
    const id = newId<MemberId>('mbr', now())
    // Counted from the newest, so that teams grow deep and not only wide.
    const referrer = under % 4 === 0 ? null : (people.at(-1 - (under % Math.max(1, people.length))) ?? null)
    await sql`insert into members (id, nickname, portrait, recommendations_on, visits_shown, joined_at) values (${id}, '街坊', '/p.svg', true, false, ${now()})`.execute(
      ctx.db,
    )
    await sql`insert into referrals (member_id, referrer_id, bound_at) values (${id}, ${referrer}, ${now()})`.execute(ctx.db)
    await sql`insert into ranks (member_id, rank, since) values (${id}, 'member', ${now()})`.execute(ctx.db)
    people.push(id)
    return () => lookAtJoin(ctx, id)
  }

  async function pay(buyer: MemberId, base: number) {
    const id = newId<OrderId>('ord', now())
    const [parcel, line] = [newId<ParcelId>('pcl', now()), newId<LineId>('lin', now())]
    await sql`
      insert into orders (id, number, buyer_id, shop_id, state, goods, postage, total, region_code, address_cipher, note, placed_at, paid_at, paid_seq, plan_version)
      values (${id}, ${id}, ${buyer}, ${goods.shopId}, 'paid', ${base}, 0, ${base}, '360734', ${cipher}, '', ${now()}, ${now()}, nextval('paid_seq'), 1)`.execute(
      ctx.db,
    )
    await sql`insert into parcels (id, order_id, supplier_id, state, postage) values (${parcel}, ${id}, ${goods.supplierId}, 'to_ship', 0)`.execute(
      ctx.db,
    )
    await sql`
      insert into order_lines (id, order_id, parcel_id, place, listing_id, product_id, sku_id, title, sku_name, picture, price, quantity, supply_price, base, return_excepted)
      values (${line}, ${id}, ${parcel}, 0, ${goods.listingId}, ${goods.productId}, ${goods.skuId}, '', '', '', ${base}, 1, 0, ${base}, false)`.execute(
      ctx.db,
    )
    orders.push(id)
    return () => lookAtOrder(ctx, id)
  }

  async function giveBack(order: OrderId, percent: number) {
    await sql`update order_lines set refunded = greatest(refunded, base * ${percent} / 100) where order_id = ${order}`.execute(ctx.db)
    return () => lookAtOrder(ctx, order)
  }

  async function apply(member: MemberId) {
    await sql`insert into rank_changes (member_id, from_rank, to_rank, reason, at) values (${member}, 'member', 'agent', 'free application', ${now()})`.execute(
      ctx.db,
    )
    return undefined
  }

  return async (each: Step): Promise<(() => Promise<void>) | undefined> => {
    if (each.does === 'join') return join(each.under)
    if (each.does === 'wait') return void (await house.clock.advance({ hours: each.hours }))
    const member = pick(people, each.does === 'pay' ? each.buyer : each.does === 'apply' ? each.member : 0)
    if (each.does === 'pay') return member && pay(member, each.base)
    if (each.does === 'apply') return member && apply(member)
    const order = pick(orders, each.order)
    return order && giveBack(order, each.percent)
  }
}

test('what is counted step by step, late, twice and side by side, equals counting everything anew', async () => {
  await using house = await openHouse()
  const { goods } = await openTown(house)
  await house.settle()
  const play = openStreet(house, goods)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.infiniteStream(fc.nat(2)), async (steps, chances) => {
      const told: (() => Promise<void>)[] = []
      for (const each of steps) {
        const tell = await play(each)
        if (tell) told.push(tell)
        // Jobs come when they come: some at once, some in a heap, some twice.
        const chance = chances.next().value
        if (chance === 0)
          await Promise.all(
            told
              .splice(0)
              .toReversed()
              .map((job) => job()),
          )
        else if (tell && chance === 1) await tell()
      }
      await Promise.all(told.map((job) => job()))
      expect(await recountTeams(house.ctx)).toEqual([])
    }),
    { numRuns: 60, endOnFailure: true },
  )
  const { rows } = await sql<{ n: number; deep: number }>`select count(*)::int as n, max(levels) as deep from guard_teams`.execute(
    house.ctx.db,
  )
  expect(rows[0]?.n).toBeGreaterThan(20)
  expect(rows[0]?.deep).toBeGreaterThan(3)
})

test('facts that no job has told are caught up with, and the recount names what is missing until then', async () => {
  await using house = await openHouse()
  const { goods, keeper } = await openTown(house)
  await house.settle()
  const play = openStreet(house, goods)
  for (let under = 0; under < 6; under += 1) await play({ does: 'join', under })
  await play({ does: 'pay', buyer: 3, base: 4990 })
  await sql`update addresses set marked = false where member_id = ${keeper.id}`.execute(house.ctx.db)
  await sql`delete from member_marks where member_id = ${keeper.id}`.execute(house.ctx.db)
  expect((await recountTeams(house.ctx)).map(({ what }) => what)).toEqual(expect.arrayContaining(['team', 'day', 'order']))
  await house.clock.advance({ hours: 1, minutes: 1 })
  await house.settle()
  expect(await recountTeams(house.ctx)).toEqual([])
  const { rows } = await sql<{ kind: string }>`select kind from member_marks where member_id = ${keeper.id} order by kind`.execute(
    house.ctx.db,
  )
  expect(rows.map(({ kind }) => kind)).toEqual(['phone', 'place'])
})
