import type { Order } from '@lianka/contract/order'
import type { AfterSale } from '@lianka/contract/refund'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { printReport } from '../../scripts/seed/report-pdf.ts'
import { balance, count, expectBooksHold, moveParcel } from '../../test/channel.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import {
  asMember,
  asStaff,
  buy,
  deliver,
  type Goods,
  type GoodsOptions,
  join,
  openTown,
  type Person,
  signedInAgain,
} from '../../test/people.ts'
import { moves } from './rules.ts'
import * as refund from './service.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

type Scene = { house: House; goods: Goods; keeper: Person; li: Person; order: Order }
type Ask = Partial<Parameters<typeof refund.requestAfterSale>[2]>

async function openScene({
  quantity = 1,
  sent = true,
  ...options
}: GoodsOptions & { quantity?: number; sent?: boolean } = {}): Promise<Scene> {
  const house = await openHouse({ simulators })
  const { goods, keeper } = await openTown(house, { supplyPriceFen: 20_000, ...options })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const li = await join(house, '李明', keeper)
  const order = await buy(house, li, goods, quantity)
  if (sent) await deliver(house, goods, order)
  return { house, goods, keeper, li, order }
}

const buyerOf = ({ house, li }: Scene) => asMember(house.ctx, li.id)
const supplierOf = ({ house, goods }: Scene) => asStaff(house.ctx, 'supplier-staff', goods.supplierId)
const supportOf = ({ house }: Scene) => asStaff(house.ctx, 'operator-support')
const ask = (scene: Scene, more: Ask = {}) =>
  refund.requestAfterSale(buyerOf(scene), scene.order.id, {
    lineId: scene.order.lines[0]?.id as never,
    kind: 'return_and_refund',
    reason: 'no_reason',
    words: '',
    ...more,
  })
const read = (scene: Scene, { id }: AfterSale) => refund.readOwn(buyerOf(scene), id)
const yes = { decision: 'approve', bearer: 'supplier', words: '' } as const
const no = { decision: 'reject', bearer: 'supplier', words: '照片看不出问题' } as const
const refusedWith = (code: string) => expect.objectContaining({ code })
const pass = async ({ house }: Scene, days: number, hours = 0) => {
  await house.clock.advance({ days, hours })
  await house.settle()
}
/** The channel is told, and a minute later says that it is done. */
const moneyArrives = async ({ house }: Scene) => {
  await house.runJobs()
  await house.clock.advance({ seconds: 70 })
  await house.settle()
}
let numbers = 0
const freshNumber = () => {
  numbers += 1
  return `ZT${process.pid}${String(numbers).padStart(8, '0')}`
}
const parcel = (trackingNumber = freshNumber()) => ({ courier: 'zhongtong', trackingNumber })
const held = ({ house, keeper }: Scene) => balance(house, `wallet_held:${keeper.id}`).then((sum) => -sum + 0)
const windowHeld = ({ house, order }: Scene) =>
  count(house, sql`select count(*) as n from order_lines where order_id = ${order.id} and window_held`)

test('the moves in the code are those that the database allows', async () => {
  await using house = await openHouse()
  const { rows } = await sql<{ move: string }>`select from_state || ' ' || to_state as move from after_sale_moves`.execute(house.ctx.db)
  expect(rows.map(({ move }) => move).sort()).toEqual(moves.map(({ from, to }) => `${from} ${to}`).sort())
})

test('a return without a reason cannot be turned down by the seller; it is sent back, tracked, and the money goes back by itself', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene)
  expect(asked).toMatchObject({ rightful: true, amountFen: 49_900, quantity: 1, mayEscalate: false })
  await expect(refund.decide(supplierOf(scene), asked.id, no)).rejects.toEqual(refusedWith('refund.right'))
  await expect(refund.contest(supplierOf(scene), asked.id, { words: '不想退' })).rejects.toEqual(refusedWith('refund.right'))
  // Whatever the code thinks, the database refuses it too.
  await expect(
    sql`update after_sales set state = 'rejected', decided_side = 'supplier' where id = ${asked.id}`.execute(house.ctx.db),
  ).rejects.toThrow(/rightful/)
  // Silence is a yes after two days.
  await pass(scene, 2, 1)
  expect(await read(scene, asked)).toMatchObject({ state: 'approved', bearer: 'supplier', returnTo: expect.stringContaining('芳草护肤厂') })
  const sent = parcel()
  await refund.sendBack(buyerOf(scene), asked.id, sent)
  await house.runJobs()
  await moveParcel(house, sent.trackingNumber)
  await house.runJobs()
  const back = await read(scene, asked)
  expect(back.parcels[0]).toMatchObject({
    direction: 'return',
    deliveredAt: expect.any(String),
    tracks: expect.arrayContaining([expect.anything()]),
  })
  // The supplier has three days from delivery, then the goods count as looked at.
  await pass(scene, 2, 23)
  expect(await read(scene, asked)).toMatchObject({ state: 'returning' })
  await pass(scene, 0, 2)
  await pass(scene, 0, 1)
  expect(await read(scene, asked)).toMatchObject({ state: 'refunded', bearer: 'supplier' })
  expect((await read(scene, asked)).history.map(({ to, side }) => `${to} ${side}`)).toEqual([
    'requested buyer',
    'approved system',
    'returning buyer',
    'refunding system',
    'refunded system',
  ])
  expect(await balance(house, 'refund_pending')).toBe(0)
  expect(await held(scene)).toBe(0)
  await expectBooksHold(house)
})

test('a buyer who does not send it back within five days, or lets it be, keeps the goods, and the window ends', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene)
  await refund.decide(supplierOf(scene), asked.id, { ...yes, returnTo: '江西寻乌县工业园 3 号 芳草护肤厂 收' })
  expect((await read(scene, asked)).returnTo).toContain('工业园')
  expect(await windowHeld(scene)).toBe(1)
  await pass(scene, 5, 1)
  expect((await read(scene, asked)).state).toBe('closed')
  expect(await windowHeld(scene)).toBe(0)
  await expect(refund.sendBack(buyerOf(scene), asked.id, parcel())).rejects.toEqual(refusedWith('refund.state'))
  const again = await ask(scene, { kind: 'refund_only', reason: 'damaged', amountFen: 100 as never })
  expect((await refund.withdraw(buyerOf(scene), again.id)).state).toBe('closed')
  expect((await refund.withdraw(buyerOf(scene), again.id)).state).toBe('closed')
  await pass(scene, 3)
  expect(await held(scene)).toBe(0)
  expect(await balance(house, 'line_escrow')).toBe(0)
  await expectBooksHold(house)
})

test('a seller’s no may be taken to the platform for three days; it decides with a reason, names who bears it, and that is final', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene, { kind: 'refund_only', reason: 'damaged', amountFen: 20_000 as never })
  await refund.decide(supplierOf(scene), asked.id, no)
  expect(await read(scene, asked)).toMatchObject({ state: 'rejected', mayEscalate: true })
  // The window waits for what the platform may say.
  await pass(scene, 2)
  expect(await windowHeld(scene)).toBe(1)
  const argued = await refund.appeal(buyerOf(scene), asked.id, { words: '外盒压扁，面霜漏了，见图' })
  expect(argued).toMatchObject({ state: 'arbitrating', mayEscalate: false })
  await expect(refund.decide(supplierOf(scene), asked.id, yes)).resolves.toMatchObject({ state: 'arbitrating' })
  const support = supportOf(scene)
  await expect(
    refund.award(support, asked.id, { outcome: 'refund', bearer: 'platform', amountFen: 20_001 as never, words: '多了' }),
  ).rejects.toEqual(refusedWith('refund.too_much'))
  await refund.award(support, asked.id, {
    outcome: 'refund',
    bearer: 'platform',
    amountFen: 12_345 as never,
    words: '漏了一半，退一半多一点',
  })
  const ended = await read(scene, asked)
  expect(ended).toMatchObject({ state: 'refunding', amountFen: 12_345, bearer: 'platform', decisionWords: '漏了一半，退一半多一点' })
  expect(ended.history.at(-1)).toMatchObject({ to: 'refunding', side: 'platform', words: '漏了一半，退一半多一点' })
  expect(await windowHeld(scene)).toBe(0)
  await expect(refund.award(support, asked.id, { outcome: 'reject', bearer: 'supplier', words: '再想想' })).rejects.toEqual(
    refusedWith('refund.state'),
  )
  await pass(scene, 8)
  // The supplier and the shop lose nothing of it: the platform pays.
  expect(await balance(house, 'compensation')).toBe(12_345)
  await expectBooksHold(house)

  // A rejection nobody argues with for three days stands, and lets the window end.
  const other = { ...scene, order: await buy(house, await signedInAgain(house, scene.li), scene.goods) }
  await deliver(house, scene.goods, other.order)
  const second = await ask(other, { kind: 'refund_only', reason: 'late', amountFen: 500 as never })
  await refund.decide(supplierOf(scene), second.id, no)
  await pass(other, 3, 1)
  expect(await read(other, second)).toMatchObject({ state: 'rejected', mayEscalate: false })
  expect(await windowHeld(other)).toBe(0)
  await expect(refund.appeal(buyerOf(scene), second.id, { words: '不同意' })).rejects.toEqual(refusedWith('refund.state'))
  await expectBooksHold(house)
})

test('goods that came back used are argued about before the platform, which may find for either', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene)
  await refund.decide(supplierOf(scene), asked.id, yes)
  await refund.sendBack(buyerOf(scene), asked.id, parcel())
  await refund.contest(supplierOf(scene), asked.id, { words: '瓶子开过，用掉一半' })
  expect(await read(scene, asked)).toMatchObject({ state: 'arbitrating' })
  await expect(refund.award(supportOf(scene), asked.id, { outcome: 'return', bearer: 'supplier', words: '请寄回' })).rejects.toEqual(
    refusedWith('refund.state'),
  )
  await refund.award(supportOf(scene), asked.id, { outcome: 'reject', bearer: 'supplier', words: '已使用，不再完好' })
  expect(await read(scene, asked)).toMatchObject({ state: 'rejected', bearer: null, mayEscalate: false })
  expect(await windowHeld(scene)).toBe(0)
  await pass(scene, 8)
  expect(await balance(house, 'line_escrow')).toBe(0)
  await expectBooksHold(house)
})

test('an exchange keeps the line: the goods go back, others come, nothing is paid or earned anew', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene, { kind: 'exchange', reason: 'damaged' })
  expect(asked).toMatchObject({ amountFen: 0, rightful: false })
  const before = await held(scene)
  await refund.decide(supplierOf(scene), asked.id, yes)
  const [there, here] = [parcel(), parcel()]
  await refund.sendBack(buyerOf(scene), asked.id, there)
  await refund.receiveReturn(supplierOf(scene), asked.id)
  expect(await read(scene, asked)).toMatchObject({ state: 'replacing', mayEscalate: true })
  await expect(refund.sendReplacement(supplierOf(scene), asked.id, there)).rejects.toEqual(refusedWith('shipment.tracking_taken'))
  await refund.sendReplacement(supplierOf(scene), asked.id, here)
  await house.runJobs()
  await moveParcel(house, here.trackingNumber)
  await house.runJobs()
  const done = await read(scene, asked)
  expect(done.state).toBe('replaced')
  expect(done.parcels.map(({ direction, deliveredAt }) => [direction, deliveredAt !== null])).toEqual([
    ['return', false],
    ['replacement', true],
  ])
  expect(await held(scene)).toBe(before)
  expect(await count(house, sql`select count(*) as n from refunds`)).toBe(0)
  expect(await windowHeld(scene)).toBe(0)
  await pass(scene, 8)
  expect(await balance(house, 'line_escrow')).toBe(0)
  await expectBooksHold(house)
})

test('an exchange whose supplier sends nothing comes before the platform, which may have the money paid back', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene, { kind: 'exchange', reason: 'not_as_described' })
  await refund.decide(supplierOf(scene), asked.id, yes)
  await refund.sendBack(buyerOf(scene), asked.id, parcel())
  await refund.receiveReturn(supplierOf(scene), asked.id)
  await pass(scene, 3, 1)
  expect(await read(scene, asked)).toMatchObject({ state: 'arbitrating' })
  await refund.award(supportOf(scene), asked.id, { outcome: 'refund', bearer: 'supplier', words: '无货可换，全额退款' })
  await moneyArrives(scene)
  expect(await read(scene, asked)).toMatchObject({ state: 'refunded', amountFen: 49_900 })
  await expectBooksHold(house)
})

test('pieces of a line are returned to the fen: two of three now, the last with what is left', async () => {
  const scene = await openScene({ priceFen: 3333, supplyPriceFen: 1000, quantity: 3 })
  await using house = scene.house
  const two = await ask(scene, { quantity: 2 })
  expect(two.amountFen).toBe(6666)
  await expect(ask(scene, { quantity: 1 })).rejects.toEqual(refusedWith('refund.already_open'))
  await refund.decide(supplierOf(scene), two.id, yes)
  await refund.sendBack(buyerOf(scene), two.id, parcel())
  await refund.receiveReturn(supplierOf(scene), two.id)
  await moneyArrives(scene)
  await expect(ask(scene, { quantity: 2 })).rejects.toEqual(refusedWith('refund.too_much'))
  await expect(ask(scene, { quantity: 1, amountFen: 3334 as never })).rejects.toEqual(refusedWith('refund.too_much'))
  expect((await ask(scene, { quantity: 1 })).amountFen).toBe(3333)
  await expectBooksHold(house)
})

test('pieces paid back before they are sent are on sale again, and the rest is what the supplier packs', async () => {
  const scene = await openScene({ priceFen: 3000, supplyPriceFen: 1000, quantity: 3, stock: 10, sent: false })
  await using house = scene.house
  const stock = () => count(house, sql`select stock as n from skus where id = ${scene.goods.skuId}`)
  expect(await stock()).toBe(7)
  const one = await ask(scene, { kind: 'refund_only', quantity: 1 })
  expect(one).toMatchObject({ rightful: true, amountFen: 3000 })
  await refund.decide(supplierOf(scene), one.id, yes)
  expect(await stock()).toBe(8)
  const { listParcels } = await import('#shipment/service')
  const [toShip] = (await listParcels(supplierOf(scene), { state: 'to_ship', limit: 5 })).items
  expect(toShip?.lines[0]?.quantity).toBe(2)
  await moneyArrives(scene)
  await expect(ask(scene, { kind: 'exchange' })).rejects.toEqual(refusedWith('refund.not_shipped'))
  const rest = await ask(scene, { kind: 'refund_only' })
  expect(rest).toMatchObject({ quantity: 2, amountFen: 6000 })
  await refund.decide(supplierOf(scene), rest.id, yes)
  expect(await stock()).toBe(10)
  await moneyArrives(scene)
  // With the whole parcel, its postage.
  expect(await balance(house, 'postage_escrow')).toBe(0)
  await expectBooksHold(house)
})

test('what was cancelled and sent all the same has to come back before the money goes', async () => {
  const scene = await openScene({ sent: false })
  await using house = scene.house
  const asked = await ask(scene, { kind: 'refund_only' })
  await deliver(house, scene.goods, scene.order)
  await refund.decide(supplierOf(scene), asked.id, yes)
  expect(await read(scene, asked)).toMatchObject({ state: 'approved', kind: 'return_and_refund' })
  expect(await count(house, sql`select count(*) as n from refunds`)).toBe(0)
  await expectBooksHold(house)
})

test('goods excepted from the seven days have no such right: the seller may say no', async () => {
  const scene = await openScene({ returnExcepted: true, sent: false })
  await using house = scene.house
  const asked = await ask(scene, { kind: 'refund_only' })
  expect(asked.rightful).toBe(false)
  expect(await refund.decide(supplierOf(scene), asked.id, no)).toMatchObject({ state: 'rejected' })
  await expectBooksHold(house)
})

test('a request holds the window no longer than fifteen days, whoever is slow', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene, { kind: 'refund_only', reason: 'damaged', amountFen: 100 as never })
  await refund.contest(supplierOf(scene), asked.id, { words: '请平台看看' })
  await pass(scene, 14, 23)
  expect(await windowHeld(scene)).toBe(1)
  await pass(scene, 0, 2)
  expect([await windowHeld(scene), (await read(scene, asked)).state]).toEqual([0, 'arbitrating'])
  await pass(scene, 0, 1)
  expect(await held(scene)).toBe(0)
  // Decided afterwards, the money comes out of what was settled.
  await refund.award(supportOf(scene), asked.id, { outcome: 'refund', bearer: 'shop', words: '晚了，但有理' })
  await moneyArrives(scene)
  expect((await read(scene, asked)).state).toBe('refunded')
  await expectBooksHold(house)
})

test('the platform, the seller and the buyer who all act at once: one of them is heard, and the money goes once', async () => {
  const scene = await openScene()
  await using house = scene.house
  const asked = await ask(scene, { kind: 'refund_only', reason: 'damaged', amountFen: 30_000 as never })
  await refund.contest(supplierOf(scene), asked.id, { words: '请平台看看' })
  const give = { outcome: 'refund', bearer: 'platform', words: '有理' } as const
  const tries = await Promise.allSettled([
    ...Array.from({ length: 4 }, () => refund.award(supportOf(scene), asked.id, give)),
    refund.award(supportOf(scene), asked.id, { outcome: 'reject', bearer: 'supplier', words: '无理' }),
    refund.withdraw(buyerOf(scene), asked.id),
  ])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await count(house, sql`select coalesce(sum(amount), 0)::bigint as n from refunds`)).toBeLessThanOrEqual(30_000)
  expect(await count(house, sql`select count(*) as n from refunds`)).toBeLessThanOrEqual(1)
  await moneyArrives(scene)
  await expectBooksHold(house)
})

/** One red dot as a real PNG. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

test('evidence is pictures: what is not one is refused, and both sides’ are seen by all', async () => {
  const scene = await openScene()
  await using house = scene.house
  const li = await signedInAgain(house, scene.li)
  const upload = async (name: string, payload: Buffer) =>
    (
      await house.app.inject({
        method: 'POST',
        url: `/api/files?name=${encodeURIComponent(name)}`,
        headers: { authorization: `Bearer ${li.token}`, 'content-type': 'application/octet-stream' },
        payload,
      })
    ).json() as { id: string; path: string }
  const picture = await upload('压坏.png', Buffer.from(png, 'base64'))
  const paper = await upload('说明.pdf', printReport({ title: 'R-1', lines: ['passed'] }))
  const body = { lineId: scene.order.lines[0]?.id, kind: 'refund_only', reason: 'damaged', amountFen: 100 }
  await expect(li.send('POST', `/orders/${scene.order.id}/after-sales`, { ...body, pictures: ['fil_nobody00'] })).rejects.toMatchObject({
    code: 'refund.no_picture',
  })
  await expect(li.send('POST', `/orders/${scene.order.id}/after-sales`, { ...body, pictures: [paper.id] })).rejects.toMatchObject({
    code: 'refund.no_picture',
  })
  const asked = await li.send<AfterSale>('POST', `/orders/${scene.order.id}/after-sales`, { ...body, pictures: [picture.id] })
  expect(asked.evidence).toEqual([{ path: picture.path, side: 'buyer' }])
  const [seen] = (await refund.listForStaff(supportOf(scene), { limit: 5 })).items
  expect(seen).toMatchObject({ id: asked.id, buyerNickname: '李明', evidence: asked.evidence })
})
