import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { drawnPng } from './console-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, signInStaff } from './visitor.ts'

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
  await page.reload()
  await made.waitFor()
  await expectNoOverflow(finance, 'the platform’s coupons')
  await finance.look('platform-coupons-320')
  expect([finance, shopper].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('the orange growers’ campaign shows what it really sold, farm by farm; an operator makes another and ends it', {
  timeout: 240_000,
}, async () => {
  const shopper = await arrive(town, '/')
  onTestFailed(() => shopper.look('failed-campaign'))
  const banner = shopper.page.locator('[data-testid^="campaign-cmp_"]:visible')
  await banner.first().waitFor()
  await shopper.look('campaign-home')
  await banner.first().click()
  await shopper.at('campaign-raised').waitFor()
  expect(await shopper.at('campaign-title').innerText()).toBe('寻乌橙农助力季')
  expect(await shopper.at('campaign-raised').innerText()).toMatch(/\d+ 人下了 \d+ 单/)
  await shopper.look('campaign')
  await shopper.at('campaign-farmers').scrollIntoViewIfNeeded()
  await shopper.look('campaign-farmers')
  // What the farms sold adds up to what all of it sold.
  const sums = [...(await shopper.at('campaign-farmers').innerText()).matchAll(/¥([\d,]+\.\d\d)/g)].map(([, sum]) =>
    Math.round(Number(sum?.replaceAll(',', '')) * 100),
  )
  expect(sums.length).toBeGreaterThan(1)
  expect(sums.slice(0, -1).reduce((sum, part) => sum + part, 0)).toBe(sums.at(-1))
  await shopper.page.setViewportSize(narrow)
  await expectNoOverflow(shopper, 'the campaign')
  await shopper.look('campaign-320')

  const editor = await signInStaff(town, 'admin')
  onTestFailed(() => editor.look('failed-campaign-console'))
  const { page, at } = editor
  await page.goto(`${town.url}/console/campaigns`)
  await page.locator('tr.ant-table-row', { hasText: '寻乌橙农助力季' }).click()
  await at('drawer').locator('tr.ant-table-row').first().waitFor()
  expect(await at('change-campaign').count()).toBe(0)
  await editor.look('campaign-console')
  await page.keyboard.press('Escape')
  await at('add-campaign').click()
  await at('campaign-title').fill('静宁苹果下山')
  await at('campaign-region').fill('甘肃静宁')
  await at('campaign-story').fill('黄土塬上的苹果今年个头匀，界石铺的果农想多卖几箱。')
  await page
    .locator('.ant-modal input[type="file"]')
    .setInputFiles({ name: 'apples.png', mimeType: 'image/png', buffer: await drawnPng(editor) })
  await page.locator('.ant-modal .picture-slot').first().waitFor()
  await at('campaign-goods').click()
  await page.keyboard.type('静宁红富士')
  await page.locator('.ant-select-item-option:visible').first().click()
  await page.keyboard.press('Escape')
  await editor.look('campaign-console-new')
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/console/campaigns') && reply.ok()), at('campaign-go').click()])
  const row = page.locator('tr.ant-table-row', { hasText: '静宁苹果下山' })
  await expect.poll(() => row.innerText()).toContain('进行中')
  await row.click()
  await at('end-campaign').click()
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/end') && reply.ok()), at('confirm-go').click()])
  await expect.poll(() => row.innerText()).toContain('已结束')
  expect([shopper, editor].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('who holds a coupon that ends within three days reads it where they look for coupons', { timeout: 120_000 }, async () => {
  const zhou = await arrive(town, '/pages/login/index')
  onTestFailed(() => zhou.look('failed-coupon-reminder'))
  await signIn(town, zhou, '13800000018')
  await zhou.page.goto(`${town.url}/pages/me/index`)
  await expect.poll(() => zhou.at('to-coupons').innerText()).toContain('1 张券 3 天内到期')
  await zhou.look('coupon-reminder-me')
  await zhou.at('to-coupons').click()
  await zhou.page.getByText('未使用').last().click()
  await zhou.at('coupons-ending').waitFor()
  await zhou.look('coupon-reminder')
  expect(zhou.complaints).toEqual([])
})
