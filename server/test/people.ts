import { randomUUID } from 'node:crypto'
import type { ListingId, MemberId, OrderId, ProductId, ShopId, SkuId, SupplierId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Order } from '@lianka/contract/order'
import type { Plan } from '@lianka/contract/plan'
import { findOrMakeMember } from '#account/service'
import { addCategory } from '#catalog/service'
import { publishPlan } from '#plan/service'
import { type Ctx, inTransaction } from '#platform/context'
import { newId } from '#platform/ids'
import { bindReferrer, shareLink } from '#referral/service'
import { openSession } from '#session/tokens'
import { ship } from '#shipment/service'
import { listWithOneTap, openShop } from '#shop/service'
import { addSupplier, decideProduct, publishProduct, submitProduct } from '#supply/service'
import { moveParcel } from './channel.ts'
import type { House } from './house.ts'

/** A signed-in person who can call the API. */
export type Person = {
  id: MemberId
  name: string
  /** The name of this person's simulated WeChat account. */
  wechat: string
  token: string
  addressId: string
  get<T = Record<string, unknown>>(path: string): Promise<T>
  send<T = Record<string, unknown>>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, key?: string): Promise<T>
}

export class Refused extends Error {
  status: number
  code: string
  constructor(status: number, code: string, path: string) {
    super(`${path}: ${status} ${code}`)
    this.status = status
    this.code = code
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export async function call<T>(
  house: House,
  method: Method,
  path: string,
  { body, token, key }: { body?: unknown; token?: string | undefined; key?: string | undefined },
): Promise<T> {
  const reply = await house.app.inject({
    method,
    url: `/api${path}`,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(method !== 'GET' && { 'idempotency-key': key ?? randomUUID() }) },
    ...(body !== undefined && { payload: body as object }),
  })
  if (reply.statusCode >= 400) throw new Refused(reply.statusCode, reply.json().code, path)
  return (reply.payload ? reply.json() : undefined) as T
}

export const asMember = (ctx: Ctx, memberId: MemberId, shopId?: ShopId): Ctx => ({
  ...ctx,
  caller: { kind: 'member', memberId, sessionId: 'test', ...(shopId && { shopId }) },
})
export const asStaff = (
  ctx: Ctx,
  role: 'supplier-staff' | 'operator-admin' | 'operator-compliance' | 'operator-support' | 'auditor',
  supplierId: SupplierId | null = null,
): Ctx => ({
  ...ctx,
  caller: { kind: 'staff', staffId: newId('stf', ctx.clock.now()), sessionId: 'test', role, supplierId },
})

let doors = 0

/** Somebody joins, perhaps through a friend's link, and has an address in 寻乌. */
export async function join(house: House, name: string, through?: Person): Promise<Person> {
  const { ctx } = house
  const wechat = `${name}-${randomUUID().slice(0, 8)}`
  const openid = house.ctx.outside.simulatorUrl ? await simulatedOpenid(house, wechat) : `o_${wechat}`
  const shareCode = through ? (await shareLink(asMember(ctx, through.id), { kind: 'card', targetId: through.id })).code : undefined
  // As at a first sign-in, the member and what binds it come together or not at all.
  const id = await inTransaction(ctx, async (ctx) => {
    const member = await findOrMakeMember(ctx, { openid }, { nickname: name })
    await bindReferrer(ctx, member.id, { shareCode, declineReferrer: false })
    return member.id
  })
  const { accessToken: token } = await openSession(ctx, id)
  doors += 1
  const address = await call<{ id: string }>(house, 'POST', '/addresses', {
    token,
    // Each lives at an own door and has an own phone, for who shares them looks like one person.
    body: { name, phone: `138${String(doors).padStart(8, '0')}`, regionCode: '360734', detail: `城南大道 ${doors} 号` },
  })
  return {
    id,
    name,
    wechat,
    token,
    addressId: address.id,
    get: (path) => call(house, 'GET', path, { token }),
    send: (method, path, body, key) => call(house, method, path, { token, body: body ?? {}, key }),
  }
}

/** The same person with a token that is good for another while: tests move the clock by days. */
export async function signedInAgain(house: House, person: Person): Promise<Person> {
  const { accessToken: token } = await openSession(house.ctx, person.id)
  return {
    ...person,
    token,
    get: (path) => call(house, 'GET', path, { token }),
    send: (method, path, body, key) => call(house, method, path, { token, body: body ?? {}, key }),
  }
}

async function simulatedOpenid(house: House, user: string): Promise<string> {
  const reply = await fetch(`${house.ctx.outside.simulatorUrl}/wxapi/dev/login-code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user }),
  })
  const { code } = (await reply.json()) as { code: string }
  return (await house.ctx.outside.miniProgram.codeToSession(code)).openid
}

export type Goods = { supplierId: SupplierId; productId: ProductId; listingId: ListingId; skuId: SkuId; shopId: ShopId; priceFen: Fen }

/** The plan of the rules' worked example, with one designated product. */
export const examplePlan = (designated: Plan['designated']): Plan => ({
  version: 1,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 } as Plan['rates'],
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000 as Plan['feeBps'], withinMargin: true },
  feeBps: 100 as Plan['feeBps'],
  holdDays: 7,
  designated,
})

export type GoodsOptions = {
  title?: string
  priceFen?: number
  supplyPriceFen?: number
  stock?: number
  returnExcepted?: boolean
  /** A course or consultation instead of goods. */
  kind?: 'course' | 'consultation'
  supplierId?: SupplierId
  description?: string
  attributes?: { name: string; value: string }[]
  /** The code of a lot with two stations; no lot without it. */
  lot?: string
}

const lotOf = (code: string) => ({
  code,
  origin: '江西寻乌',
  producer: '钟家果园',
  story: '',
  bestBefore: null,
  events: [
    { kind: 'harvest' as const, at: '2026-11-01T01:00:00Z', place: '江西寻乌', note: '当天采收' },
    { kind: 'pack' as const, at: '2026-11-02T01:00:00Z', place: '江西寻乌', note: '分级装箱' },
  ],
  inspection: null,
})

/** A supplier publishes goods, the platform approves them, and the shopkeeper lists them with one tap. */
export async function offerGoods(house: House, keeper: { id: MemberId; shopId: ShopId }, options: GoodsOptions = {}): Promise<Goods> {
  const { ctx } = house
  const { title = '积雪草护肤礼盒', priceFen = 49_900, supplyPriceFen = 25_000, stock = 1000 } = options
  await addCategory(ctx, { id: 'beauty', zh: '美护', en: 'Beauty', picture: '/pictures/category-beauty.svg', place: 1 })
  const supplierId =
    options.supplierId ??
    (await addSupplier(ctx, {
      name: '芳草护肤厂',
      regionCode: '360734',
      story: '',
      licenceNumber: 'DEMO-1',
      licenceExpiresAt: null,
      state: 'approved',
    }))
  const supplier = asStaff(ctx, 'supplier-staff', supplierId)
  const product = await publishProduct(supplier, {
    categoryId: 'beauty',
    title,
    subtitle: '面霜与精华',
    description: options.description ?? '',
    pictures: ['/pictures/gift-box.svg'],
    attributes: options.attributes ?? [],
    returnExcepted: options.returnExcepted ?? false,
    showSupplierPart: false,
    ...(options.kind && {
      kind: options.kind,
      digital: { outline: ['第一讲 认土', '第二讲 修枝'], text: '提取码 2046', link: 'https://course.example/a' },
    }),
    skus: [
      {
        name: '标准装',
        supplyPriceFen: supplyPriceFen as Fen,
        minPriceFen: supplyPriceFen as Fen,
        suggestedPriceFen: priceFen as Fen,
        maxPriceFen: (priceFen * 2) as Fen,
        stock,
        weightGrams: 500,
      },
    ],
    lot: options.lot ? lotOf(options.lot) : null,
  })
  await submitProduct(supplier, product.id)
  await decideProduct(asStaff(ctx, 'operator-admin'), product.id, { decision: 'approve', reason: '' })
  const { listingId } = await listWithOneTap(asMember(ctx, keeper.id, keeper.shopId), product.id)
  return {
    supplierId,
    productId: product.id,
    listingId,
    skuId: product.skus[0]?.id as SkuId,
    shopId: keeper.shopId,
    priceFen: priceFen as Fen,
  }
}

/** A shop with the designated gift box, under the worked example's plan. */
export async function openTown(house: House, options: GoodsOptions = {}) {
  const keeper = await join(house, '王芳')
  const shop = await openShop(asMember(house.ctx, keeper.id), {
    name: '芳邻小店',
    intro: '',
    front: '/pictures/shop-front-1.svg',
    regionCode: '360702',
  })
  const goods = await offerGoods(house, { id: keeper.id, shopId: shop.id }, options)
  await publishPlan(
    house.ctx,
    examplePlan([{ productId: goods.productId, qualifyingFloorFen: Math.floor(goods.priceFen / 2) as Fen }]),
    'test',
  )
  return { keeper, shop, goods }
}

export const placeOrder = (buyer: Person, goods: Goods, quantity = 1, key?: string) =>
  buyer.send<Order>(
    'POST',
    '/orders',
    {
      shopId: goods.shopId,
      lines: [{ listingId: goods.listingId, skuId: goods.skuId, quantity, priceFen: goods.priceFen }],
      addressId: buyer.addressId,
      returnExceptionConfirmed: true,
    },
    key,
  )

/** Pays at the simulated cashier and waits until the notification has arrived. `from` is another person's WeChat account. */
export async function pay(house: House, buyer: Person, orderId: OrderId | string, from?: Person): Promise<void> {
  const choice = await buyer.send<{ params: { package: string } }>('POST', `/orders/${orderId}/payment`, { scene: 'jsapi' })
  const body = { prepay_id: choice.params.package.replace('prepay_id=', ''), result: 'pay', ...(from && { payer: from.wechat }) }
  const reply = await fetch(`${house.ctx.outside.simulatorUrl}/cashier/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`The cashier refused: ${reply.status} ${await reply.text()}`)
  for (let waited = 0; waited < 200; waited += 1) {
    const order = await buyer.get<Order>(`/orders/${orderId}`)
    if (order.state !== 'awaiting_payment' && order.state !== 'closed') break
    await new Promise((done) => setTimeout(done, 20))
  }
  await house.runJobs()
}

export async function buy(house: House, buyer: Person, goods: Goods, quantity = 1): Promise<Order> {
  const order = await placeOrder(buyer, goods, quantity)
  await pay(house, buyer, order.id)
  return buyer.get<Order>(`/orders/${order.id}`)
}

let tracked = 0

/** The supplier hands the parcels over and the courier delivers them. */
export async function deliver(house: House, goods: Goods, order: Order): Promise<void> {
  // WeChat knows of a payment only after a minute.
  await house.clock.advance({ minutes: 2 })
  for (const parcel of order.parcels) {
    tracked += 1
    const trackingNumber = `SF${process.pid}${String(tracked).padStart(8, '0')}`
    await ship(asStaff(house.ctx, 'supplier-staff', goods.supplierId), parcel.id, { courier: 'shunfeng', trackingNumber })
    await house.runJobs()
    await moveParcel(house, trackingNumber)
  }
}

/** Eight days on: return windows of what was delivered have ended, and what follows is done. */
export async function waitOutWindow(house: House): Promise<void> {
  await house.clock.advance({ days: 8 })
  await house.settle()
}

/** An identity number that nobody has, with the sign that fits it. */
export function identityNumber(serial: number): string {
  const body = `11010119900307${String(serial).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, place) => total + weight * Number(body[place]), 0)
  return body + ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum % 11]
}
