import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { startTown, type Town } from './town.ts'
import { arrive, signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

test('an auditor sees that the books hold, and can change nothing', { timeout: 60_000 }, async () => {
  const auditor = await signInStaff(town, 'auditor')
  onTestFailed(() => auditor.look('failed-auditor'))
  const { page, at } = auditor
  await page.goto(`${town.url}/console/ledger`)
  await page.locator('.check-holds').first().waitFor()
  expect(await page.locator('.check-holds').count()).toBeGreaterThanOrEqual(5)
  expect(await page.locator('.check-broken').count()).toBe(0)

  for (const list of ['products?state=submitted', 'suppliers', 'after-sales?state=requested']) {
    await page.goto(`${town.url}/console/${list}`)
    await page.locator('tr.ant-table-row').first().click()
    await at('drawer').waitFor()
    for (const act of ['approve', 'reject', 'suspend']) expect(await page.getByTestId(act).count(), `${act} in ${list}`).toBe(0)
  }
  // The page offers nothing; the server refuses it too.
  const status = await page.evaluate(async () => {
    const { items } = (await (await fetch('/api/console/products?state=submitted&limit=1')).json()) as { items: { id: string }[] }
    const body = JSON.stringify({ decision: 'approve', reason: '' })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`/api/console/products/${items[0]?.id}/decision`, { method: 'POST', headers, body })).status
  })
  expect(status).toBe(403)
  expect(auditor.complaints).toEqual([])
})

test('a supplier refuses a request and says why; the platform takes goods out of every shop', { timeout: 60_000 }, async () => {
  const supplier = await signInStaff(town, 'skincare')
  onTestFailed(() => supplier.look('failed-supplier'))
  await supplier.page.goto(`${town.url}/console/after-sales?state=requested`)
  // A return within seven days offers no refusal; what is said to be otherwise than described may be argued with.
  await supplier.page.locator('tr.ant-table-row', { hasText: '七天无理由' }).first().click()
  await supplier.at('approve').waitFor()
  expect(await supplier.at('reject').count()).toBe(0)
  await supplier.page.keyboard.press('Escape')
  await supplier.page.locator('tr.ant-table-row', { hasText: '与描述不符' }).first().click()
  await supplier.at('reject').click()
  await supplier.at('reason-go').click()
  // Without a reason nothing is refused.
  await supplier.page.locator('.ant-form-item-explain-error').first().waitFor()
  await supplier.at('reason').fill('包装已拆封并使用，不影响质量问题的售后。')
  await decided(supplier, 'reason-go')
  await supplier.at('drawer').getByText('已拒绝').first().waitFor()

  const admin = await signInStaff(town, 'admin')
  onTestFailed(() => admin.look('failed-admin'))
  const comb = '黄檀木半月梳'
  const shopper = await arrive(town, `/pages/search/index?words=${encodeURIComponent(comb)}`)
  await shopper.page.locator('[data-testid^="tile-"]:visible', { hasText: comb }).first().waitFor()
  await admin.page.goto(`${town.url}/console/products?state=approved&words=${encodeURIComponent(comb)}`)
  await admin.page.locator('tr.ant-table-row', { hasText: comb }).first().click()
  await admin.at('withdraw').click()
  await admin.at('reason').fill('检测报告已到期，换新报告后再上架。')
  await decided(admin, 'reason-go')
  await shopper.page.reload()
  await shopper.page.getByText('没有找到').first().waitFor()
  expect(await shopper.page.locator('[data-testid^="tile-"]:visible', { hasText: comb }).count()).toBe(0)
  expect([supplier, admin, shopper].flatMap(({ complaints }) => complaints)).toEqual([])
})

const decided = ({ page, at }: Visitor, button: string) =>
  Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/decision') && reply.ok()), at(button).click()])
