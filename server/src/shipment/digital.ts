import type { ConsultationSlot, DigitalLine } from '@lianka/contract/digital-goods'
import type { ConsultationSlotId, LineId, OrderId, ProductId } from '@lianka/contract/ids'
import { lockOrderWithPeople } from '#commission/service'
import { receiveParcel, sendByShop } from '#order/service'
import { planOf } from '#plan/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import * as store from './digital-store.ts'
import { ownSupplier } from './own-supplier.ts'

/**
 * Courses and consultations are delivered by being paid: nobody carries them, so they are sent and received at once, and the return window
 * runs from then (REWARDS rule 7). They can be sent back without a reason as long as they are not opened.
 */
export const deliverDigital = (ctx: Ctx, orderId: OrderId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    if ((await store.listDigital(ctx.db, orderId, ctx.clock.now())).length === 0) return
    // Whoever gives money back takes these locks too.
    const order = await lockOrderWithPeople(ctx, orderId)
    if (order?.state !== 'paid') return
    const { holdDays } = await planOf(ctx, order.planVersion as number)
    for (const id of await sendByShop(ctx, orderId)) await receiveParcel(ctx, id, ctx.clock.now(), holdDays, 'system')
  })

const toSlot = ({ id, startsAt, minutes }: { id: ConsultationSlotId; startsAt: string | Date; minutes: number }): ConsultationSlot => ({
  id,
  startsAt: new Date(startsAt).toISOString(),
  minutes,
})

const isPaid = ({ orderState, parcelState }: store.DigitalRow) =>
  (orderState === 'paid' || orderState === 'completed') && parcelState === 'received'

function toLine(row: store.DigitalRow): DigitalLine {
  const usable = isPaid(row) && !row.goingBack
  const { content, openedAt, booked, free, lineId, productId, kind, title, picture } = row
  return {
    lineId,
    productId,
    kind,
    title,
    picture,
    outline: content.outline,
    openedAt: openedAt?.toISOString() ?? null,
    usable,
    content: usable && openedAt ? content : null,
    booked: booked && toSlot(booked),
    free: usable ? free.map(toSlot) : [],
  }
}

async function requireDigital(ctx: Ctx, orderId: OrderId): Promise<store.DigitalRow[]> {
  const rows = await store.listDigital(ctx.db, orderId, ctx.clock.now())
  if (rows[0]?.buyerId !== memberOf(ctx)) throw new Refusal('order.not_found')
  return rows
}

export async function readDigital(ctx: Ctx, orderId: OrderId) {
  return { orderId, items: (await requireDigital(ctx, orderId)).map(toLine) }
}

/** One's line, under the locks of whoever pays back: it is opened or given back, not both. */
async function lockLine(ctx: Ctx, orderId: OrderId, lineId: LineId, kind: DigitalLine['kind']): Promise<store.DigitalRow> {
  await requireDigital(ctx, orderId)
  await lockOrderWithPeople(ctx, orderId)
  const row = (await requireDigital(ctx, orderId)).find((each) => each.lineId === lineId && each.kind === kind)
  if (!row) throw new Refusal('order.not_found')
  if (!isPaid(row)) throw new Refusal('digital.not_paid')
  if (row.goingBack) throw new Refusal('digital.refund_open')
  return row
}

/** Opens a course; opening it again changes nothing. */
export const openDigital = (ctx: Ctx, orderId: OrderId, lineId: LineId) =>
  inTransaction(ctx, async (ctx) => {
    await lockLine(ctx, orderId, lineId, 'course')
    await store.open(ctx.db, lineId, memberOf(ctx), ctx.clock.now())
    return readDigital(ctx, orderId)
  })

const fixedMs = 24 * 3_600_000

/** Chooses the time of a consultation, which opens it; another one can be chosen up to a day before. */
export const bookSlot = (ctx: Ctx, orderId: OrderId, { lineId, slotId }: { lineId: LineId; slotId: ConsultationSlotId }) =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const row = await lockLine(ctx, orderId, lineId, 'consultation')
    if (row.booked?.id === slotId) return readDigital(ctx, orderId)
    if (row.booked && new Date(row.booked.startsAt).getTime() - now.getTime() < fixedMs) throw new Refusal('digital.slot_fixed')
    if (!(await store.takeSlot(ctx.db, row, slotId, now))) throw new Refusal('digital.slot_gone')
    await store.open(ctx.db, lineId, memberOf(ctx), now)
    return readDigital(ctx, orderId)
  })

async function requireOwnProduct(ctx: Ctx, id: ProductId): Promise<void> {
  if (!(await store.ownsProduct(ctx.db, id, ownSupplier(ctx)))) throw new Refusal('catalog.product_not_found')
}

export async function listSlots(ctx: Ctx, productId: ProductId) {
  await requireOwnProduct(ctx, productId)
  const rows = await store.listSlots(ctx.db, productId, ctx.clock.now())
  return {
    items: rows.map((row) => ({ ...toSlot(row), booked: row.lineId !== null, buyer: row.buyer, orderNumber: row.orderNumber })),
  }
}

export async function offerSlot(
  ctx: Ctx,
  productId: ProductId,
  { startsAt, minutes }: { startsAt: string; minutes: number },
): Promise<ConsultationSlot> {
  await requireOwnProduct(ctx, productId)
  const now = ctx.clock.now()
  const begins = new Date(startsAt)
  if (begins <= now) throw new Refusal('request.invalid', 'startsAt', [{ path: 'body.startsAt', message: 'must lie ahead' }])
  const slot = { id: newId<ConsultationSlotId>('slt', now), startsAt: begins, minutes }
  if (!(await store.insertSlot(ctx.db, { ...slot, productId, lineId: null, bookedAt: null }))) throw new Refusal('digital.slot_taken')
  return toSlot(slot)
}

export const dropSlot = (ctx: Ctx, id: ConsultationSlotId) =>
  inTransaction(ctx, async (ctx) => {
    const slot = await store.lockSlot(ctx.db, id)
    if (slot?.supplierId !== ownSupplier(ctx)) throw new Refusal('digital.slot_not_found')
    if (slot?.lineId) throw new Refusal('digital.slot_taken')
    await store.deleteSlot(ctx.db, id)
    return { done: true } as const
  })
