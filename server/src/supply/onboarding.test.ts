import type { ProductId } from '@lianka/contract/ids'
import type { MySupplier } from '@lianka/contract/supplier'
import { type TOTP, URI } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { printReport } from '../../scripts/seed/report-pdf.ts'
import { ask, bearer, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { join, openTown, type Person, signedInAgain } from '../../test/people.ts'

const simulators = await openSimulators()
let house: House
let keeper: Person
let shopId: string
let officer: Headers
let content: Headers

beforeAll(async () => {
  house = await openHouse({ simulators })
  const town = await openTown(house)
  keeper = town.keeper
  shopId = town.goods.shopId
  officer = await signInAs(house, 'operator-compliance')
  content = await signInAs(house, 'operator-content')
  await house.pool.query(
    `insert into categories (id, zh, en, picture, place, needs_food_permit) values ('fresh', '生鲜', 'Fresh', '/pictures/category-fresh.svg', 2, true)`,
  )
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

const inDays = (days: number) => new Date(house.clock.now().getTime() + days * 86_400_000).toISOString()
let papers = 0
const keepPaper = async (person: Person) => {
  papers += 1
  const payload = printReport({ title: `证照 ${papers}`, lines: ['本证照为演示数据'] })
  const headers = { ...bearer(person), 'content-type': 'application/pdf' }
  return (await house.app.inject({ method: 'POST', url: `/api/files?name=paper-${papers}.pdf`, headers, payload })).json().id as string
}
const paper = async (person: Person, days: number | null, number = '91360734MA0000001X') => ({
  number,
  fileId: await keepPaper(person),
  expiresAt: days === null ? null : inDays(days),
})
const application = async (person: Person, licenceDays: number | null, permitDays?: number) => ({
  name: '王芳的茶油坊',
  regionCode: '360734',
  story: '自家压榨，二十年老作坊。',
  contact: { name: '王芳', phone: '13800138000' },
  licence: await paper(person, licenceDays),
  foodPermit: permitDays === undefined ? null : await paper(person, permitDays, 'JY13607340000001'),
})
const put = (person: Person, body: unknown) => ask(house, 'PUT', '/my/supplier', { headers: bearer(person), body })
const decide = (id: string, decision: string, reason = '', headers = officer) =>
  ask(house, 'POST', `/console/suppliers/${id}/decision`, { headers, body: { decision, reason } })
const mine = async (person: Person) => (await person.get<{ supplier: MySupplier }>('/my/supplier')).supplier

test('a shopkeeper becomes a supplier of her own goods: applies, is asked to correct it, is approved with her papers, and signs in to the console', async () => {
  expect((await keeper.get<{ supplier: null }>('/my/supplier')).supplier).toBeNull()
  const first = await application(keeper, 400)
  const applied = (await put(keeper, first)).json() as MySupplier
  expect((await put(keeper, first)).json()).toEqual(applied)
  expect(applied).toMatchObject({
    state: 'applied',
    documents: [{ kind: 'licence', state: 'submitted' }],
    contact: { phone: '13800138000' },
  })
  const account = { userName: 'wangfang-oil', password: 'Tea-oil-2026' }
  const open = () => ask(house, 'PUT', '/my/supplier/console-account', { headers: bearer(keeper), body: account })
  expect((await open()).json().code).toBe('supply.not_approved')

  expect((await decide(applied.id, 'return')).json().code).toBe('request.invalid')
  expect((await decide(applied.id, 'return', '执照照片看不清，请重拍。')).json().returnedBecause).toMatch(/看不清/)
  expect((await mine(keeper)).returnedBecause).toMatch(/看不清/)
  const again = (await put(keeper, await application(keeper, 400, 500))).json() as MySupplier
  expect([again.id, again.returnedBecause, again.documents.length]).toEqual([applied.id, null, 2])

  const shown = await ask(house, 'GET', `/console/suppliers/${applied.id}/documents`, { headers: officer })
  expect(
    shown
      .json()
      .items.map(({ kind, state }: { kind: string; state: string }) => `${kind} ${state}`)
      .sort(),
  ).toEqual(['food_permit submitted', 'licence submitted'])
  expect((await decide(applied.id, 'approve', '', content)).json().code).toBe('account.forbidden')
  expect((await decide(applied.id, 'approve')).json().state).toBe('approved')
  expect((await mine(keeper)).documents.map(({ state }) => state)).toEqual(['approved', 'approved'])
  expect((await put(keeper, first)).json().code).toBe('supply.not_applied')

  const { userName, totpUri } = (await open()).json()
  const totp = URI.parse(totpUri) as TOTP
  const signIn = (code: string) => ask(house, 'POST', '/staff/sessions', { body: { ...account, code } })
  const signedIn = await signIn(totp.generate({ timestamp: house.clock.now().getTime() }))
  expect([signedIn.statusCode, userName]).toEqual([200, 'wangfang-oil'])
  const cookie = { cookie: String(signedIn.headers['set-cookie']).split(';')[0] as string, origin: house.url }
  expect((await ask(house, 'GET', '/console/products', { headers: cookie })).json().items).toEqual([])
  // Set anew, the old authenticator and the old session are worth nothing.
  expect((await open()).json().totpUri).not.toBe(totpUri)
  expect((await ask(house, 'GET', '/console/products', { headers: cookie })).json().code).toBe('account.session_expired')
  await house.clock.advance({ seconds: 60 })
  expect((await signIn(totp.generate({ timestamp: house.clock.now().getTime() }))).json().code).toBe('account.password_wrong')
})

test('papers that are not there, have run out or are somebody’s name are refused', async () => {
  const li = await join(house, '李明')
  const good = await application(li, 400)
  expect((await put(li, { ...good, licence: { ...good.licence, fileId: 'fil_nobody00' } })).json().code).toBe('file.not_found')
  expect((await put(li, { ...good, licence: { ...good.licence, expiresAt: inDays(-1) } })).json().code).toBe('supply.document_expired')
  expect((await put(li, { ...good, regionCode: '999999' })).json().code).toBe('order.region_unknown')
  expect(
    (await ask(house, 'POST', '/my/supplier/documents', { headers: bearer(li), body: { kind: 'licence', ...good.licence } })).json().code,
  ).toBe('supply.none')
  const applied = (await put(li, good)).json()
  expect((await decide(applied.id, 'approve')).statusCode).toBe(200)
  const taken = await ask(house, 'PUT', '/my/supplier/console-account', {
    headers: bearer(li),
    body: { userName: 'wangfang-oil', password: 'Another-2026' },
  })
  expect(taken.json().code).toBe('supply.user_name_taken')
})

test('food sells only with a permit: without one it is not approved, and when it runs out it stops until a renewed one is approved', async () => {
  keeper = await signedInAgain(house, keeper)
  const li = await join(house, '赵敏')
  const supplier = (await put(li, await application(li, 4000))).json() as MySupplier
  await decide(supplier.id, 'approve')
  const staff = await signInAs(house, 'supplier-staff', supplier.id)
  const product = {
    categoryId: 'fresh',
    title: '高山茶油',
    subtitle: '',
    description: '',
    pictures: ['/pictures/tea-oil.svg'],
    attributes: [],
    returnExcepted: false,
    skus: [
      { name: '1 升', supplyPriceFen: 6000, minPriceFen: 8000, suggestedPriceFen: 9900, maxPriceFen: 12_900, stock: 9, weightGrams: 1000 },
    ],
    lot: null,
  }
  const { id } = (await ask(house, 'POST', '/console/products', { headers: staff, body: product })).json() as { id: ProductId }
  await ask(house, 'POST', `/console/products/${id}/submission`, { headers: staff })
  const approve = () => ask(house, 'POST', `/console/products/${id}/decision`, { headers: content, body: { decision: 'approve' } })
  expect((await approve()).json().code).toBe('supply.food_permit_missing')
  const show = async (days: number) => {
    const body = { kind: 'food_permit', ...(await paper(await signedInAgain(house, li), days, `JY${days}00000`)) }
    const { items } = (await ask(house, 'POST', '/console/supplier-documents', { headers: staff, body })).json() as {
      items: { id: string }[]
    }
    const accept = await ask(house, 'POST', `/console/supplier-documents/${items[0]?.id}/decision`, {
      headers: officer,
      body: { decision: 'approve' },
    })
    expect([accept.statusCode, accept.payload]).toEqual([200, '{"done":true}'])
  }
  await show(0.2)
  expect((await approve()).json().state).toBe('approved')
  await keeper.send('POST', `/market/${id}/listing`)
  const sells = async () => {
    // Its words are read by a job.
    await house.runJobs()
    return (await ask(house, 'GET', `/listings?shopId=${shopId}&words=${encodeURIComponent('高山茶油')}`)).json().items.length
  }
  expect(await sells()).toBe(1)
  await house.clock.advance({ hours: 5 })
  await house.settle()
  expect(await sells()).toBe(0)
  expect((await ask(house, 'GET', `/console/products/${id}`, { headers: staff })).json()).toMatchObject({
    state: 'withdrawn',
    rejectedBecause: expect.stringContaining('到期'),
  })
  expect((await approve()).json().code).toBe('supply.food_permit_missing')
  await show(300)
  expect(await sells()).toBe(1)
})

test('thirty days before a licence ends its supplier is told once; on its end nothing of it sells until the renewal is approved', async () => {
  const zhao = await join(house, '钱多')
  const supplier = (await put(zhao, await application(zhao, 40))).json() as MySupplier
  await decide(supplier.id, 'approve')
  const reminders = async () =>
    (
      await house.pool.query('select count(*)::int as n from supplier_documents where supplier_id = $1 and reminded_at is not null', [
        supplier.id,
      ])
    ).rows[0].n
  await house.settle()
  expect(await reminders()).toBe(0)
  await house.clock.advance({ days: 11 })
  await house.settle()
  expect(await reminders()).toBe(1)
  const inbox = await (await fetch(`${simulators.url}/sms`)).text()
  expect(inbox).toContain('营业执照将于')
  await house.clock.advance({ days: 30 })
  await house.settle()
  const later = await signedInAgain(house, zhao)
  expect(await mine(later)).toMatchObject({ state: 'suspended', suspendedBecause: 'licence_expired' })
  officer = await signInAs(house, 'operator-compliance')
  expect((await decide(supplier.id, 'approve')).json().code).toBe('supply.licence_expired')
  const body = { kind: 'licence', ...(await paper(later, 400, '91360734MA0000009X')) }
  const { items } = await later.send<{ items: { id: string }[] }>('POST', '/my/supplier/documents', body)
  const path = `/console/supplier-documents/${items[0]?.id}/decision`
  const settle = (decision: string, reason = '') => ask(house, 'POST', path, { headers: officer, body: { decision, reason } })
  expect((await settle('reject')).json().code).toBe('request.invalid')
  expect((await settle('approve')).statusCode).toBe(200)
  expect((await settle('approve')).statusCode).toBe(200)
  expect((await settle('reject', '看不清')).json().code).toBe('supply.document_decided')
  expect(await mine(later)).toMatchObject({ state: 'approved', suspendedBecause: null })
})
