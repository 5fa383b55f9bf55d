import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { linkOf } from './shopper-acts.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

const noted = (visitor: Visitor) => visitor.page.waitForResponse((reply) => reply.url().endsWith('/api/visits') && reply.ok())

test('the owner reads a name only between a consent and its withdrawal', { timeout: 150_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index')
  await signIn(town, wang, '13800000001')
  const card = await linkOf(town, wang)
  const li = await arrive(town, '/pages/login/index')
  onTestFailed(() => Promise.all([wang.look('failed-wang'), li.look('failed-li')]) as never)
  await signIn(town, li, '13911112222', '岱山阿渔')

  const lookAtCard = async () => {
    const seen = noted(li)
    await li.page.goto(town.url + card)
    await li.at('card-name').waitFor()
    await seen
  }
  const names = async () => {
    await wang.page.goto(`${town.url}/pages/visitors/index`)
    await wang.at('visitor').waitFor()
    return wang.at('visitors').innerText()
  }
  await lookAtCard()
  expect(await names()).not.toContain('岱山阿渔')

  await li.at('consent-yes').scrollIntoViewIfNeeded()
  await li.look('consent-ask')
  await li.at('consent-yes').click()
  await expect.poll(() => li.page.getByTestId('consent').isVisible()).toBe(false)
  expect(await names()).not.toContain('岱山阿渔')
  await lookAtCard()
  expect(await names()).toContain('岱山阿渔')

  await li.page.goto(`${town.url}/pages/consents/index`)
  await li.at('consent-share_visits').click()
  await li.page.getByText('撤回 · 让名片主人看到我的名字').waitFor()
  await li.look('consents')
  expect(await names()).not.toContain('岱山阿渔')
})
