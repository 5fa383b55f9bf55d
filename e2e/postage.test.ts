import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { startTown, type Town } from './town.ts'
import { signInStaff } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

test('a supplier writes postage by region and says where nothing is sent', { timeout: 90_000 }, async () => {
  const supplier = await signInStaff(town, 'orchard')
  onTestFailed(() => supplier.look('failed-postage'))
  const { page, at } = supplier
  await page.goto(`${town.url}/console/postage`)
  await at('zone-1').waitFor()
  await supplier.look('postage')
  await at('zone-1').getByLabel('首重运费（元）').fill('13.50')
  const refused = page.locator('section', { hasText: '不送的地区' }).last().locator('.ant-select input')
  await refused.click()
  await refused.fill('台湾')
  await page.locator('.ant-select-tree-node-content-wrapper:visible', { hasText: '台湾' }).first().click()
  await page.keyboard.press('Escape')
  const [kept] = await Promise.all([
    page.waitForResponse((reply) => reply.url().endsWith('/console/postage') && reply.request().method() === 'PUT'),
    at('keep-postage').click(),
  ])
  expect(kept.ok()).toBe(true)
  await page.reload()
  await at('zone-1').waitFor()
  expect(await at('zone-1').getByLabel('首重运费（元）').inputValue()).toBe('13.50')
  await page.getByText('台湾').first().waitFor()
  expect(supplier.complaints).toEqual([])
})
