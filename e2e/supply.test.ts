import { Secret, TOTP } from 'otpauth'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { printReport } from '../server/scripts/seed/report-pdf.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, signInStaff } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

test('a supplier ships by a sheet: the good rows leave, the wrong one is told by its number and leaves when corrected', {
  timeout: 90_000,
}, async () => {
  const supplier = await signInStaff(town, 'skincare')
  onTestFailed(() => supplier.look('failed-shipping-sheet'))
  const { page, at } = supplier
  await page.goto(`${town.url}/console/parcels`)
  await page.locator('tr.ant-table-row').first().waitFor()
  await at('ship-by-sheet').click()
  await at('nothing').waitFor()
  await supplier.look('shipping-sheets-empty')

  const [download] = await Promise.all([page.waitForEvent('download'), at('download-sheet').click()])
  const [, ...parcels] = await readSheet(await download.path())
  expect(parcels.length).toBeGreaterThanOrEqual(2)
  const ids = parcels.map((row) => String(row.at(-1)))
  const send = (lines: string[]) =>
    page.locator('input[type="file"]').setInputFiles({
      name: '今日发货.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff包裹号,快递公司,快递单号\r\n${lines.join('\r\n')}\r\n`),
    })
  await send([`${ids[0]},顺丰,SF20261126001`, `${ids[1]},圆通,单号待补`, 'pcl_gone,中通,ZT20261126003'])
  await at('sheet-refused').getByText('有 2 行没有发出').waitFor()
  const wrong = await at('sheet-row-3').textContent()
  expect(wrong).toMatch(/没有发出.*6 到 30 位/)
  expect(await at('sheet-row-4').textContent()).toContain('没有这个包裹')
  await supplier.look('shipping-sheets-result')
  await at('sheet-all').click()
  expect(await at('sheet-row-2').textContent()).toContain('已发出')

  await send([`${ids[0]},顺丰,SF20261126001`, `${ids[1]},圆通,YT20261126002`])
  await at('sheet-result').getByText('每一行都处理好了').waitFor()
  expect(await at('sheet-row-2').textContent()).toContain('早已发出')
  expect(await at('sheet-row-3').textContent()).toContain('已发出')
  await page.setViewportSize({ width: 320, height: 700 })
  await supplier.look('shipping-sheets-narrow')

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${town.url}/console/parcels?state=shipped`)
  await page.locator(`[data-testid="row-${ids[1]}"]`).waitFor()
  expect(supplier.complaints).toEqual([])
})

test('a supplier receives a lot, writes down its way, and sees where it lies', { timeout: 90_000 }, async () => {
  const supplier = await signInStaff(town, 'orchard')
  onTestFailed(() => supplier.look('failed-lots'))
  const { page, at } = supplier
  await page.goto(`${town.url}/console/lots`)
  await page.locator('tr.ant-table-row').first().waitFor()
  await supplier.look('lots')
  await at('add-warehouse').click()
  await at('warehouse-name').fill('南昌前置仓')
  await at('warehouse-go').click()
  await page.getByText('南昌前置仓').first().waitFor()
  await at('receive-lot').click()
  await at('lot-product').click()
  await page.locator('.ant-select-item-option:visible').first().click()
  await at('lot-code').fill('E2E-1126')
  await expect.poll(() => at('lot-origin').inputValue(), { timeout: 15_000 }).not.toBe('')
  await at('pieces-0').fill('48')
  await supplier.look('lot-receive')
  await at('receive-go').click()
  const row = page.locator('tr.ant-table-row', { hasText: 'E2E-1126' }).first()
  await row.waitFor()
  expect(await row.textContent()).toContain('48')
  await row.click()
  await at('add-event').click()
  await at('event-kind').click()
  await page.locator('.ant-select-item-option:visible', { hasText: '包装' }).click()
  await page.getByRole('dialog').getByLabel('时间').fill('2026-11-20 09:00')
  await page.keyboard.press('Enter')
  await at('event-place').fill('厂内包装线')
  await at('event-go').click()
  await at('drawer').getByText('包装，厂内包装线').waitFor()
  await at('count').click()
  await at('counted').fill('40')
  await at('count-go').click()
  await at('drawer').getByText('40 件', { exact: true }).waitFor()
  await supplier.look('lot-drawer')
  await page.goto(`${town.url}/console/statements`)
  await page.locator('tr.ant-table-row').first().waitFor()
  await supplier.look('statements')
  const [file] = await Promise.all([page.waitForEvent('download'), at('download-csv').click()])
  expect(file.suggestedFilename()).toMatch(/^lianka-statement-20\d\d-\d\d\.csv$/)
  expect(supplier.complaints).toEqual([])
})

test('a member applies to supply, an officer sees the papers and approves, and the new supplier signs in to the console', {
  timeout: 120_000,
}, async () => {
  const member = await arrive(town, '/pages/login/index')
  onTestFailed(() => member.look('failed-application'))
  await signIn(town, member, '13900000077', '钟阿姨')
  const { page, at } = member
  await page.goto(`${town.url}/pages/supply/index`)
  await at('apply-supplier').waitFor()
  await member.look('supply-form')
  await at('supplier-name').fill('钟阿姨腐竹坊')
  await at('region').click()
  for (let level = 0; level < 3; level += 1) await page.locator('[data-testid^="region-"]:visible').first().click()
  await at('supplier-story').fill('石磨磨浆，手工挑皮。')
  await at('supplier-person').fill('钟阿姨')
  await at('supplier-phone').fill('13900000077')
  await at('licence-number').fill('92DEMO0000000001')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), at('licence-file').click()])
  await chooser.setFiles({
    name: '营业执照.pdf',
    mimeType: 'application/pdf',
    buffer: printReport({ title: '营业执照', lines: ['演示数据'] }),
  })
  await at('licence-file-seen').waitFor()
  await at('licence-until').fill('2030-12-31')
  await at('apply-supplier').click()
  await at('supply-standing').waitFor()
  await member.look('supply-applied')

  const officer = await signInStaff(town, 'compliance')
  onTestFailed(() => officer.look('failed-officer'))
  await officer.page.goto(`${town.url}/console/suppliers?state=applied`)
  await officer.page.locator('tr.ant-table-row', { hasText: '钟阿姨腐竹坊' }).first().click()
  await officer.at('open-paper').waitFor()
  await officer.look('supplier-papers')
  await officer.at('approve').click()
  await officer.page.locator('.ant-modal-confirm-btns .ant-btn-primary').click()
  await officer.at('drawer').getByText('有效', { exact: true }).first().waitFor()

  await page.reload()
  await at('console-user').fill('zhong-fuzhu')
  await at('console-password').fill('Fuzhu-2026-demo')
  await at('console-make').click()
  const secret = (await at('console-secret').locator('.num').textContent())?.replace(/\s/g, '') ?? ''
  await member.look('supply-console')
  const console_ = await arrive(town, '/console/', { width: 1280, height: 800 })
  await console_.at('user-name').fill('zhong-fuzhu')
  await console_.at('password').fill('Fuzhu-2026-demo')
  await console_.at('totp').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await console_.at('sign-in').click()
  await console_.page.getByText('钟阿姨腐竹坊').first().waitFor()
  expect([member, officer, console_].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('a shopkeeper compares margins, lists two at once, copies the words to share, and is told what a supplier changed', {
  timeout: 90_000,
}, async () => {
  const keeper = await arrive(town, '/pages/login/index')
  onTestFailed(() => keeper.look('failed-market'))
  await signIn(town, keeper, '13800000001')
  const { page, at } = keeper
  await page.goto(`${town.url}/pages/market/index`)
  await page.locator('[data-testid="choice-margin"]:visible').click()
  const ticks = page.locator('[data-testid^="choose-prd"]:visible')
  await ticks.first().waitFor()
  await ticks.nth(0).click()
  await ticks.nth(1).click()
  await keeper.look('market-chosen')
  await at('list-chosen').click()
  await page.getByText('已上架 2 件').first().waitFor()
  await page.locator('[data-testid^="materials-prd"]:visible').first().click()
  await at('copy-material').waitFor()
  await keeper.look('market-materials')
  await page.goto(`${town.url}/pages/my-goods/index`)
  await at('open-notices').click()
  await keeper.look('my-goods-notices')
  await page.goto(`${town.url}/pages/statements/index`)
  await page.locator('[data-testid^="line-"]:visible').first().waitFor()
  await keeper.look('shop-statements')
  await page.setViewportSize({ width: 320, height: 700 })
  await page.goto(`${town.url}/pages/market/index`)
  await ticks.first().waitFor()
  await keeper.look('market-narrow')
  expect(keeper.complaints).toEqual([])
})
