import type { Point, ShopPlace } from '@lianka/contract/delivery'
import type { ShopId } from '@lianka/contract/ids'
import { type Ctx, shopOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { regionName } from '#platform/regions'
import * as store from './place-store.ts'

export type Place = Point & {
  pickup: boolean
  address: string
  regionCode: string
  openingHours: string
  localRadius: number
}

/** Where a shop hands goods over in person. */
export const findPlace = (ctx: Ctx, shopId: ShopId): Promise<Place | undefined> => store.findPlace(ctx.db, shopId)

const toPlace = ({ localRadius, ...place }: Place): ShopPlace => ({
  ...place,
  region: regionName(place.regionCode),
  localRadiusMetres: localRadius,
})

export async function readPlace(ctx: Ctx, shopId: ShopId) {
  if (!(await store.shopExists(ctx.db, shopId))) throw new Refusal('shop.not_found')
  const place = await findPlace(ctx, shopId)
  return { place: place && (place.pickup || place.localRadius > 0) ? toPlace(place) : null }
}

export async function setPlace(ctx: Ctx, { localRadiusMetres, ...place }: Omit<Place, 'localRadius'> & { localRadiusMetres: number }) {
  regionName(place.regionCode)
  const kept = { ...place, localRadius: localRadiusMetres }
  await store.keepPlace(ctx.db, { shopId: shopOf(ctx), ...kept, changedAt: ctx.clock.now() })
  return toPlace(kept)
}
