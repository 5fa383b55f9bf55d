import type { ParcelId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { ParcelState } from '@lianka/contract/order'
import { PushRefused, pushAccepted } from '@lianka/wechat/courier'
import { MiniProgramError } from '@lianka/wechat/mini-program-errors'
import type { Shipping } from '@lianka/wechat/mini-program-messages'
import { openidOf, unsealAddress } from '#account/service'
import { addTracks, findParcel, findParcelByTracking, hasTracks, parcelsToReceive, readOrders, receiveParcel } from '#order/service'
import { planOf } from '#plan/service'
import { type Ctx, inTransaction, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import type { Exchange } from '#platform/http'
import { publish } from '#platform/jobs'
import { placeName, regionName } from '#platform/regions'
import { recordSecurityEvent } from '#platform/security'
import { ownSupplier } from './own-supplier.ts'
import { shipOwn } from './ship.ts'
import * as store from './store.ts'

export { listShippingSheets, readShippingSheet, shipBySheet, writeParcelsToShip, writeRefusedRows } from './sheets.ts'

export async function listParcels(ctx: Ctx, query: { state?: ParcelState | undefined; after?: string | undefined; limit: number }) {
  const rows = await store.listParcels(ctx.db, ownSupplier(ctx), query)
  return {
    items: rows.map(({ regionCode, addressCipher, paidAt, lines, ...row }) => ({
      ...row,
      paidAt: paidAt.toISOString(),
      receiver: { ...unsealAddress(ctx, addressCipher), region: regionName(regionCode) },
      lines: lines.map((line) => ({ ...line, supplyPriceFen: line.supplyPriceFen as Fen })),
    })),
    next: rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

export async function ship(ctx: Ctx, id: ParcelId, by: { courier: string; trackingNumber: string }) {
  await shipOwn(ctx, id, ownSupplier(ctx), by)
  return { done: true } as const
}

/** Asks the courier service to tell us of each step of this parcel. */
export async function subscribeTracks(ctx: Ctx, id: ParcelId): Promise<void> {
  const facts = await store.readShipping(ctx.db, id)
  if (!facts?.courier || !facts.trackingNumber) return
  const { phone } = unsealAddress(ctx, facts.receiverCipher)
  await ctx.outside.courier.subscribe({
    company: facts.courier,
    number: facts.trackingNumber,
    callbackUrl: `${ctx.outside.notifyBase}/api/couriers/kuaidi100/notifications`,
    phone,
    from: placeName(facts.fromRegion),
    to: placeName(facts.toRegion),
  })
}

const logisticsTypes = { parcel: 1, local: 2, digital: 3, pickup: 4 } as const

function sentAs(ctx: Ctx, { delivery, courier, trackingNumber, goods, receiverCipher }: store.ShippingFacts): Shipping['parcels'][number] {
  if (delivery === 'digital') return { goods: goods.slice(0, 120) }
  const { phone } = unsealAddress(ctx, receiverCipher)
  const said = { goods: goods.slice(0, 120), receiverContact: `+86-${phone.slice(0, 3)}****${phone.slice(-4)}` }
  return courier && trackingNumber ? { ...said, trackingNo: trackingNumber, courierCode: courier } : said
}

/** Tells WeChat that goods of a mini-program payment are on their way; without it WeChat holds the money back. Retried by the job when it is too early. */
export async function reportShipping(ctx: Ctx, id: ParcelId): Promise<void> {
  const facts = await store.readShipping(ctx.db, id)
  const openid = facts?.payerId && (await openidOf(ctx, facts.payerId))
  // WeChat wants to hear who paid. Paid in a browser by somebody it does not know as our user: nothing to report.
  if (!facts?.transactionId || !openid) return
  // Only what couriers bring may be told of parcel by parcel; the rest is one.
  if (facts.delivery !== 'parcel' && !facts.first) return
  const shipping: Shipping = {
    order: { transactionId: facts.transactionId },
    logisticsType: logisticsTypes[facts.delivery],
    delivery: facts.parcels === 1 || facts.delivery !== 'parcel' ? { mode: 'whole' } : { mode: 'split', allShipped: facts.unshipped === 0 },
    parcels: [sentAs(ctx, facts)],
    openid,
    uploadTime: ctx.clock.now(),
  }
  await ctx.outside.miniProgram.uploadShipping(shipping).catch((error) => {
    // Given back meanwhile: WeChat does not want to hear of it any more.
    if (!(error instanceof MiniProgramError) || error.action !== 'drop') throw error
    ctx.log.warn({ wechat: error.errcode, parcel: id }, 'shipping was not wanted any more')
  })
}

const holdDaysOf = async (ctx: Ctx, parcel: { orderId: Parameters<typeof readOrders>[1][number] }) => {
  const [order] = await readOrders(ctx, [parcel.orderId])
  return (await planOf(ctx, order?.planVersion as number)).holdDays
}

const receive = async (ctx: Ctx, parcel: { id: ParcelId; orderId: Parameters<typeof readOrders>[1][number] }, by: string) =>
  receiveParcel(ctx, parcel.id, ctx.clock.now(), await holdDaysOf(ctx, parcel), by)

/** The buyer's own word counts only where the courier reports nothing. */
export async function confirmReceipt(ctx: Ctx, id: ParcelId) {
  const parcel = await findParcel(ctx, id)
  if (!parcel || parcel.buyerId !== memberOf(ctx)) throw new Refusal('order.parcel_not_found')
  if (parcel.state === 'received') return { done: true } as const
  if (parcel.state !== 'shipped') throw new Refusal('order.state', parcel.state)
  if (await hasTracks(ctx, id)) throw new Refusal('shipment.not_delivered')
  await receive(ctx, parcel, memberOf(ctx))
  return { done: true } as const
}

/** Steps pushed by the courier service: kept once each; delivery is receipt. */
export async function takePush(ctx: Ctx, { rawBody, ip }: Exchange) {
  const form = Object.fromEntries(new URLSearchParams(rawBody.toString('utf8')))
  try {
    const push = ctx.outside.courier.parsePush(form)
    const parcel = await findParcelByTracking(ctx, push.company, push.number)
    const tracks = push.lines
      .filter((line) => !Number.isNaN(line.time.getTime()))
      .map((line) => ({ at: line.time, text: line.text, place: line.area ?? '' }))
    if (parcel) {
      await inTransaction(ctx, async (ctx) => {
        await addTracks(ctx, parcel.id, tracks)
        if (push.delivered) await receive(ctx, parcel, 'courier')
      })
    } else {
      const lines = tracks.map((track) => ({ ...track, at: track.at.toISOString() }))
      await publish(ctx, 'tracks.pushed', { company: push.company, number: push.number, delivered: push.delivered, lines })
    }
    return pushAccepted
  } catch (error) {
    if (!(error instanceof PushRefused)) throw error
    await recordSecurityEvent(ctx, 'courier_push_refused', { reason: error.reason, ip })
    throw new Refusal('payment.signature_invalid', error.reason)
  }
}

/** Receives parcels nobody tracks, ten days after shipping; answers how many. */
export async function receiveUntracked(ctx: Ctx): Promise<number> {
  const due = await parcelsToReceive(ctx)
  for (const { id } of due) {
    const parcel = await findParcel(ctx, id)
    if (parcel) await receive(ctx, parcel, 'system')
  }
  return due.length
}
