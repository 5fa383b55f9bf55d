import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { deliver } from './api-acts.ts'
import { confirm, drawnPng, shipParcel } from './console-acts.ts'
import { expectNoOverflow, narrow } from './narrow.ts'
import { buy, openProduct, orderNumber } from './shopper-acts.ts'
import { startTown, type Town } from './town.ts'
import { arrive, signIn, signInStaff, type Visitor } from './visitor.ts'

let town: Town
beforeAll(async () => {
  town = await startTown()
}, 120_000)
afterAll(() => town?.stop())

const giftBox = '赣南山货礼盒'

/** Li has bought the gift box, and it has been brought. */
async function received(orchard: Visitor, phone: string, name: string, trackingNumber: string): Promise<Visitor> {
  const buyer = await arrive(town, '/pages/login/index')
  await signIn(town, buyer, phone, name)
  await openProduct(town, buyer, giftBox)
  await buy(buyer)
  await shipParcel(town, orchard, await orderNumber(town, buyer), trackingNumber)
  await expect.poll(() => deliver(town, trackingNumber), { timeout: 15_000 }).toHaveProperty('step')
  await buyer.page.reload()
  await buyer.page.getByText('签收').first().waitFor()
  return buyer
}

/** Chooses a picture where the page asks for one. */
async function show(buyer: Visitor, picture: Buffer) {
  const [chooser] = await Promise.all([buyer.page.waitForEvent('filechooser'), buyer.at('add-evidence').click()])
  await Promise.all([
    buyer.page.waitForResponse((reply) => new URL(reply.url()).pathname === '/api/files' && reply.ok()),
    chooser.setFiles({ name: '压坏.png', mimeType: 'image/png', buffer: picture }),
  ])
  await buyer.at('drop-0').waitFor()
}

async function openCase(staff: Visitor, buyer: string, state: string) {
  await staff.page.goto(`${town.url}/console/after-sales?state=${state}`)
  await staff.page.locator('tr', { hasText: buyer }).first().click()
  await staff.at('after-sale-history').waitFor()
}

const standing = async (buyer: Visitor) => {
  await buyer.page.reload()
  return buyer.at('standing').innerText()
}

test('what was shipped is sent back: the supplier says where to, the courier brings it, the money returns', {
  timeout: 240_000,
}, async () => {
  const orchard = await signInStaff(town, 'orchard')
  const li = await received(orchard, '13911120001', '李静', 'SF20261202001')
  onTestFailed(() => Promise.all([li.look('failed-buyer'), orchard.look('failed-supplier')]) as never)

  // Where it came from and how, in one line of time.
  await li.at('to-journey').click()
  await li.at('journey').getByText('制作').first().waitFor()
  expect(await li.at('journey').innerText()).toMatch(/签收[\s\S]*交给快递[\s\S]*您付款[\s\S]*制作/)
  await li.look('journey')
  await li.at('back').click()

  await li.page.locator('[data-testid^="ask-refund-"]:visible').first().click()
  await li.at('choice-no_reason').click()
  await li.at('right').waitFor()
  await show(li, await drawnPng(orchard))
  await li.page.setViewportSize(narrow)
  await expectNoOverflow(li, 'ask refund')
  await li.page.setViewportSize({ width: 375, height: 812 })
  await li.look('after-sale-ask')
  await li.at('send-refund').click()
  await li.at('after-sale').waitFor()
  expect(await li.at('standing').innerText()).toBe('等待处理')

  // A return within seven days: there is nothing to refuse with.
  await openCase(orchard, '李静', 'requested')
  expect(await orchard.at('reject').count()).toBe(0)
  await orchard.look('after-sale-console-requested')
  await orchard.at('approve').click()
  await orchard.at('return-to').fill('江西省赣州市寻乌县 钟家果园 钟师傅 13800009999')
  await orchard.look('after-sale-console-approve')
  await orchard.at('approve-go').click()
  await expect.poll(() => standing(li), { timeout: 15_000 }).toBe('已同意，等您寄回')
  expect(await li.at('return-to').innerText()).toContain('钟师傅')
  await li.look('after-sale-send-back')

  await li.at('choice-zhongtong').click()
  await li.at('return-tracking').fill('ZT20261202001')
  await li.at('send-back').click()
  await expect.poll(() => li.at('standing').innerText()).toBe('退货中')
  await expect.poll(() => deliver(town, 'ZT20261202001'), { timeout: 15_000 }).toHaveProperty('step')
  await expect
    .poll(
      async () => {
        await li.page.reload()
        return li.at('parcel-return').innerText()
      },
      { timeout: 15_000 },
    )
    .toContain('签收')
  await li.page.setViewportSize(narrow)
  await expectNoOverflow(li, 'after-sale')
  await li.page.setViewportSize({ width: 375, height: 812 })
  await li.look('after-sale-returning')

  await openCase(orchard, '李静', 'returning')
  await orchard.look('after-sale-console-returning')
  await orchard.at('return-receipt').click()
  await confirm(orchard)
  await expect.poll(() => standing(li), { timeout: 30_000 }).toMatch(/^(退款中|已退款)$/)
  expect(await li.at('after-sale').innerText()).toContain('供应商')
  await li.look('after-sale-refunded')
  expect([...li.complaints, ...orchard.complaints]).toEqual([])
})

test('a seller’s no goes before the platform: support hears both and gives back a part, at the platform’s cost', {
  timeout: 240_000,
}, async () => {
  const orchard = await signInStaff(town, 'orchard')
  const zhao = await received(orchard, '13911120002', '赵宁', 'SF20261202002')
  const support = await signInStaff(town, 'support')
  onTestFailed(() => Promise.all([zhao.look('failed-buyer'), orchard.look('failed-supplier'), support.look('failed-support')]) as never)

  await zhao.page.locator('[data-testid^="ask-refund-"]:visible').first().click()
  await zhao.at('choice-refund_only').click()
  await zhao.at('choice-damaged').click()
  await zhao.at('amount').fill('200')
  await zhao.at('refund-words').fill('两盒香菇受潮，外盒压扁')
  await zhao.at('send-refund').click()
  await zhao.at('after-sale').waitFor()

  await openCase(orchard, '赵宁', 'requested')
  await orchard.at('reject').click()
  await orchard.at('reason').fill('照片看不出受潮')
  await orchard.at('reason-go').click()
  await expect.poll(() => standing(zhao), { timeout: 15_000 }).toBe('未通过')
  await zhao.look('after-sale-rejected')

  await zhao.at('appeal').click()
  await zhao.at('appeal-words').fill('开箱就是潮的，补拍了照片')
  await show(zhao, await drawnPng(orchard))
  await zhao.look('after-sale-appeal')
  await zhao.at('send-appeal').click()
  await expect.poll(() => zhao.at('standing').innerText()).toBe('平台裁定中')

  await openCase(support, '赵宁', 'arbitrating')
  await support.at('evidence-buyer').waitFor()
  await support.look('after-sale-console-arbitrating')
  await support.at('award').click()
  await support.at('award-amount').fill('150.00')
  await support.at('bearer').getByText('平台').click()
  await support.at('award-words').fill('照片能看出受潮，退一部分，由平台承担')
  await support.look('after-sale-console-award')
  await support.at('award-go').click()
  await expect.poll(() => standing(zhao), { timeout: 30_000 }).toMatch(/^(退款中|已退款)$/)
  const said = await zhao.at('after-sale').innerText()
  expect(said).toContain('150.00')
  expect(said).toContain('由平台承担')
  await zhao.look('after-sale-awarded')
  expect([...zhao.complaints, ...orchard.complaints, ...support.complaints]).toEqual([])
})
