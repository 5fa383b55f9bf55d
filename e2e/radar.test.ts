import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { asMember } from './api-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 240_000)
afterAll(() => town?.stop())

test('Wang sees live that somebody opens her card and goods, and then visit by visit', { timeout: 240_000 }, async () => {
  const everyone: Visitor[] = []
  onTestFailed(() => Promise.all(everyone.map((each, place) => each.look(`failed-radar-${place}`))) as never)
  const wang = await arrive(town, '/pages/login/index')
  everyone.push(wang)
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/visitors/index`)
  await wang.at('live-on').waitFor()
  await wang.at('heat').waitFor()

  const me = await asMember(town, '13800000001')
  const { id } = await me.get<{ id: string }>('/me')
  const listing = (await me.get<{ items: { listingId: string; title: string }[] }>('/my/shop/listings')).items[0]
  if (!listing) throw new Error('Wang has no goods')
  const stranger = await arrive(town, `/pages/card/index?id=${id}`)
  everyone.push(stranger)
  await stranger.at('card').waitFor()
  await stranger.page.goto(`${town.url}/pages/product/index?id=${listing.listingId}`)
  await stranger.at('buy').waitFor()
  // Batches go out every few seconds; Wang does nothing.
  await wang.at('live-look').filter({ hasText: listing.title }).first().waitFor()
  await wang.look('radar-live')

  await wang.page.reload()
  await wang.at('visitor').first().waitFor()
  await wang.at('to-story').first().click()
  await wang.at('visit').first().waitFor()
  await wang.look('radar-story')
  for (const each of everyone) expect(each.complaints).toEqual([])
})

test('the radar fits a small phone, also with large words', { timeout: 240_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-radar-narrow'))
  await signIn(town, wang, '13800000001')
  const me = await asMember(town, '13800000001')
  const { items } = await me.get<{ items: { person: string }[] }>('/my/visits')
  for (const size of ['usual', 'elder']) {
    if (size === 'elder') {
      await wang.page.goto(`${town.url}/pages/settings/index`)
      await wang.at('elder').click()
    }
    for (const [name, path] of [
      ['radar', '/pages/visitors/index'],
      ['story', `/pages/visitor/index?id=${items[0]?.person}`],
    ] as const) {
      await wang.page.goto(town.url + path)
      await wang
        .at(name === 'radar' ? 'heat' : 'visit')
        .first()
        .waitFor()
      await wang.look(`radar-narrow-${name}-${size}`)
      await expectNoOverflow(wang, `${name}, ${size}`)
    }
  }
  expect(wang.complaints).toEqual([])
})
