import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { asMember } from './api-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

/** Somebody with a small phone; `pages` are opened with words of the usual size and with large ones. */
async function walks(visitor: Visitor, pages: Record<string, string>): Promise<void> {
  const { page, at } = visitor
  for (const size of ['usual', 'elder']) {
    if (size === 'elder') {
      await page.goto(`${town.url}/pages/settings/index`)
      await at('elder').click()
    }
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(town.url + path)
      await page.waitForLoadState('networkidle')
      await visitor.look(`narrow-${name}-${size}`)
      await expectNoOverflow(visitor, `${name}, ${size}`)
    }
  }
  expect(visitor.complaints).toEqual([])
}

async function withSmallPhone(phone: string): Promise<Visitor> {
  const visitor = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => visitor.look(`failed-narrow-${phone}`))
  await signIn(town, visitor, phone)
  return visitor
}

test('what a shopkeeper works with fits a small phone, also with large words', { timeout: 240_000 }, async () => {
  const own = ['my-promotions', 'my-goods', 'market', 'supply', 'statements', 'shop-orders', 'shop-handovers', 'shop-place'] as const
  const shared = ['deals', 'coupons', 'search', 'family', 'family-invite'] as const
  const wang = await withSmallPhone('13800000001')
  await walks(wang, Object.fromEntries([...own, ...shared].map((name) => [name, `/pages/${name}/index`])))
})

type Found = { items: { id: string; lines: { id: string }[]; delivery: string }[] }

test('what a buyer opens from an order or an offer fits a small phone, also with large words', { timeout: 240_000 }, async () => {
  const pages: Record<string, string> = {}
  let phone = '13800000004'
  for (const one of ['13800000002', '13800000003', '13800000004', '13800000005', '13800000006', '13800000007']) {
    const afterSale = (await (await asMember(town, one)).get<Found>('/after-sales')).items[0]
    if (!afterSale) continue
    pages['after-sale'] = `/pages/after-sale/index?id=${afterSale.id}`
    phone = one
    break
  }
  const hand = await asMember(town, phone)
  const orders = (await hand.get<Found>('/orders')).items
  expect(orders.length).toBeGreaterThan(0)
  for (const { id } of orders.slice(0, 6)) {
    const order = await hand.get<Found['items'][number]>(`/orders/${id}`)
    pages.order ??= `/pages/order/index?id=${id}`
    pages.journey ??= `/pages/journey/index?id=${id}`
    pages['ask-refund'] ??= `/pages/ask-refund/index?id=${id}&line=${order.lines[0]?.id}`
    if (order.delivery !== 'parcel') pages.handover ??= `/pages/handover/index?id=${id}`
  }
  const { groupOffers, bargainOffers } = await hand.get<{
    groupOffers: { openGroups: { id: string }[] }[]
    bargainOffers: { id: string }[]
  }>('/promotions')
  const group = groupOffers.flatMap(({ openGroups }) => openGroups)[0]
  if (group) pages['group-buy'] = `/pages/group-buy/index?id=${group.id}`
  const [offer] = bargainOffers
  if (offer) pages.bargain = `/pages/bargain/index?id=${(await hand.post<{ id: string }>('/bargains', { offerId: offer.id })).id}`
  expect(Object.keys(pages)).toEqual(expect.arrayContaining(['order', 'journey', 'ask-refund', 'after-sale', 'group-buy', 'bargain']))
  await walks(await withSmallPhone(phone), {
    ...pages,
    'after-sales': '/pages/after-sales/index',
    cart: '/pages/cart/index',
    grounds: '/pages/grounds/index',
    consents: '/pages/consents/index',
  })
})
