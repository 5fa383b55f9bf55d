import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { linkOf, openProduct } from './shopper-acts.ts'
import { postJson, startTown, type Town } from './town.ts'
import { arrive, signIn, signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const people: Visitor[] = []
const meet = async (visitor: Promise<Visitor>) => {
  people.push(await visitor)
  return visitor
}
const lookWhenFailed = () => onTestFailed(() => Promise.all(people.map((each, place) => each.look(`failed-${place}`))) as never)

const feed = (visitor: Visitor) => visitor.page.locator('.feed:visible').last()
/** The names of what is suggested, lane by lane. */
const suggested = async (visitor: Visitor) => {
  await visitor.page.goto(`${town.url}/`)
  await feed(visitor).locator('.nm').first().waitFor()
  return feed(visitor).locator('.nm').allInnerTexts()
}
const noted = (visitor: Visitor) => visitor.page.waitForResponse((reply) => reply.url().endsWith('/api/visits') && reply.ok())

/** A look of a minute and a half, told as the page would tell it; nobody waits that long in a test. */
async function lingerOn(visitor: Visitor) {
  const sent = (await noted(visitor)).request().postDataJSON()
  const { at, subjectId } = sent.events.at(-1)
  const dwell = { id: `linger-${subjectId}`, kind: 'dwell', subject: 'product', subjectId, at, dwellSeconds: 90 }
  expect(await postJson(`${town.url}/api/visits`, { visitorId: sent.visitorId, events: [dwell] })).toEqual({ accepted: 1 })
}

test('who comes from a card sees what its visitors and its region like; who keeps looking at cosmetics sees the best rated of them first', {
  timeout: 150_000,
}, async () => {
  lookWhenFailed()
  const wang = await meet(arrive(town, '/pages/login/index'))
  await signIn(town, wang, '13800000001')
  const card = await linkOf(town, wang)

  const li = await meet(arrive(town, card))
  await li.at('card-name').waitFor()
  await suggested(li)
  await li.page.getByText('的客人最常看').first().waitFor()
  await li.page.getByText('的人近来常看').first().waitFor()
  await li.look('suggestions-from-card')

  await openProduct(town, li, '积雪草保湿面霜')
  await lingerOn(li)
  await suggested(li)
  const first = feed(li).locator('.tile').first()
  expect(await first.innerText()).toMatch(/因为常看美妆护肤：同类里评分 [45]\.\d/)
  await li.look('suggestions-after-looking')

  // Why these? One look can be taken out, and all of it switched off: then everybody sees the same.
  await li.at('why-these').click()
  await li.at('grounds').waitFor()
  const use = li.page.locator('[data-testid^="use-"]:visible').first()
  await use.waitFor()
  await li.look('grounds')
  await Promise.all([li.page.waitForResponse((reply) => reply.url().includes('/recommendations/looks/') && reply.ok()), use.click()])
  await li.page.getByText('再用它').first().waitFor()
  await suggested(li)
  expect(await feed(li).innerText()).not.toContain('因为常看')

  await li.at('why-these').click()
  await li.at('personal').click()
  await li.page.getByText('和所有人看到的一样').waitFor()
  const zhou = await meet(arrive(town, '/'))
  // The card that brought Li decides which shop's goods are shown first; a stranger sees those of all.
  await zhou.page.goto(town.url + card)
  await zhou.at('card-name').waitFor()
  await zhou.page.goto(`${town.url}/pages/grounds/index`)
  await zhou.at('personal').click()
  expect(await suggested(li)).toEqual(await suggested(zhou))
})

test('the platform sees what suggestions do, starts a comparison, and checks them against its own visits', {
  timeout: 120_000,
}, async () => {
  lookWhenFailed()
  const content = await meet(signInStaff(town, 'content'))
  await content.page.getByRole('link', { name: '推荐效果' }).click()
  await content.at('click-rate').waitFor()
  expect(await content.at('coverage').innerText()).toMatch(/在售 \d+ 件，推荐过 \d+ 件/)
  await content.look('console-suggestions')
  await content.at('end-experiment').click()
  await content.at('confirm-go').click()
  await content.at('start-experiment').click()
  await content.at('experiment-name').fill('不给新商品位置')
  await content.at('experiment-go').click()
  await content.page.getByRole('heading', { name: '不给新商品位置' }).waitFor()
  await content.at('run-replay').click()
  await content.at('replayed').waitFor()
  await content.look('console-suggestions-replayed')
})
