import type { DeliveryWay, Point } from '@lianka/contract/delivery'
import type { Priced } from '@lianka/pricing/price'
import { Refusal } from '#platform/errors'

/** What is handed over in person costs no postage, wherever its region is. */
export const pricedFor = (way: DeliveryWay, priced: Priced): Priced =>
  way === 'parcel'
    ? priced
    : {
        ...priced,
        parcels: priced.parcels.map((parcel) => ({ ...parcel, postage: 0 })),
        postage: 0,
        total: priced.total - priced.postage,
        steps: priced.steps.filter(({ what }) => what !== 'postage'),
        deliverable: true,
      }

const earthMetres = 6_371_008
const radians = (e6: number) => (e6 / 1_000_000) * (Math.PI / 180)

/** Metres between two points on the ground, by the haversine formula; right to half a percent. */
export function distanceMetres(a: Point, b: Point): number {
  const [latA, latB] = [radians(a.latE6), radians(b.latE6)]
  const [halfLat, halfLng] = [(latB - latA) / 2, (radians(b.lngE6) - radians(a.lngE6)) / 2]
  const h = Math.sin(halfLat) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin(halfLng) ** 2
  return Math.round(2 * earthMetres * Math.asin(Math.min(1, Math.sqrt(h))))
}

export type Kind = 'goods' | 'course' | 'consultation'

/** Courses and consultations have nothing to carry, whatever way was asked for; they are ordered apart from goods that are sent, and one at a time. */
export function wayFor(lines: readonly { kind: Kind; quantity: number }[], asked: DeliveryWay): DeliveryWay {
  const digital = lines.filter(({ kind }) => kind !== 'goods')
  if (digital.length === 0) {
    if (asked === 'digital') throw new Refusal('order.not_digital')
    return asked
  }
  if (digital.length < lines.length) throw new Refusal('order.digital_apart')
  if (digital.some(({ quantity }) => quantity > 1)) throw new Refusal('order.digital_one')
  return 'digital'
}

/** Why this shop cannot hand over that way, or null. */
export function refusalOf(
  way: 'pickup' | 'local',
  place: (Point & { pickup: boolean; localRadius: number }) | undefined,
  at: Point | undefined,
): 'order.no_pickup' | 'order.no_local' | 'order.too_far' | null {
  if (way === 'pickup') return place?.pickup ? null : 'order.no_pickup'
  if (!place || place.localRadius === 0) return 'order.no_local'
  return !at || distanceMetres(place, at) > place.localRadius ? 'order.too_far' : null
}
