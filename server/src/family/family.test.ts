import type { FamilyLink, PaymentRequest } from '@lianka/contract/family'
import type { Order } from '@lianka/contract/order'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { atCashier, balance, count, expectBooksHold, openCashier } from '../../test/channel.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { asMember, asStaff, type Goods, join, openTown, type Person, placeOrder, signedInAgain } from '../../test/people.ts'
import { payerOf } from '../payment/rules.ts'
import { decide, requestAfterSale } from '../refund/service.ts'
import { monthStart } from './rules.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Home = { house: House; goods: Goods; keeper: Person; mother: Person; daughter: Person; link: FamilyLink }

/** A mother, brought by Wang, whose daughter pays for her, at most ¥1 200.00 a month. */
async function openHome(): Promise<Home> {
  const house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house)
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const mother = await join(house, '刘桂英', keeper)
  const daughter = await join(house, '刘晓')
  const invitation = await daughter.send<FamilyLink>('POST', '/family/invitations', { role: 'pays', monthlyLimitFen: 120_000 })
  const link = await mother.send<FamilyLink>('POST', `/family/invitations/${invitation.code}/acceptance`, {})
  return { house, goods, keeper, mother, daughter, link }
}

const ask = (mother: Person, order: { id: string }, link: FamilyLink) =>
  mother.send<PaymentRequest>('POST', `/orders/${order.id}/payment-requests`, { linkId: link.id, words: '买点护肤的' })

async function payFor({ house, mother }: Home, payer: Person, order: Order, scene: 'jsapi' | 'h5' = 'jsapi') {
  await atCashier(house, await openCashier(payer, order.id, scene))
  await expect.poll(async () => (await mother.get<Order>(`/orders/${order.id}`)).state).toBe('paid')
  await house.runJobs()
}

test('one invites, the other agrees, and each sees the other and what is left of the month', async () => {
  const { house, mother, daughter, link } = await openHome()
  await using _ = house
  expect(link).toMatchObject({
    state: 'active',
    role: 'asks',
    other: { nickname: '刘晓' },
    monthlyLimitFen: 120_000,
    spentFen: 0,
    code: null,
  })
  const { links } = await daughter.get<{ links: FamilyLink[] }>('/family')
  expect(links).toMatchObject([{ role: 'pays', other: { nickname: '刘桂英' } }])
  // The other way round the one who agrees is the one who pays, and says how much.
  const son = await join(house, '刘军')
  const asking = await mother.send<FamilyLink>('POST', '/family/invitations', { role: 'asks' })
  expect(await son.get(`/family/invitations/${asking.code}`)).toMatchObject({ inviter: { nickname: '刘桂英' }, role: 'pays', open: true })
  const path = `/family/invitations/${asking.code}/acceptance`
  await expect(son.send('POST', path, {})).rejects.toMatchObject({ code: 'request.invalid' })
  await expect(mother.send('POST', path, { monthlyLimitFen: 5000 })).rejects.toMatchObject({ code: 'family.oneself' })
  expect(await son.send('POST', path, { monthlyLimitFen: 5000 })).toMatchObject({ role: 'pays', monthlyLimitFen: 5000 })
  expect(await son.send('POST', path, { monthlyLimitFen: 9000 })).toMatchObject({ monthlyLimitFen: 5000 })
  const stranger = await join(house, '何冰')
  await expect(stranger.send('POST', path, { monthlyLimitFen: 5000 })).rejects.toMatchObject({ code: 'family.invitation_over' })
  const again = await daughter.send<FamilyLink>('POST', '/family/invitations', { role: 'pays', monthlyLimitFen: 100 })
  await expect(mother.send('POST', `/family/invitations/${again.code}/acceptance`, {})).rejects.toMatchObject({ code: 'family.already' })
  await house.clock.advance({ days: 8 })
  const late = await signedInAgain(house, stranger)
  await expect(late.send('POST', `/family/invitations/${again.code}/acceptance`, {})).rejects.toMatchObject({
    code: 'family.invitation_over',
  })
})

test('an order is paid by the one who was asked: she sees what it is and not where it goes, and is noted as who paid', async () => {
  const home = await openHome()
  const { house, goods, mother, daughter, link } = home
  await using _ = house
  const order = await placeOrder(mother, goods)
  const stranger = await join(house, '何冰')
  await expect(daughter.send('POST', `/orders/${order.id}/payment`, { scene: 'jsapi' })).rejects.toMatchObject({ code: 'order.not_found' })
  const request = await ask(mother, order, link)
  await expect(ask(mother, order, link)).rejects.toMatchObject({ code: 'family.already_asked' })
  const seen = await daughter.get<PaymentRequest>(`/payment-requests/${request.id}`)
  expect(seen).toMatchObject({ role: 'pays', state: 'asked', asker: { nickname: '刘桂英' }, words: '买点护肤的', totalFen: order.totalFen })
  expect(seen.lines).toMatchObject([{ title: '积雪草护肤礼盒', quantity: 1 }])
  // A phone stands alone; an order's number may hold any digits.
  expect(JSON.stringify(seen)).not.toMatch(/城南|\b138\d{8}\b/)
  await expect(daughter.get(`/orders/${order.id}`)).rejects.toMatchObject({ code: 'order.not_found' })
  await expect(stranger.get(`/payment-requests/${request.id}`)).rejects.toMatchObject({ code: 'family.request_not_found' })
  await expect(stranger.send('POST', `/orders/${order.id}/payment`, { scene: 'jsapi' })).rejects.toMatchObject({ code: 'order.not_found' })

  // The mother had begun to pay by herself: her number at the channel dies with the daughter's.
  const begun = await openCashier(mother, order.id)
  await payFor(home, daughter, order)
  expect((await atCashier(house, begun)).status).toBe(409)
  expect(await daughter.get(`/orders/${order.id}/payment`)).toEqual({ orderState: 'paid', paid: true })
  expect(await mother.get(`/payment-requests/${request.id}`)).toMatchObject({ state: 'paid', role: 'asks' })
  const paid = sql<{
    n: number
  }>`select count(*) as n from orders where id = ${order.id} and payer_id = ${daughter.id} and buyer_id = ${mother.id}`
  expect(await count(house, paid)).toBe(1)
  await expectBooksHold(house)

  // What goes back goes the way it came: to the account that paid.
  const asked = await requestAfterSale(asMember(house.ctx, mother.id), order.id as never, {
    lineId: order.lines[0]?.id as never,
    kind: 'refund_only',
    reason: 'no_reason',
    words: '',
  })
  await decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), asked.id, { decision: 'approve', bearer: 'supplier', words: '' })
  await house.runJobs()
  await house.clock.advance({ seconds: 70 })
  await house.settle()
  expect(await balance(house, 'channel_clearing')).toBe(0)
  const one = sql<{
    n: number
  }>`select count(*) as n from refunds r join payment_attempts a using (out_trade_no) where a.started_by = ${daughter.id} and r.state = 'succeeded'`
  expect(await count(house, one)).toBe(1)
  await expectBooksHold(house)
})

test('whoever pays for her own buyer earns nothing on it, in a browser as well, where WeChat does not say who she is', async () => {
  const house = await openHouse({ simulators })
  await using _ = house
  const { goods, keeper } = await openTown(house)
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const mother = await join(house, '刘桂英', keeper)
  const invitation = await keeper.send<FamilyLink>('POST', '/family/invitations', { role: 'pays', monthlyLimitFen: 500_000 })
  const link = await mother.send<FamilyLink>('POST', `/family/invitations/${invitation.code}/acceptance`, {})
  const home = { house, goods, keeper, mother, daughter: keeper, link }
  for (const scene of ['jsapi', 'h5'] as const) {
    const order = await placeOrder(mother, goods)
    await ask(mother, order, link)
    await payFor(home, keeper, order, scene)
    expect(await count(house, sql`select count(*) as n from orders where id = ${order.id} and payer_id = ${keeper.id}`)).toBe(1)
  }
  expect(await count(house, sql`select coalesce(sum(amount), 0)::bigint as n from shares`)).toBe(0)
  await expectBooksHold(house)
})

test('a month’s limit holds, also when orders are asked for at once or it is lowered afterwards', async () => {
  const home = await openHome()
  const { house, goods, mother, daughter, link } = home
  await using _ = house
  // Two of ¥499.00 fit into ¥1 200.00, a third does not.
  const orders = await Promise.all([1, 2, 3].map(() => placeOrder(mother, goods)))
  const asked = await Promise.allSettled(orders.map((order) => ask(mother, order, link)))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'family.limit' } })
  const requests = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const [first, second] = requests as [PaymentRequest, PaymentRequest]
  expect((await daughter.get<{ links: FamilyLink[] }>('/family')).links[0]?.spentFen).toBe(first.totalFen * 2)
  await daughter.send('PUT', `/family/links/${link.id}/limit`, { monthlyLimitFen: 60_000 })
  await expect(daughter.send('POST', `/orders/${first.orderId}/payment`, { scene: 'jsapi' })).rejects.toMatchObject({
    code: 'family.limit',
  })
  expect(await mother.send('POST', `/payment-requests/${second.id}/withdrawal`)).toMatchObject({ state: 'withdrawn' })
  await payFor(home, daughter, { id: first.orderId } as Order)
  // Next month counts from nothing.
  await house.clock.advance({ days: 32 })
  const later = await signedInAgain(house, mother)
  expect((await later.get<{ links: FamilyLink[] }>('/family')).links[0]?.spentFen).toBe(0)
})

test('it may be declined or ended by either, and what closes takes the request with it', async () => {
  const home = await openHome()
  const { house, goods, mother, daughter, link } = home
  await using _ = house
  const order = await placeOrder(mother, goods)
  const first = await ask(mother, order, link)
  await expect(mother.send('POST', `/payment-requests/${first.id}/refusal`)).rejects.toMatchObject({ code: 'family.request_not_found' })
  expect(await daughter.send('POST', `/payment-requests/${first.id}/refusal`)).toMatchObject({ state: 'declined' })
  await expect(daughter.send('POST', `/orders/${order.id}/payment`, { scene: 'jsapi' })).rejects.toMatchObject({ code: 'order.not_found' })
  // Asked again, and the mother pays by herself after all.
  const second = await ask(mother, order, link)
  await payFor(home, mother, order)
  expect(await daughter.get(`/payment-requests/${second.id}`)).toMatchObject({ state: 'withdrawn' })
  const expired = await placeOrder(mother, goods)
  const third = await ask(mother, expired, link)
  await mother.send('POST', `/orders/${expired.id}/cancellation`)
  await house.runJobs()
  expect(await daughter.get(`/payment-requests/${third.id}`)).toMatchObject({ state: 'closed' })
  const last = await placeOrder(mother, goods)
  const fourth = await ask(mother, last, link)
  await daughter.send('DELETE', `/family/links/${link.id}`)
  await daughter.send('DELETE', `/family/links/${link.id}`)
  expect(await mother.get(`/payment-requests/${fourth.id}`)).toMatchObject({ state: 'closed' })
  await expect(ask(mother, last, link)).rejects.toMatchObject({ code: 'family.not_found' })
  await expectBooksHold(house)
})

test('of those who may have paid, the account’s holder is certain, and one who would earn is not hidden behind another', () => {
  const [buyer, above, daughter, other] = ['mbr_1', 'mbr_2', 'mbr_3', 'mbr_4'] as never[] as [never, never, never, never]
  const from = (more: object) =>
    payerOf({ buyerId: buyer, r1Id: above, r2Id: null, holderId: null, firstId: null, startedBy: buyer, ...more })
  expect(from({})).toBeNull()
  expect(from({ firstId: other })).toBe(other)
  expect(from({ startedBy: daughter })).toBe(daughter)
  expect(from({ startedBy: daughter, firstId: other })).toBe(daughter)
  expect(from({ startedBy: daughter, firstId: above })).toBe(above)
  expect(from({ startedBy: above, firstId: other })).toBe(above)
  expect(from({ startedBy: above, firstId: above, holderId: other })).toBe(other)
})

test('a month begins at midnight in Beijing', () => {
  expect(monthStart(new Date('2026-11-30T15:59:59Z')).toISOString()).toBe('2026-10-31T16:00:00.000Z')
  expect(monthStart(new Date('2026-11-30T16:00:00Z')).toISOString()).toBe('2026-11-30T16:00:00.000Z')
})
