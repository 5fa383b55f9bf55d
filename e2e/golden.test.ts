import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { deliver } from './api-acts.ts'
import { approveProduct, publishOrange, shipParcel } from './console-acts.ts'
import { askRefund, buy, earnings, linkOf, openProduct, orderNumber } from './shopper-acts.ts'
import { advance, startTown, type Town } from './town.ts'
import { arrive, signIn, signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const orange = '寻乌脐橙 头茬鲜果 5 斤'
const giftBox = '赣南山货礼盒'

test('the golden story, through the real screens', { timeout: 280_000 }, async () => {
  const everyone: Visitor[] = []
  onTestFailed(() => Promise.all(everyone.map((each, place) => each.look(`failed-${place}`))) as never)
  const meet = async (visitor: Promise<Visitor>) => {
    everyone.push(await visitor)
    return visitor
  }

  // 1. A supplier publishes an orange with lot, price band and stock; 2. the platform approves it, Wang lists it with one tap.
  const orchard = await meet(signInStaff(town, 'orchard'))
  await publishOrange(town, orchard, orange)
  const operator = await meet(signInStaff(town, 'content'))
  await approveProduct(town, operator, orange)

  const wang = await meet(arrive(town, '/pages/login/index'))
  await signIn(town, wang, '13800000001')
  await wang.page.goto(`${town.url}/pages/market/index`)
  const offer = wang.page.locator('[data-testid^="offer-"]', { hasText: orange }).first()
  await offer.locator('[data-testid^="list-"]').click()
  await offer.getByText('已上架').waitFor()
  const card = await linkOf(town, wang)
  expect(card).toContain('/pages/card/index')

  // 3. Li opens the card, looks at goods for a while; what he sees next follows from it, and Wang sees the visit.
  const li = await meet(arrive(town, card))
  await li.at('card-name').waitFor()
  await li.look('golden-card')
  await li.at('enter-shop').click()
  await li.at('shop').waitFor()
  for (const title of [orange, giftBox]) {
    await openProduct(town, li, title)
    // Looking is noted every few seconds.
    await noted(li)
    await Promise.all([noted(li), li.page.goBack()])
  }
  await li.page.goto(`${town.url}/`)
  await li.at('home').waitFor()
  await li.page.getByText('因为').first().waitFor()
  await li.look('golden-home')
  await wang.page.goto(`${town.url}/pages/visitors/index`)
  await wang.at('visitor').waitFor()
  expect(await wang.at('visitors').innerText()).toContain('秒')

  // 5. Li buys the designated product through real payment signatures and becomes agent, with a link of his own.
  await signIn(town, li, '13911110000', '李明')
  await openProduct(town, li, giftBox)
  await buy(li)
  expect(await earnings(town, li)).toContain('代理')
  await li.look('golden-earnings')
  const link = await linkOf(town, li)

  // 6. Two friends buy through his link: 10 % each, and he becomes boss; a third brings 20 %.
  const friends: Visitor[] = []
  for (const [place, name] of ['周一', '周二', '周三'].entries()) {
    const friend = await meet(arrive(town, link))
    await friend.at('card-name').waitFor()
    await signIn(town, friend, `1391111000${place + 1}`, name)
    await openProduct(town, friend, giftBox)
    await buy(friend)
    friends.push(friend)
    await expect.poll(() => earnings(town, li), { timeout: 15_000 }).toContain(['49.90', '99.80', '199.60'][place])
  }
  expect(await earnings(town, li)).toContain('老板')
  // The sum opens into the chain of facts.
  await li.page.locator('[data-testid^="share-shr_"]').first().click()
  await li.at('why-steps').waitFor()
  expect(await li.at('why').innerText()).toMatch(/周三[\s\S]*499\.00/)
  await li.look('golden-why')

  // 7. The supplier ships; the courier moves; all see the parcel.
  const [first, second] = friends as [Visitor, Visitor, Visitor]
  const number = await orderNumber(town, first)
  await shipParcel(town, orchard, number, 'SF20261201001')
  await expect.poll(() => deliver(town, 'SF20261201001'), { timeout: 10_000 }).toHaveProperty('step')
  await first.page.reload()
  await first.page.getByText('签收').first().waitFor()
  await first.look('golden-parcel')

  // 8. The second friend returns the goods before they are shipped: Li's share goes back to the fen.
  await askRefund(town, second)
  await orchard.page.goto(`${town.url}/console/after-sales`)
  await orchard.page.locator('tr', { hasText: '周二' }).first().click()
  await orchard.at('approve').click()
  await orchard.page.locator('.ant-modal .ant-btn-primary:visible').last().click()
  await expect.poll(() => earnings(town, li), { timeout: 15_000 }).toContain('149.70')

  // 9. A week after receipt what was shipped is released.
  await advance(town, { days: 8 })
  await expect.poll(() => earnings(town, li), { timeout: 20_000 }).toMatch(/可提现¥?49\.90|¥49\.90可提现|49\.90/)
  await li.look('golden-released')

  expect(everyone.flatMap(({ complaints }) => complaints)).toEqual([])
})

const noted = ({ page }: Visitor) => page.waitForResponse((reply) => reply.url().endsWith('/api/visits') && reply.ok())
