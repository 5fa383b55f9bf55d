import { randomInt } from 'node:crypto'
import type { DeliveryWay, Point } from '@lianka/contract/delivery'
import type { OrderId, ParcelId, ShopId } from '@lianka/contract/ids'
import { sealAddress } from '#account/service'
import { type Ctx, callerName } from '#platform/context'
import { Refusal } from '#platform/errors'
import { publish } from '#platform/jobs'
import { findPlace } from '#shop/service'
import { distanceMetres, refusalOf } from './delivery-rules.ts'
import * as store from './delivery-store.ts'
import { autoReceiveDays } from './rules.ts'
import { addChange } from './store.ts'

export type WayAsked = {
  shopId: ShopId
  delivery?: DeliveryWay | undefined
  /** Who fetches it; of what is fetched, nobody needs to know where the buyer lives. */
  contact?: { name: string; phone: string } | undefined
  /** Where the buyer is, for what the shop brings. */
  at?: Point | undefined
}

type Sealed = { regionCode: string; secretCipher: string }
/** How an order reaches its buyer, and what is written of it beside the order. */
export type Way = { address: Sealed | null; handover: Omit<store.NewHandover, 'orderId' | 'code'> | null }

/** Whether the order can go that way, and where it goes: to the buyer's address, or to the shop's place under the buyer's name. */
export async function chooseWay(ctx: Ctx, asked: WayAsked, address: Sealed | null): Promise<Way> {
  const way = asked.delivery ?? 'parcel'
  if (way === 'parcel') {
    if (!address) throw new Refusal('account.address_not_found')
    return { address, handover: null }
  }
  if (way === 'digital') throw new Refusal('order.not_digital')
  const place = await findPlace(ctx, asked.shopId)
  const refusal = refusalOf(way, place, asked.at)
  if (refusal || !place) throw new Refusal(refusal ?? 'order.no_pickup')
  const handover = {
    shopId: asked.shopId,
    way,
    placeAddress: place.address,
    openingHours: place.openingHours,
    distance: way === 'local' && asked.at ? distanceMetres(place, asked.at) : null,
  }
  if (way === 'local') {
    if (!address) throw new Refusal('account.address_not_found')
    return { address, handover }
  }
  if (!asked.contact) throw new Refusal('request.invalid', 'contact', [{ path: 'body.contact', message: 'say who fetches it' }])
  const secretCipher = sealAddress(ctx, { ...asked.contact, detail: place.address })
  return { address: { regionCode: place.regionCode, secretCipher }, handover }
}

/** Writes how a new order is handed over, with a code of its own. Call in the transaction that places it. */
export async function noteWay(ctx: Ctx, orderId: OrderId, { handover }: Pick<Way, 'handover'>): Promise<void> {
  if (!handover) return
  for (let tries = 0; ; tries += 1) {
    const code = String(randomInt(100_000_000)).padStart(8, '0')
    // Eight digits of one shop hardly ever meet; when they do, others are drawn.
    if (await store.insertHandover(ctx.db, { ...handover, orderId, code })) return
    if (tries > 5) throw new Refusal('request.not_ready')
  }
}

/** The order's parcels are on their way or handed over without a courier, and are received in ten days should nobody say anything; answers which are not received yet. */
export async function sendByShop(ctx: Ctx, orderId: OrderId): Promise<ParcelId[]> {
  const now = ctx.clock.now()
  const { sent, waiting } = await store.sendWithoutCourier(ctx.db, orderId, now, new Date(now.getTime() + autoReceiveDays * 86_400_000))
  if (sent.length > 0) await addChange(ctx.db, { orderId, what: 'shipped', by: callerName(ctx), at: now })
  for (const parcelId of sent) await publish(ctx, 'parcel.shipped', { parcelId, orderId })
  return waiting
}
