import type { DigitalContent, ProductKind } from '@lianka/contract/digital-goods'
import type { ProductId, SkuId, SupplierId } from '@lianka/contract/ids'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '#platform/db'
import type { Tables } from '#platform/tables'

export const listCategories = (db: Db) => db.selectFrom('categories').selectAll().orderBy('place').execute()

export const insertCategory = (db: Db, row: Insertable<Tables['categories']>) =>
  db
    .insertInto('categories')
    .values(row)
    .onConflict((on) => on.doNothing())
    .execute()

export const insertProduct = (db: Db, row: Insertable<Tables['products']>) => db.insertInto('products').values(row).execute()

export const updateProduct = (db: Db, id: ProductId, set: Updateable<Tables['products']>) =>
  db.updateTable('products').set(set).where('id', '=', id).execute()

export const insertSkus = (db: Db, rows: readonly Insertable<Tables['skus']>[]) =>
  db
    .insertInto('skus')
    .values([...rows])
    .execute()

export const deleteSkus = (db: Db, productId: ProductId) => db.deleteFrom('skus').where('productId', '=', productId).execute()

/** Compare-and-set of the state; undefined when it was another one. */
export const moveProduct = (
  db: Db,
  id: ProductId,
  from: Tables['products']['state'],
  to: Tables['products']['state'],
  set: { rejectedBecause: string | null; updatedAt: Date },
) =>
  db
    .updateTable('products')
    .set({ state: to, ...set })
    .where('id', '=', id)
    .where('state', '=', from)
    .returning('id')
    .executeTakeFirst()

export type ProductRow = {
  id: ProductId
  supplierId: SupplierId
  supplierName: string
  state: Tables['products']['state']
  categoryId: string
  title: string
  subtitle: string
  description: string
  pictures: string[]
  attributes: { name: string; value: string }[]
  returnExcepted: boolean
  showSupplierPart: boolean
  kind: ProductKind
  digital: DigitalContent | null
  rejectedBecause: string | null
  updatedAt: Date
  listingCount: number
  skus: {
    id: SkuId
    name: string
    supplyPriceFen: number
    minPriceFen: number
    suggestedPriceFen: number
    maxPriceFen: number
    stock: number
    weightGrams: number
  }[]
}

type Filter = {
  id?: ProductId | undefined
  supplierId?: SupplierId | undefined
  state?: string | undefined
  words?: string | undefined
  after?: string | undefined
  limit: number
}

export async function listProducts(db: Db, filter: Filter): Promise<ProductRow[]> {
  const { rows } = await sql<ProductRow>`
    select p.id, p.supplier_id, s.name as supplier_name, p.state, p.category_id, p.title, p.subtitle, p.description, p.pictures, p.attributes,
      p.return_excepted, p.show_supplier_part, p.kind, p.digital, p.rejected_because, p.updated_at,
      (select count(*)::int from listings l where l.product_id = p.id) as listing_count,
      (select json_agg(json_build_object('id', k.id, 'name', k.name, 'supplyPriceFen', k.supply_price, 'minPriceFen', k.min_price, 'suggestedPriceFen', k.suggested_price,
        'maxPriceFen', k.max_price, 'stock', k.stock, 'weightGrams', k.weight_grams) order by k.place) from skus k where k.product_id = p.id) as skus
    from products p join suppliers s on s.id = p.supplier_id
    where (${filter.id ?? null}::text is null or p.id = ${filter.id ?? ''})
      and (${filter.supplierId ?? null}::text is null or p.supplier_id = ${filter.supplierId ?? ''})
      and (${filter.state ?? null}::text is null or p.state = ${filter.state ?? ''})
      and (${filter.words ?? null}::text is null or p.title like ${`%${(filter.words ?? '').replace(/[%_\\]/g, '\\$&')}%`})
      and (${filter.after ?? null}::text is null or p.id < ${filter.after ?? ''})
    order by p.id desc limit ${filter.limit}`.execute(db)
  return rows
}

export const lockProduct = (db: Db, id: ProductId) =>
  db.selectFrom('products').select(['id', 'supplierId', 'state']).where('id', '=', id).forUpdate().executeTakeFirst()

export const returnStock = (db: Db, items: readonly { skuId: SkuId; quantity: number }[]) =>
  sql`
    with given as (select * from unnest(${items.map((i) => i.skuId)}::text[], ${items.map((i) => i.quantity)}::int[]) as g (id, quantity)),
    locked as (select s.id, g.quantity from skus s join given g on g.id = s.id order by s.id for update of s)
    update skus set stock = stock + locked.quantity from locked where skus.id = locked.id`.execute(db)

export const setStock = (db: Db, id: SkuId, supplierId: SupplierId, stock: number) =>
  db
    .updateTable('skus')
    .set({ stock })
    .where('id', '=', id)
    .where('productId', 'in', (eb) => eb.selectFrom('products').select('products.id').where('products.supplierId', '=', supplierId))
    .returning('id')
    .executeTakeFirst()

export const addSold = (db: Db, counts: readonly { productId: ProductId; pieces: number }[]) =>
  sql`
    with c as (select * from unnest(${counts.map((c) => c.productId)}::text[], ${counts.map((c) => c.pieces)}::int[]) as c (id, pieces)),
    locked as (select p.id, c.pieces from products p join c on c.id = p.id order by p.id for update of p)
    update products set sold_count = sold_count + locked.pieces from locked where products.id = locked.id`.execute(db)

export const addReview = (db: Db, id: ProductId, stars: number) =>
  db
    .updateTable('products')
    .set({ reviewCount: sql`review_count + 1`, starTotal: sql`star_total + ${stars}` })
    .where('id', '=', id)
    .execute()
