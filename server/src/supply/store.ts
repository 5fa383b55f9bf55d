import type { ProductId, ShopId, SupplierId } from '@lianka/contract/ids'
import { type Insertable, sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const insertSupplier = (db: Db, row: Insertable<Tables['suppliers']>) => db.insertInto('suppliers').values(row).execute()

export const listSuppliers = (db: Db, filter: { id?: SupplierId; after?: string | undefined; limit: number }) =>
  db
    .selectFrom('suppliers as s')
    .selectAll('s')
    .select(sql<number>`(select count(*)::int from products p where p.supplier_id = s.id)`.as('productCount'))
    .$if(Boolean(filter.id), (query) => query.where('s.id', '=', filter.id as SupplierId))
    .$if(Boolean(filter.after), (query) => query.where('s.id', '<', filter.after as SupplierId))
    .orderBy('s.id', 'desc')
    .limit(filter.limit)
    .execute()

export const setSupplierState = (db: Db, id: SupplierId, state: Tables['suppliers']['state']) =>
  db.updateTable('suppliers').set({ state }).where('id', '=', id).returning('id').executeTakeFirst()

export type MarketRow = {
  productId: ProductId
  title: string
  subtitle: string
  picture: string
  supplierName: string
  categoryId: string
  suggested: number
  supply: number
  soldCount: number
  listed: boolean
}

/** What may be listed: approved goods of approved suppliers, best selling first. */
export async function listMarket(
  db: Db,
  shopId: ShopId,
  filter: { categoryId?: string | undefined; words?: string | undefined; after?: string | undefined; limit: number },
): Promise<MarketRow[]> {
  const { rows } = await sql<MarketRow>`
    select p.id as product_id, p.title, p.subtitle, p.pictures->>0 as picture, s.name as supplier_name, p.category_id, k.suggested_price as suggested, k.supply_price as supply, p.sold_count,
      exists (select 1 from listings l where l.shop_id = ${shopId} and l.product_id = p.id and l.on_sale) as listed
    from products p join suppliers s on s.id = p.supplier_id and s.state = 'approved'
    join lateral (select suggested_price, supply_price from skus where product_id = p.id order by place limit 1) k on true
    where p.state = 'approved' and (${filter.categoryId ?? null}::text is null or p.category_id = ${filter.categoryId ?? ''})
      and (${filter.words ?? null}::text is null or p.title like ${`%${(filter.words ?? '').replace(/[%_\\]/g, '\\$&')}%`})
      and (${filter.after ?? null}::text is null or p.id < ${filter.after ?? ''})
    order by p.id desc limit ${filter.limit}`.execute(db)
  return rows
}
