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

type Listing = { listingId: string; title: string }
type Card = { told: { story: { words: string }[]; points: { words: string; listingId: string }[] } }

/** Goods of Wang's that nothing has been said of yet. */
async function untoldGoods(): Promise<Listing> {
  const wang = await asMember(town, '13800000001')
  for (const listing of (await wang.get<{ items: Listing[] }>('/my/shop/listings')).items) {
    const { items } = await wang.get<{ items: unknown[] }>(`/my/shop/drafts?listingId=${listing.listingId}`)
    if (items.length === 0) return listing
  }
  throw new Error('all goods have been told of')
}

test('Wang has sentences put together, changes one within what is known, and Li reads them with their sources', {
  timeout: 240_000,
}, async () => {
  const everyone: Visitor[] = []
  onTestFailed(() => Promise.all(everyone.map((each, place) => each.look(`failed-drafts-${place}`))) as never)
  const goods = await untoldGoods()
  const wang = await arrive(town, '/pages/login/index')
  everyone.push(wang)
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/my-goods/index`)
  await wang.at(`draft-${goods.listingId}`).click()
  await wang.at('begin-draft').click()
  await wang.at('sentence-proposed').first().waitFor()
  await wang.at('open-sources').first().click()
  await wang.at('source').first().waitFor()
  await wang.look('drafts-proposed')

  // What is not known is refused, and the field says what of it.
  await wang.at('edit').first().click()
  const known = await wang.at('sentence-words').inputValue()
  await wang.at('sentence-words').fill('连用 28 天见效，全网第一。')
  await wang.at('save-sentence').click()
  await wang.page.getByText('广告法').first().waitFor()
  await wang.look('drafts-refused')
  await wang.at('sentence-words').fill(known)
  await wang.at('save-sentence').click()
  await wang.at('sentence-approved').first().waitFor()

  const li = await arrive(town, `/pages/product/index?id=${goods.listingId}`)
  everyone.push(li)
  await li.at('sentences').getByText(known).waitFor()
  await li.at('sentences').getByText('AI 整理 · 店主已核对').waitFor()
  await li.page.locator('[data-testid="sentences"] [data-testid="open-sources"]').first().click()
  await li.at('source').first().waitFor()
  await li.at('sentences').scrollIntoViewIfNeeded()
  await li.look('drafts-product')

  // Taken down it is gone at once.
  await wang.at('take-back').first().click()
  await wang.at('sentence-approved').first().waitFor({ state: 'detached' })
  await li.page.reload()
  await li.at('buy').waitFor()
  await li.page.waitForLoadState('networkidle')
  expect(await li.page.locator('[data-testid="sentences"]:visible').count()).toBe(0)

  const me = await asMember(town, '13800000001')
  const { id } = await me.get<{ id: string }>('/me')
  const { told } = await me.get<Card>(`/cards/${id}`)
  expect(told.story.length).toBeGreaterThan(0)
  await li.page.goto(`${town.url}/pages/card/index?id=${id}`)
  await li
    .at('told')
    .getByText(told.points[0]?.words as string)
    .waitFor()
  await li.at('told').scrollIntoViewIfNeeded()
  await li.look('drafts-card')
  for (const each of everyone) expect(each.complaints).toEqual([])
})

test('drafts, sentences and what reviews say fit a small phone, also with large words', { timeout: 240_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-drafts-narrow'))
  await signIn(town, wang, '13800000001')
  const me = await asMember(town, '13800000001')
  const { items } = await me.get<{ items: Listing[] }>('/my/shop/listings')
  const { id } = await me.get<{ id: string }>('/me')
  const { told } = await me.get<Card>(`/cards/${id}`)
  const drafted = told.points[0]?.listingId ?? items[0]?.listingId
  const pages = {
    drafts: `/pages/drafts/index?id=${drafted}`,
    story: '/pages/drafts/index',
    product: `/pages/product/index?id=${drafted}`,
    card: `/pages/card/index?id=${id}`,
  }
  for (const size of ['usual', 'elder']) {
    if (size === 'elder') {
      await wang.page.goto(`${town.url}/pages/settings/index`)
      await wang.at('elder').click()
    }
    for (const [name, path] of Object.entries(pages)) {
      await wang.page.goto(town.url + path)
      await wang.page.waitForLoadState('networkidle')
      await wang.look(`drafts-narrow-${name}-${size}`)
      await expectNoOverflow(wang, `${name}, ${size}`)
    }
  }
  expect(wang.complaints).toEqual([])
})
