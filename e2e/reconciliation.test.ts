import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { asMember, asStaff } from './api-acts.ts'
import { confirm } from './console-acts.ts'
import { postJson, startTown, type Town } from './town.ts'
import { signInStaff, type Visitor } from './visitor.ts'

let town: Town
/** One person through all of the stories: a one-time code lets in once. */
let finance: Visitor
beforeAll(async () => {
  town = await startTown()
  finance = await signInStaff(town, 'finance')
}, 150_000)
afterAll(() => town?.stop())

const beijingDay = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)
const dayMs = 86_400_000

type Book = { payments: Record<string, { state: string; totalFen: number; paidAt: string | null }> }

/** A payment of a day whose bills have come and whose books are not closed: the day before yesterday, or the one before. */
async function recentPayment(): Promise<{ number: string; day: string; totalFen: number }> {
  const { payments } = (await (await fetch(`${town.simulator}/wxpay/dev/book`)).json()) as Book
  const days = [2, 3].map((ago) => beijingDay(Date.now() - ago * dayMs))
  for (const [number, { state, totalFen, paidAt }] of Object.entries(payments)) {
    const day = paidAt && beijingDay(Date.parse(paidAt))
    if (state === 'SUCCESS' && day && days.includes(day)) return { number, day, totalFen }
  }
  throw new Error(`no payment on ${days}`)
}

const comparedDays = () =>
  finance.page.evaluate(async () => {
    const { items } = (await (await fetch('/api/console/reconciliation/days?limit=50')).json()) as { items: { day: string }[] }
    return items.map(({ day }) => day)
  })

const plant = (change: object) => postJson(`${town.simulator}/wxpay/dev/bill-changes`, { bill: 'trade', ...change })

const done = ({ page, at }: Visitor, path: string, button: string) =>
  Promise.all([page.waitForResponse((reply) => reply.url().endsWith(path) && reply.ok(), { timeout: 60_000 }), at(button).click()])

test('finance compares a day with the bills, asks, explains, and closes it', { timeout: 180_000 }, async () => {
  onTestFailed(() => finance.look('failed-reconciliation'))
  const { page, at } = finance
  const { number, day, totalFen } = await recentPayment()
  await expect.poll(comparedDays, { timeout: 60_000 }).toContain(day)
  await plant({ date: day, kind: 'amount', number, fen: totalFen + 1 })
  await plant({ date: day, kind: 'add', number: 'PFOREIGN0000001', fen: 5000 })
  await at('menu-reconciliation').click()
  await finance.page.locator('tr.ant-table-row').first().waitFor()
  await finance.look('reconciliation-days')
  await at(`row-${day}`).click()
  await done(finance, '/comparison', 'fetch-again')
  await at(`difference-${number}`).waitFor()
  expect(await at(`difference-${number}`).innerText()).toMatch(/金额不同[\s\S]*0\.01/)
  expect(await at('difference-PFOREIGN0000001').innerText()).toContain('账单有，我们没有')
  expect(await at('close-day').isDisabled()).toBe(true)
  await finance.look('reconciliation-day')

  const card = page.getByTestId(`difference-${number}`)
  await Promise.all([
    page.waitForResponse((reply) => reply.url().endsWith('/comparison') && reply.ok(), { timeout: 60_000 }),
    card.getByTestId('ask-channel').click(),
  ])
  await card.getByTestId('explain').click()
  await at('reason').fill('与通道核实：账单多记一分，次日更正。')
  await done(finance, '/explanation', 'reason-go')
  await card.getByText('已说明').first().waitFor()

  // The channel corrects its bill: fetched again, the foreign payment is gone and the explanation stays.
  await postJson(`${town.simulator}/wxpay/dev/bill-changes/clear`, {})
  await done(finance, '/comparison', 'fetch-again')
  await page.getByTestId('difference-PFOREIGN0000001').waitFor({ state: 'detached' })
  expect(await page.locator('[data-testid^="difference-"]').count()).toBe(1)
  await at('close-day').click()
  await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/closing') && reply.ok()), confirm(finance)])
  await at('close-day').waitFor({ state: 'detached' })
  await finance.look('reconciliation-closed')

  await page.goto(`${town.url}/console/reconciliation?tab=differences&difference=explained&kind=`)
  await page.locator('tr.ant-table-row', { hasText: number }).click()
  expect(await at('drawer').innerText()).toContain('财务小林')
  await finance.look('reconciliation-differences')
  expect(finance.complaints).toEqual([])
})

test('money moved at the bank is noted once, and leads from the ledger to its order and back', { timeout: 120_000 }, async () => {
  onTestFailed(() => finance.look('failed-movements'))
  const { page, at } = finance
  await page.goto(`${town.url}/console/movements`)
  for (const round of ['first', 'again']) {
    await at('add-movement').click()
    await at('movement-kind').click()
    await page.locator('.ant-select-item-option:visible', { hasText: '付款账户充值' }).first().click()
    await page.locator('.ant-modal .money-input').fill('1000.00')
    await at('movement-reference').fill('CZ20261203E2E')
    if (round === 'first') await finance.look('movement-dialog')
    await at('movement-go').click()
    await at('confirm-go').waitFor()
    const [reply] = await Promise.all([
      page.waitForResponse((reply) => reply.url().endsWith('/movements') && reply.request().method() === 'POST'),
      at('confirm-go').click(),
    ])
    expect(reply.status()).toBe(round === 'first' ? 200 : 409)
  }
  await page.keyboard.press('Escape')
  await page.locator('tr.ant-table-row', { hasText: 'CZ20261203E2E' }).waitFor()
  await finance.look('movements')

  await page.goto(`${town.url}/console/ledger?tab=books&kind=wallet_available&account=&order=`)
  await page.locator('.ledger-grid tr.ant-table-row').first().click()
  await page.getByText('余额').nth(1).waitFor()
  await finance.look('ledger-account')
  await page.goto(`${town.url}/console/ledger?tab=books&kind=line_escrow&account=line_escrow&order=`)
  await page.locator('tr.ant-table-row', { hasText: 'order_paid:' }).first().click()
  await at('open-order').click()
  await at('order-view').waitFor()
  expect(await at('order-view').innerText()).toMatch(/实收[\s\S]*订单付款/)
  await finance.look('ledger-order')
  await at('drawer-back').click()
  await at('open-order').waitFor()
  expect(finance.complaints).toEqual([])
})

test('a withdrawal that waits for a case is shown with the case, and refused with words', { timeout: 120_000 }, async () => {
  const officer = await asStaff(town, 'compliance')
  type Cases = { items: { id: string; subject: { nickname: string } | null }[] }
  const { items } = await officer.get<Cases>('/console/guard/cases?state=open&limit=50')
  const found = items.find(({ subject }) => subject?.nickname === '王芳')
  await officer.post(`/console/guard/cases/${found?.id}/hold`, { holds: true, words: '先核实付款账户' })
  const wang = await asMember(town, '13800000001')
  const made = await wang.post<{ id: string; state: string }>('/my/withdrawals', { amountFen: 10_000 })
  expect(made.state).toBe('reviewing')

  onTestFailed(() => finance.look('failed-withdrawals'))
  const { page, at } = finance
  await page.goto(`${town.url}/console/`)
  await at('today-withdrawals').click()
  await page.locator('tr.ant-table-row', { hasText: '王芳' }).first().click()
  await at('guard-case').waitFor()
  await finance.look('withdrawal')
  // Finance does not overrule compliance: with a case open it can only be refused.
  expect(await page.getByTestId('approve').count()).toBe(0)
  await at('refuse').click()
  await page.locator('.ant-modal-title', { hasText: '王芳' }).waitFor()
  await at('reason').fill('风险案件未结，请结案后重新申请。')
  await done(finance, '/decision', 'reason-go')
  await at('drawer').getByText('已取消').first().waitFor()
  await page.goto(`${town.url}/console/withdrawals?state=`)
  await page.locator('tr.ant-table-row', { hasText: '已到账' }).first().click()
  await at('parts').waitFor()
  await finance.look('withdrawal-paid')
  expect(finance.complaints).toEqual([])
})
