import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { expectNoOverflow, narrow } from './narrow.ts'
import { openProduct, orderNumber } from './shopper-acts.ts'
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

test('goods are fetched in the shop: chosen at checkout, paid, the code shown, typed in by the owner, and bought again', {
  timeout: 240_000,
}, async () => {
  const wang = await arrive(town, '/pages/login/index')
  await signIn(town, wang, '13800000001')
  const li = await arrive(town, '/pages/login/index')
  await signIn(town, li, '13911140001', '李静')
  onTestFailed(() => Promise.all([li.look('failed-buyer'), wang.look('failed-owner')]) as never)

  await openProduct(town, li, '赣南山货礼盒')
  await li.at('buy').click()
  await li.at('choose-done').click()
  await li.at('ways').waitFor()
  await li.at('choice-pickup').click()
  await li.at('fetcher').fill('李静')
  await li.at('fetcher-phone').fill('13911140001')
  expect(await li.at('ways').innerText()).toContain('文清路 18 号')
  await fits(li, 'checkout')
  await li.look('pickup-checkout')
  await li.at('place-order').click()
  await li.page.getByTestId('cashier-pay').click()
  await li.at('payment-paid').waitFor()
  await li.at('see-order').click()
  await li.at('see-code').click()
  await li.at('code').waitFor()
  const code = (await li.at('code').innerText()).replace(/\D/g, '')
  expect(code).toMatch(/^\d{8}$/)
  await fits(li, 'code')
  await li.look('pickup-code')

  await wang.page.goto(`${town.url}/pages/shop-handovers/index`)
  await wang.at('pickup-code').fill('1234')
  await wang.at('hand-over').click()
  await wang.page.getByText('取货码是 8 位数字').first().waitFor()
  await wang.at('shop-handovers').getByText('李静').first().waitFor()
  await wang.at('pickup-code').fill(code)
  await wang.look('pickup-counter')
  await fits(wang, 'counter')
  await wang.at('hand-over').click()
  await wang.page.getByText('已交货').first().waitFor()
  await wang.page.goto(`${town.url}/pages/shop-place/index`)
  await wang.at('place-address').waitFor()
  await wang.look('pickup-place')
  await fits(wang, 'place')

  await li.page.reload()
  await li.at('handed-over').waitFor()
  await li.look('pickup-done')
  await orderNumber(town, li)
  expect(await li.at('standing').innerText()).toContain('已收货')
  await li.look('pickup-order')
  await li.at('reorder').click()
  await li.page.getByText('赣南山货礼盒').first().waitFor()
  await expect.poll(() => li.page.url()).toContain('/pages/cart/')
  expect([...li.complaints, ...wang.complaints]).toEqual([])
})
