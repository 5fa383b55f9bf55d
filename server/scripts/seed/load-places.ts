import type { OrderId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import { noteWay } from '#order/delivery'
import { setPlace } from '#shop/service'
import { asMember, hoursBefore, named, type Stage } from './stage.ts'

const place = {
  pickup: true,
  address: '文清路 18 号（红旗大道口）',
  regionCode: '360702',
  openingHours: '9:00–21:00',
  localRadiusMetres: 3000,
  latE6: 25_831_200,
  lngE6: 114_933_500,
}

/** Wang has a shop with a door: two who bought there come for it, or have it brought. */
export async function loadPlaces(stage: Stage): Promise<void> {
  const shop = named(stage.shops, 'shop-01')
  await setPlace(asMember(stage, hoursBefore(stage, 800), shop.ownerId, shop.id), place)
  const { rows } = await sql<{ id: OrderId }>`
    select o.id from orders o where o.shop_id = ${shop.id} and o.state = 'paid' and o.postage = 0
      and not exists (select from parcels p where p.order_id = o.id and p.state <> 'to_ship') order by o.id desc limit 2`.execute(
    stage.ctx.db,
  )
  for (const [index, { id }] of rows.entries()) {
    const way = index === 0 ? ('pickup' as const) : ('local' as const)
    const handover = {
      shopId: shop.id,
      way,
      placeAddress: place.address,
      openingHours: place.openingHours,
      distance: way === 'local' ? 1400 : null,
    }
    await noteWay(stage.ctx, id, { handover })
  }
}
