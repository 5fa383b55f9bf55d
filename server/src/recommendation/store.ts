import type { MemberId, ProductId, ShopId, VisitorId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { type Candidate, type Look, type Neighbour, priorReviews, priorStars } from './rules.ts'

const looksMost = 50

export type Looks = { allowed: boolean; looks: (Omit<Look, 'lastAt'> & { lastAt: string })[] }

/** What this person looked at since then, over all own devices, and whether it may be used. Another member's device says nothing. */
export async function readLooks(db: Db, who: { visitorId: VisitorId | null; memberId: MemberId | null }, since: Date): Promise<Looks> {
  const { rows } = await sql<Looks>`
    with devices as (
      select v.id, v.member_id from visitors v where v.id = ${who.visitorId} and (v.member_id is null or ${who.memberId}::text is null or v.member_id = ${who.memberId})
      union select v.id, v.member_id from visitors v where v.member_id = ${who.memberId}
    )
    select coalesce((select bool_and(m.recommendations_on) from members m where m.id = ${who.memberId} or m.id in (select member_id from devices)), true) as allowed,
      coalesce((select json_agg(json_build_object('productId', x.product_id, 'categoryId', x.category_id, 'title', x.title, 'views', x.views, 'dwellSeconds', x.dwell_seconds, 'lastAt', x.last_at)) from (
        select e.product_id, p.category_id, p.title, (count(*) filter (where e.kind = 'view'))::int as views, sum(e.dwell_seconds)::int as dwell_seconds, max(e.at) as last_at
        from visit_events e join products p on p.id = e.product_id
        where e.visitor_id in (select id from devices) and e.at >= ${since} group by e.product_id, p.category_id, p.title order by last_at desc limit ${looksMost}) x), '[]') as looks`.execute(
    db,
  )
  return rows[0] as Looks
}

const neighboursEach = 30

/** The products most often looked at together with each of these. */
export async function readNeighbours(db: Db, seen: readonly ProductId[]): Promise<Neighbour[]> {
  const { rows } = await sql<Neighbour>`
    select a.product_id as seen_id, c.other_id as product_id, c.visitors as both, a.visitors as seen_by, b.visitors as other_by
    from co_views a
    join lateral (select other_id, visitors from co_views x where x.product_id = a.product_id and x.other_id <> x.product_id order by visitors desc, other_id limit ${neighboursEach}) c on true
    join co_views b on b.product_id = c.other_id and b.other_id = c.other_id
    where a.product_id = any(${seen}::text[]) and a.other_id = a.product_id`.execute(db)
  return rows
}

const candidatesEach = 40

/** Goods that can be bought now: these neighbours, the best rated of a category, and the best rated and most bought of all. */
export async function readCandidates(
  db: Db,
  wanted: { productIds: readonly ProductId[]; categoryId: string | null; shopId: ShopId | null },
): Promise<Candidate[]> {
  const rated = sql`(star_total + ${priorStars * priorReviews}::float8) / (review_count + ${priorReviews}::int) desc, id`
  const { rows } = await sql<Candidate>`
    with sellable as (
      select p.id, p.category_id, p.star_total, p.review_count, p.sold_count from products p join suppliers u on u.id = p.supplier_id and u.state = 'approved'
      where p.state = 'approved' and exists (select 1 from skus k where k.product_id = p.id and k.stock > 0)
        and exists (select 1 from listings l where l.product_id = p.id and l.on_sale ${wanted.shopId ? sql`and l.shop_id = ${wanted.shopId}` : sql``})
    )
    select id as product_id, category_id, star_total, review_count, sold_count from (
      select * from sellable where id = any(${wanted.productIds}::text[])
      union (select * from sellable where category_id = ${wanted.categoryId} order by ${rated} limit ${candidatesEach})
      union (select * from sellable order by ${rated} limit ${candidatesEach})
      union (select * from sellable order by sold_count desc, id limit ${candidatesEach})
    ) as any_of`.execute(db)
  return rows
}
