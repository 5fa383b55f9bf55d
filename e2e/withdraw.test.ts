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

/** An agent of the demo world who has earned something and never withdrawn; and Wang, who has. */
const changgen = '13800000003'
const wangFang = '13800000001'
const fenOf = (text: string) => Number(text.replace(/\D/g, ''))

test('Changgen gives his real name, is told of tax and his confirmation before he withdraws, and finds it in his tax statement', {
  timeout: 120_000,
}, async () => {
  const person = await arrive(town, '/pages/login/index')
  onTestFailed(() => person.look('failed-withdraw'))
  const { page, at } = person
  await signIn(town, person, changgen)
  await page.goto(`${town.url}/pages/earnings/index`)
  await at('to-withdraw').click()

  // Without a real name nothing is withdrawn; a number that cannot be is refused at its field.
  await at('hurdle-real_name_missing').waitFor()
  expect(await at('withdraw-now').isDisabled()).toBe(true)
  await at('act-real_name_missing').click()
  await at('name').fill('赵长根')
  const number = identityNumber(1)
  await at('id-number').fill(`${number.slice(0, 17)}${number[17] === '1' ? '2' : '1'}`)
  await at('save-name').click()
  await page.getByText('身份证号码不对').first().waitFor()
  await person.look('withdraw-real-name')
  await giveRealName(person, '赵长根', number)
  expect(await at('real-name').innerText()).not.toContain(number)

  await at('to-withdraw').click()
  await preparedToWithdraw(person, '120')
  expect(await textOf(person, 'preview')).toMatch(/提现金额¥120\.00代扣个税¥0\.00实际到账¥120\.00/)
  expect(await textOf(person, 'parts')).toMatch(/一笔到账.*本人.*24小时内.*第1笔·今天120\.00/)
  await at('how-tax').click()
  await at('tax-sheet').getByText('公告 2025 年第 16 号').waitFor()
  await person.look('withdraw-tax-sheet')
  await at('got-it').click()
  await at('withdraw-now').click()
  await at('ask-yes').click()
  await confirmNextPart(person)
  await at('withdrawal-paid').waitFor()

  await at('see-tax').click()
  await at('tax-year').waitFor()
  expect(await textOf(person, 'tax-year')).toMatch(/赵\*\*收入（税前）¥120\.00已扣个税¥0\.00到账¥120\.00/)
  expect(await textOf(person, 'tax-months')).toContain('1笔')
  await person.look('withdraw-tax')
  expect(person.complaints).toEqual([])
})

test('Wang withdraws more than one transfer may carry, and agrees to each part', { timeout: 120_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index')
  onTestFailed(() => wang.look('failed-withdraw-parts'))
  const { page, at } = wang
  await signIn(town, wang, wangFang)
  await page.goto(`${town.url}/pages/earnings/index`)
  await at('growth').waitFor()
  await wang.look('withdraw-earnings')
  const before = await textOf(wang, 'available')
  await at('to-withdraw').click()
  await preparedToWithdraw(wang, '300')
  expect(await textOf(wang, 'parts')).toMatch(/分2笔到账.*本人.*第1笔·今天150\.00第2笔·今天150\.00/)
  await wang.look('withdraw-preview')
  await at('withdraw-now').click()
  await page.locator('[role="dialog"]:visible').getByText('分 2 笔，每笔要您在微信里确认').last().waitFor()
  await at('ask-yes').click()

  await at('withdrawal-awaiting_confirmation').waitFor()
  expect(await textOf(wang, 'confirm-by')).toMatch(/前确认，还剩(23小时|1天)/)
  await wang.look('withdraw-waits')
  await confirmNextPart(wang)
  await at('parts').getByText('已到账').first().waitFor()
  await wang.look('withdraw-half')
  await confirmNextPart(wang)
  await at('withdrawal-paid').waitFor()
  expect(await textOf(wang, 'steps')).toContain('已到账2/2笔')
  await wang.look('withdraw-paid')
  await page.goto(`${town.url}/pages/earnings/index`)
  await at('growth').waitFor()
  expect(fenOf(before) - fenOf(await textOf(wang, 'available'))).toBe(30_000)
  expect(wang.complaints).toEqual([])
})

test('an elder withdraws on a small phone, thinks better of it, and has the money back', { timeout: 120_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-withdraw-elder'))
  const { page, at } = wang
  await signIn(town, wang, wangFang)
  await page.goto(`${town.url}/pages/settings/index`)
  await at('elder').click()

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
