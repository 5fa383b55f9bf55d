import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { advance, startTown, type Town } from './town.ts'
import { signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

type Current = { plan: { version: number; holdDays: number }; announced: { plan: { version: number } }[] }
const current = async () => (await (await fetch(`${town.url}/api/plans/current`)).json()) as Current

/** Types into a field of the draft and leaves it. */
async function fill({ at }: Visitor, term: string, value: string): Promise<void> {
  await at(`field-${term}`).fill(value)
  await at(`field-${term}`).blur()
}

async function choose({ page, at }: Visitor, field: string, text: string): Promise<void> {
  await at(field).click()
  await page.locator('.ant-select-item-option:visible', { hasText: text }).first().click()
}

const saved = ({ page, at }: Visitor) =>
  Promise.all([page.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok()), at('save-draft').click()])

const check = ({ at }: Visitor, term: string) => at(`check-${term}`).innerText()

test('an administrator drafts a change, another officer signs it, and it is in force a week later', { timeout: 240_000 }, async () => {
  const before = await current()
  const next = before.plan.version + 1
  const admin = await signInStaff(town, 'admin')
  onTestFailed(() => admin.look('failed-plan-admin'))
  await admin.at('menu-plan').click()
  await admin.at('plan-drafts').waitFor()
  await admin.look('plan')
  await admin.at('begin-draft').click()
  await admin.at('draft-terms').waitFor()
  const address = admin.page.url()

  // The law answers while one types: an entry fee in disguise, money within the return window, shares above the cap.
  expect(await check(admin, 'freeApplication')).toContain('通过')
  await choose(admin, 'field-freeApplication', '须购买')
  await expect.poll(() => check(admin, 'freeApplication')).toContain('阻止 I3')
  await fill(admin, 'holdDays', '3')
  await expect.poll(() => check(admin, 'holdDays')).toContain('阻止 I5')
  await fill(admin, 'cap', '55')
  await expect.poll(() => check(admin, 'cap')).toContain('阻止 I4')
  await expect.poll(() => admin.at('plan-checks').innerText()).toMatch(/变相收入门费[\s\S]*第七条（二）/)
  await expect.poll(() => admin.at('publish-hindrance').innerText()).toContain('3 项阻止')
  await admin.at('plan-comparison-figures').waitFor()
  await admin.look('plan-draft-blocked')

  await choose(admin, 'field-freeApplication', '免费申请')
  await fill(admin, 'holdDays', '10')
  await fill(admin, 'cap', '28')
  await expect.poll(() => check(admin, 'cap')).toContain('通过')
  await admin.at('announcement').fill('签收后满 10 天可提现，封顶改为 28%，让退货更从容。')
  await saved(admin)
  await expect.poll(() => admin.at('publish-hindrance').innerText()).toContain('合规官')
  for (const view of ['deciles', 'ratio', 'flow']) {
    await admin.at(`view-${view}`).click()
    await admin.page.locator(`[data-testid="chart-${view}"] svg`).first().waitFor()
    await admin.at('simulator').scrollIntoViewIfNeeded()
    await admin.look(`plan-draft-${view}`)
  }

  // Two windows of one draft: who saves second is told, and loses nothing.
  const other = await admin.context.newPage()
  await other.goto(address)
  await other.getByTestId('field-buyersForBoss').fill('3')
  await other.getByTestId('field-buyersForBoss').blur()
  await Promise.all([
    other.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok()),
    other.getByTestId('save-draft').click(),
  ])
  await other.close()
  await fill(admin, 'fee', '1.2')
  await admin.at('save-draft').click()
  await admin.at('conflict').waitFor()
  await admin.look('plan-draft-conflict')
  await admin.at('take-theirs').click()
  await expect.poll(() => admin.at('field-buyersForBoss').inputValue()).toContain('3')
  await fill(admin, 'buyersForBoss', '2')
  await saved(admin)

  const officer = await signInStaff(town, 'compliance')
  onTestFailed(() => officer.look('failed-plan-officer'))
  await officer.at('today-planDrafts').waitFor()
  await officer.look('today-compliance')
  await officer.page.goto(address)
  await officer.at('publish-draft').click()
  await officer.at('publish-go').click()
  // Neither without the signed reason nor without the typed words.
  await expect.poll(() => officer.page.locator('.ant-form-item-explain-error').count()).toBeGreaterThanOrEqual(2)
  await officer.at('sign-levels').fill('第二层不高于直接推荐，只从零售货款付，并公布收入中位数。')
  await officer.at('publish-typed').fill(`公布第 ${next} 版`)
  await officer.look('plan-publish')
  expect(await officer.at('publish-changes').innerText()).toMatch(/30%[\s\S]*28%[\s\S]*7 天[\s\S]*10 天/)
  await Promise.all([
    officer.page.waitForResponse((reply) => reply.url().endsWith('/publication') && reply.ok()),
    officer.at('publish-go').click(),
  ])
  await officer.at('plan-announced').waitFor()
  await officer.look('plan-announced')
  expect(await current()).toMatchObject({ plan: { version: before.plan.version }, announced: [{ plan: { version: next } }] })

  await advance(town, { days: 8, hours: 1 })
  expect(await current()).toMatchObject({ plan: { version: next, holdDays: 10 }, announced: [] })
  const auditor = await signInStaff(town, 'auditor')
  onTestFailed(() => auditor.look('failed-plan-auditor'))
  await auditor.page.goto(`${town.url}/console/plan`)
  await auditor.at('compare-versions').scrollIntoViewIfNeeded()
  expect(await auditor.at('compare-versions').innerText()).toMatch(/30%[\s\S]*28%/)
  expect(await auditor.at('plan-versions').innerText()).toContain('第二层不高于直接推荐')
  await auditor.look('plan-compare')
  await auditor.at('typical-earnings').scrollIntoViewIfNeeded()
  await auditor.look('plan-typical')
  expect([admin, officer, auditor].flatMap(({ complaints }) => complaints)).toEqual([])
})

test('a draft is thrown away by name, and leaving with unsaved changes asks first', { timeout: 90_000 }, async () => {
  const admin = await signInStaff(town, 'admin')
  onTestFailed(() => admin.look('failed-plan-drop'))
  const { page, at } = admin
  await page.goto(`${town.url}/console/plan`)
  await at('begin-draft').click()
  await at('draft-terms').waitFor()
  await choose(admin, 'growth', '逐代分枝')
  await at('plan-comparison-figures').waitFor()
  await fill(admin, 'bossTeam', '5')
  await at('menu-people').click()
  await page.getByText('留下继续改').click()
  const id = page.url().split('/').at(-1)
  expect(id).toMatch(/^pld_/)
  await at('drop-draft').click()
  await page.locator('.ant-modal-confirm-title', { hasText: '平台管理员' }).waitFor()
  await at('confirm-go').click()
  await page.waitForURL((url) => url.pathname === '/console/plan')
  await at('plan-drafts').waitFor()
  await expect.poll(() => page.getByTestId(`draft-${id}`).count()).toBe(0)
  expect(admin.complaints).toEqual([])
})
