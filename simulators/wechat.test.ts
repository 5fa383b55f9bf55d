import { createRequire } from 'node:module'
import jsQr from 'jsqr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'
import { hour, minute } from './virtual-clock.ts'
import { openidOf } from './wechat-rules.ts'

const { PNG } = createRequire(import.meta.url)('pngjs')

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.stop())

const loginCode = async (user: string): Promise<string> => (await house.post<{ code: string }>('/wxapi/dev/login-code', { user })).body.code
const signIn = async (user: string) => house.program.codeToSession(await loginCode(user))
const rawToken = (more: object = {}) =>
  house.post<{ access_token: string; expires_in: number; errcode?: number }>('/wxapi/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: house.sims.credentials.WX_APPID,
    secret: house.sims.credentials.WX_SECRET,
    ...more,
  })

describe('signing in', () => {
  it('makes the same person of the same phone, also after a restart', async () => {
    const first = await signIn('liming')
    expect(first.openid).toMatch(/^o[\w-]{27}$/)
    const again = await signIn('liming')
    expect([again.openid, again.unionid]).toEqual([first.openid, first.unionid])
    expect((await signIn('wangfang')).openid).not.toBe(first.openid)
    await house.restart()
    expect((await signIn('liming')).openid).toBe(first.openid)
  })

  it('takes a code once and for five minutes', async () => {
    const code = await loginCode('liming')
    await house.program.codeToSession(code)
    await expect(house.program.codeToSession(code)).rejects.toMatchObject({ errcode: 40163, action: 'ask_to_sign_in_again' })
    const old = await loginCode('liming')
    await house.pass(5 * minute)
    await expect(house.program.codeToSession(old)).rejects.toMatchObject({ errcode: 40029 })
  })

  it('tells the phone number for a code of the phone button only', async () => {
    const { body } = await house.post<{ code: string }>('/wxapi/dev/phone-code', { user: 'liming', phone: '13800000001' })
    await expect(house.program.codeToSession(body.code)).rejects.toMatchObject({ errcode: 40029 })
    expect(await house.program.phoneNumber(body.code)).toEqual({ phone: '13800000001', countryCode: '86' })
    await expect(house.program.phoneNumber(body.code)).rejects.toMatchObject({ errcode: 40029 })
  })
})

describe('the token', () => {
  it('stays until five minutes before its end; then old and new hold together', async () => {
    await house.pass(3 * hour)
    const first = (await rawToken()).body
    expect(first.expires_in).toBe(7200)
    await house.pass(hour)
    expect((await rawToken()).body.access_token).toBe(first.access_token)
    await house.pass(56 * minute)
    const second = (await rawToken()).body
    expect(second.access_token).not.toBe(first.access_token)
    const errcodeWith = async (token: string) =>
      (await house.post<{ errcode: number }>(`/wxapi/wxa/business/getuserphonenumber?access_token=${token}`, { code: 'x' })).body.errcode
    expect(await errcodeWith(first.access_token)).toBe(40029)
    await house.pass(5 * minute)
    expect(await errcodeWith(first.access_token)).toBe(42001)
    expect(await errcodeWith(second.access_token)).toBe(40029)
    expect(await errcodeWith('invented')).toBe(40001)
  })

  it('taken away by force is replaced by the client without anybody noticing', async () => {
    await house.program.stableToken()
    await house.pass(minute)
    const forced = (await rawToken({ force_refresh: true })).body.access_token
    const { body } = await house.post<{ code: string }>('/wxapi/dev/phone-code', { user: 'zhaomin' })
    expect(await house.program.phoneNumber(body.code)).toMatchObject({ countryCode: '86' })
    expect(await house.program.stableToken()).toBe(forced)
    expect((await rawToken({ force_refresh: true })).body.access_token).toBe(forced)
    expect((await rawToken({ secret: 'wrong' })).body.errcode).toBe(40125)
  })
})

describe('a mini-program code', () => {
  it('can be scanned', async () => {
    const png = await house.program.unlimitedCode({ scene: 'c=A7kQ2m', page: 'pages/card/index', width: 430 })
    const { data, width, height } = PNG.sync.read(png)
    const read = (jsQr as unknown as { default?: typeof jsQr }).default ?? jsQr
    expect(
      (read as unknown as (d: Uint8ClampedArray, w: number, h: number) => { data: string } | null)(
        new Uint8ClampedArray(data),
        width,
        height,
      )?.data,
    ).toBe('pages/card/index?scene=c%3DA7kQ2m')
  })

  it('is refused with a scene or page that WeChat refuses', async () => {
    const page = 'pages/card/index'
    await expect(house.program.unlimitedCode({ scene: 'x'.repeat(33), page })).rejects.toMatchObject({ errcode: 40169 })
    await expect(house.program.unlimitedCode({ scene: 'c=李明', page })).rejects.toMatchObject({ errcode: 40169 })
    await expect(house.program.unlimitedCode({ scene: 'c=1', page: `/${page}` })).rejects.toMatchObject({ errcode: 41030 })
    await house.post('/wxapi/dev/pages', { pages: [page] })
    await expect(house.program.unlimitedCode({ scene: 'c=1', page: 'pages/new/index' })).rejects.toMatchObject({ errcode: 41030 })
    expect((await house.program.unlimitedCode({ scene: 'c=1', page: 'pages/new/index', checkPath: false })).length).toBeGreaterThan(500)
    await house.post('/wxapi/dev/pages', { pages: [] })
  })
})

describe('a subscribed message', () => {
  it('uses up one consent, and checks what it says', async () => {
    const { openid } = await signIn('zhoulan')
    const message = { openid, templateId: 'tpl-shipped', data: { thing1: '寻乌脐橙 5 斤装', phrase2: '已发货' } }
    await expect(house.program.subscribeMessage(message)).rejects.toMatchObject({ errcode: 43101, action: 'drop_and_forget_consent' })
    await house.post('/wxapi/dev/subscribe', { user: 'zhoulan', template_ids: ['tpl-shipped'] })
    await expect(house.program.subscribeMessage({ ...message, data: { thing1: '橙'.repeat(21) } })).rejects.toMatchObject({
      errcode: 47003,
    })
    await house.program.subscribeMessage(message)
    await expect(house.program.subscribeMessage(message)).rejects.toMatchObject({ errcode: 43101 })
    const { messages } = await house.get<{ messages: object[] }>(`/wxapi/dev/messages?openid=${openid}`)
    expect(messages).toMatchObject([{ templateId: 'tpl-shipped', data: { phrase2: '已发货' } }])
    const stranger = openidOf('wx-other-app', 'zhoulan')
    await expect(house.program.subscribeMessage({ ...message, openid: stranger })).rejects.toMatchObject({ errcode: 40003 })
  })
})

it('text is passed, doubted or refused by what it says', async () => {
  const { openid } = await signIn('chenhao')
  const judge = (content: string) => house.program.checkText({ openid, scene: 2, content })
  expect(await judge('橙子很甜，箱子有一点压痕')).toMatchObject({ suggest: 'pass', label: 100 })
  expect(await judge('想要便宜的加微信')).toMatchObject({ suggest: 'review', keywords: ['加微信'] })
  expect(await judge('长期代开发票')).toMatchObject({ suggest: 'risky', label: 20008 })
})

describe('shipping', () => {
  const paidOrder = async (outTradeNo: string) => {
    const { openid } = await signIn('sunyizhou')
    const order = { outTradeNo, description: '茶', amountFen: 8800, notifyUrl: `${house.merchant.url}/n`, openid }
    const { prepayId } = await house.pay.createJsapi(order)
    await house.post('/cashier/pay', { prepay_id: prepayId, result: 'pay' })
    return { openid, mchid: house.sims.credentials.WXPAY_MCHID, outTradeNo }
  }
  const upload = ({ openid, ...order }: { openid: string; mchid: string; outTradeNo: string }, more: object = {}) =>
    house.program.uploadShipping({
      order,
      openid,
      logisticsType: 1,
      delivery: { mode: 'whole' },
      parcels: [{ trackingNo: '73100098765432', courierCode: 'ZTO', goods: '狗牯脑茶 2 罐' }],
      uploadTime: house.sims.now(),
      ...more,
    })

  it('is unknown for a minute after payment, then taken, and taken once when nothing changed', async () => {
    const order = await paidOrder('S20261203001')
    await expect(upload(order)).rejects.toMatchObject({ errcode: 10060001, action: 'retry_later' })
    await house.pass(minute)
    await expect(upload({ ...order, openid: openidOf('x', 'y') })).rejects.toMatchObject({ errcode: 10060031 })
    await upload(order)
    await expect(upload(order, { uploadTime: new Date(house.sims.now().getTime() - minute) })).rejects.toMatchObject({ errcode: 268485216 })
    await house.pass(1000)
    await upload(order)
    const other = [{ trackingNo: '73100098765433', courierCode: 'ZTO', goods: '狗牯脑茶 2 罐' }]
    await upload(order, { parcels: other, uploadTime: new Date(house.sims.now().getTime() + 1000) })
    const third = [{ trackingNo: '73100098765434', courierCode: 'ZTO', goods: '狗牯脑茶 2 罐' }]
    const later = { parcels: third, uploadTime: new Date(house.sims.now().getTime() + 2000) }
    await expect(upload(order, later)).rejects.toMatchObject({ errcode: 10060003 })
  })

  it('of two suppliers comes in two uploads', async () => {
    const order = await paidOrder('S20261203002')
    await house.pass(minute)
    const first = [{ trackingNo: '1000001', courierCode: 'ZTO', goods: '橙' }]
    const second = [{ trackingNo: '1000002', courierCode: 'YTO', goods: '茶' }]
    await upload(order, { delivery: { mode: 'split', allShipped: false }, parcels: first })
    await house.pass(1000)
    await upload(order, { delivery: { mode: 'split', allShipped: true }, parcels: second })
  })

  it('of an order that was refunded is not wanted', async () => {
    const order = await paidOrder('S20261203003')
    await house.pay.refund({ outTradeNo: order.outTradeNo, outRefundNo: 'RS3', refundFen: 8800, totalFen: 8800 })
    await house.pass(minute)
    await expect(upload(order)).rejects.toMatchObject({ errcode: 10060004 })
  })

  it('of an order nobody paid is unknown', async () => {
    const { openid } = await signIn('sunyizhou')
    await expect(upload({ openid, mchid: house.sims.credentials.WXPAY_MCHID, outTradeNo: 'S-absent' })).rejects.toMatchObject({
      errcode: 10060001,
    })
  })
})
