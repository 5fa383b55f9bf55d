import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { startTown, type Town } from './town.ts'
import { signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const answered = ({ page, at }: Visitor, path: string, button: string) =>
  Promise.all([page.waitForResponse((reply) => reply.url().endsWith(path) && reply.ok()), at(button).click()])

/** The guard looks at the demo world within seconds of the start; the list is asked again until it has. */
async function openFirstCase({ page, at }: Visitor, kind: string): Promise<void> {
  const row = page.locator('tr.ant-table-row', { hasText: kind }).first()
  for (let tries = 0; tries < 30 && !(await row.isVisible()); tries += 1) {
    await page.goto(`${town.url}/console/guard?state=open&kind=`)
    await at('roots').waitFor()
    await row.waitFor({ timeout: 2000 }).catch(() => undefined)
  }
  await row.click()
  await at('evidence').waitFor()
}

test('an officer takes a case, reads its evidence, notes, holds and frees payouts, and clears it', { timeout: 120_000 }, async () => {
  const officer = await signInStaff(town, 'compliance')
  onTestFailed(() => officer.look('failed-guard'))
  const { page, at } = officer
  await at('menu-guard').click()
  await openFirstCase(officer, '自买自荐')
  await officer.look('guard-case')
  expect(await at('facts').innerText()).toContain('付款账户')
  expect(await at('decide').count()).toBe(0)
  await answered(officer, '/ownership', 'take')
  await at('decide').waitFor()

  await at('note').fill('电话核实：父母的单由女儿代付，各自收货。')
  await answered(officer, '/notes', 'add-note')
  await at('history').getByText('父母的单由女儿代付').waitFor()

  await at('hold').click()
  await at('reason').fill('等家属回电')
  await answered(officer, '/hold', 'reason-go')
  await at('drawer').getByText('暂缓付款').first().waitFor()
  await officer.look('guard-held')

  await at('decide').click()
  await at('decide-go').click()
  // Without an outcome and a reason nothing is decided.
  await page.locator('.ant-form-item-explain-error').first().waitFor()
  await at('outcome-cleared').click()
  await at('decide-words').fill('家人代付，各用各的货，不是自买自荐。')
  await officer.look('guard-decide')
  await answered(officer, '/decision', 'decide-go')
  await at('drawer').getByText('排除').first().waitFor()
  await at('drawer').getByText('照常付款').first().waitFor()
  expect(await at('history').innerText()).toMatch(/发现[\s\S]*接手[\s\S]*记录[\s\S]*暂缓付款[\s\S]*结案/)
  await officer.look('guard-closed')

  await at('see-graph').click()
  await page.locator('[data-testid="graph"] svg').first().waitFor()
  await officer.look('guard-graph')
  await at('back-to-guard').click()
  await at('drawer').waitFor()
  expect(officer.complaints).toEqual([])
})

test('finance reads cases and teams, and is offered nothing to do', { timeout: 60_000 }, async () => {
  const finance = await signInStaff(town, 'finance')
  onTestFailed(() => finance.look('failed-guard-finance'))
  const { page, at } = finance
  await at('menu-guard').click()
  await at('measure-outside_sales').waitFor()
  await finance.look('guard-list')
  await openFirstCase(finance, '')
  for (const act of ['take', 'hold', 'decide', 'add-note']) expect(await page.getByTestId(act).count(), act).toBe(0)
  // The books are open to finance, so an order of the evidence leads there.
  expect(await page.locator('[data-testid="evidence"] a[href*="/ledger?order=ord_"]').count()).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
  await page.locator('.ant-drawer-mask').waitFor({ state: 'detached' })
  await at('language').click()
  await finance.look('guard-list-en')
  await page.getByTestId('roots').locator('tr.ant-table-row').first().click()
  await page.locator('[data-testid="graph"] svg').first().waitFor()
  await finance.look('guard-team')
  expect(finance.complaints).toEqual([])
})
