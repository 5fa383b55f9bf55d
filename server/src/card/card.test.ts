import type { Card, CardInput, ContactRequest } from '@lianka/contract/card'
import QRCode from 'qrcode'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { printReport } from '../../scripts/seed/report-pdf.ts'
import { bearer } from '../../test/console.ts'
import { mp4 } from '../../test/films.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { join, openTown, type Person, signedInAgain } from '../../test/people.ts'

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
  honours: [{ words: '六年社区团长', proof: null }],
  template: 'storefront',
  portrait: null,
  media: [],
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
  expect(await li.get<Card>(`/cards/${keeper.id}`)).toMatchObject({
    phone: null,
    wechatId: 'fanglin_wang',
    honours: [{ words: '六年社区团长', proof: null }],
  })
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

type Requests = { items: ContactRequest[]; waiting: number }
const vcard = (house: House, id: string, who?: Person) =>
  house.app.inject({ url: `/api/cards/${id}/contact.vcf`, headers: who ? bearer(who) : {} }).then((reply) => reply.payload)

test('Li asks for Wang’s number; she lets him see it, and later no longer', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const [li, zhou] = [await join(house, '李明'), await join(house, '周岚')]
  await keeper.send('PUT', '/my/card', { ...written, wechatShown: false })
  const seenBy = (who: Person) =>
    who.get<Card>(`/cards/${keeper.id}`).then(({ phone, wechatId, contactAccess }) => ({ phone, wechatId, contactAccess }))
  const hidden = { phone: null, wechatId: null }
  expect(await seenBy(li)).toEqual({ ...hidden, contactAccess: 'ask' })
  const ask = () => li.send('POST', `/cards/${keeper.id}/contact-requests`, { words: '想订一箱脐橙' })
  expect(await Promise.all([ask(), ask()])).toEqual([{ contactAccess: 'requested' }, { contactAccess: 'requested' }])
  expect(await seenBy(li)).toEqual({ ...hidden, contactAccess: 'requested' })

  const { items, waiting } = await keeper.get<Requests>('/my/contact-requests')
  expect([waiting, items.length, items[0]?.words, items[0]?.nickname]).toEqual([1, 1, '想订一箱脐橙', '李明'])
  const decide = (decision: string, who = keeper) => who.send('POST', `/my/contact-requests/${items[0]?.id}/decision`, { decision })
  await expect(decide('approve', zhou)).rejects.toMatchObject({ code: 'card.request_not_found' })
  expect(await decide('approve')).toMatchObject({ state: 'approved' })
  expect(await decide('approve')).toMatchObject({ state: 'approved' })
  await expect(decide('decline')).rejects.toMatchObject({ code: 'card.request_decided' })
  expect(await seenBy(li)).toEqual({ phone: '13800000001', wechatId: 'fanglin_wang', contactAccess: 'approved' })
  expect(await seenBy(zhou)).toEqual({ ...hidden, contactAccess: 'ask' })
  expect(await vcard(house, keeper.id, li)).toContain('tel:+8613800000001')
  expect(await vcard(house, keeper.id)).not.toContain('13800000001')

  await decide('revoke')
  expect(await seenBy(li)).toEqual({ ...hidden, contactAccess: 'wait' })
  await expect(ask()).rejects.toMatchObject({ code: 'card.ask_later' })
  const { rows } = await house.pool.query('select state from contact_request_changes order by id')
  expect(rows.map(({ state }) => state)).toEqual(['requested', 'approved', 'revoked'])
})

test('who was told no may ask again after a week; nobody asks themself or where nothing is private', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const li = await join(house, '李明')
  const ask = (who: Person) => who.send('POST', `/cards/${keeper.id}/contact-requests`, {})
  await expect(ask(li)).rejects.toMatchObject({ code: 'card.nothing_private' })
  await keeper.send('PUT', '/my/card', written)
  await expect(ask(keeper)).rejects.toMatchObject({ code: 'card.own' })
  await ask(li)
  const [request] = (await keeper.get<Requests>('/my/contact-requests')).items
  await keeper.send('POST', `/my/contact-requests/${request?.id}/decision`, { decision: 'decline' })
  await expect(ask(li)).rejects.toMatchObject({ code: 'card.ask_later' })
  await house.clock.advance({ days: 7 })
  const later = await signedInAgain(house, li)
  expect(await ask(later)).toEqual({ contactAccess: 'requested' })
  const again = await signedInAgain(house, keeper)
  expect((await again.get<Requests>('/my/contact-requests')).items.map(({ state }) => state)).toEqual(['requested', 'declined'])
})

test('nobody asks more than twenty people a day', async () => {
  await using house = await openHouse()
  const li = await join(house, '李明')
  const owners = []
  for (let at = 0; at < 21; at += 1) owners.push(await join(house, `店主${at}`))
  for (const owner of owners) await owner.send('PUT', '/my/card', written)
  const answers = []
  for (const owner of owners)
    answers.push(
      await li.send('POST', `/cards/${owner.id}/contact-requests`, {}).then(
        () => 'asked',
        (refused) => refused.code,
      ),
    )
  expect(answers.slice(19)).toEqual(['asked', 'card.asked_too_often'])
})

test('a card shows its template, a square portrait, pictures, films and proofs that were uploaded here, and nothing from elsewhere', async () => {
  await using house = await openHouse()
  const { keeper } = await openTown(house)
  const li = await join(house, '李明')
  const send = async (path: string, payload: Buffer) => {
    const headers = { ...bearer(keeper), 'content-type': 'application/octet-stream' }
    return (await house.app.inject({ method: 'POST', url: `/api${path}?name=a`, headers, payload })).json()
  }
  const wide = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#E4572E' } })
    .jpeg()
    .toBuffer()
  const photograph = await send('/files', wide)
  const square = await keeper.send<{ path: string }>('POST', `/files/${photograph.id}/square`, { left: 9000, top: 0, side: 10_000 })
  const cut = await house.app.inject({ url: square.path })
  expect(await sharp(cut.rawPayload).metadata()).toMatchObject({ width: 600, height: 600, format: 'jpeg' })
  const film = await send('/videos', mp4())
  const proof = await send('/files', Buffer.from(await printReport({ title: '团长证书', lines: ['2020 年起'] })))
  const card = {
    ...written,
    template: 'album',
    portrait: square.path,
    honours: [{ words: '六年社区团长', proof: proof.path }],
    media: [
      { kind: 'pictures', pictures: [photograph.path, '/pictures/origin-orange-orchard.svg'], caption: '果园' },
      { kind: 'compare', before: '/pictures/oranges.svg', after: photograph.path, caption: '' },
      { kind: 'video', video: film.path, cover: photograph.path, caption: '采摘' },
    ],
  }
  await keeper.send('PUT', '/my/card', card)
  const { template, portrait, honours, media } = card
  expect(await li.get<Card>(`/cards/${keeper.id}`)).toMatchObject({ template, portrait, honours, media })
  const put = (part: object) => keeper.send('PUT', '/my/card', { ...card, ...part })
  const elsewhere = 'https://video.example/a.mp4'
  await expect(put({ media: [{ kind: 'video', video: elsewhere, cover: null, caption: '' }] })).rejects.toMatchObject({
    code: 'card.video_unknown',
  })
  await expect(put({ media: [{ kind: 'video', video: photograph.path, cover: null, caption: '' }] })).rejects.toMatchObject({
    code: 'card.video_unknown',
  })
  for (const part of [
    { portrait: film.path },
    { portrait: 'https://x.example/a.png' },
    { portrait: '/pictures/nobody.svg' },
    { honours: [{ words: '得奖', proof: '/files/fil_0' }] },
  ])
    await expect(put(part)).rejects.toMatchObject({ code: 'card.picture_unknown' })
})
