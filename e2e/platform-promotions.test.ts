import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signInStaff } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

test('finance offers a coupon knowing what it costs at most, sees it claimed by nobody yet, and stops it', {
  timeout: 120_000,
}, async () => {
  const finance = await signInStaff(town, 'finance')
  onTestFailed(() => finance.look('failed-platform-coupons'))
  const { page, at } = finance
  await page.goto(`${town.url}/console/coupons`)
  const seeded = page.locator('tr.ant-table-row', { hasText: '新朋友满减券' })
  await seeded.waitFor()
  expect(await seeded.innerText()).toMatch(/\d+ \/ 1000/)
  await finance.look('platform-coupons')

  await at('add-coupon').click()
  await at('coupon-name').fill('年货节券')
  const money = (label: string) => page.locator(`.ant-modal input[aria-label^="${label}"]`)
  await money('满多少').fill('20')
  await money('减多少').fill('30')
  await at('coupon-budget').fill('200')
  await at('coupon-go').click()
  await page.getByText('减的钱要少于门槛').first().waitFor()
  await money('满多少').fill('199')
  await page.getByText('全部用掉最多花费 ¥6,000.00').first().waitFor()
  await finance.look('platform-coupon-new')
  await at('coupon-go').click()
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/console/coupons') && reply.ok()), at('confirm-go').click()])
  const made = page.locator('tr.ant-table-row', { hasText: '年货节券' })
  await expect.poll(() => made.innerText()).toContain('领取中')

  const shopper = await arrive(town, '/pages/coupons/index')
  await shopper.page.getByText('年货节券').first().waitFor()
  await made.locator('[data-testid^="stop-"]').click()
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/stop') && reply.ok()), at('confirm-go').click()])
  await expect.poll(() => made.innerText()).toContain('已停发')
  await shopper.page.reload()
  await shopper.page.getByText('新朋友满减券').first().waitFor()
  expect(await shopper.page.getByText('年货节券').count()).toBe(0)

  await page.setViewportSize(narrow)
  await expectNoOverflow(finance, 'the platform’s coupons')
  await finance.look('platform-coupons-320')
  expect([finance, shopper].flatMap(({ complaints }) => complaints)).toEqual([])
})
