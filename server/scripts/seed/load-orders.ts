import type { AfterSaleId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { couriers, Order as Placed } from '@lianka/contract/order'
import { completeEndedWindows, computeWaiting, releaseWaitingFor } from '#commission/service'
import { addTracks, cancelOrder, closeExpired, countSoldOnce, placeOrder, receiveParcel, shipParcel } from '#order/service'
import { finishRefund } from '#payment/refunds'
import { applyPayment } from '#payment/service'
import { decide, markRefunded, receiveReturn, requestAfterSale, sendBack } from '#refund/service'
import { writeReview } from '#review/service'
import type { Order, RefundRequest, Review, World } from './entities.ts'
import { ownCodeOf, payerOf } from './load-people.ts'
import { numberOfPayment } from './payments.ts'
import { type Act, asMember, asSupplier, asSystem, hoursBefore, later, named, type Stage } from './stage.ts'

const holdDays = 7

const courierCodes: Readonly<Record<string, (typeof couriers)[number]>> = {
  顺丰速运: 'shunfeng',
  中通快递: 'zhongtong',
  圆通速递: 'yuantong',
  邮政快递: 'ems',
  京东快递: 'jd',
}

/** An order's way through the house; each act finds here what the one before it made. */
type Way = { order: Order; index: number; placed?: Placed; afterSaleId?: AfterSaleId }

const placedOf = (way: Way): Placed => {
  if (!way.placed) throw new Error(`${way.order.key} was not placed yet`)
  return way.placed
}

async function place(stage: Stage, at: Date, way: Way): Promise<void> {
  const { order } = way
  const buyer = named(stage.people, order.buyer)
  const shop = named(stage.shops, order.shop)
  way.placed = await placeOrder(asMember(stage, at, buyer.id), {
    shopId: shop.id,
    lines: order.lines.map((line) => ({
      listingId: named(shop.listings, line.product),
      skuId: named(named(stage.products, line.product).skus, line.sku),
      quantity: line.quantity,
      priceFen: line.unitPriceFen as Fen,
    })),
    addressId: buyer.addressId,
    returnExceptionConfirmed: true,
    note: order.note ?? '',
    // Every third comes by the link on the shopkeeper's card.
    shareCode: way.index % 3 === 0 ? ownCodeOf(stage, shop.ownerId) : undefined,
  })
}

/** As if the channel had told us; what follows a payment is done at once. */
async function pay(stage: Stage, at: Date, way: Way): Promise<void> {
  const { id, number, totalFen, placedAt } = placedOf(way)
  const ctx = asSystem(stage, at)
  const outTradeNo = numberOfPayment(id)
  // The attempt that would have been recorded before asking the channel.
  await ctx.db
    .insertInto('paymentAttempts')
    .values({
      outTradeNo,
      orderId: id,
      scene: 'jsapi',
      amount: totalFen,
      state: 'open',
      startedAt: new Date(placedAt),
      expiresAt: later(new Date(placedAt), { minutes: 30 }),
      queryAt: null,
      transactionId: null,
      paidAt: null,
    })
    .execute()
  const applied = await applyPayment(ctx, {
    outTradeNo,
    transactionId: `4200${number}`,
    amountFen: totalFen,
    payerOpenid: payerOf(stage, way.order.payer),
    notificationId: null,
  })
  if (applied !== 'paid') throw new Error(`${way.order.key} could not be paid: ${applied}`)
  await computeWaiting(ctx)
  await countSoldOnce(ctx, id)
}

async function ship(stage: Stage, at: Date, way: Way): Promise<void> {
  const courier = courierCodes[way.order.carrier] ?? 'zhongtong'
  for (const [place, parcel] of placedOf(way).parcels.entries()) {
    const trackingNumber = `DEMO${String(way.index + 1).padStart(4, '0')}${place + 1}`
    await shipParcel(asSupplier(stage, at, parcel.supplierId), parcel.id, parcel.supplierId, { courier, trackingNumber })
  }
}

async function receive(stage: Stage, at: Date, way: Way, shippedAt: Date): Promise<void> {
  const { parcels, address } = placedOf(way)
  const ctx = asSystem(stage, at)
  const city = (address?.region ?? '').split(' ').slice(0, 2).join('')
  for (const parcel of parcels) {
    await addTracks(ctx, parcel.id, [
      { at: later(shippedAt, { hours: 2 }), text: '快件已揽收', place: parcel.supplierName },
      { at: later(shippedAt, { hours: 20 }), text: `快件已到达${city}`, place: city },
      { at, text: '快件已签收', place: address?.region ?? '' },
    ])
    await receiveParcel(ctx, parcel.id, at, holdDays, 'courier')
  }
}

/** Ends what the time has ended, and pays out what waited for it. */
async function complete(stage: Stage, at: Date, way: Way): Promise<void> {
  const ctx = asSystem(stage, at)
  while ((await completeEndedWindows(ctx)) > 0);
  await releaseWaitingFor(ctx, placedOf(way).id)
}

const reasonOf = (refund: RefundRequest) => {
  if (refund.kind === 'return_goods') return refund.reason.startsWith('颜色') ? 'not_as_described' : 'no_reason'
  return refund.reason.startsWith('少') ? 'not_as_described' : 'damaged'
}

async function askRefund(stage: Stage, at: Date, way: Way, refund: RefundRequest): Promise<void> {
  const placed = placedOf(way)
  const wanted = way.order.lines[refund.line]
  const line = placed.lines.find((each) => each.productId === named(stage.products, wanted?.product ?? '').id)
  if (!line) throw new Error(`${way.order.key} has no line to refund`)
  const { id } = await requestAfterSale(asMember(stage, at, named(stage.people, way.order.buyer).id), placed.id, {
    lineId: line.id,
    kind: refund.kind === 'return_goods' ? 'return_and_refund' : 'refund_only',
    reason: reasonOf(refund),
    words: refund.reason,
    amountFen: refund.amountFen as Fen,
  })
  way.afterSaleId = id
}

const afterSaleOf = (way: Way): AfterSaleId => {
  if (!way.afterSaleId) throw new Error(`${way.order.key} has no after-sale request`)
  return way.afterSaleId
}

const supplierOf = (stage: Stage, way: Way, refund: RefundRequest) =>
  named(stage.products, way.order.lines[refund.line]?.product ?? '').supplierId

async function approve(stage: Stage, at: Date, way: Way, refund: RefundRequest): Promise<void> {
  await decide(asSupplier(stage, at, supplierOf(stage, way, refund)), afterSaleOf(way), {
    decision: 'approve',
    bearer: refund.bearer,
    words: '',
  })
}

/** The channel has paid the money back. */
async function finish(stage: Stage, at: Date, way: Way): Promise<void> {
  const id = afterSaleOf(way)
  const ctx = asSystem(stage, at)
  await finishRefund(ctx, `R${id.slice(4).toUpperCase()}`, 'SUCCESS')
  await markRefunded(ctx, id)
  await releaseWaitingFor(ctx, placedOf(way).id)
}

function refundActs(stage: Stage, way: Way, refund: RefundRequest, secondsEarlier: number): Act[] {
  const act = (at: Date, run: (at: Date) => Promise<void>): Act => ({ at, run: () => run(at) })
  if (refund.refundedHoursAgo === undefined) {
    // Still waiting, so asked for not so long ago that the house has answered by itself.
    const askedAt = hoursBefore(stage, Math.min(refund.requestedHoursAgo, 6 + (way.index % 6) * 5), secondsEarlier)
    return [act(askedAt, (at) => askRefund(stage, at, way, refund))]
  }
  const askedAt = hoursBefore(stage, refund.requestedHoursAgo, secondsEarlier)
  const backAt = hoursBefore(stage, refund.refundedHoursAgo, secondsEarlier)
  const ask = act(askedAt, (at) => askRefund(stage, at, way, refund))
  const finished = act(later(backAt, { seconds: 30 }), (at) => finish(stage, at, way))
  if (refund.kind === 'money_only') return [ask, act(backAt, (at) => approve(stage, at, way, refund)), finished]
  const buyer = (at: Date) => asMember(stage, at, named(stage.people, way.order.buyer).id)
  const trackingNumber = `DEMOR${String(way.index + 1).padStart(4, '0')}`
  return [
    ask,
    act(later(askedAt, { hours: 5 }), (at) => approve(stage, at, way, refund)),
    act(
      later(askedAt, { hours: 20 }),
      async (at) => void (await sendBack(buyer(at), afterSaleOf(way), { courier: 'zhongtong', trackingNumber })),
    ),
    act(backAt, async (at) => void (await receiveReturn(asSupplier(stage, at, supplierOf(stage, way, refund)), afterSaleOf(way)))),
    finished,
  ]
}

const closeActs = (stage: Stage, way: Way, placedAt: Date): Act[] => {
  const cancelledAt = later(placedAt, { minutes: 12 })
  const expiredAt = later(placedAt, { minutes: 31 })
  return way.index % 2 === 0
    ? [{ at: cancelledAt, run: () => cancelOrder(asMember(stage, cancelledAt, named(stage.people, way.order.buyer).id), placedOf(way).id) }]
    : [{ at: expiredAt, run: () => closeExpired(asSystem(stage, expiredAt)) }]
}

const reviewAct = (stage: Stage, way: Way, review: Review): Act => {
  const at = hoursBefore(stage, review.hoursAgo, way.index % 60)
  return {
    at,
    run: () => {
      const line = placedOf(way).lines.find((each) => each.productId === named(stage.products, review.product).id)
      if (!line) throw new Error(`${review.key} is about goods that were not bought`)
      return writeReview(asMember(stage, at, named(stage.people, review.author).id), {
        lineId: line.id,
        stars: review.rating,
        words: review.text,
      })
    },
  }
}

/** The life of one order, act by act. */
function lifeOf(stage: Stage, order: Order, index: number, reviews: readonly Review[]): Act[] {
  const way: Way = { order, index }
  // Whole hours would have everybody act at once.
  const earlier = ((index * 7) % 20) * 60 + (index % 60)
  const when = (hoursAgo: number) => hoursBefore(stage, hoursAgo, earlier)
  const placedAt = when(order.placedHoursAgo)
  const acts: Act[] = [{ at: placedAt, run: () => place(stage, placedAt, way) }]
  if (order.course === 'closed') return [...acts, ...closeActs(stage, way, placedAt)]
  if (order.paidHoursAgo === undefined) return acts
  const paidAt = later(placedAt, { minutes: 1 + (index % 9) })
  acts.push({ at: paidAt, run: () => pay(stage, paidAt, way) })
  if (order.shippedHoursAgo === undefined) return acts
  const shippedAt = when(order.shippedHoursAgo)
  acts.push({ at: shippedAt, run: () => ship(stage, shippedAt, way) })
  if (order.receivedHoursAgo === undefined) return acts
  const receivedAt = when(order.receivedHoursAgo)
  acts.push({ at: receivedAt, run: () => receive(stage, receivedAt, way, shippedAt) })
  acts.push(...reviews.map((review) => reviewAct(stage, way, review)))
  if (order.refund) acts.push(...refundActs(stage, way, order.refund, earlier))
  const decidedAt = order.refund?.refundedHoursAgo === undefined ? receivedAt : when(order.refund.refundedHoursAgo)
  const completedAt = later(new Date(Math.max(later(receivedAt, { days: holdDays }).getTime(), decidedAt.getTime())), { minutes: 1 })
  if (completedAt < stage.loadedAt) acts.push({ at: completedAt, run: () => complete(stage, completedAt, way) })
  return acts
}

export function orderActs(stage: Stage, world: World): Act[] {
  const reviews = Map.groupBy(world.reviews, (review) => review.order)
  return world.orders.flatMap((order, index) => lifeOf(stage, order, index, reviews.get(order.key) ?? []))
}
