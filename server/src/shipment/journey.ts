import type { JourneyStep } from '@lianka/contract/delivery'
import type { OrderId } from '@lianka/contract/ids'
import type { Order } from '@lianka/contract/order'
import { readOrder } from '#order/service'
import type { Ctx } from '#platform/context'
import { newestLots } from '#trace/service'

type Lots = Awaited<ReturnType<typeof newestLots>>
type Line = Order['lines'][number]

/** The stations of the lots in a parcel. What has several goods in it says which each is about. */
const fromLots = (lines: readonly Line[], lots: Lots): JourneyStep[] =>
  lines.flatMap(({ productId, title }) =>
    (lots.get(productId)?.events ?? []).map(({ kind, at, place, note }) => ({
      at,
      what: kind,
      text: note,
      place,
      title: lines.length > 1 ? title : null,
    })),
  )

function fromParcel(order: Order, parcel: Order['parcels'][number]): JourneyStep[] {
  const step = (at: string | null, what: JourneyStep['what']) => (at ? [{ at, what, text: '', place: '', title: null }] : [])
  return [
    ...step(order.paidAt, 'paid'),
    ...step(parcel.shippedAt, 'shipped'),
    ...parcel.tracks.toReversed().map(({ at, text, place }): JourneyStep => ({ at, what: 'track', text, place, title: null })),
    // Where the courier tells of the delivery, that is the receipt.
    ...(parcel.tracks.length === 0 ? step(parcel.receivedAt, 'received') : []),
  ]
}

const second = ({ at }: JourneyStep) => at.slice(0, 19)

/** From where it grew to the door, parcel by parcel, the newest first. */
export async function readJourney(ctx: Ctx, id: OrderId) {
  const order = await readOrder(ctx, id)
  const lots = await newestLots(ctx, [...new Set(order.lines.map(({ productId }) => productId))])
  const parcels = order.parcels.map((parcel) => {
    const lines = order.lines.filter(({ parcelId }) => parcelId === parcel.id)
    // Couriers tell the second and no more: within one, things came in the order in which they are listed.
    const steps = [...fromLots(lines, lots), ...fromParcel(order, parcel)].sort((a, b) => second(a).localeCompare(second(b))).reverse()
    return { parcelId: parcel.id, supplierName: parcel.supplierName, steps }
  })
  return { parcels }
}
