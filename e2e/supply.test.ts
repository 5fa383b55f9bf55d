import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { startTown, type Town } from './town.ts'
import { signInStaff } from './visitor.ts'

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
