import type { PostageTemplate } from '@lianka/contract/postage'
import { standardPostage } from '@lianka/pricing/postage'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import { isRegion } from '#platform/regions'
import { ownSupplier } from './onboarding.ts'
import * as store from './postage-store.ts'
import { twiceNamed } from './rules.ts'

export async function readPostage(ctx: Ctx) {
  const own = await store.findPostage(ctx.db, ownSupplier(ctx))
  return { template: own ?? (standardPostage as PostageTemplate), isOwn: own !== null }
}

/** Writes what one's parcels cost from now on; a region stands in one place only, or nobody could say which price holds. */
export async function writePostage(ctx: Ctx, template: PostageTemplate) {
  const regions = [...template.zones.flatMap((zone) => zone.regions), ...template.refused]
  if (!regions.every(isRegion)) throw new Refusal('order.region_unknown')
  const twice = twiceNamed(regions)
  if (twice) throw new Refusal('supply.region_twice', twice)
  await store.setPostage(ctx.db, ownSupplier(ctx), template)
  return { template, isOwn: true }
}
