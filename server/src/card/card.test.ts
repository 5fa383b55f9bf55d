import type { Card, CardInput } from '@lianka/contract/card'
import QRCode from 'qrcode'
import { afterAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { openHouse, openSimulators } from '../../test/house.ts'
import { join, openTown } from '../../test/people.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

const written: z.infer<typeof CardInput> = {
  name: '王芳',
  title: '芳邻小店店主',
  slogan: '自己家也吃的，才放上架。',
  story: '',
  regionCode: '360702',
  phone: '13800000001',
  wechatId: 'fanglin_wang',
  phoneShown: false,
  wechatShown: true,
  honours: ['六年社区团长'],
}

test('a shopkeeper has a card before writing one', async () => {
  await using house = await openHouse()
  const { keeper, shop } = await openTown(house)
  const li = await join(house, '李明')
  house.statements.length = 0
  const card = await li.get<Card>(`/cards/${keeper.id}`)
  expect(house.statements.length).toBeLessThanOrEqual(5)
  expect(card).toMatchObject({
    name: '王芳',
    title: '芳邻小店店主',
    shopId: shop.id,
    region: '江西省 赣州市 章贡区',
    phone: null,
    marks: [],
    facts: [],
  })
  expect(card.goods).toHaveLength(1)
  expect(await li.get<Card>(`/cards/${li.id}`)).toMatchObject({ name: '李明', shopId: null, goods: [], region: '' })
  await expect(li.get('/cards/mbr_0')).rejects.toMatchObject({ code: 'card.not_found' })
})

test('what Wang keeps private is neither on her card nor in the address book, and lies encrypted', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const li = await join(house, '李明')
  expect(await keeper.send('PUT', '/my/card', written)).toEqual(written)
  expect(await keeper.get('/my/card')).toEqual(written)
  expect(await li.get<Card>(`/cards/${keeper.id}`)).toMatchObject({ phone: null, wechatId: 'fanglin_wang', honours: ['六年社区团长'] })
  const reply = await house.app.inject({ url: `/api/cards/${keeper.id}/contact.vcf` })
  expect(reply.headers['content-type']).toMatch(/^text\/vcard/)
  expect(reply.payload).toContain('IMPP:weixin:fanglin_wang')
  expect(reply.payload).not.toContain('13800000001')
  const { rows } = await house.pool.query('select phone_cipher, wechat_cipher from cards')
  expect(JSON.stringify(rows)).not.toMatch(/13800000001|fanglin/)
})

test('the code on a card leads to its link, in both kinds', async () => {
  await using house = await openHouse({ simulators })
  const { keeper } = await openTown(house)
  const link = await keeper.get<{ code: string; url: string }>('/my/card/share')
  expect((await keeper.get<{ code: string }>('/my/card/share')).code).toBe(link.code)
  const reply = await house.app.inject({ url: `/api/share-codes/${link.code}/qr.png` })
  expect(reply.headers['content-type']).toBe('image/png')
  expect(reply.rawPayload).toEqual(await QRCode.toBuffer(link.url, { type: 'png', errorCorrectionLevel: 'M', margin: 2, width: 480 }))
  const mini = await house.app.inject({ url: `/api/share-codes/${link.code}/qr.png?kind=mini` })
  expect(mini.statusCode).toBe(200)
  expect(mini.rawPayload.subarray(1, 4).toString()).toBe('PNG')
})
