import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { identityNumber } from '../server/test/people.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { confirmNextPart, giveRealName, preparedToWithdraw } from './shopper-acts.ts'
import { postJson, startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
  // What the finance office moved to the payout account at the channel.
  await postJson(`${town.simulator}/wxpay/dev/top-up`, { amount: 10_000_000 })
}, 120_000)
afterAll(() => town?.stop())

const textOf = async (visitor: Visitor, testId: string) => (await visitor.at(testId).innerText()).replace(/\s+/g, '')

test('Wang gives her real name, is told of tax and parts before she withdraws, confirms each part, and finds it in her tax statement', {
  timeout: 120_000,
}, async () => {
  const wang = await arrive(town, '/pages/login/index')
  onTestFailed(() => wang.look('failed-withdraw'))
  const { page, at } = wang
  await signIn(town, wang, '13800000001')
  await page.goto(`${town.url}/pages/earnings/index`)
  await at('growth').waitFor()
  await wang.look('withdraw-earnings')
  const before = await textOf(wang, 'available')
  await at('to-withdraw').click()

  // Without a real name nothing is withdrawn; a number that cannot be is refused at its field.
  await at('hurdle-real_name_missing').waitFor()
  expect(await at('withdraw-now').isDisabled()).toBe(true)
  await at('act-real_name_missing').click()
  await at('name').fill('王芳')
  const number = identityNumber(1)
  await at('id-number').fill(`${number.slice(0, 17)}${number[17] === '1' ? '2' : '1'}`)
  await at('save-name').click()
  await page.getByText('身份证号码不对').first().waitFor()
  await wang.look('withdraw-real-name')
  await giveRealName(wang, '王芳', number)
  expect(await at('real-name').innerText()).not.toContain(number)

  // What it comes to is there before she is asked, and that she must confirm in WeChat.
  await at('to-withdraw').click()
  await preparedToWithdraw(wang, '300')
  expect(await textOf(wang, 'preview')).toMatch(/提现金额¥300\.00代扣个税¥0\.00实际到账¥300\.00/)
  expect(await textOf(wang, 'parts')).toMatch(/分2笔到账.*本人.*24小时内.*第1笔·今天150\.00第2笔·今天150\.00/)
  await wang.look('withdraw-preview')
  await at('how-tax').click()
  await at('tax-sheet').getByText('公告 2025 年第 16 号').waitFor()
  await wang.look('withdraw-tax-sheet')
  await at('got-it').click()
  await at('withdraw-now').click()
  await page.locator('[role="dialog"]:visible').getByText('分 2 笔，每笔要您在微信里确认').last().waitFor()
  await at('ask-yes').click()

  await at('withdrawal-awaiting_confirmation').waitFor()
  expect(await textOf(wang, 'confirm-by')).toMatch(/前确认，还剩2[34]小时|前确认，还剩1天/)
  await wang.look('withdraw-waits')
  await confirmNextPart(wang)
  await at('parts').getByText('已到账').first().waitFor()
  await wang.look('withdraw-half')
  await confirmNextPart(wang)
  await at('withdrawal-paid').waitFor()
  expect(await textOf(wang, 'steps')).toContain('已到账2/2笔')
  await wang.look('withdraw-paid')

  await at('see-tax').click()
  await at('tax-year').waitFor()
  expect(await textOf(wang, 'tax-year')).toMatch(/王\*收入（税前）¥300\.00已扣个税¥0\.00到账¥300\.00/)
  expect(await textOf(wang, 'tax-months')).toContain('2笔')
  await wang.look('withdraw-tax')
  await page.goto(`${town.url}/pages/earnings/index`)
  await at('growth').waitFor()
  const fen = (text: string) => Number(text.replace(/\D/g, ''))
  expect(fen(before) - fen(await textOf(wang, 'available'))).toBe(30_000)
  expect(await textOf(wang, 'earnings')).toMatch(/已到账.*¥300\.00/)
  expect(wang.complaints).toEqual([])
})

test('an elder withdraws on a small phone, thinks better of it, and has the money back', { timeout: 120_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-withdraw-elder'))
  const { page, at } = wang
  await signIn(town, wang, '13800000001')
  await page.goto(`${town.url}/pages/settings/index`)
  await at('elder').click()

  await page.goto(`${town.url}/pages/real-name/index`)
  await at('known-name').or(at('name')).first().waitFor()
  if (await at('name').isVisible()) await giveRealName(wang, '王芳', identityNumber(1))

  await page.goto(`${town.url}/pages/withdraw/index`)
  await at('withdrawable').waitFor()
  const before = await textOf(wang, 'withdrawable')
  await preparedToWithdraw(wang, '20')
  await expectNoOverflow(wang, 'withdraw')
  await wang.look('elder-withdraw')
  await at('withdraw-now').click()
  await at('ask-yes').click()
  await at('confirm-part').waitFor()
  await expectNoOverflow(wang, 'withdrawal')
  await wang.look('elder-withdrawal')
  const { height } = (await at('confirm-part').boundingBox()) ?? { height: 0 }
  expect(height).toBeGreaterThanOrEqual(56)

  await at('cancel-withdrawal').click()
  await at('ask-yes').click()
  await at('withdrawal-cancelled').waitFor()
  await wang.look('elder-cancelled')
  await page.goto(`${town.url}/pages/withdraw/index`)
  await at('withdrawable').waitFor()
  expect(await textOf(wang, 'withdrawable')).toBe(before)
  for (const name of ['withdrawals', 'real-name', 'tax', 'plan', 'earnings', 'me']) {
    await page.goto(`${town.url}/pages/${name}/index`)
    await page.waitForLoadState('networkidle')
    await expectNoOverflow(wang, name)
    await wang.look(`elder-${name}`)
  }
  expect(wang.complaints).toEqual([])
})
