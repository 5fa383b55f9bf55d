import { api } from '@lianka/contract/api'
import { operators, type Role, type Route, type RouteKey } from '@lianka/contract/route'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printReport } from '../scripts/seed/report-pdf.ts'
import { ask, bearer, type Headers, type Method, pathOf, signInAs } from './console.ts'
import { type House, openHouse, openSimulators } from './house.ts'
import { buy, type Goods, join, openTown } from './people.ts'
import { type Known, placesOf, sampleOf, schemaOf, withValue } from './samples.ts'

const simulators = await openSimulators()
let house: House
let known: Known
let lotId = ''
const headersOf = new Map<Role, Headers>()

beforeAll(async () => {
  house = await openHouse({ simulators })
  const { keeper, goods } = await openTown(house)
  const li = await join(house, '李明', keeper)
  const order = await buy(house, li, goods)
  headersOf.set('visitor', {}).set('customer', bearer(li)).set('shop-owner', bearer(keeper)).set('machine', {})
  for (const role of ['supplier-staff', ...operators, 'auditor'] as const)
    headersOf.set(role, await signInAs(house, role, role === 'supplier-staff' ? goods.supplierId : null))
  known = {
    mbr: keeper.id,
    shp: goods.shopId,
    lst: goods.listingId,
    sku: goods.skuId,
    prd: goods.productId,
    sup: goods.supplierId,
    ord: order.id,
    lin: order.lines[0]?.id ?? '',
    pcl: order.parcels[0]?.id ?? '',
    adr: li.addressId,
    fil: await keptFile(),
    ...(await keptLot(goods)),
    categoryId: 'beauty',
    priceFen: goods.priceFen,
  }
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

async function keptFile(): Promise<string> {
  const headers = { ...(headersOf.get('supplier-staff') as Headers), 'content-type': 'application/pdf' }
  const url = `/api/console/files?name=${encodeURIComponent('检测报告.pdf')}`
  const payload = printReport({ title: '检验报告 JC-2026-08', lines: ['检验结论：合格'] })
  return (await house.app.inject({ method: 'POST', url, headers, payload })).json().id
}

/** A warehouse with a lot in it. */
async function keptLot(goods: Goods): Promise<Known> {
  const headers = headersOf.get('supplier-staff') as Headers
  const warehouse = (await ask(house, 'POST', '/console/warehouses', { headers, body: { name: '城配仓' } })).json().id
  const lot = { code: 'A-1', origin: '江西寻乌', producer: '果园', bestBefore: null, warehouseId: warehouse }
  const body = { ...lot, pieces: [{ skuId: goods.skuId, quantity: 9 }] }
  // A field of products is called as lots’ ids begin, so it is known to paths only.
  lotId = (await ask(house, 'POST', `/console/products/${goods.productId}/lots`, { headers, body })).json().id
  return { whs: warehouse }
}

const routes = (Object.entries(api) as [RouteKey, Route][]).filter(([key]) => !key.endsWith('sessions/current'))
const withBody = routes.filter(([, route]) => route.body && !route.who.includes('machine'))
const withQuery = routes.filter(([, route]) => route.query)
const withParams = routes.filter(([, route]) => route.params)
const callerOf = (route: Route): Headers => headersOf.get(route.who[0] as Role) ?? {}

/** The path with ids that exist where there is one. */
function knownPath(key: RouteKey, route: Route) {
  const { method, path } = pathOf(key, route)
  return {
    method,
    path: path.replace(/([a-z]{3})_nobody00/g, (unknown, prefix: string) => String({ ...known, lot: lotId }[prefix] ?? unknown)),
  }
}

/** How many rows each table has; what notes attempts as such is left out. */
async function countRows(): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('security_events', 'phone_codes')`.execute(
    house.ctx.db,
  )
  const counted = tables.map(({ name }) => sql`select ${sql.lit(name)} as name, count(*)::int as n from ${sql.id(name)}`)
  const { rows } = await sql<{ name: string; n: number }>`${sql.join(counted, sql` union all `)} order by 1`.execute(house.ctx.db)
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]))
}

type Reply = Awaited<ReturnType<typeof ask>>

/** Why a reply is not a proper one; undefined when it is. */
function faultOf(reply: Reply): string | undefined {
  if (reply.statusCode < 400) return undefined
  const { code, zh, en } = reply.json()
  if (reply.statusCode >= 500) return `${reply.statusCode} ${code}`
  if (!/^[a-z-]+\.[a-z_]+$/.test(code) || !/\p{Script=Han}/u.test(zh) || !/[a-z]{2}/.test(en))
    return `refused in no words: ${reply.payload}`
  return undefined
}

/** Values that no text, number or list of the contract may be. */
const wrongTypes: unknown[] = [{ $gt: '' }, [[[]]]]
const hostile: unknown[] = [
  'a\u0000b',
  'a\ud800b',
  `'; drop table orders; --`,
  '%00',
  '\u202e\u0007',
  'x'.repeat(5000),
  '9'.repeat(400),
  -1,
  0.5,
  2 ** 31,
  Number.MAX_SAFE_INTEGER,
  -Number.MAX_SAFE_INTEGER,
  1e308,
  true,
  '',
]

describe.each(withBody)('%s', (key, route) => {
  test('refuses wrong bodies in two languages, never fails, and writes nothing when it refuses', async () => {
    const { method, path } = knownPath(key, route)
    const schema = schemaOf(route, 'body') ?? {}
    const sample = sampleOf(schema, known)
    const faults: string[] = []
    let before = await countRows()
    const send = async (body: unknown, mustRefuse: boolean, what: string) => {
      const reply = await ask(house, method, path, { headers: callerOf(route), body })
      const fault = faultOf(reply) ?? (mustRefuse && reply.statusCode !== 400 ? `taken: ${reply.statusCode}` : undefined)
      if (fault) faults.push(`${what}: ${fault}`)
      if (reply.statusCode < 400) before = await countRows()
    }
    for (const body of [[], [sample], 'text', 7])
      await send(JSON.stringify(body) as never, false, `body ${JSON.stringify(body).slice(0, 20)}`)
    for (const { path: place, schema: inner } of placesOf(schema)) {
      const what = place.join('.')
      const required = place.length === 1 && schema.required?.includes(String(place[0]))
      await send(withValue(sample, place, undefined), Boolean(required), `${what} left out`)
      for (const value of wrongTypes) await send(withValue(sample, place, value), !inner.anyOf, `${what} of a wrong type`)
      for (const value of hostile) {
        const unstorable = value === hostile[0] || value === hostile[1]
        await send(withValue(sample, place, value), unstorable, `${what} ${JSON.stringify(value).slice(0, 30)}`)
      }
    }
    expect(faults).toEqual([])
    expect(await countRows()).toEqual(before)
  })
})

test('a body that is too large, not JSON, or broken JSON is refused before anybody looks at it', async () => {
  const before = await countRows()
  for (const [key, route] of withBody) {
    const { method, path } = knownPath(key, route)
    const send = (type: string, payload: string) =>
      house.app.inject({ method, url: `/api${path}`, headers: { ...callerOf(route), 'content-type': type }, payload })
    const expected: [Reply, number, string][] = [
      [await send('application/json', `{"note":"${'x'.repeat(1_050_000)}"}`), 413, 'request.too_large'],
      [await send('application/xml', '<order/>'), 415, 'request.not_json'],
      [await send('multipart/form-data; boundary=x', '--x--'), 415, 'request.not_json'],
      [await send('application/json', '{"note": '), 400, 'request.invalid'],
      [await send('application/json', 'null, null'), 400, 'request.invalid'],
      [await send('application/json', '\u00ff\u0000'), 400, 'request.invalid'],
    ]
    for (const [reply, status, code] of expected)
      expect([key, reply.statusCode, reply.json().code, faultOf(reply)]).toEqual([key, status, code, undefined])
  }
  expect(await countRows()).toEqual(before)
})

const wrongQueries = ['limit=abc', 'limit=0', 'limit=51', 'limit=1e99', 'limit=-1', 'limit=1&limit=2', 'limit=%00', 'limit=']
const oddQueries = [
  'after=%00',
  'words=%00',
  'after=%ff',
  'words=%25%27%5C',
  'after=x',
  'words=_',
  'state=%00',
  '__proto__[x]=1',
  'shopId=x',
  '&&&',
  '%',
]

test('queries that cannot be are refused, and odd ones find nothing but answer', async () => {
  const faults: string[] = []
  for (const [key, route] of withQuery) {
    const { method, path } = knownPath(key, route)
    const taken = Object.keys(schemaOf(route, 'query')?.properties ?? {})
    for (const query of [...wrongQueries, ...oddQueries]) {
      const reply = await ask(house, method, `${path}?${query}`, { headers: callerOf(route) })
      const name = query.split('=')[0] ?? ''
      const mustRefuse = taken.includes(name) && (wrongQueries.includes(query) || query.endsWith('%00'))
      const fault = faultOf(reply) ?? (mustRefuse && reply.statusCode !== 400 ? `taken: ${reply.statusCode}` : undefined)
      if (fault) faults.push(`${key}?${query}: ${fault}`)
    }
  }
  expect(faults).toEqual([])
})

test('unknown and impossible ids in a path are refused with a code', async () => {
  const faults: string[] = []
  for (const [key, route] of withParams) {
    const { method, path } = pathOf(key, route)
    const body = route.body && sampleOf(schemaOf(route, 'body') ?? {}, known)
    for (const id of [undefined, 'x', '%00', '%zz', '%F0%9F%8D%8A', '..%2f..%2fetc', 'x'.repeat(300), "'--", 'ord_%00']) {
      const asked = id === undefined ? path : path.replace(/[a-z]{3}_nobody00|Nobody99/, id)
      const reply = await ask(house, method, asked, { headers: callerOf(route), ...(method !== 'GET' && { body: body ?? {} }) })
      const fits = reply.statusCode >= 400 || id === undefined
      const fault = faultOf(reply) ?? (fits ? undefined : `taken: ${reply.statusCode}`)
      if (fault) faults.push(`${method} ${asked.slice(0, 80)}: ${fault}`)
      // A cart without the line is answered as it is: that the line is gone is what the page shows.
      if (id === undefined && reply.statusCode < 400 && !key.startsWith('PUT /cart'))
        faults.push(`${method} ${asked}: ${reply.statusCode} for nobody`)
    }
  }
  expect(faults).toEqual([])
})

test('machines’ doors refuse what is not signed, whatever it is', async () => {
  const bodies: [string, string][] = [
    ['application/json', '{}'],
    ['application/json', '{"id":"\\u0000"}'],
    ['application/json', 'x'],
    ['application/x-www-form-urlencoded', 'param=%00&sign=1'],
    ['application/x-www-form-urlencoded', ''],
    ['text/plain', '[]'],
  ]
  for (const path of ['/payments/wechat/notifications', '/couriers/kuaidi100/notifications', '/demo/clock'])
    for (const [type, payload] of bodies) {
      const reply = await house.app.inject({ method: 'POST' as Method, url: `/api${path}`, headers: { 'content-type': type }, payload })
      expect([path, payload, reply.statusCode >= 400, faultOf(reply)]).toEqual([path, payload, true, undefined])
    }
})
