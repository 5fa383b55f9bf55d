import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const mainPages = [
  'home',
  'categories',
  'cart',
  'me',
  'earnings',
  'orders',
  'visitors',
  'share',
  'market',
  'settings',
  'family',
  'shop-handovers',
  'shop-place',
]

test('an elder buys on a small phone, with large words and the keyboard alone', { timeout: 90_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-elder'))
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/settings/index`)
  await pressByKeyboard(wang, 'elder')

  for (const name of mainPages) {
    await wang.page.goto(`${town.url}/pages/${name}/index`)
    await wang.page.waitForLoadState('networkidle')
    await expectNoOverflow(wang, name)
  }

  // One column with a button that says what it does; no mouse from here on.
  await wang.page.goto(`${town.url}/`)
  await wang.at('home').waitFor()
  await wang.page.locator('[data-testid^="tile-"]:visible', { hasText: '买这个' }).first().waitFor()
  await wang.look('elder-home')
  await pressByKeyboard(wang, /^tile-/)
  await wang.at('buy').waitFor()
  await expectNoOverflow(wang, 'product')
  await wang.look('elder-product')
  await pressByKeyboard(wang, 'buy')
  await pressByKeyboard(wang, 'choose-done')
  await wang.at('total').waitFor()
  await expectNoOverflow(wang, 'checkout')
  await wang.look('elder-checkout')
  if (await wang.at('waiver').isVisible()) await pressByKeyboard(wang, 'waiver')
  await pressByKeyboard(wang, 'place-order')
  await wang.at('ask-yes').or(wang.page.getByTestId('cashier-pay')).first().waitFor()
  if (await wang.at('ask-yes').isVisible()) await pressByKeyboard(wang, 'ask-yes')
  await pressByKeyboard(wang, 'cashier-pay')
  await wang.at('payment-paid').waitFor()
  await pressByKeyboard(wang, 'see-order')
  await wang.at('standing').waitFor()
  await expectNoOverflow(wang, 'order')
  await wang.look('elder-order')
  expect(wang.complaints).toEqual([])
})

/** Tabs until the wanted thing has the focus, as somebody without a mouse does, and presses Enter. */
async function pressByKeyboard({ page }: Visitor, wanted: string | RegExp): Promise<void> {
  const focused = () => page.evaluate(() => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? '')
  await page
    .locator(typeof wanted === 'string' ? `[data-testid="${wanted}"]:visible` : '[data-testid^="tile-"]:visible')
    .first()
    .waitFor()
  for (let tabs = 0; tabs < 60; tabs++) {
    const id = await focused()
    if (typeof wanted === 'string' ? id === wanted : wanted.test(id)) return page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach ${wanted}; it ends at “${await focused()}”`)
}
