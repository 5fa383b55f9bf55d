import type { ParcelId, SupplierId } from '@lianka/contract/ids'
import { lockOrderWithPeople } from '#commission/service'
import { findParcel, shipParcel } from '#order/service'
import { type Ctx, inTransaction } from '#platform/context'
import { Refusal } from '#platform/errors'

/**
 * Hands a supplier's parcel to a courier, under the locks of whoever gives money back, so that goods are not sent and paid back as unsent at
 * once. False when the same was said before: nothing is done then.
 */
export async function shipOwn(
  ctx: Ctx,
  id: ParcelId,
  supplierId: SupplierId,
  by: { courier: string; trackingNumber: string },
): Promise<boolean> {
  const parcel = await findParcel(ctx, id)
  if (!parcel || parcel.supplierId !== supplierId) throw new Refusal('order.parcel_not_found')
  return inTransaction(ctx, async (ctx) => {
    await lockOrderWithPeople(ctx, parcel.orderId)
    return shipParcel(ctx, id, supplierId, by)
  })
}
