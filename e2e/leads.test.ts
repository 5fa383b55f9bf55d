import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { asMember } from './api-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

test('Wang follows up: why somebody stands where they stand, a tag, a note, a reminder, a stage of her own, a sheet', {
  timeout: 240_000,
}, async () => {
  const wang = await arrive(town, '/pages/login/index')
  onTestFailed(() => wang.look('failed-leads'))
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/leads/index`)
  await wang.at('due').waitFor()
  await wang.look('leads')
  const [sheet] = await Promise.all([wang.page.waitForEvent('download'), wang.at('export-leads').click()])
  expect(sheet.suggestedFilename()).toBe('leads.xlsx')

  await wang.at('choice-interested').click()
  await wang.page.locator('[data-testid="lead-interested"]:visible').first().click()
  await wang.at('set-stage').waitFor()
  await wang.at('add-tag').click()
  await wang.at('tag-words').fill('想送长辈')
  await wang.at('save-tag').click()
  await wang.at('tags').getByText('想送长辈').waitFor()
  await wang.at('add-note').click()
  await wang.at('note-words').fill('问过能不能刻字')
  await wang.at('save-note').click()
  await wang.at('notes').getByText('问过能不能刻字').waitFor()
  await wang.at('add-reminder').click()
  await wang.at('reminder-words').fill('回复刻字的事')
  await wang.at('choice-tomorrow').click()
  await wang.at('save-reminder').click()
  await wang.at('reminders').getByText('回复刻字的事').waitFor()
  await wang.at('set-stage').click()
  await wang.page.locator('[data-testid="stage-sheet"] [data-testid="choice-in_touch"]').click()
  await wang.at('stage-words').fill('电话里聊过了')
  await wang.at('save-stage').click()
  await wang.at('by-hand').getByText('电话里聊过了').waitFor()
  await wang.look('lead')
  await wang.at('done').first().click()
  await wang.at('reminder-done').waitFor()
  await wang.at('to-visits').click()
  await wang.at('visit').first().waitFor()
  expect(wang.complaints).toEqual([])
})

test('leads fit a small phone, also with large words', { timeout: 240_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-leads-narrow'))
  await signIn(town, wang, '13800000001')
  const me = await asMember(town, '13800000001')
  const { due } = await me.get<{ due: { person: string }[] }>('/my/leads')
  for (const size of ['usual', 'elder']) {
    if (size === 'elder') {
      await wang.page.goto(`${town.url}/pages/settings/index`)
      await wang.at('elder').click()
    }
    for (const [name, path] of [
      ['leads', '/pages/leads/index'],
      ['lead', `/pages/lead/index?id=${due[0]?.person}`],
    ] as const) {
      await wang.page.goto(town.url + path)
      await wang.at(name === 'leads' ? 'due' : 'set-stage').waitFor()
      await wang.look(`leads-narrow-${name}-${size}`)
      await expectNoOverflow(wang, `${name}, ${size}`)
    }
  }
  expect(wang.complaints).toEqual([])
})
