import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, bearer, type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { buy, deliver, type Goods, join, openTown, type Person, signedInAgain, waitOutWindow } from '../../test/people.ts'

const simulators = await openSimulators()
let house: House
let keeper: Person
let goods: Goods
let supplier: Headers

beforeAll(async () => {
  house = await openHouse({ simulators })
  const town = await openTown(house, { title: '=2+5 脐橙', priceFen: 9_900, supplyPriceFen: 4_000 })
  keeper = town.keeper
  goods = town.goods
  const li = await join(house, '李明', keeper)
  for (let count = 1; count <= 3; count += 1) await deliver(house, goods, await buy(house, await signedInAgain(house, li), goods, count))
  await waitOutWindow(house)
  supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  keeper = await signedInAgain(house, keeper)
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

type Months = { balanceFen: number; items: { month: string; earnedFen: number; closingFen: number; paidFen: number }[] }
type Lines = { items: { what: string; quantity: number; amountFen: number; title: string }[]; next: string | null }
const balanceOf = async (account: string) => {
  const { rows } = await house.pool.query('select coalesce(-sum(amount), 0)::int as n from entries where account_id = $1', [account])
  return rows[0].n
}
const get = async <T>(path: string, headers: Headers) => (await ask(house, 'GET', path, { headers })).json() as T

test('a supplier’s months add up to what the books owe it, and its lines to the month', async () => {
  const months = await get<Months>('/console/statements', supplier)
  expect(months.balanceFen).toBe(await balanceOf(`supplier_payable:${goods.supplierId}`))
  const [month] = months.items
  expect(month).toMatchObject({ closingFen: months.balanceFen, paidFen: 0 })
  const all: Lines['items'] = []
  let after = ''
  do {
    const page = await get<Lines>(`/console/statements/${month?.month}?limit=2${after && `&after=${after}`}`, supplier)
    all.push(...page.items)
    after = page.next ?? ''
  } while (after)
  expect(all.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(month?.closingFen)
  expect(all.filter(({ what }) => what === 'goods').map(({ quantity, amountFen }) => [quantity, amountFen])).toEqual(
    expect.arrayContaining([
      [1, 4_000],
      [2, 8_000],
      [3, 12_000],
    ]),
  )
})

test('a shop’s statement is its own, and others see nothing of it', async () => {
  const months = await get<Months>('/my/shop/statements', bearer(keeper))
  expect(months.balanceFen).toBe(await balanceOf(`shop_payable:${goods.shopId}`))
  expect(months.balanceFen).toBeGreaterThan(0)
  const rival = await signInAs(
    house,
    'supplier-staff',
    (
      await house.pool.query(`insert into suppliers (id, name, region_code, story, licence_number, state, applied_at)
    values ('sup_rival', '别家', '360734', '', 'DEMO-9', 'approved', now()) returning id`)
    ).rows[0].id,
  )
  expect(await get<Months>('/console/statements', rival)).toEqual({ items: [], balanceFen: 0 })
})

test('the file is sent as it is read, adds up too, and holds nothing that a spreadsheet would run', async () => {
  const { items } = await get<Months>('/console/statements', supplier)
  const path = `/console/statements/${items[0]?.month}/file`
  const csv = await ask(house, 'GET', path, { headers: supplier })
  expect(csv.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' })
  const [head, ...rows] = csv.payload.replace('\ufeff', '').trim().split('\r\n')
  expect(head).toBe('时间,项目,订单号,商品,规格,件数,金额（元）')
  expect(rows.every((row) => !/(^|,)[=+@]/.test(row))).toBe(true)
  const total = rows.reduce((sum, row) => sum + Math.round(Number(row.split(',').at(-1)) * 100), 0)
  expect(total).toBe(items[0]?.closingFen)
  const { default: readXlsx } = await import('read-excel-file/node')
  const xlsx = await ask(house, 'GET', `${path}?format=xlsx`, { headers: supplier })
  const [sheet] = await readXlsx(xlsx.rawPayload)
  expect(sheet?.data.length).toBe(rows.length + 1)
  expect((await ask(house, 'GET', '/console/statements/2026-13', { headers: supplier })).statusCode).toBe(400)
})
