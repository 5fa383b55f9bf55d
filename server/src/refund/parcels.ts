import type { AfterSaleId } from '@lianka/contract/ids'
import { unsealAddress } from '#account/service'
import { findParcelByTracking } from '#order/service'
import { type Ctx, inTransaction } from '#platform/context'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { type Events, publish } from '#platform/jobs'
import { placeName } from '#platform/regions'
import { inDays } from './move.ts'
import * as store from './parcel-store.ts'
import { confirmDays } from './rules.ts'

/** Notes what is on its way, and has the courier service tell of it. A number that already brought something else is refused. */
export async function sendParcel(
  ctx: Ctx,
  { id }: { id: AfterSaleId },
  direction: store.Direction,
  { courier, trackingNumber }: { courier: string; trackingNumber: string },
): Promise<void> {
  if (await findParcelByTracking(ctx, courier, trackingNumber)) throw new Refusal('shipment.tracking_taken')
  await store
    .insertParcel(ctx.db, { afterSaleId: id, direction, courier, trackingNumber, sentAt: ctx.clock.now(), deliveredAt: null })
    .catch((error) => {
      if (isUniqueViolation(error)) throw new Refusal('shipment.tracking_taken')
      throw error
    })
  await publish(ctx, 'after-sale.sent', { afterSaleId: id, direction })
}

export async function subscribeTracks(ctx: Ctx, { afterSaleId, direction }: Events['after-sale.sent']): Promise<void> {
  const sending = await store.readSending(ctx.db, afterSaleId, direction)
  if (!sending) return
  const [from, to] = direction === 'return' ? [sending.buyerRegion, sending.supplierRegion] : [sending.supplierRegion, sending.buyerRegion]
  await ctx.outside.courier.subscribe({
    company: sending.courier,
    number: sending.trackingNumber,
    callbackUrl: `${ctx.outside.notifyBase}/api/couriers/kuaidi100/notifications`,
    // Couriers that ask for a phone take the sender's as well as the receiver's; ours is the buyer's both ways.
    phone: unsealAddress(ctx, sending.addressCipher).phone,
    from: placeName(from),
    to: placeName(to),
  })
}

/** Steps of a parcel that is not an order's: kept once each; once the goods are back, the supplier's days to look at them begin. */
export const takeTracks = (ctx: Ctx, { company, number, delivered, lines }: Events['tracks.pushed']): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const found = await store.findByTracking(ctx.db, company, number)
    if (!found) return
    const { afterSaleId, direction } = found
    if (lines.length > 0)
      await store.addTracks(
        ctx.db,
        lines.map(({ at, text, place }) => ({ afterSaleId, direction, at: new Date(at), text, place })),
      )
    if (!delivered || !(await store.markDelivered(ctx.db, afterSaleId, direction, ctx.clock.now()))) return
    if (direction === 'return') await store.bringForward(ctx.db, afterSaleId, inDays(ctx, confirmDays))
  })
