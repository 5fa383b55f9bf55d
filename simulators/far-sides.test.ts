import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openCourier, type ParcelPush, parsePush } from '@lianka/wechat/courier'
import { openSms } from '@lianka/wechat/sms'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type House, openHouse } from './test-house.ts'
import { day, hour, minute } from './virtual-clock.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({ demoToken: 'demo-token-of-the-test' })
})
afterAll(() => house.stop())
beforeEach(() => {
  house.merchant.heard.length = 0
  house.merchant.answer = { status: 200, body: '{"result":true,"returnCode":"200","message":"成功"}' }
})

describe('the courier', () => {
  const courier = (more: object = {}) =>
    openCourier({
      baseUrl: `${house.sims.url}/kd100`,
      key: house.sims.credentials.KUAIDI100_KEY,
      salt: house.sims.credentials.KUAIDI100_SALT,
      timeoutMs: 2000,
      ...more,
    })
  const subscription = (number: string) => ({
    company: 'zhongtong',
    number,
    callbackUrl: `${house.merchant.url}/api/parcels/pushes`,
    from: '江西省赣州市寻乌县',
    to: '上海市徐汇区',
  })
  const pushes = (): ParcelPush[] =>
    house.merchant.heard.map((it) => parsePush(Object.fromEntries(new URLSearchParams(it.body)), house.sims.credentials.KUAIDI100_SALT))

  it('brings a parcel as the clock goes on, telling every step', async () => {
    await courier().subscribe(subscription('73100098765432'))
    await courier().subscribe(subscription('73100098765432'))
    for (const ms of [2 * hour, 10 * hour, 28 * hour, 6 * hour, 30 * day]) await house.pass(ms)
    expect(pushes().map((it) => it.state)).toEqual(['picked_up', 'in_transit', 'out_for_delivery', 'delivered'])
    const last = pushes().at(-1)
    expect(last?.lines).toHaveLength(4)
    expect(last?.lines[0]?.text).toContain('已签收')
    expect(last?.lines[3]).toMatchObject({ area: '赣州市', status: '揽收' })
  })

  it('tells the whole track at once when the clock jumps a week', async () => {
    await courier().subscribe(subscription('73100098765433'))
    await house.pass(7 * day)
    expect(pushes()).toMatchObject([{ number: '73100098765433', delivered: true }])
    const times = pushes()[0]?.lines.map((it) => it.time.getTime()) ?? []
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('can be hurried by hand, and repeats what was not taken', async () => {
    await courier().subscribe(subscription('73100098765434'))
    house.merchant.answer = { status: 200, body: '{"result":false,"returnCode":"500"}' }
    expect((await house.post('/kd100/dev/advance', { nu: '73100098765434', to: 'delivered' })).body).toMatchObject({ step: 'delivered' })
    expect(house.merchant.heard).toHaveLength(1)
    house.merchant.answer = { status: 200, body: '{"result":true,"returnCode":"200"}' }
    await house.pass(30 * minute)
    await house.pass(day)
    expect(pushes().map((it) => it.delivered)).toEqual([true, true])
    expect((await house.post('/kd100/dev/advance', { nu: 'unknown', to: 'delivered' })).status).toBe(404)
  })

  it('refuses a wrong key and a number that is none', async () => {
    await expect(courier({ key: 'wrong' }).subscribe(subscription('73100098765435'))).rejects.toMatchObject({ code: '600', unknown: false })
    await expect(courier().subscribe(subscription('?'))).rejects.toMatchObject({ code: '700' })
  })
})

describe('text messages', () => {
  it('arrive in the inbox of their phone when they are signed', async () => {
    const { credentials, now, url } = house.sims
    const message = { phone: '13800000001', text: '【链卡】验证码 482913，5 分钟内有效。', template: 'sign_in', params: { code: '482913' } }
    await openSms({ url: `${url}/sms`, key: credentials.SMS_KEY, now, timeoutMs: 2000 }).send(message)
    const stranger = openSms({ url: `${url}/sms`, key: 'wrong', now, timeoutMs: 2000 })
    await expect(stranger.send(message)).rejects.toMatchObject({ status: 401, unknown: false })
    const { messages } = await house.get<{ messages: object[] }>('/sms/dev/messages?phone=13800000001')
    expect(messages).toMatchObject([{ text: message.text, params: { code: '482913' } }])
    await house.restart()
    expect(await (await fetch(`${house.sims.url}/sms`)).text()).toContain('482913')
  })

  it('come with the one-time codes of the demo accounts, by the simulated clock', async () => {
    const accounts = [{ userName: 'admin', secret: new Secret({ size: 20 }).base32 }]
    expect((await house.post('/sms/dev/totp', { accounts })).status).toBe(403)
    expect((await house.post('/sms/dev/totp', { accounts }, { 'x-demo-token': 'demo-token-of-the-test' })).status).toBe(200)
    await house.pass(day)
    const given = await house.get<{ accounts: { userName: string; code: string }[] }>('/sms/dev/totp')
    const totp = new TOTP({ secret: Secret.fromBase32(accounts[0]?.secret ?? '') })
    expect(totp.validate({ token: given.accounts[0]?.code ?? '', timestamp: house.sims.now().getTime(), window: 1 })).not.toBeNull()
    expect(totp.validate({ token: given.accounts[0]?.code ?? '', window: 1 })).toBeNull()
  })
})

describe('the clock', () => {
  it('moves the server too, only forward, and says when the server did not follow', async () => {
    const told: { body: string; token: unknown }[] = []
    let status = 200
    const server = createServer((request, response) => {
      request.on('data', (part: Buffer) => told.push({ body: `${request.url} ${part}`, token: request.headers['x-demo-token'] }))
      request.on('end', () => response.writeHead(status).end('{}'))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const own = await openHouse({ serverUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, demoToken: 't0ken' })
    await own.pass(hour)
    await own.pass(hour)
    expect(told).toEqual([
      { body: `/api/demo/clock {"offsetMs":${hour}}`, token: 't0ken' },
      { body: `/api/demo/clock {"offsetMs":${2 * hour}}`, token: 't0ken' },
    ])
    expect((await own.post('/clock/advance', { ms: -1 })).status).toBe(400)
    status = 403
    expect((await own.post('/clock/advance', { ms: 0 })).body).toMatchObject({
      offsetMs: 2 * hour,
      serverError: '服务器没有接受新的时间（403）',
    })
    server.closeAllConnections()
    server.close()
    expect((await own.post('/clock/advance', { ms: 0 })).body).toMatchObject({ serverError: '连不上服务器，它的时间没有变' })
    expect(await (await fetch(`${own.sims.url}/clock`)).text()).toContain('连不上服务器')
    await own.restart()
    expect(await own.get('/clock/now')).toMatchObject({ offsetMs: 2 * hour })
    await own.stop()
  })
})
