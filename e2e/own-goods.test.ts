import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { printReport } from '../server/scripts/seed/report-pdf.ts'
import { drawnPng } from './console-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, signInStaff } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

test('a supplier raises a price knowing which shops follow, and lends words and a picture to share', { timeout: 120_000 }, async () => {
  const supplier = await signInStaff(town, 'skincare')
  onTestFailed(() => supplier.look('failed-own-goods'))
  const { page, at } = supplier
  await page.goto(`${town.url}/console/products?state=approved`)
  await page.locator('tr.ant-table-row').first().click()
  await page.locator('[data-testid^="prices-sku_"]').first().click()
  await at('price-effect').locator('li').first().waitFor()
  const field = (label: string) => page.locator(`.ant-modal input[aria-label="${label}"]`)
  const high = await field('最高售价').inputValue()
  await field('供货价').fill('99999')
  await at('prices-go').click()
  await page.getByText('要满足：供货价').waitFor()
  await field('供货价').fill('1.00')
  for (const label of ['最低售价', '建议售价']) await field(label).fill(high)
  await expect.poll(() => at('price-effect').innerText()).toContain(`会调到 ¥${high}`)
  expect(await at('price-effect').innerText()).toContain('会通知每一家店主')
  await supplier.look('own-goods-prices')
  await at('prices-go').click()
  await page.getByText('售价已调整并通知').waitFor()

  await at('write-materials').click()
  await at('material-0').fill('早上洗完脸用，一瓶够两个月。')
  await page
    .locator('.ant-modal input[type="file"]')
    .first()
    .setInputFiles({ name: 'post.png', mimeType: 'image/png', buffer: await drawnPng(supplier) })
  await page.locator('.ant-modal .picture-slot').first().waitFor()
  await supplier.look('own-goods-materials')
  await at('materials-go').click()
  await at('materials').getByText('早上洗完脸用').waitFor()
  await supplier.look('own-goods-drawer')
  expect(supplier.complaints).toEqual([])
})

test('a supplier renews its licence in the console and sees that it waits for review', { timeout: 90_000 }, async () => {
  const supplier = await signInStaff(town, 'orchard')
  onTestFailed(() => supplier.look('failed-papers'))
  const { page, at } = supplier
  await page.goto(`${town.url}/console/papers`)
  await page.locator('[data-testid^="paper-"]').first().waitFor()
  await supplier.look('own-papers')
  await at('renew').click()
  await at('renew-go').click()
  await page.getByText('请填写照片或 PDF').waitFor()
  await at('paper-number').fill('92360734MA3RENEW01')
  const report = printReport({ title: '营业执照', lines: ['演示数据'] })
  await page.locator('.ant-modal input[type="file"]').setInputFiles({ name: 'licence.pdf', mimeType: 'application/pdf', buffer: report })
  await at('paper-link').waitFor()
  await supplier.look('own-papers-renew')
  await at('renew-go').click()
  await page.locator('[data-testid^="paper-"]', { hasText: '92360734MA3RENEW01' }).getByText('待审核').waitFor()
  await page.setViewportSize({ width: 320, height: 700 })
  await page.reload()
  await page.locator('[data-testid^="paper-"]').first().waitFor()
  await supplier.look('own-papers-320')
  expect(supplier.complaints).toEqual([])
})

test('a flash price stands at the top of the page, in the choice and in the cart, which says what is missing to more', {
  timeout: 120_000,
}, async () => {
  const sun = await arrive(town, '/pages/login/index')
  onTestFailed(() => sun.look('failed-flash'))
  await signIn(town, sun, '13911140001', '孙晴')
  const { page, at } = sun
  await page.goto(`${town.url}/pages/deals/index`)
  await page.locator('[data-testid^="flash-"]').first().waitFor()
  await page
    .locator('.promoted', { has: page.locator('[data-testid^="flash-"]') })
    .first()
    .locator('.press')
    .first()
    .click()
  await at('buy').waitFor()
  await at('countdown').waitFor()
  await sun.look('flash-product')
  await at('add-to-cart').click()
  await at('choose').waitFor()
  await sun.look('flash-choose')
  await at('choose-done').click()
  await page.goto(`${town.url}/pages/cart/index`)
  await expect.poll(() => at('price-steps').innerText()).toContain('限时')
  await sun.look('flash-cart')
  await page.setViewportSize(narrow)
  await expectNoOverflow(sun, 'the cart')
  await sun.look('flash-cart-320')
  expect(sun.complaints).toEqual([])
})

test('Wang keeps a month of her shop as a table, and looks for goods from one province', { timeout: 90_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index')
  onTestFailed(() => wang.look('failed-keep'))
  await signIn(town, wang, '13800000001')
  const { page, at } = wang
  await page.goto(`${town.url}/pages/statements/index`)
  const [kept] = await Promise.all([page.waitForEvent('download'), at('keep-xlsx').click()])
  expect(kept.suggestedFilename()).toMatch(/^lianka-20\d\d-\d\d\.xlsx$/)
  await wang.look('statements-mine')
  await page.goto(`${town.url}/pages/market/index`)
  await page.locator('[data-testid^="offer-prd_"]').first().waitFor()
  await wang.look('market-filters')
  await at('province').click()
  await at('province-36').click()
  await expect.poll(() => at('province').innerText()).toContain('江西')
  await page.locator('[data-testid^="offer-prd_"]').first().waitFor()
  await expect
    .poll(async () => (await page.locator('[data-testid^="offer-prd_"]:visible').allInnerTexts()).every((text) => text.includes('江西')))
    .toBe(true)
  await wang.look('market-province')
  expect(wang.complaints).toEqual([])
})
