import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { buy, earnings, linkOf, openProduct } from './shopper-acts.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const giftBox = '赣南山货礼盒'

test('Zhao reads what people really earn, becomes agent without buying, and is told why her first share is hers', {
  timeout: 120_000,
}, async () => {
  const zhao = await arrive(town, '/pages/login/index')
  onTestFailed(() => zhao.look('failed-earnings'))
  const { page, at } = zhao
  await signIn(town, zhao, '13911120001', '赵敏')
  expect(await earnings(town, zhao)).toContain('会员')
  await at('stairs').getByText('还差 2 位').waitFor()
  await zhao.look('earnings-member')

  // Beside the rates stands what agents and bosses got; nothing promises more.
  await at('to-plan').click()
  await at('typical').waitFor()
  expect((await at('typical').innerText()).replace(/\s+/g, '')).toMatch(/一年拿到¥.*%的人一分钱没有.*不是承诺/)
  await zhao.look('earnings-plan')
  await at('to-apply').click()
  await at('agree').click()
  await at('apply-now').click()
  await at('see-share').waitFor()
  expect(await earnings(town, zhao)).toContain('代理')
  await at('stairs').getByText('0 / 2 位').waitFor()

  const link = await linkOf(town, zhao)
  const sun = await arrive(town, link)
  await sun.at('card-name').waitFor()
  await signIn(town, sun, '13911120002', '孙莉')
  await openProduct(town, sun, giftBox)
  await buy(sun)
  await expect.poll(() => earnings(town, zhao), { timeout: 15_000 }).toContain('49.90')
  await at('buyers').getByText('1 / 2 位').waitFor()
  expect((await at('growth').innerText()).replace(/\s+/g, '')).toContain('直接1人，第二层0人')
  await zhao.look('earnings-agent')
  await page.locator('[data-testid^="share-shr_"]:visible').first().click()
  await at('why-steps').waitFor()
  expect(await at('why').innerText()).toMatch(/孙莉[\s\S]*499\.00[\s\S]*10%[\s\S]*49\.90/)
  await zhao.look('earnings-why')
  expect([...zhao.complaints, ...sun.complaints]).toEqual([])
})
