import { zipSync } from 'fflate'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Headers, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { buy, type Goods, join, offerGoods, openTown } from '../../test/people.ts'
import { readRows } from './rules.ts'

const simulators = await openSimulators()
let house: House
let goods: Goods
let supplier: Headers
let rival: Headers
/** Parcels of the supplier, oldest first, and one of somebody else. */
let parcels: { id: string; orderNumber: string }[]
let theirs: string

beforeAll(async () => {
  house = await openHouse({ simulators })
  const town = await openTown(house)
  goods = town.goods
  supplier = await signInAs(house, 'supplier-staff', goods.supplierId)
  const tea = await offerGoods(
    house,
    { id: town.keeper.id, shopId: goods.shopId },
    { title: '高山茶', priceFen: 9_900, supplyPriceFen: 4_000 },
  )
  rival = await signInAs(house, 'supplier-staff', tea.supplierId)
  const li = await join(house, '李明', town.keeper)
  parcels = []
  for (let count = 0; count < 5; count += 1) {
    const order = await buy(house, li, goods)
    parcels.push({ id: order.parcels[0]?.id as string, orderNumber: order.number })
  }
  theirs = (await buy(house, li, tea)).parcels[0]?.id as string
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await simulators.stop()
})

const sendSheet = async (payload: Buffer | string, headers = supplier) => {
  const url = `/api/console/shipping-sheets?name=${encodeURIComponent('11月26日发货.csv')}`
  return house.app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': 'text/csv' }, payload })
}
const rowsOf = (sheet: { rows: { row: number; outcome: string; refusal: { code: string } | null }[] }) =>
  sheet.rows.map(({ row, outcome, refusal }) => [row, refusal?.code ?? outcome])
const download = async (path: string, headers = supplier) => {
  const reply = await house.app.inject({ method: 'GET', url: `/api${path}`, headers })
  expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-store'])
  const [sheet] = await readXlsx(reply.rawPayload)
  return sheet?.data as string[][]
}

test('the sheet to fill in has every parcel to ship with whom it goes to, longest waiting first, and nobody else’s', async () => {
  const [head, ...rows] = await download('/console/parcels/sheet')
  expect(head?.slice(0, 2)).toEqual(['快递公司', '快递单号'])
  expect(rows.map((row) => row[8])).toEqual(parcels.map(({ id }) => id))
  expect(rows[0]).toEqual(expect.arrayContaining(['李明', expect.stringMatching(/^138\d{8}$/), expect.stringContaining('城南大道')]))
  expect((await download('/console/parcels/sheet', rival)).slice(1).map((row) => row[8])).toEqual([theirs])
})

test('good rows ship and bad ones are told by their number, each with its reason; sent again, nothing changes', async () => {
  const [first, second, third, fourth] = parcels as [(typeof parcels)[0], (typeof parcels)[0], (typeof parcels)[0], (typeof parcels)[0]]
  const text = [
    '包裹号,快递公司,快递单号',
    `${first.id},顺丰,SF1000000001`,
    `${second.orderNumber},圆通速递,"=""800000000000000002"""`,
    '',
    `${third.id},,`,
    `${fourth.id},飞鸽传书,SF1000000003`,
    `${fourth.id},中通,7.8E+13`,
    `${fourth.id},中通,SF1000000001x!`,
    `${first.id},顺丰,SF1000000009`,
    `${theirs},顺丰,SF1000000010`,
    'pcl_nobody,顺丰,SF1000000011',
    ',顺丰,SF1000000012',
    `${fourth.id},顺丰,SF1000000001`,
    `${third.id},,SF1000000013`,
    `${third.id},顺丰,`,
  ].join('\r\n')
  const sent = (await sendSheet(text)).json()
  expect(rowsOf(sent)).toEqual([
    [2, 'shipped'],
    [3, 'shipped'],
    [5, 'left'],
    [6, 'shipment.courier_unknown'],
    [7, 'shipment.tracking_invalid'],
    [8, 'shipment.tracking_invalid'],
    [9, 'shipment.named_twice'],
    [10, 'order.parcel_not_found'],
    [11, 'order.parcel_not_found'],
    [12, 'shipment.parcel_unnamed'],
    [13, 'shipment.tracking_taken'],
    [14, 'shipment.courier_missing'],
    [15, 'shipment.tracking_missing'],
  ])
  expect(sent).toMatchObject({ shipped: 2, unchanged: 0, left: 1, refused: 10, uploadedBy: '林晓' })
  expect(sent.rows[1]).toMatchObject({ parcelId: second.id, courier: 'yuantong', trackingNumber: '800000000000000002' })
  expect(sent.rows[3].refusal.zh).toMatch(/快递/)
  const history = async () => (await house.pool.query(`select count(*)::int as n from order_changes where what = 'shipped'`)).rows[0].n
  const before = await history()
  const again = (await sendSheet(text)).json()
  expect(again).toMatchObject({ shipped: 0, unchanged: 2, left: 1, refused: 10 })
  expect(await history()).toBe(before)
  const changed = (await sendSheet(`包裹号,快递公司,快递单号\n${first.id},顺丰,SF1000000099`)).json()
  expect(rowsOf(changed)).toEqual([[2, 'shipment.already_shipped']])

  const refused = await download(`/console/shipping-sheets/${sent.id}/refused`)
  expect(refused[0]?.slice(0, 3)).toEqual(['快递公司', '快递单号', '包裹号'])
  expect(refused[1]).toEqual(['飞鸽传书', 'SF1000000003', fourth.id, '6', expect.stringContaining('不认识')])
  const list = await house.app.inject({ method: 'GET', url: '/api/console/shipping-sheets', headers: supplier })
  expect(list.json().items.map(({ shipped }: { shipped: number }) => shipped)).toEqual([0, 0, 2])
  for (const path of [`/console/shipping-sheets/${sent.id}`, `/console/shipping-sheets/${sent.id}/refused`])
    expect((await house.app.inject({ method: 'GET', url: `/api${path}`, headers: rival })).json().code).toBe('shipment.sheet_not_found')
})

test('the downloaded XLSX, filled in, comes back and ships; two at once ship each parcel once', async () => {
  const { writeSheet } = await import('#file/service')
  const [head, ...rows] = await download('/console/parcels/sheet')
  expect(rows.length).toBe(3)
  const filled = rows.map((row, index) => ['京东', `JD00000000000${index}`, ...row.slice(2).map((cell) => cell ?? '')])
  const columns = (head as string[]).map((heading) => ({ heading, width: 10 }))
  const payload = await writeSheet({ name: '待发货', columns, rows: filled })
  const [one, other] = await Promise.all([sendSheet(payload), sendSheet(payload)]).then((replies) => replies.map((reply) => reply.json()))
  expect([one.refused, other.refused, one.shipped + other.shipped]).toEqual([0, 0, 3])
  expect((await download('/console/parcels/sheet')).slice(1)).toEqual([])
  const { rows: shipped } = await house.pool.query(
    `select count(*)::int as n, count(distinct parcel.id)::int as parcels from order_changes c join parcels parcel on parcel.order_id = c.order_id where c.what = 'shipped'`,
  )
  expect(shipped[0]).toEqual({ n: 5, parcels: 5 })
})

describe('a sheet that cannot be one', () => {
  test('is refused as a whole and ships nothing', async () => {
    const bomb = Buffer.from(
      zipSync({ '[Content_Types].xml': Buffer.from('<Types/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(90_000_000) }),
    )
    const many: [Buffer | string, string][] = [
      ['订单,数量\n1,2', 'shipment.columns_missing'],
      ['', 'file.empty'],
      [Buffer.from('%PDF-1.7 \0\0'), 'sheet.type_refused'],
      [bomb, 'sheet.inflates'],
      [Buffer.alloc(2_200_000, 65), 'file.too_large'],
    ]
    for (const [payload, code] of many) expect((await sendSheet(payload)).json().code).toBe(code)
  })

  test('rows are read by their headings in any order, in Chinese or English, and empty rows are nothing', () => {
    const rows = readRows([
      ['Tracking number', 'note', 'Courier', 'Order number'],
      ['', '', '', ''],
      [' SF 1234567890 ', 'x', 'SF Express', 'N1'],
    ])
    expect(rows).toEqual([
      {
        row: 3,
        named: 'N1',
        courier: 'SF Express',
        trackingNumber: 'SF1234567890',
        is: 'shipment',
        by: { courier: 'shunfeng', trackingNumber: 'SF1234567890' },
      },
    ])
    expect(readRows([['包裹号', '快递单号']])).toBeNull()
    expect(readRows([])).toBeNull()
  })
})
