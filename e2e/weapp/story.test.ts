import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asMember, asStaff, deliver } from '../api-acts.ts'
import { postJson, startTown, type Town } from '../town.ts'
import { type MiniProgram, openMiniProgram } from './harness.ts'

const dist = join(import.meta.dirname, '../../mini/dist/weapp')
const isBuilt = existsSync(join(dist, 'app.json'))
if (!isBuilt) console.warn('The mini-program is not built: its story is skipped. `npm test` builds it.')

const giftBox = '赣南山货礼盒'

describe.skipIf(!isBuilt)('the mini-program as it would be uploaded', () => {
  let town: Town
  const phones: MiniProgram[] = []
  beforeAll(async () => {
    town = await startTown()
  }, 120_000)
  afterAll(async () => {
    for (const phone of phones) phone.close()
    await town?.stop()
  })

  /** Takes a phone in hand on which this WeChat account is signed in. */
  const unlock = async (user: string) => {
    const phone = await openMiniProgram({ dist, server: town.url, simulator: town.simulator, user })
    phones.push(phone)
    return phone
  }

  test('leads from a scanned card to a boss, a parcel and a refund', { timeout: 60_000 }, async () => {
    // Wang prints the code of her card; Li scans it.
    const wang = await asMember(town, '13800000001')
    const { code } = await wang.get<{ code: string }>('/my/card/share')
    const li = await unlock('li-ming-wechat')
    await li.open(`/pages/card/index?scene=c%3D${code}`)
    await li.waitFor('王芳')
    await li.tap('enter-shop')
    await li.waitFor(giftBox)
    await li.tap(giftBox)
    await li.waitFor('立即购买')
    const product = `/pages/product/index?id=${li.query.id}`

    // Buying asks him to sign in, shows who brought him, and goes on where he was.
    await li.tap('buy')
    await li.tap('choose-done')
    await li.waitFor('微信')
    expect(li.textOf('brought-by')).toContain('王芳')
    await li.tap('with-wechat')
    await finishBuying(li)
    await li.open('/pages/earnings/index')
    await li.waitFor('代理')

    // Two friends buy through what his share sheet sends.
    await li.open('/pages/share/index')
    await li.waitFor('发给朋友')
    const { path } = await li.share()
    expect(path).toContain('c=')
    const friends = [await unlock('zhou-yi-wechat'), await unlock('zhou-er-wechat')] as const
    for (const friend of friends) {
      await friend.open(path)
      await friend.waitFor('名片')
      await friend.open(product)
      await friend.waitFor('立即购买')
      await friend.tap('buy')
      await friend.tap('choose-done')
      await friend.waitFor('微信')
      expect(friend.has('brought-by')).toBe(true)
      await friend.tap('with-wechat')
      await finishBuying(friend)
    }
    await expect.poll(() => readEarnings(li), { timeout: 10_000 }).toMatch(/老板[\s\S]*99\.80/)

    // Every share opens into the facts it came from.
    await li.tap('为什么')
    await li.waitFor('49.90')
    expect(li.textOf('why-steps')).toMatch(/499\.00[\s\S]*49\.90/)

    // The supplier ships the first friend's order, the courier brings it, the second friend wants the money back.
    const [first, second] = friends
    const number = (await readOrder(first)).match(/\d{20}/)?.[0]
    const orchard = await asStaff(town, 'orchard')
    const { items } = await orchard.get<{ items: { id: string; orderNumber: string }[] }>('/console/parcels?state=to_ship&limit=50')
    const parcel = items.find((each) => each.orderNumber === number)
    await orchard.post(`/console/parcels/${parcel?.id}/shipment`, { courier: 'shunfeng', trackingNumber: 'SF20261201002' })
    await expect.poll(() => deliver(town, 'SF20261201002'), { timeout: 10_000 }).toHaveProperty('step')
    await expect.poll(() => readOrder(first), { timeout: 10_000 }).toContain('签收')

    await readOrder(second)
    await second.tap('申请售后')
    await second.waitFor('提交申请')
    await second.tap('choice-no_reason')
    await second.tap('send-refund')
    await second.waitFor('499.00')
    expect(second.route).toBe('pages/after-sale/index')

    expect(phones.flatMap(({ complaints }) => complaints)).toEqual([])
  })

  test('pays what was earned to WeChat, once its owner has agreed there', { timeout: 60_000 }, async () => {
    await postJson(`${town.simulator}/wxpay/dev/top-up`, { amount: 10_000_000 })
    const wang = await unlock('wang-fang')
    await wang.open('/pages/login/index')
    await wang.tap('with-wechat')
    await wang.open('/pages/withdraw/index')
    await wang.waitFor('提多少')
    await wang.input('withdraw-amount', '15')
    await wang.waitFor('到账 ¥15.00')
    expect(wang.textOf('confirm-each')).toContain('24 小时内')
    await wang.tap('withdraw-now')
    await wang.tap('ask-yes')
    await wang.waitFor('确认收款 ¥15.00')
    await wang.tap('confirm-part')
    await wang.waitFor('钱在您的微信零钱里')
    expect(wang.complaints).toEqual([])
  })
})

/** From the sheet on the product page to a paid order. */
async function finishBuying(phone: MiniProgram): Promise<void> {
  await phone.waitFor('规格')
  await phone.tap('choose-done')
  await phone.waitFor('提交订单')
  await phone.tap('address')
  if (!phone.has('address-name')) await phone.tap('add-address')
  await phone.input('address-name', '李明')
  await phone.input('address-phone', '13811112222')
  await phone.tap('region')
  for (const code of ['360000', '360700', '360734']) await phone.tap(`region-${code}`)
  await phone.input('address-detail', '城南大道 12 号')
  await phone.tap('save-address')
  await phone.waitFor('提交订单')
  await phone.tap('place-order')
  await phone.waitFor('付款成功')
}

async function readEarnings(phone: MiniProgram): Promise<string> {
  await phone.open('/pages/earnings/index')
  return phone.text
}

/** Opens one's newest order and answers what it says. */
async function readOrder(phone: MiniProgram): Promise<string> {
  await phone.open('/pages/orders/index')
  await phone.waitFor(giftBox)
  await phone.tap(giftBox)
  await phone.waitFor('订单号')
  return phone.text
}
