import type { Handover, HandoverTask } from '@lianka/contract/delivery'
import type { OrderId } from '@lianka/contract/ids'
import QRCode from 'qrcode'
import { unsealAddress } from '#account/service'
import { lockOrderWithPeople } from '#commission/service'
import { receiveParcel, sendByShop } from '#order/service'
import { planOf } from '#plan/service'
import { type Ctx, inTransaction, memberOf, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { regionName } from '#platform/regions'
import * as store from './hand-over-store.ts'

const iso = (date: Date | null) => date?.toISOString() ?? null
const usable = (row: store.ShownHandover) => row.state === 'paid' && row.redeemedAt === null && row.left > 0

/** The buyer's own code, as digits and as a picture. */
export async function readHandover(ctx: Ctx, orderId: OrderId): Promise<Handover> {
  const [row] = await store.listHandovers(ctx.db, { orderId })
  if (!row || row.buyerId !== memberOf(ctx)) throw new Refusal('order.no_handover')
  return {
    orderId,
    orderNumber: row.orderNumber,
    way: row.way,
    code: row.code,
    qr: await QRCode.toDataURL(row.code, { margin: 1, width: 480 }),
    shopName: row.shopName,
    place: row.placeAddress,
    openingHours: row.openingHours,
    distanceMetres: row.distance,
    usable: usable(row),
    leftAt: iso(row.leftAt),
    redeemedAt: iso(row.redeemedAt),
  }
}

/** Who receives it: of what is brought, where to; of what is fetched, the end of the phone is enough to know the person by. */
const toTask = (ctx: Ctx, row: store.ShownHandover): HandoverTask => {
  const { name, phone, detail } = unsealAddress(ctx, row.addressCipher)
  const brought = row.way === 'local' && row.redeemedAt === null
  return {
    orderId: row.orderId,
    orderNumber: row.orderNumber,
    way: row.way,
    receiver: {
      name,
      phone: brought ? phone : `***${phone.slice(-4)}`,
      detail: brought ? `${regionName(row.regionCode)} ${detail}` : null,
    },
    distanceMetres: row.distance,
    paidAt: (row.paidAt as Date).toISOString(),
    leftAt: iso(row.leftAt),
    redeemedAt: iso(row.redeemedAt),
    note: row.note,
    lines: row.lines ?? [],
  }
}

const shown = 50

export async function listHandovers(ctx: Ctx) {
  const rows = await store.listHandovers(ctx.db, { shopId: shopOf(ctx), limit: shown })
  return { items: rows.filter((row) => row.redeemedAt !== null || usable(row)).map((row) => toTask(ctx, row)) }
}

/** The shop sets out: what is brought is on its way, and counts as received after ten days should nobody say anything. */
export const depart = (ctx: Ctx, orderId: OrderId) =>
  inTransaction(ctx, async (ctx) => {
    const [row] = await store.listHandovers(ctx.db, { orderId })
    if (!row || row.shopId !== shopOf(ctx)) throw new Refusal('order.no_handover')
    if (row.leftAt || row.redeemedAt) return { done: true } as const
    if (row.way !== 'local' || !usable(row)) throw new Refusal('order.state', row.state)
    const now = ctx.clock.now()
    await sendByShop(ctx, orderId)
    await store.noteLeft(ctx.db, orderId, now)
    return { done: true } as const
  })

const mostMisses = 20
const hourMs = 3_600_000
/** A press that is sent again finds what it did. */
const againMs = 60_000

/** Hands an order over against its code, once: the code is the receipt, from which the return window runs. */
export async function redeemCode(ctx: Ctx, code: string): Promise<HandoverTask> {
  const shopId = shopOf(ctx)
  const now = ctx.clock.now()
  if ((await store.countMisses(ctx.db, shopId, new Date(now.getTime() - hourMs))) >= mostMisses) throw new Refusal('order.code_tries')
  const [found] = await store.listHandovers(ctx.db, { shopId, code })
  if (!found) {
    // Not in a transaction, so that it stays when this is refused.
    await store.noteMiss(ctx.db, shopId, now)
    throw new Refusal('order.code_wrong')
  }
  return inTransaction(ctx, async (ctx) => {
    // Whoever gives money back takes these locks too, and reads afterwards: goods are handed over or paid back, not both.
    await lockOrderWithPeople(ctx, found.orderId)
    const [row] = await store.listHandovers(ctx.db, { orderId: found.orderId })
    if (row?.redeemedAt && row.redeemedBy === memberOf(ctx) && now.getTime() - row.redeemedAt.getTime() < againMs) return toTask(ctx, row)
    if (!row || row.redeemedAt) throw new Refusal('order.code_used')
    if (!usable(row)) throw new Refusal('order.state', row.state)
    if (!(await store.redeem(ctx.db, row.orderId, memberOf(ctx), now))) throw new Refusal('order.code_used')
    const { holdDays } = await planOf(ctx, row.planVersion as number)
    for (const id of await sendByShop(ctx, row.orderId)) await receiveParcel(ctx, id, now, holdDays, memberOf(ctx))
    return toTask(ctx, { ...row, redeemedAt: now })
  })
}
