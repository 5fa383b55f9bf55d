import type { ConsultationSlot, DigitalLine } from '@lianka/contract/digital-goods'
import type { Order, OrderQuote } from '@lianka/contract/order'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { count, expectBooksHold } from '../../test/channel.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { asMember, asStaff, type Goods, join, offerGoods, openTown, type Person, pay, signedInAgain } from '../../test/people.ts'
import { decide, requestAfterSale } from '../refund/service.ts'
import { bookSlot, dropSlot, listSlots, offerSlot } from './digital.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Digital = { items: DigitalLine[] }
type Street = { house: House; box: Goods; course: Goods; talk: Goods; keeper: Person; li: Person }

async function openStreet(): Promise<Street> {
  const house = await openHouse({ simulators })
  const { goods: box, keeper } = await openTown(house)
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const at = { id: keeper.id, shopId: box.shopId }
  const own = { supplierId: box.supplierId, supplyPriceFen: 6000 }
  const course = await offerGoods(house, at, { ...own, title: '果树修剪八讲', priceFen: 9900, kind: 'course' })
  const talk = await offerGoods(house, at, { ...own, title: '果园一对一咨询', priceFen: 19_900, kind: 'consultation' })
  return { house, box, course, talk, keeper, li: await join(house, '李明', keeper) }
}

const lineOf = ({ listingId, skuId, priceFen }: Goods, quantity = 1) => ({ listingId, skuId, quantity, priceFen })
const order = (person: Person, goods: readonly Goods[], more: object = {}) =>
  person.send<Order>('POST', '/orders', { shopId: goods[0]?.shopId, lines: goods.map((one) => lineOf(one)), ...more })
const digitalOf = async (person: Person, { id }: Order) => (await person.get<Digital>(`/orders/${id}/digital`)).items[0] as DigitalLine
const openIt = (person: Person, { id, lines }: Order) =>
  person.send<Digital>('POST', `/orders/${id}/digital/opening`, { lineId: lines[0]?.id, confirmed: true })
const failedJobs = (house: House) => count(house, sql`select count(*) as n from graphile_worker.jobs where last_error is not null`)

async function bought(street: Street, person: Person, goods: Goods): Promise<Order> {
  const placed = await order(person, [goods])
  await pay(street.house, person, placed.id)
  await street.house.runJobs()
  return person.get<Order>(`/orders/${placed.id}`)
}
const offer = ({ house, talk }: Street, hours: number) =>
  offerSlot(asStaff(house.ctx, 'supplier-staff', talk.supplierId), talk.productId, {
    startsAt: new Date(house.ctx.clock.now().getTime() + hours * 3_600_000).toISOString(),
    minutes: 40,
  })
const book = (person: Person, { id, lines }: Order, slot: ConsultationSlot) =>
  person.send<Digital>('PUT', `/orders/${id}/digital/booking`, { lineId: lines[0]?.id, slotId: slot.id, confirmed: true })
const back = (street: Street, person: Person, { id, lines }: Order) =>
  requestAfterSale(asMember(street.house.ctx, person.id), id, {
    lineId: lines[0]?.id as never,
    kind: 'refund_only',
    reason: 'no_reason',
    words: '',
  })

test('a course needs no address and no postage, is there once it is paid, and its window, shares and books run as of any goods', async () => {
  const street = await openStreet()
  const { house, course, li } = street
  await using _ = house
  const quote = await li.send<OrderQuote>('POST', '/orders/quote', { lines: [lineOf(course)], addressId: li.addressId })
  expect(quote).toMatchObject({ delivery: 'digital', postageFen: 0, totalFen: 9900, deliverable: true })
  const placed = await order(li, [course], { snapshot: quote.snapshot })
  expect(placed).toMatchObject({ delivery: 'digital', address: null, postageFen: 0, totalFen: 9900 })
  expect(await digitalOf(li, placed)).toMatchObject({ usable: false, content: null, outline: ['第一讲 认土', '第二讲 修枝'] })
  await expect(openIt(li, placed)).rejects.toMatchObject({ code: 'digital.not_paid' })
  await pay(house, li, placed.id)
  // WeChat knows of a payment only a moment later.
  await house.clock.advance({ minutes: 2 })
  await house.runJobs()
  const delivered = await li.get<Order>(`/orders/${placed.id}`)
  expect(delivered.parcels).toMatchObject([{ state: 'received', courier: null }])
  expect(delivered.lines[0]?.windowEndsAt).not.toBeNull()
  expect((await digitalOf(li, placed)).content).toBeNull()
  expect((await openIt(li, placed)).items[0]?.content).toMatchObject({ text: '提取码 2046', link: 'https://course.example/a' })
  // Twice is once.
  const first = await digitalOf(li, placed)
  await openIt(li, placed)
  expect((await digitalOf(li, placed)).openedAt).toBe(first.openedAt)
  await expectBooksHold(house)
  // WeChat, which knows of a payment only a while later, takes it as virtual goods when it is told again.
  for (let tries = 0; tries < 5 && (await failedJobs(house)) > 0; tries += 1) {
    await house.clock.advance({ minutes: 1 })
    await sql`select graphile_worker.reschedule_jobs(array(select id from graphile_worker.jobs), run_at := now())`.execute(house.ctx.db)
    await house.runJobs()
  }
  expect(await failedJobs(house)).toBe(0)
  await house.clock.advance({ days: 7, hours: 1 })
  await house.settle()
  const later = await signedInAgain(house, li)
  expect((await later.get<Order>(`/orders/${placed.id}`)).state).toBe('completed')
  // What was bought stays.
  expect((await digitalOf(later, placed)).content).not.toBeNull()
  await expectBooksHold(house)
})

test('what can be opened is nobody else’s, and is ordered apart from goods that are sent, one at a time', async () => {
  const street = await openStreet()
  const { house, box, course, li } = street
  await using _ = house
  const mine = await bought(street, li, course)
  await expect((await join(house, '何冰')).get(`/orders/${mine.id}/digital`)).rejects.toMatchObject({ code: 'order.not_found' })
  const mixed = [course, box].map((one) => lineOf(one))
  await expect(li.send('POST', '/orders/quote', { lines: mixed })).rejects.toMatchObject({ code: 'order.digital_apart' })
  await expect(order(li, [box, course], { addressId: li.addressId })).rejects.toMatchObject({ code: 'order.digital_apart' })
  await expect(li.send('POST', '/orders/quote', { lines: [lineOf(course, 2)] })).rejects.toMatchObject({ code: 'order.digital_one' })
  await expect(order(li, [box], { delivery: 'digital' })).rejects.toMatchObject({ code: 'order.not_digital' })
  await expect(order(li, [box])).rejects.toMatchObject({ code: 'account.address_not_found' })
  const page = await li.get(`/listings/${course.listingId}`)
  expect(page).toMatchObject({ kind: 'course', outline: ['第一讲 认土', '第二讲 修枝'] })
  expect(JSON.stringify(page)).not.toContain('2046')
})

test('a course goes back without a reason until it is opened, and opens no more once money is asked for', async () => {
  const street = await openStreet()
  const { house, course, li } = street
  await using _ = house
  const supplier = asStaff(house.ctx, 'supplier-staff', course.supplierId)
  const unopened = await bought(street, li, course)
  const asked = await back(street, li, unopened)
  await expect(openIt(li, unopened)).rejects.toMatchObject({ code: 'digital.refund_open' })
  await expect(decide(supplier, asked.id, { decision: 'reject', bearer: 'supplier', words: '不退' })).rejects.toMatchObject({
    code: 'refund.right',
  })
  await decide(supplier, asked.id, { decision: 'approve', bearer: 'supplier', words: '' })
  await house.runJobs()
  expect(await li.get<Order>(`/orders/${unopened.id}`)).toMatchObject({ refundedFen: 9900 })
  await expect(openIt(li, unopened)).rejects.toMatchObject({ code: 'digital.refund_open' })

  const opened = await bought(street, li, course)
  await openIt(li, opened)
  expect((await li.get<Order>(`/orders/${opened.id}`)).lines[0]?.returnExcepted).toBe(true)
  await expect(back(street, li, opened)).rejects.toMatchObject({ code: 'order.state' })

  // Both at once: one of the two sees the other.
  const raced = await bought(street, li, course)
  const both = await Promise.allSettled([openIt(li, raced), back(street, li, raced)])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await house.settle()
  await expectBooksHold(house)
})

test('a time is booked by one buyer, whoever asks at once, moved up to a day before, and free again when money goes back', async () => {
  const street = await openStreet()
  const { house, talk, keeper, li } = street
  await using _ = house
  const supplier = asStaff(house.ctx, 'supplier-staff', talk.supplierId)
  const people = [li, ...(await Promise.all(['何冰', '周岚', '陈静', '吴强'].map((name) => join(house, name, keeper))))]
  const [first, second] = [await offer(street, 30), await offer(street, 60)]
  const orders: Order[] = []
  for (const person of people) orders.push(await bought(street, person, talk))
  const races = await Promise.allSettled(people.map((person, at) => book(person, orders[at] as Order, first)))
  expect(races.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(races.flatMap((race) => (race.status === 'rejected' ? [race.reason.code] : []))).toEqual(Array(4).fill('digital.slot_gone'))
  const at = races.findIndex(({ status }) => status === 'fulfilled')
  const [winner, won] = [people[at] as Person, orders[at] as Order]
  expect(await digitalOf(winner, won)).toMatchObject({ booked: { id: first.id }, free: [{ id: second.id }] })
  await expect(dropSlot(supplier, first.id)).rejects.toMatchObject({ code: 'digital.slot_taken' })
  await book(winner, won, second)
  expect((await listSlots(supplier, talk.productId)).items.map(({ booked }) => booked)).toEqual([false, true])

  // Given back by agreement, the time is another's.
  const asked = await requestAfterSale(asMember(house.ctx, winner.id), won.id, {
    lineId: won.lines[0]?.id as never,
    kind: 'refund_only',
    reason: 'other',
    words: '有事来不了',
  })
  await decide(supplier, asked.id, { decision: 'approve', bearer: 'supplier', words: '' })
  expect((await listSlots(supplier, talk.productId)).items.map(({ booked }) => booked)).toEqual([false, false])
  const [next, theirs] = at === 0 ? [people[1] as Person, orders[1] as Order] : [people[0] as Person, orders[0] as Order]
  await book(next, theirs, first)
  await house.clock.advance({ hours: 10 })
  const soon = asMember(house.ctx, next.id)
  await expect(bookSlot(soon, theirs.id, { lineId: theirs.lines[0]?.id as never, slotId: second.id })).rejects.toMatchObject({
    code: 'digital.slot_fixed',
  })
  await dropSlot(supplier, second.id)
  await expect(dropSlot(supplier, second.id)).rejects.toMatchObject({ code: 'digital.slot_not_found' })
  await house.settle()
  await expectBooksHold(house)
})
