import { api } from '@lianka/contract/api'
import type { SupplierId } from '@lianka/contract/ids'
import { operators, type Role, type Route, type RouteKey } from '@lianka/contract/route'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addSupplier } from '#supply/service'
import { ask, bearer, type Headers, hire, type Method, pathOf, signInAs } from './console.ts'
import { type House, openHouse, openSimulators } from './house.ts'
import { buy, type Goods, join, offerGoods, openTown, type Person, placeOrder } from './people.ts'

const simulators = await openSimulators()
let house: House
let keeper: Person
let goods: Goods
let li: Person
let stranger: Person
let otherSupplier: SupplierId

beforeAll(async () => {
  house = await openHouse({ simulators })
  const town = await openTown(house)
  keeper = town.keeper
  goods = town.goods
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  li = await join(house, '李明', keeper)
  stranger = await join(house, '何冰')
  otherSupplier = await addSupplier(house.ctx, {
    name: '高山茶厂',
    regionCode: '360734',
    story: '',
    licenceNumber: 'DEMO-2',
    licenceExpiresAt: null,
    state: 'approved',
  })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

const staffRoles = ['supplier-staff', ...operators, 'auditor'] as const
/** Signing out goes last, for afterwards nobody is signed in. */
const routes = (Object.entries(api) as [RouteKey, Route][]).toSorted(
  ([a], [b]) => Number(a.endsWith('sessions/current')) - Number(b.endsWith('sessions/current')),
)
const becauseOfRole = new Set(['account.forbidden', 'account.sign_in_required', 'account.session_expired', 'shop.none'])

/** What a caller may be: a shopkeeper is a customer too. */
const callers: [string, readonly Role[], () => Promise<Headers>][] = [
  ['visitor', [], async () => ({})],
  ['customer', ['customer'], async () => bearer(stranger)],
  ['shop-owner', ['customer', 'shop-owner'], async () => bearer(keeper)],
  ...staffRoles.map((role): [string, readonly Role[], () => Promise<Headers>] => [
    role,
    [role],
    () => signInAs(house, role, role === 'supplier-staff' ? otherSupplier : null),
  ]),
]

test.each(callers)('%s: every route of the contract is open to whom it names and closed to others', async (_, roles, signIn) => {
  const headers = await signIn()
  const wrong: string[] = []
  for (const [key, route] of routes) {
    if (route.who.includes('machine')) continue
    const { method, path } = pathOf(key, route)
    const reply = await ask(house, method, path, { headers, ...(method !== 'GET' && { body: {} }) })
    const code = reply.statusCode >= 400 ? reply.json().code : ''
    const mayCall = route.who.includes('visitor') || route.who.some((role) => roles.includes(role))
    const fits = mayCall
      ? reply.statusCode < 500 && !becauseOfRole.has(code)
      : (reply.statusCode === 401 || reply.statusCode === 403) && becauseOfRole.has(code)
    if (!fits) wrong.push(`${key}: ${reply.statusCode} ${code}`)
  }
  expect(wrong).toEqual([])
})

test('what machines send is believed for its signature, not for who sends it', async () => {
  const admin = await signInAs(house, 'operator-admin')
  for (const headers of [{}, bearer(keeper), admin]) {
    for (const path of ['/payments/wechat/notifications', '/couriers/kuaidi100/notifications', '/demo/clock']) {
      const reply = await ask(house, 'POST', path, { headers, body: { offsetMs: 1 } })
      expect([path, reply.statusCode >= 400 && reply.statusCode < 500, typeof reply.json().code]).toEqual([path, true, 'string'])
    }
  }
})

describe('the console', () => {
  test('signs in with password and one-time code; a code works once and a wrong one not at all', async () => {
    const { signIn, code } = await hire(house, 'operator-support')
    expect((await signIn({ password: 'wrong' })).json().code).toBe('account.password_wrong')
    expect((await signIn({ code: code() === '000000' ? '000001' : '000000' })).json().code).toBe('account.password_wrong')
    const used = code()
    const reply = await signIn({ code: used })
    expect(reply.statusCode).toBe(200)
    expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/i)
    expect((await signIn({ code: used })).json().code).toBe('account.password_wrong')
    await house.clock.advance({ seconds: 60 })
    expect((await signIn()).statusCode).toBe(200)
  })

  test('is locked for 15 minutes after five failures, also for the right password', async () => {
    const { signIn, userName } = await hire(house, 'auditor')
    for (let failure = 0; failure < 5; failure += 1) expect((await signIn({ password: 'guess' })).statusCode).toBe(401)
    expect(await signIn().then((reply) => [reply.statusCode, reply.json().code])).toEqual([423, 'account.locked'])
    await house.clock.advance({ minutes: 16 })
    expect((await signIn()).statusCode).toBe(200)
    const nobody = await ask(house, 'POST', '/staff/sessions', { body: { userName: `${userName}x`, password: 'guess', code: '123456' } })
    expect(nobody.json().code).toBe('account.password_wrong')
  })

  test('writes only for its own pages: any other origin, or none, is refused', async () => {
    const { origin: own, ...cookie } = await signInAs(house, 'operator-compliance')
    const suspend = (origin?: string) =>
      ask(house, 'POST', `/console/suppliers/${otherSupplier}/decision`, {
        headers: { ...cookie, ...(origin !== undefined && { origin }) },
        body: { decision: 'suspend', reason: '执照到期' },
      })
    for (const origin of [undefined, 'https://evil.example', 'null', '', 'not an address', 'http://127.0.0.1']) {
      const reply = await suspend(origin)
      expect([origin, reply.statusCode, reply.json().code]).toEqual([origin, 403, 'account.origin_refused'])
    }
    expect((await suspend(own)).statusCode).toBe(200)
    expect((await ask(house, 'GET', '/staff/me', { headers: cookie })).statusCode).toBe(200)
    expect((await ask(house, 'DELETE', '/staff/sessions/current', { headers: { ...cookie, origin: own as string } })).statusCode).toBe(200)
    expect((await ask(house, 'GET', '/staff/me', { headers: cookie })).json().code).toBe('account.session_expired')
  })

  test('ends by itself after ten hours', async () => {
    const headers = await signInAs(house, 'operator-finance')
    await house.clock.advance({ hours: 10, minutes: 1 })
    expect((await ask(house, 'GET', '/staff/me', { headers })).json().code).toBe('account.session_expired')
  })
})

describe('a member’s session', () => {
  const refresh = (refreshToken: string) => ask(house, 'POST', '/sessions/refresh', { body: { refreshToken } })
  const signIn = async () => {
    const reply = await fetch(`${simulators.url}/wxapi/dev/login-code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: '赵敏' }),
    })
    const { code } = (await reply.json()) as { code: string }
    return (await ask(house, 'POST', '/sessions/wechat', { body: { code } })).json() as { accessToken: string; refreshToken: string }
  }

  test('goes on by exchanging tokens; a lost answer may be asked for again, a stolen token ends it', async () => {
    const first = await signIn()
    const second = (await refresh(first.refreshToken)).json()
    const again = await refresh(first.refreshToken)
    expect(again.statusCode).toBe(200)
    const third = again.json()
    expect(third.refreshToken).not.toBe(second.refreshToken)
    await house.clock.advance({ seconds: 31 })
    expect((await refresh(first.refreshToken)).json().code).toBe('account.session_expired')
    // The thief’s try has ended the session for both.
    expect((await refresh(third.refreshToken)).json().code).toBe('account.session_expired')
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from security_events where kind = 'refresh_token_reused'`.execute(
      house.ctx.db,
    )
    expect(rows[0]?.n).toBe(1)
  })

  test('is not opened by tokens that are expired, changed or made up', async () => {
    const { accessToken, refreshToken } = await signIn()
    const me = (token: string) => ask(house, 'GET', '/me', { headers: bearer({ token }) })
    expect((await me(accessToken)).statusCode).toBe(200)
    const [head, body, signature] = accessToken.split('.') as [string, string, string]
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const other = Buffer.from(JSON.stringify({ sub: keeper.id, sid: 'x', iss: 'lianka', exp: 9_999_999_999 })).toString('base64url')
    for (const token of [`${none}.${body}.`, `${head}.${other}.${signature}`, `${head}.${body}.`, 'x', ''])
      expect((await me(token)).statusCode).toBe(401)
    for (const made of ['x'.repeat(10), `${refreshToken.split('.')[0]}.wrong-token`, '%00'.repeat(10)])
      expect((await refresh(made)).json().code).toBe('account.session_expired')
    await house.clock.advance({ minutes: 16 })
    expect((await me(accessToken)).json().code).toBe('account.session_expired')
    expect((await refresh(refreshToken)).statusCode).toBe(200)
  })
})

test('what belongs to somebody else is not there: 404, as if it did not exist', async () => {
  const token = async (person: Person) => {
    const { openSession } = await import('#session/tokens')
    return { ...person, token: (await openSession(house.ctx, person.id)).accessToken }
  }
  // Access tokens of the beginning have run out by now.
  const buyer = await join(house, '孙悦', keeper)
  const nosy = bearer(await token(li))
  const order = await buy(house, buyer, goods)
  const parcelId = order.parcels[0]?.id
  const ownHeaders = bearer(buyer)
  const asked = await ask(house, 'POST', `/orders/${order.id}/after-sales`, {
    headers: ownHeaders,
    body: { lineId: order.lines[0]?.id, kind: 'return_and_refund', reason: 'damaged', amountFen: 100 },
  })
  expect(asked.statusCode).toBe(200)
  const afterSaleId = asked.json().id
  const shares = await ask(house, 'GET', '/my/shares', { headers: bearer(await token(keeper)) })
  const shareId = shares.json().items[0].id
  const invitation = { role: 'pays', monthlyLimitFen: 100_000 }
  const invited = await ask(house, 'POST', '/family/invitations', { headers: bearer(await token(keeper)), body: invitation })
  const accepted = await ask(house, 'POST', `/family/invitations/${invited.json().code}/acceptance`, { headers: ownHeaders, body: {} })
  const linkId = accepted.json().id
  const unpaid = await placeOrder(buyer, goods)
  const asking = await ask(house, 'POST', `/orders/${unpaid.id}/payment-requests`, { headers: ownHeaders, body: { linkId } })
  const requestId = asking.json().id
  const shared = await ask(house, 'GET', '/my/card/share', { headers: bearer(await token(keeper)) })
  const rival = await signInAs(house, 'supplier-staff', otherSupplier)
  const tracking = { courier: 'shunfeng', trackingNumber: 'SF1234567890' }
  const address = { name: '何冰', phone: '13800005678', regionCode: '360734', detail: '中山路 3 号' }
  const theirs = await offerGoods(house, { id: keeper.id, shopId: goods.shopId }, { supplierId: goods.supplierId })
  const attempts: [Headers, Method, string, unknown?][] = [
    [nosy, 'GET', `/orders/${order.id}`],
    [nosy, 'GET', `/orders/${order.id}/journey`],
    [nosy, 'GET', `/orders/${order.id}/handover`],
    [nosy, 'GET', `/orders/${order.id}/digital`],
    [nosy, 'POST', `/orders/${order.id}/digital/opening`, { lineId: order.lines[0]?.id, confirmed: true }],
    [nosy, 'PUT', `/orders/${order.id}/digital/booking`, { lineId: order.lines[0]?.id, slotId: 'slt_1', confirmed: true }],
    [rival, 'GET', `/console/products/${goods.productId}/slots`],
    [rival, 'POST', `/console/products/${goods.productId}/slots`, { startsAt: '2027-01-02T02:00:00Z', minutes: 30 }],
    [nosy, 'GET', `/my/share-codes/${shared.json().code}/chain`],
    [nosy, 'POST', `/orders/${order.id}/reorder`],
    [nosy, 'POST', `/orders/${order.id}/cancellation`],
    [nosy, 'POST', `/orders/${order.id}/payment`, { scene: 'h5' }],
    [nosy, 'GET', `/orders/${order.id}/payment`],
    [nosy, 'POST', `/orders/${order.id}/after-sales`, { lineId: order.lines[0]?.id, kind: 'refund_only', reason: 'late', amountFen: 1 }],
    [nosy, 'POST', `/parcels/${parcelId}/receipt`],
    [nosy, 'GET', `/after-sales/${afterSaleId}`],
    [nosy, 'POST', `/after-sales/${afterSaleId}/return-parcel`, tracking],
    [nosy, 'POST', `/after-sales/${afterSaleId}/withdrawal`],
    [nosy, 'POST', `/after-sales/${afterSaleId}/arbitration`, { words: '请平台看看' }],
    [nosy, 'GET', `/my/shares/${shareId}`],
    [nosy, 'PUT', `/addresses/${buyer.addressId}`, address],
    [nosy, 'DELETE', `/addresses/${buyer.addressId}`],
    [nosy, 'POST', '/orders', { shopId: goods.shopId, addressId: buyer.addressId, lines: [{ ...goods, quantity: 1 }] }],
    [nosy, 'PUT', `/family/links/${linkId}/limit`, { monthlyLimitFen: 100 }],
    [nosy, 'DELETE', `/family/links/${linkId}`],
    [nosy, 'POST', `/orders/${unpaid.id}/payment-requests`, { linkId }],
    [nosy, 'GET', `/payment-requests/${requestId}`],
    [nosy, 'POST', `/payment-requests/${requestId}/refusal`],
    [nosy, 'POST', `/payment-requests/${requestId}/withdrawal`],
    [nosy, 'POST', `/orders/${unpaid.id}/payment`, { scene: 'h5' }],
    [rival, 'POST', `/console/parcels/${parcelId}/shipment`, tracking],
    [rival, 'POST', `/console/after-sales/${afterSaleId}/decision`, { decision: 'approve' }],
    [rival, 'POST', `/console/after-sales/${afterSaleId}/return-receipt`],
    [rival, 'POST', `/console/after-sales/${afterSaleId}/replacement`, tracking],
    [rival, 'POST', `/console/after-sales/${afterSaleId}/arbitration`, { words: '请平台看看' }],
    [rival, 'GET', `/console/products/${theirs.productId}`],
    [rival, 'POST', `/console/products/${theirs.productId}/submission`],
    [rival, 'PATCH', `/console/skus/${theirs.skuId}/stock`, { stock: 0 }],
    [rival, 'GET', `/console/skus/${theirs.skuId}/shop-prices`],
  ]
  const found: string[] = []
  for (const [headers, method, path, body] of attempts) {
    const reply = await ask(house, method, path, { headers, ...(method !== 'GET' && { body: body ?? {} }) })
    if (reply.statusCode !== 404) found.push(`${method} ${path}: ${reply.statusCode} ${reply.payload.slice(0, 200)}`)
  }
  expect(found).toEqual([])
  expect((await ask(house, 'GET', `/orders/${order.id}`, { headers: ownHeaders })).json().state).toBe('paid')
  const lists = [
    [nosy, '/orders'],
    [nosy, '/after-sales'],
    [nosy, '/my/shares'],
    [rival, '/console/parcels'],
    [rival, '/console/after-sales'],
    [rival, '/console/products'],
  ] as const
  for (const [headers, path] of lists) {
    const reply = await ask(house, 'GET', path, { headers })
    expect([path, reply.json().items]).toEqual([path, []])
  }
})
