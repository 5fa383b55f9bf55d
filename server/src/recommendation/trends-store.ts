import type { ProductId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

/** How many visitors looked at a product in a place: a shop, a province by two digits, or everywhere (empty). */
export type LookCount = { place: string; productId: ProductId; categoryId: string; visitors: number }
export type TrendRow = { place: string; productId: ProductId; looks: number; lift: number; worth: number }

/** Whether it is this transaction's turn: nobody else is at it and what is there is older than this. */
export async function claimReckoning(db: Db, before: Date): Promise<boolean> {
  const { rows } = await sql<{ due: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('recommendation.trends'))
      and not exists (select 1 from look_logs where trends_reckoned_at > ${before}) as due`.execute(db)
  return rows[0]?.due ?? false
}

/** Visitors by place and product since then; one who looks ten times is one. */
export async function countLooks(db: Db, since: Date): Promise<LookCount[]> {
  const { rows } = await sql<LookCount>`
    select coalesce(shop_id, province, '') as place, product_id, category_id, count(distinct visitor_id)::int as visitors from (
      select e.visitor_id, e.product_id, p.category_id, l.shop_id::text as shop_id, left(s.region_code, 2) as province
      from visit_events e join listings l on l.id = e.subject_id join shops s on s.id = l.shop_id join products p on p.id = e.product_id
      where e.kind = 'view' and e.product_id is not null and e.at >= ${since}) x
    group by grouping sets ((shop_id, product_id, category_id), (province, product_id, category_id), (product_id, category_id))`.execute(db)
  return rows
}

export async function replaceTrends(db: Db, rows: readonly TrendRow[], now: Date): Promise<void> {
  await sql`delete from trends`.execute(db)
  await sql`
    insert into trends (place, product_id, looks, lift, worth)
    select place, "productId", looks, lift, worth from json_to_recordset(${JSON.stringify(rows)}::json) as x (place text, "productId" text, looks int, lift real, worth real)`.execute(
    db,
  )
  await sql`update look_logs set trends_reckoned_at = ${now}`.execute(db)
}
