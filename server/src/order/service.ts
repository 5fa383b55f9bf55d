import type { LineId, MemberId, OrderId, ParcelId, SupplierId } from '@lianka/contract/ids'
import { countSold, returnStock } from '#catalog/service'
import { keepPlace } from '#group-buy/service'
import { type Ctx, callerName, inTransaction, memberOf } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { publish } from '#platform/jobs'
import { takeFromLots } from '#trace/service'
import { readOrder } from './read-orders.ts'
import { autoReceiveDays, canBecome, parcelCanBecome } from './rules.ts'
import * as store from './store.ts'

export { addToCart } from './cart.ts'
export { sendByShop } from './delivery.ts'
export { placeOrder } from './place-order.ts'
export { readOrder } from './read-orders.ts'
export type { DueLine, LineFactsRow, OrderFacts, PaidFacts } from './store.ts'

/** Locks an order and reads its facts. Hold the people's locks first: they order all writers of its lines. */
export async function lockOrder(ctx: Ctx, id: OrderId): Promise<store.OrderFacts> {
  const [order] = await store.readFacts(ctx.db, [id], true)
  if (!order) throw new Refusal('order.not_found')
  return order
}

export const lockOrders = (ctx: Ctx, ids: readonly OrderId[]) => store.readFacts(ctx.db, ids, true)
export const readOrders = (ctx: Ctx, ids: readonly OrderId[]) => store.readFacts(ctx.db, ids, false)

/** What never changes about an order, and its state now: enough to know whom to lock. */
export const findBuyer = (ctx: Ctx, id: OrderId) => store.findBuyer(ctx.db, id)

/** One's own order, or a refusal that does not tell whether it exists. */
export async function requireOwnOrder(ctx: Ctx, id: OrderId) {
  const order = await store.findBuyer(ctx.db, id)
  if (!order || order.buyerId !== memberOf(ctx)) throw new Refusal('order.not_found')
  return order
}

/** What a closed order gave back is taken once more, all of it or nothing. */
const isThereStill = async (ctx: Ctx, order: store.OrderFacts) =>
  order.state !== 'closed' || (await store.takeAgain(ctx.db, order, ctx.clock.now()))

/** Marks a locked order paid. A closed one is served only if all it needs can be taken again; answers false when it cannot. */
export async function markPaid(ctx: Ctx, order: store.OrderFacts, paid: store.PaidFacts): Promise<boolean> {
  if (!canBecome(order.state, 'paid') || !(await isThereStill(ctx, order))) return false
  await store.writePaid(ctx.db, paid, order.state)
  return true
}

/** A locked order of a group was paid: it keeps its place and waits for the others. False when the group is over, or full without it. */
export async function holdForGroup(ctx: Ctx, order: store.OrderFacts): Promise<'waits' | 'fills' | false> {
  if (!canBecome(order.state, 'awaiting_group') || !(await isThereStill(ctx, order))) return false
  const now = ctx.clock.now()
  const group = await keepPlace(ctx, order.id)
  if (!group) {
    // Its group ended while the money was on its way.
    if (order.state === 'closed') await giveAllBack(ctx, order.id)
    return false
  }
  await store.writeHeld(ctx.db, order.id, order.state, now)
  return group
}

const giveAllBack = async (ctx: Ctx, id: OrderId) => {
  await store.returnPromotions(ctx.db, id, ctx.clock.now())
  await returnStock(ctx, await store.itemsOf(ctx.db, id))
}

/** Closes a locked order whose group ended before it was full; false when it waits no more. */
export async function closeHeld(ctx: Ctx, id: OrderId): Promise<boolean> {
  const now = ctx.clock.now()
  if (!(await store.closeHeld(ctx.db, id, now))) return false
  await giveAllBack(ctx, id)
  await store.addChange(ctx.db, { orderId: id, what: 'group_expired', by: 'system', at: now })
  await publish(ctx, 'order.closed', { orderId: id })
  return true
}

/** Closes an unpaid order; false when it is unpaid no more. */
export const closeOrder = async (ctx: Ctx, id: OrderId, by: string): Promise<boolean> => {
  const now = ctx.clock.now()
  if (!(await store.close(ctx.db, id, now))) return false
  await giveAllBack(ctx, id)
  await store.addChange(ctx.db, { orderId: id, what: by === 'system' ? 'expired' : 'cancelled', by, at: now })
  await publish(ctx, 'order.closed', { orderId: id })
  return true
}

export async function cancelOrder(ctx: Ctx, id: OrderId) {
  const order = await requireOwnOrder(ctx, id)
  const closed = await inTransaction(ctx, (ctx) => closeOrder(ctx, id, memberOf(ctx)))
  if (!closed && order.state !== 'closed') throw new Refusal('order.not_awaiting_payment')
  return readOrder(ctx, id)
}

/** Closes orders whose reservation ended; answers how many. */
export const closeExpired = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const due = await store.takeDue(ctx.db, ctx.clock.now(), 50)
    for (const { id } of due) await closeOrder(ctx, id, 'system')
    return due.length
  })

export const findParcel = (ctx: Ctx, id: ParcelId) => store.findParcel(ctx.db, id)
export const findParcelByTracking = (ctx: Ctx, courier: string, trackingNumber: string) =>
  store.findParcelByTracking(ctx.db, courier, trackingNumber)

/** Hands a parcel of a paid order to a courier. Sending the same again changes nothing, and answers false. */
export const shipParcel = (
  ctx: Ctx,
  id: ParcelId,
  supplierId: SupplierId,
  by: { courier: string; trackingNumber: string },
): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const parcel = await store.findParcel(ctx.db, id)
    if (!parcel || parcel.supplierId !== supplierId) throw new Refusal('order.parcel_not_found')
    if (parcel.courier === by.courier && parcel.trackingNumber === by.trackingNumber) return false
    if (parcel.delivery !== 'parcel' || parcel.orderState !== 'paid' || !parcelCanBecome(parcel.state, 'shipped'))
      throw new Refusal('order.state', `${parcel.orderState}, ${parcel.state}`)
    const now = ctx.clock.now()
    const dueAt = new Date(now.getTime() + autoReceiveDays * 86_400_000)
    const shipped = await store.writeShipped(ctx.db, id, { ...by, shippedAt: now, dueAt }).catch((error) => {
      if (isUniqueViolation(error)) throw new Refusal('shipment.tracking_taken')
      throw error
    })
    if (!shipped) throw new Refusal('order.state')
    await takeFromLots(ctx, await store.linesToSend(ctx.db, id))
    await store.addChange(ctx.db, { orderId: parcel.orderId, what: 'shipped', by: callerName(ctx), at: now })
    await publish(ctx, 'parcel.shipped', { parcelId: id, orderId: parcel.orderId })
    return true
  })

export const addTracks = (ctx: Ctx, id: ParcelId, tracks: readonly { at: Date; text: string; place: string }[]) =>
  tracks.length === 0 ? Promise.resolve() : store.addTracks(ctx.db, id, tracks)
export const hasTracks = (ctx: Ctx, id: ParcelId) => store.hasTracks(ctx.db, id)

/** Records receipt, which opens the return window; a second time changes nothing. */
export const receiveParcel = (ctx: Ctx, id: ParcelId, at: Date, holdDays: number, by: string): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const orderId = await store.writeReceived(ctx.db, id, at, holdDays)
    if (!orderId) return
    await store.addChange(ctx.db, { orderId, what: 'received', by, at: ctx.clock.now() })
    await publish(ctx, 'parcel.received', { parcelId: id, orderId })
  })

export const parcelsToReceive = (ctx: Ctx) => store.takeDueParcels(ctx.db, ctx.clock.now(), 50)

/** Writes what was given back of a line; coupons that are wholly undone by it return to who held them. */
export async function recordRefund(ctx: Ctx, id: LineId, change: Parameters<typeof store.addRefund>[2]): Promise<void> {
  const orderId = await store.addRefund(ctx.db, id, change)
  if (orderId) await store.returnCoupons(ctx.db, orderId, ctx.clock.now())
}
export const holdWindow = (ctx: Ctx, id: LineId) => store.setWindow(ctx.db, id, { windowHeld: true })
/** Lets the window end, not before the moment given. */
export const freeWindow = (ctx: Ctx, id: LineId, endsAt?: Date) =>
  store.setWindow(ctx.db, id, { windowHeld: false, ...(endsAt && { windowEndsAt: endsAt }) })

export const linesWithEndedWindow = (ctx: Ctx, limit: number) => store.linesWithEndedWindow(ctx.db, ctx.clock.now(), limit)
export const completedUnreleased = (ctx: Ctx, people: readonly MemberId[] | null, limit: number) =>
  store.completedUnreleased(ctx.db, people, limit)
export const unreleasedAsBoss = (ctx: Ctx, person: MemberId) => store.unreleasedAsBoss(ctx.db, person)
export const lowerReferrer = (ctx: Ctx, orders: readonly OrderId[], person: MemberId) => store.lower(ctx.db, orders, person)

export async function completeLines(ctx: Ctx, orderId: OrderId, lines: readonly LineId[]): Promise<void> {
  if (lines.length === 0) return
  await store.complete(ctx.db, lines, ctx.clock.now())
  await store.completeOrder(ctx.db, orderId, ctx.clock.now())
}

export const releaseLines = (ctx: Ctx, lines: readonly LineId[]) =>
  lines.length === 0 ? Promise.resolve([]) : store.release(ctx.db, lines, ctx.clock.now())

export const markSharesComputed = (ctx: Ctx, ids: readonly OrderId[]) => store.markComputed(ctx.db, ids)
export const takeUncomputed = (ctx: Ctx, limit: number) => store.takeUncomputed(ctx.db, limit)
export const setPostage = (ctx: Ctx, id: ParcelId, state: store.PostageState) => store.setPostage(ctx.db, id, state)

/** Adds an order to the counts of what was sold. A job may run twice, so that it was counted is noted in the same transaction. */
export const countSoldOnce = (ctx: Ctx, id: OrderId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await store.noteCounted(ctx.db, id))) return
    const items = await store.itemsOf(ctx.db, id)
    const counts = [...Map.groupBy(items, (item) => item.productId)].map(([productId, own]) => ({
      productId,
      pieces: own.reduce((sum, item) => sum + item.quantity, 0),
    }))
    await countSold(ctx, counts)
  })
