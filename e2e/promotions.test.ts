import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { expectNoOverflow, narrow } from './narrow.ts'
import { addressAtCheckout, orderAtCheckout } from './shopper-acts.ts'
import { advance, startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

async function signedIn(phone: string, name: string): Promise<Visitor> {
  const visitor = await arrive(town, '/pages/login/index')
  onTestFailed(() => visitor.look(`failed-promotions-${name}`))
  await signIn(town, visitor, phone, name)
  return visitor
}

async function payNow({ page, at }: Visitor) {
  await page.getByTestId('cashier-pay').click()
  await at('payment-paid').waitFor()
}

const openNewestOrder = async ({ page, at }: Visitor) => {
  await page.goto(`${town.url}/pages/orders/index`)
  await page.locator('[data-testid^="order-ord_"]:visible').first().click()
  await at('standing').waitFor()
}

/** What the page of an order says once it is there again. */
async function reread({ page, at }: Visitor): Promise<string> {
  await page.reload()
  await at('standing').waitFor()
  return at('order').innerText()
}

test('two buy in a group of three; nobody else comes, and both have their money back', { timeout: 240_000 }, async () => {
  const [li, zhou] = [await signedIn('13911130001', '李静'), await signedIn('13911130002', '周明')]
  await li.page.goto(`${town.url}/`)
  await li.at('deals-shelf').waitFor()
  await li.look('promotions-home')
  await li.at('all-deals').click()
  await li.at('deals').waitFor()
  await li.look('promotions-deals')
  // Wang's group takes three; the other shops' two.
  const three = li.page.locator('.card', { hasText: '3 人团' }).first()
  await three.locator('[data-testid^="open-group-"]').click()
  await addressAtCheckout(li)
  await expect.poll(() => li.at('price-steps').innerText()).toContain('拼团价')
  await li.look('promotions-group-checkout')
  await li.at('place-order').click()
  await payNow(li)
  await openNewestOrder(li)
  expect(await li.at('standing').innerText()).toContain('等待成团')
  await li.look('promotions-group-order')
  await li.at('to-group').click()
  await li.at('group-state').waitFor()
  await li.at('invite').click()
  await li.at('share-url').waitFor()
  const link = new URL((await li.at('share-url').innerText()).trim())
  expect(link.pathname).toBe('/pages/group-buy/index')

  await zhou.page.goto(town.url + link.pathname + link.search)
  await zhou.at('join-group').waitFor()
  await zhou.look('promotions-group')
  await zhou.page.setViewportSize(narrow)
  await expectNoOverflow(zhou, 'the group')
  await zhou.look('promotions-group-320')
  await zhou.at('join-group').click()
  await orderAtCheckout(zhou)
  await payNow(zhou)
  await zhou.page.goto(town.url + link.pathname + link.search)
  await expect.poll(() => zhou.at('group-buy').innerText()).toContain('还差 1 人')

  await advance(town, { hours: 73 })
  for (const one of [li, zhou]) {
    await openNewestOrder(one)
    await expect.poll(() => reread(one), { timeout: 30_000 }).toContain('未成团，退款')
  }
  await li.page.goto(town.url + link.pathname + link.search)
  await expect.poll(() => li.at('group-state').innerText()).toBe('未成团')
  await li.look('promotions-group-over')
  expect([li, zhou].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('Wang gives out a coupon and a flash price with her thumb; a customer claims one and saves with it', {
  timeout: 180_000,
}, async () => {
  const wang = await arrive(town, '/pages/login/index')
  onTestFailed(() => wang.look('failed-promotions-wang'))
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/my-promotions/index`)
  await wang.page.locator('[data-testid^="promotion-"]:visible').first().waitFor()
  await wang.look('promotions-mine')
  await wang.at('new-promotion').click()
  await wang.at('promotion-name').fill('周末立减')
  await wang.at('promotion-from').fill('20')
  await wang.at('promotion-off').fill('5')
  await wang.look('promotions-new-coupon')
  await wang.at('make-promotion').click()
  await wang.page.getByText('周末立减').first().waitFor()

  // A price that is not below the shop's is refused in words, and nothing is lost of what was typed.
  await wang.at('new-promotion').click()
  await wang.at('choice-flash').click()
  await wang.page.locator('[data-testid="promotion-sheet"] [data-testid^="choice-lst_"]').first().click()
  await wang.at('promotion-price').fill('9999')
  await wang.at('make-promotion').click()
  await wang.at('notice').getByText('低于店里的售价').waitFor()
  await wang.look('promotions-new-flash')

  const sun = await signedIn('13911130003', '孙晴')
  await sun.page.goto(`${town.url}/pages/coupons/index`)
  const ticket = sun.page.locator('[data-testid^="coupon-cpn_"]', { hasText: '周末立减' })
  await ticket.waitFor()
  await sun.look('promotions-coupons')
  await ticket.locator('[data-testid^="claim-"]').click()
  await ticket.getByText('已领').waitFor()
  await sun.at('choice-claimed').click()
  await sun.page.locator('[data-testid^="coupon-cpn_"]', { hasText: '周末立减' }).getByText('去使用').click()
  await sun.at('shop').waitFor()
  await sun.page.locator('[data-testid^="tile-"]:visible').first().click()
  await sun.at('buy').waitFor()
  await sun.look('promotions-product')
  await sun.at('buy').click()
  await sun.at('choose-done').click()
  await addressAtCheckout(sun)
  await expect.poll(() => sun.at('price-steps').innerText()).toContain('周末立减')
  await sun.at('choose-coupons').click()
  await sun.at('coupon-sheet').waitFor()
  await sun.look('promotions-choose-coupons')
  await sun.at('best-coupons').click()
  await sun.at('place-order').click()
  await payNow(sun)
  await openNewestOrder(sun)
  expect(await sun.at('order').innerText()).toMatch(/周末立减[\s\S]*−¥5\.00/)
  expect([wang, sun].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('a friend cuts the price, and it is bought for what is left of it', { timeout: 180_000 }, async () => {
  const [he, friend] = [await signedIn('13911130004', '何冰'), await signedIn('13911130005', '吴桐')]
  await he.page.goto(`${town.url}/pages/deals/index`)
  await he.page.locator('[data-testid^="bargain-bof_"]').first().click()
  await he.at('price-now').waitFor()
  const before = await he.at('price-now').innerText()
  await he.at('ask-friends').click()
  await he.at('share-url').waitFor()
  const link = new URL((await he.at('share-url').innerText()).trim())
  await friend.page.goto(town.url + link.pathname + link.search)
  await friend.at('cut').click()
  await friend.page.getByText('帮忙砍掉了').waitFor()
  await expect.poll(() => friend.at('cut').innerText()).toContain('已帮过忙')
  await friend.look('promotions-bargain-friend')
  await he.page.reload()
  await expect.poll(() => he.at('price-now').innerText()).not.toBe(before)
  await he.look('promotions-bargain')
  const now = (await he.at('buy-bargain').innerText()).match(/¥[\d,.]+/)?.[0] ?? 'no price'
  await he.at('buy-bargain').click()
  await addressAtCheckout(he)
  await expect.poll(() => he.at('price-steps').innerText()).toContain('砍后价')
  await expect.poll(() => he.at('price-steps').innerText()).toContain(now)
  await he.at('place-order').click()
  await payNow(he)
  await he.page.goto(town.url + link.pathname + link.search)
  await expect.poll(() => he.at('bargain').innerText()).toContain('已买下')
  expect([he, friend].flatMap(({ complaints }) => complaints)).toEqual([])
})
