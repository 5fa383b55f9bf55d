import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { expectNoOverflow, narrow } from './narrow.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const tiles = ({ page }: Visitor) => page.locator('[data-testid^="tile-"]:visible')
const titles = async (visitor: Visitor) => tiles(visitor).locator('.nm').allTextContents()

async function look(visitor: Visitor, words: string): Promise<void> {
  await visitor.at('search').fill(words)
  await visitor.page.keyboard.press('Enter')
}

test('a customer finds oranges by characters, by letters and with a slip, narrows down, scrolls, and opens one', {
  timeout: 120_000,
}, async () => {
  const li = await arrive(town, '/')
  onTestFailed(() => li.look('failed-search'))
  await li.at('newest').waitFor()
  await li.look('home-with-search')
  await li.at('search-link').click()
  await li.at('search-start').waitFor()
  await li.at('hot-0').waitFor()
  expect(await li.at('hot-0').textContent()).toContain('脐橙')
  await li.look('search-start')

  // Suggestions come while one types, also for letters.
  await li.at('search').fill('qic')
  await li.at('suggest-0').waitFor()
  expect(await li.at('suggestions').textContent()).toContain('脐橙')
  await li.look('search-suggestions')
  await li.at('suggest-0').click()
  await expect.poll(() => titles(li)).toEqual(expect.arrayContaining([expect.stringContaining('寻乌脐橙')]))
  await li.at('results-of').waitFor()
  await li.look('search-results')

  await look(li, 'qicheng')
  await li.at('meant').waitFor()
  expect(await li.at('meant').textContent()).toContain('脐橙')
  expect((await titles(li))[0]).toContain('脐橙')
  await look(li, '脐澄')
  await expect.poll(() => li.at('meant').textContent()).toContain('仍然搜“脐澄”')
  await expect.poll(() => titles(li)).toEqual(expect.arrayContaining([expect.stringContaining('脐橙')]))
  await li.look('search-meant')
  await li.at('insist').click()
  await li.at('empty').waitFor()
  await li.look('search-nothing')

  await look(li, '阅读灯 脐橙')
  await li.at('near').waitFor()
  await expect.poll(async () => (await titles(li)).join()).toContain('阅读灯')
  await li.look('search-near')

  // Order and filters, on goods enough to scroll.
  await look(li, '耳机')
  await expect.poll(async () => (await titles(li)).length).toBe(2)
  await li.at('search-clear').click()
  await li.at('recent-0').waitFor()
  await li.look('search-recent')
  await li.at('in-category-fresh').click()
  await expect.poll(async () => (await titles(li)).length).toBeGreaterThan(6)
  await li.at('choice-price').click()
  await expect.poll(async () => isFalling((await prices(li)).map((price) => -price))).toBe(true)
  await li.at('choice-price').click()
  await expect.poll(async () => isFalling(await prices(li))).toBe(true)
  await li.at('filter').click()
  await li.at('price-to').fill('60')
  await li.at('price-from').fill('70')
  expect(await li.at('filter-sheet').textContent()).toContain('最高价要不低于最低价')
  await li.at('price-from').fill('20')
  await li.look('search-filters')
  await li.at('filter-show').click()
  await li.at('without-price').waitFor()
  await expect.poll(async () => (await prices(li)).every((price) => price >= 20 && price <= 60)).toBe(true)
  await li.look('search-filtered')
  await li.at('without-price').click()
  await li.at('without-category').click()

  await tiles(li).first().click()
  await li.at('buy').waitFor()
  expect(li.complaints).toEqual([])
})

test('a list goes on as one scrolls, to its end, with nothing shown twice', { timeout: 90_000 }, async () => {
  const li = await arrive(town, '/pages/search/index?sort=sold', narrow)
  onTestFailed(() => li.look('failed-scroll'))
  await tiles(li).first().waitFor()
  const before = await tiles(li).count()
  for (let tries = 0; tries < 40 && !(await li.at('end').isVisible()); tries++) {
    await li.page.mouse.wheel(0, 4000)
    await li.page.waitForTimeout(150)
  }
  await li.at('end').waitFor()
  const ids = await tiles(li).evaluateAll((all) => all.map((one) => one.getAttribute('data-testid')))
  expect(ids.length).toBeGreaterThan(before)
  expect(new Set(ids).size).toBe(ids.length)
  await li.look('scrolled-to-end')
  expect(li.complaints).toEqual([])
})

test('on a small phone, with large words and the keyboard alone, the search page holds together', { timeout: 120_000 }, async () => {
  const wang = await arrive(town, '/pages/login/index', narrow)
  onTestFailed(() => wang.look('failed-narrow-search'))
  await signIn(town, wang, '13800000001')
  for (const elder of [false, true]) {
    const name = elder ? 'elder' : 'narrow'
    if (elder) {
      await wang.page.goto(`${town.url}/pages/settings/index`)
      await wang.at('elder').click()
    }
    await wang.page.goto(`${town.url}/pages/search/index`)
    await wang.at('hot-0').waitFor()
    await expectNoOverflow(wang, 'search')
    await wang.look(`${name}-search-start`)
    // The page opens ready to type.
    await wang.page.keyboard.type('mian')
    await wang.at('suggest-0').waitFor()
    await expectNoOverflow(wang, 'suggestions')
    await wang.look(`${name}-search-suggestions`)
    await wang.page.keyboard.press('Tab')
    await wang.at('search').fill('mianshuang')
    await wang.at('search').press('Enter')
    await wang.at('meant').waitFor()
    await tiles(wang).first().waitFor()
    await expectNoOverflow(wang, 'results')
    await wang.look(`${name}-search-results`)
    await wang.at('filter').focus()
    await wang.page.keyboard.press('Enter')
    await wang.at('filter-sheet').waitFor()
    await expectNoOverflow(wang, 'filters')
    await wang.look(`${name}-search-filters`)
    await wang.page.keyboard.press('Escape')
    await expect.poll(() => wang.at('filter-sheet').isVisible()).toBe(false)
  }
  await wang.page.goto(`${town.url}/pages/categories/index`)
  await tiles(wang).first().waitFor()
  await wang.look('elder-categories')
  expect(wang.complaints).toEqual([])
})

const prices = async (visitor: Visitor) =>
  (
    await tiles(visitor)
      .locator('.price')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
  ).map((text) => Number(text.replace(/[¥,]/g, '')))
/** Two lanes: the first tiles of each are in order among themselves, so the whole is judged by its lanes. */
const isFalling = (lanes: readonly number[]) => {
  const half = Math.ceil(lanes.length / 2)
  return [lanes.slice(0, half), lanes.slice(half)].every((lane) => lane.every((price, at) => at === 0 || price <= Number(lane[at - 1])))
}
