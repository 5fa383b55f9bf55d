import { randomUUID } from 'node:crypto'
import type { OrderId } from '@lianka/contract/ids'
import type { Order } from '@lianka/contract/order'
import type { Plan } from '@lianka/contract/plan'
import { type Event, type Payer, planVariants, goods as sorts } from '@lianka/reward/history-arbitrary'
import { encryptAead, seal, sealHeaders } from '@lianka/wechat/signature'
import { beijingTime } from '@lianka/wechat/time'
import { ulid } from 'ulid'
import { publishPlan } from '#plan/service'
import { ask, type Headers, signInAs } from './console.ts'
import type { House } from './house.ts'
import { type Goods, identityNumber, join, offerGoods, type Person, signedInAgain } from './people.ts'

/**
 * Lives a random history of the engine's tests through the real system: requests over HTTP, notifications as the channel signs them, jobs
 * and sweeps now and then, so that some come late. What makes no sense (a refund of nothing, a second withdrawal) is refused, and that is fine.
 */

/** The newest version of the plan, published at once as the first of a new house is. */
export async function publishVariant(house: House, variant: number, offered: readonly Goods[]): Promise<void> {
  const { ofBase, withinMargin, ...terms } = planVariants[variant] as (typeof planVariants)[number]
  const newest = await house.ctx.db.selectFrom('plans').select('version').orderBy('version', 'desc').limit(1).executeTakeFirst()
  const designated = sorts.flatMap(({ floor }, place) =>
    floor < 0 ? [] : [{ productId: offered[place]?.productId as Goods['productId'], qualifyingFloorFen: floor as never }],
  )
  const plan = { version: (newest?.version ?? 0) + 1, ...terms, cap: { ofBase, withinMargin }, feeBps: 100, holdDays: 7, designated }
  await publishPlan(house.ctx, plan as unknown as Plan, 'test')
}

/** One good of each sort that histories buy. */
export async function offerSorts(house: House, keeper: Person, shopId: Goods['shopId']): Promise<Goods[]> {
  const offered: Goods[] = []
  for (const { name, price, supply } of sorts) {
    const supplierId = offered[0]?.supplierId
    const options = { title: name, priceFen: price, supplyPriceFen: supply, stock: 1_000_000, ...(supplierId && { supplierId }) }
    offered.push(await offerGoods(house, { id: keeper.id, shopId }, options))
  }
  return offered
}

type Bought = { orderId: OrderId; lineId: string; parcelId: string; left: number; buyerId: string; received?: boolean }
type Told = { path: string; headers: Headers; body: object }

/** A paid transaction as the channel tells it, signed with the channel's key. */
function paidNotice(house: House, outTradeNo: string, amountFen: number, openid: string): Told {
  const { WX_APPID, WXPAY_MCHID, WXPAY_APIV3_KEY, WXPAY_PUBLIC_KEY_ID, WXPAY_PRIVATE_KEY } = house.ctx.settings
  const now = house.clock.now()
  const data = {
    appid: WX_APPID,
    mchid: WXPAY_MCHID,
    out_trade_no: outTradeNo,
    transaction_id: `4200${outTradeNo}`,
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    success_time: beijingTime(now),
    payer: { openid },
    amount: { total: amountFen, payer_total: amountFen, currency: 'CNY', payer_currency: 'CNY' },
  }
  return notice(house, 'TRANSACTION.SUCCESS', 'transaction', data, {
    apiV3Key: WXPAY_APIV3_KEY as string,
    serial: WXPAY_PUBLIC_KEY_ID as string,
    key: WXPAY_PRIVATE_KEY as string,
  })
}

function notice(house: House, event: string, kind: string, data: object, by: { apiV3Key: string; serial: string; key: string }): Told {
  const now = house.clock.now()
  const body = {
    id: randomUUID(),
    create_time: beijingTime(now),
    event_type: event,
    resource_type: 'encrypt-resource',
    summary: '',
    resource: encryptAead(JSON.stringify(data), by.apiV3Key, kind),
  }
  return {
    path: '/payments/wechat/notifications',
    headers: sealHeaders(seal(JSON.stringify(body), by.serial, by.key, now)) as unknown as Headers,
    body,
  }
}

type Life = {
  house: House
  offered: readonly Goods[]
  serial: number
  people: Person[]
  bought: Bought[]
  told: Told[]
  requests: number
  refused: number
  staff: { supplier: Headers; platform: Headers } | undefined
}

const at = ({ people }: Life, index: number) => people[index % people.length] as Person

async function tell(life: Life, { path, headers, body }: Told) {
  life.requests += 1
  const reply = await ask(life.house, 'POST', path, { headers, body })
  if (reply.statusCode >= 500) throw new Error(`${path}: ${reply.statusCode} ${reply.payload}`)
  if (reply.statusCode >= 400) life.refused += 1
  return reply
}

/** As the person; repeated later as it was, with the same key. */
function request(life: Life, person: Person, path: string, body: object) {
  const what = { path, headers: { authorization: `Bearer ${person.token}`, 'idempotency-key': randomUUID() }, body }
  life.told.push(what)
  return tell(life, what)
}

async function office(life: Life) {
  const supplierId = life.offered[0]?.supplierId as Goods['supplierId']
  life.staff ??= {
    supplier: await signInAs(life.house, 'supplier-staff', supplierId),
    platform: await signInAs(life.house, 'operator-admin'),
  }
  return life.staff
}

/** The attempt as it is recorded before the channel is asked for one, and the channel's word that it was paid. */
async function pay(life: Life, order: Order, openid: string) {
  const { house } = life
  const outTradeNo = `P${ulid()}`
  const at = house.clock.now()
  const attempt = {
    outTradeNo,
    orderId: order.id,
    scene: 'jsapi',
    amount: order.totalFen,
    state: 'open',
    startedAt: at,
    expiresAt: at,
  } as const
  await house.ctx.db
    .insertInto('paymentAttempts')
    .values({ ...attempt, queryAt: null, transactionId: null, paidAt: null })
    .execute()
  const notification = paidNotice(house, outTradeNo, order.totalFen, openid)
  life.told.push(notification)
  await tell(life, notification)
}

async function buy(life: Life, who: number, sortsBought: readonly number[], pays: Payer) {
  const buyer = at(life, who)
  const quantities = Map.groupBy(sortsBought, (sort) => sort % sorts.length)
  const lines = [...quantities].map(([sort, all]) => {
    const { listingId, skuId, priceFen } = life.offered[sort] as Goods
    return { listingId, skuId, quantity: all.length, priceFen }
  })
  const shopId = (life.offered[0] as Goods).shopId
  const placed = await request(life, buyer, '/orders', { shopId, lines, addressId: buyer.addressId, returnExceptionConfirmed: true })
  if (placed.statusCode !== 200) return
  const order = placed.json() as Order
  const openid =
    pays.account === 'stranger'
      ? `o_stranger_${life.serial}_${pays.which}`
      : await openidOf(life.house, pays.account === 'own' ? buyer : at(life, pays.who))
  await pay(life, order, openid)
  for (const line of order.lines)
    life.bought.push({ orderId: order.id, lineId: line.id, parcelId: line.parcelId, left: line.baseFen, buyerId: buyer.id })
}

async function refund(life: Life, index: number, permille: number, bearer: string) {
  const line = life.bought[index % life.bought.length] as Bought
  const amountFen = Math.min(line.left, Math.max(1, Math.floor((line.left * permille) / 1000)))
  if (amountFen === 0) return
  const buyer = life.people.find(({ id }) => id === line.buyerId) as Person
  const body = { lineId: line.lineId, kind: 'refund_only', reason: 'damaged', amountFen }
  const asked = await request(life, buyer, `/orders/${line.orderId}/after-sales`, body)
  if (asked.statusCode !== 200) return
  const { supplier, platform } = await office(life)
  const path = `/console/after-sales/${asked.json().id}/decision`
  const decision = { path, headers: bearer === 'platform' ? platform : supplier, body: { decision: 'approve', bearer } }
  life.told.push(decision)
  if ((await tell(life, decision)).statusCode === 200) line.left -= amountFen
}

/** The supplier ships without a courier that reports, and the buyer says it has come. */
async function receive(life: Life, line: Bought) {
  const { supplier } = await office(life)
  const trackingNumber = line.parcelId.slice(-26)
  await tell(life, { path: `/console/parcels/${line.parcelId}/shipment`, headers: supplier, body: { courier: 'shunfeng', trackingNumber } })
  await request(life, life.people.find(({ id }) => id === line.buyerId) as Person, `/parcels/${line.parcelId}/receipt`, {})
}

async function withdraw(life: Life, who: number, permille: number) {
  const person = at(life, who)
  const { withdrawableFen } = await person.get<{ withdrawableFen: number }>('/my/wallet')
  if (withdrawableFen === 0) return
  const idNumber = identityNumber((life.serial * 50 + (who % life.people.length)) % 1000)
  await ask(life.house, 'PUT', '/my/real-name', { headers: { authorization: `Bearer ${person.token}` }, body: { name: '何冰', idNumber } })
  await request(life, person, '/my/withdrawals', { amountFen: Math.max(1, Math.floor((withdrawableFen * permille) / 1000)) })
  await life.house.runJobs()
}

/** Everything that was bought arrives, eight days pass, and what is due then is done. */
async function week(life: Life) {
  const { house, people } = life
  const onTheWay = new Map(life.bought.filter(({ received }) => !received).map((line) => [line.parcelId, line]))
  for (const line of onTheWay.values()) await receive(life, line)
  for (const line of life.bought) line.received = true
  await house.clock.advance({ days: 8 })
  await house.settle()
  // Tokens have run out by then.
  for (const [index, person] of people.entries()) people[index] = await signedInAgain(house, person)
  life.staff = undefined
}

async function live(life: Life, event: Event) {
  const { house, people, bought, told, serial } = life
  // Two things at the very same instant would leave open which came first.
  await house.clock.advance({ seconds: 1 })
  if (event.does === 'join') {
    const through = event.through === null || people.length === 0 ? undefined : at(life, event.through)
    people.push(await join(house, `人${serial}-${people.length}`, through))
    if (event.applies) await request(life, people.at(-1) as Person, '/agent-application', { agreementAccepted: true })
  } else if (event.does === 'apply') await request(life, at(life, event.who), '/agent-application', { agreementAccepted: true })
  else if (event.does === 'buy') {
    const goods = event.items.map((item) => item.goods)
    await buy(life, event.who, goods, event.pays)
  } else if (event.does === 'publish') await publishVariant(house, event.plan, life.offered)
  else if (event.does === 'withdraw') await withdraw(life, event.who, event.permille)
  else if (event.does === 'week') await week(life)
  else if (event.does === 'repeat' && told.length > 0) await tell(life, told[told.length - 1 - (event.back % told.length)] as Told)
  else if (event.does === 'refund' && bought.length > 0) await refund(life, event.line, event.permille, event.bearer)
  else if (event.does === 'receive' && bought.length > 0) await receive(life, bought[event.line % bought.length] as Bought)
  else if (event.does === 'release') await house.settle()
}

/** Lives one history; answers the people in it and how much was asked and refused. */
export async function liveHistory(house: House, events: readonly Event[], offered: readonly Goods[], serial: number) {
  const life: Life = { house, offered, serial, people: [], bought: [], told: [], requests: 0, refused: 0, staff: undefined }
  await house.clock.advance({ seconds: 1 })
  await publishVariant(house, 0, offered)
  for (const event of events) await live(life, event)
  await house.settle()
  return life
}

async function openidOf(house: House, person: Person): Promise<string> {
  const { openidOf } = await import('#account/service')
  return (await openidOf(house.ctx, person.id)) as string
}
