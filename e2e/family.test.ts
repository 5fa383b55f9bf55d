import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { expectNoOverflow, narrow } from './narrow.ts'
import { openProduct, orderNumber, placeOnly } from './shopper-acts.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const phone = { width: 375, height: 812 }
const fits = async (visitor: Visitor, name: string) => {
  await visitor.page.setViewportSize(narrow)
  await expectNoOverflow(visitor, name)
  await visitor.page.setViewportSize(phone)
}

test('a mother orders, her daughter pays: invited, agreed to, asked, seen, paid, and ended again', { timeout: 240_000 }, async () => {
  const daughter = await arrive(town, '/pages/login/index')
  await signIn(town, daughter, '13911130001', '刘晓')
  const mother = await arrive(town, '/pages/login/index')
  await signIn(town, mother, '13911130002', '刘桂英')
  onTestFailed(() => Promise.all([mother.look('failed-mother'), daughter.look('failed-daughter')]) as never)

  // The daughter offers to pay, up to ¥800.00 a month.
  await daughter.page.goto(`${town.url}/pages/settings/index`)
  await daughter.at('to-family').click()
  await daughter.at('family').waitFor()
  await daughter.at('invite-pays').click()
  await daughter.at('limit').fill('800')
  await fits(daughter, 'invite')
  await daughter.look('family-invite')
  await daughter.at('make-invitation').click()
  const link = (await daughter.at('invitation-url').innerText()).trim()
  await daughter.look('family-invited')

  await mother.page.goto(link)
  await mother.at('agree').waitFor()
  expect(await mother.at('family-join').innerText()).toMatch(/刘晓[\s\S]*800\.00/)
  await fits(mother, 'join')
  await mother.look('family-join')
  await mother.at('agree').click()
  await mother.at('link-asks').getByText('刘晓').waitFor()

  // The mother orders and asks.
  await openProduct(town, mother, '赣南山货礼盒')
  await placeOnly(mother)
  await orderNumber(town, mother)
  await mother.at('ask-family').click()
  await mother.at('payer-刘晓').waitFor()
  await mother.at('ask-words').fill('给你寄一盒回去')
  await mother.look('family-ask')
  await mother.at('ask-to-pay').click()
  await mother.at('family-pay').waitFor()
  await fits(mother, 'asked')
  await mother.look('family-asked')
  const path = new URL(mother.page.url())

  // The daughter opens what was sent to her: what it is, not where it goes.
  await daughter.page.goto(`${town.url}${path.pathname}${path.search}`)
  await daughter.at('pay-for').waitFor()
  const seen = await daughter.at('family-pay').innerText()
  expect(seen).toMatch(/刘桂英请您付款[\s\S]*给你寄一盒回去[\s\S]*赣南山货礼盒/)
  expect(seen).not.toContain('城南大道')
  await fits(daughter, 'pay')
  await daughter.look('family-pay')
  await daughter.at('pay-for').click()
  await daughter.page.getByTestId('cashier-pay').click()
  await daughter.at('payment-paid').waitFor()
  await daughter.at('see-order').click()
  await expect
    .poll(async () => {
      await daughter.page.reload()
      return daughter.at('standing').innerText()
    })
    .toBe('已付款')
  await daughter.look('family-paid')

  await orderNumber(town, mother)
  expect(await mother.at('standing').innerText()).toContain('待发货')
  // What this month has taken stands with the pair, and either may end it.
  await daughter.page.goto(`${town.url}/pages/family/index`)
  await daughter.at('link-pays').getByText('499.00').waitFor()
  await daughter.look('family-home')
  await fits(daughter, 'family')
  await daughter.at('end-link').click()
  await daughter.page.locator('.ask button:visible').last().click()
  await expect.poll(() => daughter.page.locator('[data-testid="link-pays"]:visible').count()).toBe(0)
  expect([...mother.complaints, ...daughter.complaints]).toEqual([])
})
