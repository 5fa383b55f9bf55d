import type { Order } from '@lianka/contract/order'
import type { GroupOffer, ShopPromotions } from '@lianka/contract/promotion'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findOrMakeMember } from '#account/service'
import { inTransaction } from '#platform/context'
import { bindReferrer } from '#referral/service'
import { openSession } from '#session/tokens'
import { count, until } from './channel.ts'
import { type Crew, expectAllSettled, openCrew, payAt, tally, tell, times } from './crew.ts'
import { type Goods, type Person, signedInAgain } from './people.ts'
import { type Answer, send } from './processes.ts'
import { beginBargain, claim, offerBargain, offerCoupon, offerFlash, offerGroup, orderBody } from './promotions.ts'

let crew: Crew
let goods: Goods
beforeAll(async () => {
  crew = await openCrew({ stock: 1000, supplyPriceFen: 20_000 })
  goods = crew.goods
})
afterAll(() => crew.stop())
const number = (query: ReturnType<typeof sql<{ n: number }>>) => count(crew.house, query)

test('a coupon with a budget of 100 and 500 people who claim it at two processes: 100 have one', async () => {
  const coupon = await offerCoupon(crew.house, crew.keeper, 1000, 10_000, 100)
  const tokens = await Promise.all(
    Array.from({ length: 500 }, async (_, n) => {
      const memberId = await inTransaction(crew.house.ctx, async (ctx) => {
        const { id } = await findOrMakeMember(ctx, { openid: `o_claimer_${n}` }, { nickname: `领券${n}` })
        await bindReferrer(ctx, id, { shareCode: undefined, declineReferrer: false })
        return id
      })
      return (await openSession(crew.house.ctx, memberId)).accessToken
    }),
  )
  const answers = await Promise.all(tokens.map((token, n) => send(crew.web(n), 'POST', `/coupons/${coupon.id}/claim`, token)))
  expect(tally(answers)).toEqual({ '200': 100, '409 promotion.coupon_gone': 400 })
  expect(await number(sql`select count(distinct member_id) as n from coupon_claims where coupon_id = ${coupon.id}`)).toBe(100)
  expect(await number(sql`select claimed as n from coupons where id = ${coupon.id}`)).toBe(100)
})

test('one coupon and eight orders at once: one order has it', async () => {
  const [li] = (await crew.people(1, '李明')) as [Person]
  const { id } = await claim(li, await offerCoupon(crew.house, crew.keeper, 1000, 10_000, 5))
  const body = orderBody(li, goods, { claims: [id] })
  const answers = await times(8, (n) => send(crew.web(n), 'POST', '/orders', li.token, body))
  expect(tally(answers)).toEqual({ '200': 1, '409 promotion.coupon_unusable': 7 })
})

test('twenty friends who cut at once, some twice, land exactly on the floor price', async () => {
  const [owner, ...friends] = (await crew.people(21, '砍价')) as [Person, ...Person[]]
  const bargain = await beginBargain(owner, await offerBargain(crew.house, crew.keeper, goods, 29_999, 20))
  const cuts = await Promise.all(
    [...friends, ...friends.slice(0, 10)].map((friend, n) => send(crew.web(n), 'POST', `/bargains/${bargain.id}/cut`, friend.token)),
  )
  expect(tally(cuts)).toEqual({ '200': 20, '409 bargain.cut_already': 10 })
  const order = await send(crew.web(0), 'POST', '/orders', owner.token, orderBody(owner, goods, { special: { bargainId: bargain.id } }))
  expect(order.body).toMatchObject({ totalFen: 29_999 })
})

test('ten pieces at a flash price and sixty buyers: ten have it, nobody more than one may', async () => {
  const buyers = await crew.people(30, '秒杀')
  const flash = await offerFlash(crew.house, crew.keeper, goods, 39_900, 10)
  // Each tries twice at once, at different processes.
  const answers = await Promise.all(
    [...buyers, ...buyers].map((buyer, n) =>
      send(crew.web(n + Math.floor(n / 30)), 'POST', '/orders', buyer.token, orderBody(buyer, goods)),
    ),
  )
  const atFlash = answers.filter(({ body }) => body.goodsFen === 39_900)
  expect(await number(sql`select taken as n from flash_sales where id = ${flash.id}`)).toBe(atFlash.length)
  expect(atFlash).toHaveLength(10)
  expect(await number(sql`select max(pieces) as n from flash_takes where flash_sale_id = ${flash.id}`)).toBe(1)
  for (const { status, code } of answers) if (status !== 200) expect(code).toMatch(/^promotion\.flash_/)
  await crew.keeper.send('POST', `/my/shop/promotions/${flash.id}/stop`)
})

type Joined = { who: Person; order: Order }
const placedBy = (answer: Answer | undefined) => (answer?.status === 200 ? (answer.body as unknown as Order) : undefined)

const placeIn = (n: number, who: Person, offer: GroupOffer, groupId?: string) =>
  send(crew.web(n), 'POST', '/orders', who.token, orderBody(who, goods, { special: { offerId: offer.id, ...(groupId && { groupId }) } }))

/** Tries for the group twice at once: one place a person, and only while there is one. */
async function joinFirst(n: number, who: Person, offer: GroupOffer, groupId: string): Promise<Order | undefined> {
  const placed = (await times(2, (k) => placeIn(n + k, who, offer, groupId))).flatMap((answer) => placedBy(answer) ?? [])
  expect(placed.length).toBeLessThan(2)
  return placed[0]
}

/** Joins the fullest group that waits, or opens one. */
async function joinSome(n: number, who: Person, offer: GroupOffer): Promise<Joined> {
  const waiting = await send(crew.web(n), 'GET', `/promotions?listingId=${goods.listingId}`, who.token)
  const groups = (waiting.body as unknown as ShopPromotions).groupOffers.find(({ id }) => id === offer.id)?.openGroups ?? []
  const order = placedBy(groups[0] && (await placeIn(n, who, offer, groups[0].id))) ?? placedBy(await placeIn(n, who, offer))
  if (!order) throw new Error(`${who.name} could neither join nor open a group`)
  return { who, order }
}

test('a group of three and fifty who join: only full groups, nobody in one twice, all others have their money back', {
  timeout: 240_000,
}, async () => {
  const { house, keeper } = crew
  const offer = await offerGroup(house, keeper, goods, 39_900, 3, 2)
  const [leader, ...joiners] = (await crew.people(51, '拼团')) as [Person, ...Person[]]
  const opened = (await send(crew.web(0), 'POST', '/orders', leader.token, orderBody(leader, goods, { special: { offerId: offer.id } })))
    .body
  await payAt(crew, 0, leader, opened.id)
  // All fifty want the first group; those it has no place for come back in waves, to groups that others opened meanwhile.
  const [all, joined] = [joiners.map((who, n) => ({ who, n })), [] as Joined[]]
  const rush = await Promise.all(all.map(async ({ who, n }) => ({ who, n, order: await joinFirst(n, who, offer, String(opened.groupId)) })))
  expect(rush.filter(({ order }) => order)).toHaveLength(2)
  for (const { who, n, order } of rush) if (order) await payAt(crew, n, who, order.id)
  const left = rush.filter(({ order }) => !order)
  for (let from = 0; from < left.length; from += 12) {
    const wave = await Promise.all(left.slice(from, from + 12).map(async ({ who, n }) => ({ n, ...(await joinSome(n, who, offer)) })))
    await Promise.all(wave.map(({ n, who, order }) => payAt(crew, n, who, order.id)))
    joined.push(...wave)
  }
  expect(joined).toHaveLength(48)
  const unpaid = sql<{ n: number }>`select count(*) as n from orders where group_id is not null and state = 'awaiting_payment'`
  await until(async () => (await number(unpaid)) === 0, 'all payments')

  await crew.advance({ hours: 2, minutes: 1 })
  const waiting = sql<{ n: number }>`select count(*) as n from orders where state = 'awaiting_group'`
  await until(async () => (await number(waiting)) === 0, 'groups full or over')
  await expectAllSettled(crew)

  const { rows } = await sql<{ state: string; orders: number; people: number; paid: number; returned: number }>`
    select g.state, count(*)::int as orders, count(distinct o.buyer_id)::int as people, count(*) filter (where o.state = 'paid')::int as paid,
      count(*) filter (where o.state = 'closed' and exists (select 1 from payment_attempts a join refunds r on r.out_trade_no = a.out_trade_no and r.state = 'succeeded' and r.amount = o.total where a.order_id = o.id))::int as returned
    from group_buys g join orders o on o.group_id = g.id where g.offer_id = ${offer.id} group by g.id, g.state`.execute(house.ctx.db)
  const filled = rows.filter(({ state }) => state === 'filled')
  expect(filled.length).toBeGreaterThan(0)
  for (const group of filled) expect(group).toMatchObject({ orders: 3, people: 3, paid: 3 })
  for (const group of rows.filter(({ state }) => state !== 'filled'))
    expect(group).toEqual({ state: 'expired', orders: group.orders, people: group.orders, paid: 0, returned: group.orders })
  expect(rows.reduce((sum, { orders }) => sum + orders, 0)).toBe(51)
  console.log(`${filled.length} groups full of ${rows.length}`)
})

test('money that comes after an order was closed is served if all of it can be had again, and goes back if not', {
  timeout: 120_000,
}, async () => {
  const { house } = crew
  const keeper = await signedInAgain(house, crew.keeper)
  const stock = sql<{ n: number }>`select stock as n from skus where id = ${goods.skuId}`
  await offerFlash(house, keeper, goods, 39_900, 6)
  const [late, others] = [await crew.people(6, '迟到'), await crew.people(3, '后来')]
  await house.ctx.db.updateTable('skus').set({ stock: 6 }).where('id', '=', goods.skuId).execute()
  const placed = await Promise.all(late.map((who, n) => send(crew.web(n), 'POST', '/orders', who.token, orderBody(who, goods))))
  expect(placed.map(({ body }) => body.totalFen)).toEqual(late.map(() => 39_900))
  // All pay, and the channel's word of it comes only after the reservations are over.
  await tell(crew, '/faults', { target: 'notifications', reorderNext: 6 })
  for (const [n, who] of late.entries()) await payAt(crew, n, who, placed[n]?.body.id)
  await crew.advance({ minutes: 31 })
  const fresh = await Promise.all(others.map((who) => signedInAgain(house, who)))
  const bought = await Promise.all(fresh.map((who, n) => send(crew.web(n), 'POST', '/orders', who.token, orderBody(who, goods))))
  const open = sql<{
    n: number
  }>`select count(*) as n from payment_attempts where state in ('open', 'closed') and order_id = any(${placed.map(({ body }) => body.id)}::text[])`
  await until(async () => (await number(open)) === 0, 'the late payments')
  await expectAllSettled(crew)
  const { rows } = await sql<{ state: string; returned: boolean }>`
    select o.state, exists (select 1 from payment_attempts a join refunds r on r.out_trade_no = a.out_trade_no and r.state = 'succeeded' and r.amount = o.total where a.order_id = o.id) as returned
    from orders o where o.id = any(${placed.map(({ body }) => body.id)}::text[])`.execute(house.ctx.db)
  for (const { state, returned } of rows) expect(['paid false', 'closed true']).toContain(`${state} ${returned}`)
  const served = rows.filter(({ state }) => state === 'paid').length
  const taken = bought.filter(({ status }) => status === 200).length
  expect(served + taken + (await number(stock))).toBe(6)
  console.log(`${served} of 6 late payments served, ${6 - served} returned, ${taken} others were faster`)
})
