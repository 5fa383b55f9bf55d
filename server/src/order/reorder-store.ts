import type { ListingId, OrderId, SkuId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type Bought = {
  listingId: ListingId
  skuId: SkuId
  title: string
  skuName: string
  quantity: number
  wasFen: number
  /** Null where it is not on sale any more. */
  isFen: number | null
  stock: number
}

/** What was bought, with what it costs now and how much of it there is. */
export async function readBought(db: Db, orderId: OrderId): Promise<Bought[]> {
  const { rows } = await sql<Bought>`
    select l.listing_id, l.sku_id, l.title, l.sku_name, l.quantity, l.price as was_fen, case when i.on_sale and p.state = 'approved' and u.state = 'approved' then r.price end as is_fen, coalesce(k.stock, 0) as stock
    from order_lines l left join listings i on i.id = l.listing_id left join listing_prices r on r.listing_id = l.listing_id and r.sku_id = l.sku_id
      left join skus k on k.id = l.sku_id left join products p on p.id = l.product_id left join suppliers u on u.id = p.supplier_id
    where l.order_id = ${orderId} order by l.place`.execute(db)
  return rows
}
