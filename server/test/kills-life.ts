import type { Order } from '@lianka/contract/order'
import type { Wallet, Withdrawal } from '@lianka/contract/wallet'
import { type Event, type Payer, goods as sorts } from '@lianka/reward/history-arbitrary'
import { expect } from 'vitest'
import { persist, sleep } from './kills-crew.ts'
import { ask, newRequest, type Request, tellSimulators, type Wire } from './kills-wire.ts'
import { type Goods, identityNumber, join, type Person } from './people.ts'
import type { Answer } from './processes.ts'

/** Lives a drawn history of the engine's tests over the wire, beside others, while processes are killed. */

type Bought = { orderId: string; lineId: string; parcelId: string; left: number; buyer: Person; received: boolean }

export type Life = {
  wire: Wire
  serial: number
  people: Person[]
  bought: Bought[]
  told: Request[]
  /** Withdrawals that may still wait for their person, with whom they wait for. */
  waiting: Map<string, Person>
}

export const openLife = (wire: Wire, serial: number): Life => ({ wire, serial, people: [], bought: [], told: [], waiting: new Map() })

const at = ({ people }: Life, index: number) => people[index % people.length] as Person

/** As asked, and remembered, so that it can be said again. */
function say(life: Life, by: Request['by'], path: string, body: object = {}): Promise<Answer> {
  const request = newRequest('POST', by, path, body)
  life.told.push(request)
  return ask(life.wire, request)
}

async function pay(life: Life, buyer: Person, orderId: string, pays: Payer): Promise<void> {
  const choice = await say(life, buyer, `/orders/${orderId}/payment`, { scene: 'jsapi' })
  if (choice.status !== 200) return
  const prepay_id = (choice.body.params as { package: string }).package.replace('prepay_id=', '')
  const payer =
    pays.account === 'own' ? buyer.wechat : pays.account === 'member' ? at(life, pays.who).wechat : `生人${life.serial}-${pays.which}`
  await tellSimulators(life.wire, '/cashier/pay', { prepay_id, result: 'pay', payer })
}

/** Looks whether it is paid, as the page does; the look itself may be what finds it out. */
async function awaitPaid(life: Life, buyer: Person, orderId: string): Promise<void> {
  for (let looks = 0; looks < 4; looks += 1) {
    const { status, body } = await ask(life.wire, newRequest('GET', buyer, `/orders/${orderId}/payment`))
    if (status !== 200 || body.orderState !== 'awaiting_payment') return
    await sleep(100)
  }
}

/** Most pay and look; some leave at once, some change their mind, and some do so while they pay. */
async function payOrNot(life: Life, buyer: Person, orderId: string, pays: Payer): Promise<void> {
  const mood = life.wire.draws.below(20)
  const cancel = () => say(life, buyer, `/orders/${orderId}/cancellation`)
  if (mood === 0) await cancel()
  else if (mood === 1) await Promise.all([pay(life, buyer, orderId, pays), cancel()])
  else await pay(life, buyer, orderId, pays)
  if (mood > 4) await awaitPaid(life, buyer, orderId)
}

async function buy(life: Life, who: number, bought: readonly number[], pays: Payer): Promise<void> {
  const buyer = at(life, who)
  const quantities = Map.groupBy(bought, (sort) => sort % sorts.length)
  const lines = [...quantities].map(([sort, all]) => {
    const { listingId, skuId, priceFen } = life.wire.offered[sort] as Goods
    return { listingId, skuId, quantity: all.length, priceFen }
  })
  const { shopId } = life.wire.offered[0] as Goods
  const placed = await say(life, buyer, '/orders', { shopId, lines, addressId: buyer.addressId, returnExceptionConfirmed: true })
  if (placed.status !== 200) return
  const order = placed.body as unknown as Order
  life.wire.orders.add(order.id)
  await payOrNot(life, buyer, order.id, pays)
  for (const { id, parcelId, baseFen } of order.lines)
    life.bought.push({ orderId: order.id, lineId: id, parcelId, left: baseFen, buyer, received: false })
}

async function refund(life: Life, line: Bought, permille: number, bearer: string): Promise<void> {
  const amountFen = Math.min(line.left, Math.max(1, Math.floor((line.left * permille) / 1000)))
  if (amountFen === 0) return
  const request = { lineId: line.lineId, kind: 'refund_only', reason: 'damaged', amountFen }
  const asked = await say(life, line.buyer, `/orders/${line.orderId}/after-sales`, request)
  if (asked.status !== 200) return
  const decided = await say(life, bearer === 'platform' ? 'platform' : 'supplier', `/console/after-sales/${asked.body.id}/decision`, {
    decision: 'approve',
    bearer,
  })
  if (decided.status === 200) line.left -= amountFen
}

/** The supplier ships, and either the courier delivers or the buyer says it has come. */
async function receive(life: Life, line: Bought): Promise<void> {
  const { wire, bought } = life
  if (line.received) return
  for (const other of bought) if (other.parcelId === line.parcelId) other.received = true
  const nu = line.parcelId.slice(-26)
  const shipped = await say(life, 'supplier', `/console/parcels/${line.parcelId}/shipment`, { courier: 'shunfeng', trackingNumber: nu })
  if (shipped.status !== 200) return
  if (wire.draws.below(2) === 0) await say(life, line.buyer, `/parcels/${line.parcelId}/receipt`)
  else await tellSimulators(wire, '/kd100/dev/advance', { nu, to: 'delivered' })
}

/** Everything that was bought comes. */
export async function receiveAll(life: Life): Promise<void> {
  for (const line of life.bought) await receive(life, line)
}

async function withdraw(life: Life, who: number, permille: number): Promise<void> {
  const person = at(life, who)
  const wallet = await ask(life.wire, newRequest('GET', person, '/my/wallet'))
  const { withdrawableFen = 0 } = wallet.body as Partial<Wallet>
  if (withdrawableFen === 0) return
  const idNumber = identityNumber((life.serial * 50 + (who % life.people.length)) % 1000)
  await ask(life.wire, newRequest('PUT', person, '/my/real-name', { name: '何冰', idNumber }))
  const amountFen = Math.max(1, Math.floor((withdrawableFen * permille) / 1000))
  const asked = await say(life, person, '/my/withdrawals', { amountFen })
  if (asked.status !== 200) return
  const id = String(asked.body.id)
  life.wire.withdrawals.add(id)
  life.waiting.set(id, person)
  if (life.wire.draws.below(7) === 0) await say(life, person, `/my/withdrawals/${id}/cancellation`)
}

const ended: readonly string[] = ['paid', 'failed', 'cancelled']

/** Agrees, as the person does in WeChat, to what waits for it; answers how many withdrawals have not ended. */
export async function confirmWaiting(life: Life): Promise<number> {
  for (const [id, person] of life.waiting) {
    const { body } = await ask(life.wire, newRequest('POST', person, `/my/withdrawals/${id}/confirmation`))
    const params = body.params as { package: string } | null | undefined
    if (params) await tellSimulators(life.wire, '/transfer/confirm', { package_info: params.package })
    const withdrawal = (await ask(life.wire, newRequest('GET', person, `/my/withdrawals/${id}`))).body as Partial<Withdrawal>
    if (ended.includes(String(withdrawal.state))) life.waiting.delete(id)
  }
  return life.waiting.size
}

const pages = ['/orders', '/my/wallet', '/my/shares', '/my/team', '/my/withdrawals', '/after-sales'] as const

/** Somebody looks at something; whatever is under way, it is shown. */
async function look({ wire, people }: Life): Promise<void> {
  const somebody = people[wire.draws.below(people.length)] as Person
  const { status } = await ask(wire, newRequest('GET', somebody, pages[wire.draws.below(pages.length)] as string))
  expect(status).toBe(200)
}

async function live(life: Life, event: Event): Promise<void> {
  const { wire, people, bought, told, serial } = life
  if (event.does === 'join') {
    const through = event.through === null || people.length === 0 ? undefined : at(life, event.through)
    people.push(await persist(() => join(wire.crew.house, `人${serial}-${people.length}`, through)))
    if (event.applies) await say(life, people.at(-1) as Person, '/agent-application', { agreementAccepted: true })
  } else if (event.does === 'apply') await say(life, at(life, event.who), '/agent-application', { agreementAccepted: true })
  else if (event.does === 'buy') {
    const goods = event.items.map((item) => item.goods)
    await buy(life, event.who, goods, event.pays)
  } else if (event.does === 'withdraw') await withdraw(life, event.who, event.permille)
  else if (event.does === 'repeat' && told.length > 0) await ask(wire, told[told.length - 1 - (event.back % told.length)] as Request)
  else if (event.does === 'refund' && bought.length > 0)
    await refund(life, bought[event.line % bought.length] as Bought, event.permille, event.bearer)
  else if (event.does === 'receive' && bought.length > 0) await receive(life, bought[event.line % bought.length] as Bought)
  if (wire.draws.below(2) === 0) await look(life)
  await confirmWaiting(life)
}

/** Someone becomes boss by three buyers, earns as boss, and then all three give their purchases back. */
async function riseAndFall(life: Life): Promise<void> {
  const { wire, people, bought, serial } = life
  const joinThrough = async (through: Person | undefined) => {
    people.push(await persist(() => join(wire.crew.house, `人${serial}-${people.length}`, through)))
    return people.length - 1
  }
  const boss = await joinThrough(people[0])
  await buyAndWait(life, boss, 0)
  const from = bought.length
  const buyers: number[] = []
  for (let n = 0; n < 3; n += 1) buyers.push(await joinThrough(people[boss]))
  for (const buyer of buyers) await buyAndWait(life, buyer, 0)
  const purchases = bought.slice(from)
  for (const buyer of buyers) await buyAndWait(life, buyer, 2)
  for (const purchase of purchases) await refund(life, purchase, 1000, 'supplier')
}

async function buyAndWait(life: Life, who: number, sort: number): Promise<void> {
  const before = life.bought.length
  await buy(life, who, [sort], { account: 'own' })
  const line = life.bought[before]
  if (line) await awaitPaid(life, line.buyer, line.orderId)
}

/** Half of the people look at their wallets and take out what is there, or a part of it. */
async function payday(life: Life): Promise<void> {
  const { wire, people } = life
  for (const who of people.keys()) if (wire.draws.below(2) === 0) await withdraw(life, who, wire.draws.below(3) === 0 ? 500 : 1000)
}

/** Lives a piece of a history. What moves everybody's clock or plan, a week or a publication, is left to whoever lives many at once. */
export async function livePiece(life: Life, events: readonly Event[], piece: number): Promise<void> {
  // Stored replies are kept for three days; what was said before the clock moved is not said again.
  life.told.length = 0
  if (piece > 0) await payday(life)
  if (piece === life.serial % 8) await riseAndFall(life)
  for (const event of events) await live(life, event)
}
