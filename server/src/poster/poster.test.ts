import { type PosterTemplate, posterTemplates } from '@lianka/contract/poster'
import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import satori from 'satori'
import { afterAll, expect, test } from 'vitest'
import { ask, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { buy, join, openTown, type Person, pay } from '../../test/people.ts'
import { sampleLink, sampleOrder } from '../../test/poster-samples.ts'
import { offerGroup, orderBody } from '../../test/promotions.ts'
import { draw, drawerPid } from './draw.ts'
import { type Element, height, width } from './elements.ts'
import { openFonts } from './fonts.ts'

/** The package is CommonJS: its types say otherwise than what an import gives. */
const readCode = jsQR as unknown as typeof jsQR.default

const simulators = await openSimulators()
afterAll(() => simulators.stop())

const readBack = (png: Uint8Array) => {
  const picture = PNG.sync.read(Buffer.from(png))
  expect([picture.width, picture.height]).toEqual([width, height])
  return readCode(new Uint8ClampedArray(picture.data), picture.width, picture.height)?.data
}

const link = (who: Person, kind: string, targetId: string) =>
  who.send<{ code: string; url: string }>('POST', '/share-codes', { kind, targetId, channel: 'poster' })

const poster = (house: House, template: PosterTemplate, code: string, headers: Record<string, string> = {}, more = '') =>
  house.app.inject({ url: `/api/posters/${template}/poster.png?code=${code}${more}`, headers })

const refusalOf = async (house: House, template: PosterTemplate, code: string) => (await poster(house, template, code)).json().code

test.each(posterTemplates)('%s is drawn, and its code is read back, with short words and with the longest', async (template) => {
  await using house = await openHouse()
  for (const long of [false, true]) expect(readBack(await draw(await sampleOrder(house.ctx, template, long)))).toBe(sampleLink)
})

const onePixel = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const withoutPictures = (element: Element): Element => {
  const { src, children } = element.props
  if (src !== undefined) return { ...element, props: { ...element.props, src: onePixel } }
  return Array.isArray(children) ? { ...element, props: { ...element.props, children: children.map(withoutPictures) } } : element
}

test.each(posterTemplates)('nothing of %s runs over its edge, whatever is written', async (template) => {
  await using house = await openHouse()
  for (const long of [false, true]) {
    const { tree } = await sampleOrder(house.ctx, template, long)
    const outside: string[] = []
    let nodes = 0
    await satori(withoutPictures(tree) as never, {
      width,
      height,
      fonts: openFonts(),
      onNodeDetected: (node) => {
        nodes += 1
        const { left, top, width: across, height: down, textContent } = node
        if (left < 0 || top < 0 || left + across > width + 1 || top + down > height + 1)
          outside.push(`${textContent ?? node.type} ${left},${top} ${across}×${down}`)
      },
    })
    expect([nodes > 12, outside]).toEqual([true, []])
  }
})

test('a poster of Wang’s goods leads back to the sharer’s link and shows today’s price, or nothing', async () => {
  await using house = await openHouse()
  const { keeper, goods } = await openTown(house, { title: '寻乌脐橙 5 斤装', priceFen: 2990, supplyPriceFen: 1500, lot: 'XW-1' })
  const li = await join(house, '李明')
  const shared = await link(li, 'product', goods.listingId)
  for (const template of ['product-picture', 'product-origin'] as const) {
    const reply = await poster(house, template, shared.code)
    expect([reply.statusCode, reply.headers['content-type'], reply.headers['cache-control']]).toEqual([200, 'image/png', 'no-cache'])
    expect(readBack(reply.rawPayload)).toBe(shared.url)
  }
  const etag = String((await poster(house, 'product-picture', shared.code)).headers.etag)
  const again = await poster(house, 'product-picture', shared.code, { 'if-none-match': etag })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])

  await keeper.send('PATCH', `/my/shop/listings/${goods.listingId}`, { prices: [{ skuId: goods.skuId, priceFen: 3290 }] })
  const dearer = await poster(house, 'product-picture', shared.code, { 'if-none-match': etag })
  expect([dearer.statusCode, dearer.headers.etag === etag]).toEqual([200, false])

  await keeper.send('PATCH', `/my/shop/listings/${goods.listingId}`, { onSale: false })
  expect(await refusalOf(house, 'product-picture', shared.code)).toBe('poster.off_sale')
  expect(await refusalOf(house, 'card-portrait', shared.code)).toBe('poster.unsuitable')
  expect(await refusalOf(house, 'product-picture', 'Nobody99')).toBe('referral.share_code_unknown')
})

test('what is sold out, has no lot or no group has no such poster', async () => {
  await using house = await openHouse({ simulators })
  const { goods } = await openTown(house, { stock: 1 })
  const li = await join(house, '李明')
  const { code } = await link(li, 'product', goods.listingId)
  expect(await refusalOf(house, 'product-origin', code)).toBe('poster.no_trace')
  expect(await refusalOf(house, 'group-seats', code)).toBe('poster.no_group')
  await buy(house, li, goods)
  expect(await refusalOf(house, 'product-picture', code)).toBe('poster.sold_out')
})

test('a group’s poster is there while the group waits, and not when it is full', async () => {
  await using house = await openHouse({ simulators })
  const { keeper, goods } = await openTown(house)
  const offer = await offerGroup(house, keeper, goods, 39_900, 2)
  const [li, zhou] = [await join(house, '李明'), await join(house, '周岚')]
  const ofGoods = await link(keeper, 'product', goods.listingId)
  expect(readBack((await poster(house, 'group-seats', ofGoods.code)).rawPayload)).toBe(ofGoods.url)
  const joinGroup = async (who: Person, special: object) => {
    const order = await who.send<{ id: string; groupId: string }>('POST', '/orders', orderBody(who, goods, { special }))
    await pay(house, who, order.id)
    return order.groupId
  }
  const groupId = await joinGroup(li, { offerId: offer.id })
  const ofGroup = await link(li, 'group', groupId)
  expect(readBack((await poster(house, 'group-seats', ofGroup.code)).rawPayload)).toBe(ofGroup.url)
  await joinGroup(zhou, { offerId: offer.id, groupId })
  expect(await refusalOf(house, 'group-seats', ofGroup.code)).toBe('poster.no_group')
})

test('cards, shops and running campaigns have posters, also with WeChat’s round code', async () => {
  await using house = await openHouse({ simulators })
  const { keeper, shop, goods } = await openTown(house)
  const card = await link(keeper, 'card', keeper.id)
  for (const template of ['card-portrait', 'card-letter', 'card-window'] as const)
    expect(readBack((await poster(house, template, card.code)).rawPayload)).toBe(card.url)
  const round = await poster(house, 'card-portrait', card.code, {}, '&kind=mini')
  expect([round.statusCode, PNG.sync.read(round.rawPayload).width]).toEqual([200, width])
  const ofShop = await link(keeper, 'shop', shop.id)
  expect(readBack((await poster(house, 'shop-shelf', ofShop.code)).rawPayload)).toBe(ofShop.url)

  const headers = await signInAs(house, 'operator-content')
  const now = house.ctx.clock.now().getTime()
  const campaign = await ask(house, 'POST', '/console/campaigns', {
    headers,
    body: {
      title: '寻乌橙农助力季',
      story: '今年脐橙丰收，钟家和邻村的橙农一起把果子卖给您。',
      region: '江西赣州寻乌',
      picture: '/pictures/farm-aid.svg',
      productIds: [goods.productId],
      goalFen: null,
      startsAt: new Date(now).toISOString(),
      endsAt: new Date(now + 10 * 86_400_000).toISOString(),
    },
  })
  const ofCampaign = await link(keeper, 'campaign', campaign.json().id)
  expect(readBack((await poster(house, 'campaign-harvest', ofCampaign.code)).rawPayload)).toBe(ofCampaign.url)
  await ask(house, 'POST', `/console/campaigns/${campaign.json().id}/end`, { headers })
  expect(await refusalOf(house, 'campaign-harvest', ofCampaign.code)).toBe('poster.campaign_over')
})

test('when the drawing process is killed, the next poster is drawn by another', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const order = await sampleOrder(house.ctx, 'card-letter')
  await draw(order)
  const first = drawerPid() as number
  const drawing = draw(order)
  process.kill(first, 'SIGKILL')
  expect(readBack(await drawing)).toBe(sampleLink)
  expect(drawerPid()).not.toBe(first)
  expect((await keeper.get<{ name: string }>(`/cards/${keeper.id}`)).name).toBe('王芳')
})

test('the twenty-fifth in line is asked to come again, and one address only so often', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const order = await sampleOrder(house.ctx, 'card-letter')
  const answers = await Promise.allSettled(Array.from({ length: 30 }, () => draw(order)))
  expect(answers.filter((answer) => answer.status === 'rejected').map((answer) => answer.reason.code)).toEqual(Array(6).fill('poster.busy'))
  const { code } = await link(keeper, 'card', keeper.id)
  const replies = []
  for (let asked = 0; asked < 61; asked += 1) replies.push((await poster(house, 'card-letter', code)).statusCode)
  expect([replies.filter((status) => status === 200).length, replies.at(-1)]).toEqual([60, 429])
})
