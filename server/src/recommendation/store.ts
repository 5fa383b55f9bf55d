import type { MemberId, ProductId, ShopId, VisitorId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { type Candidate, type Look, priorReviews, priorStars, type TrialGoods, trialBudget } from './rules.ts'

const looksMost = 50

type Who = { visitorId: VisitorId | null; memberId: MemberId | null }
/** Through whose link somebody came last: a shop, or only a person's region. */
export type From = { shopId: ShopId | null; shopName: string | null; regionCode: string | null }
export type LookRow = Omit<Look, 'lastAt'> & { lastAt: string; picture: string; used: boolean }
export type Looks = { allowed: boolean; looks: LookRow[]; from: From | null; experiment: Experiment | null }
export type Experiment = { id: string; variant: string; sharePercent: number }

/** A person's own devices: the one that asks unless it is another member's, and all that signed in as this member. */
const devices = ({ visitorId, memberId }: Who) => sql`
  select v.id, v.member_id from visitors v where v.id = ${visitorId} and (v.member_id is null or ${memberId}::text is null or v.member_id = ${memberId})
  union select v.id, v.member_id from visitors v where v.member_id = ${memberId}`

/** What this person looked at since then, over all own devices, whether it may be used, where the person came from, and what is compared now. */
export async function readLooks(db: Db, who: Who, since: Date): Promise<Looks> {
  const { rows } = await sql<Looks>`
    with devices as (${devices(who)})
    select coalesce((select bool_and(m.recommendations_on) from members m where m.id = ${who.memberId} or m.id in (select member_id from devices)), true) as allowed,
      coalesce((select json_agg(json_build_object('productId', x.product_id, 'categoryId', x.category_id, 'title', x.title, 'picture', x.picture, 'used', x.used,
        'views', x.views, 'dwellSeconds', x.dwell_seconds, 'lastAt', x.last_at)) from (
        select e.product_id, p.category_id, p.title, p.pictures->>0 as picture, (count(*) filter (where e.kind = 'view'))::int as views,
          sum(e.dwell_seconds)::int as dwell_seconds, max(e.at) as last_at,
          not exists (select 1 from looks_not_used n where n.product_id = e.product_id and n.visitor_id in (select id from devices)) as used
        from visit_events e join products p on p.id = e.product_id
        where e.visitor_id in (select id from devices) and e.at >= ${since} group by e.product_id, p.category_id, p.title, p.pictures->>0 order by last_at desc limit ${looksMost}) x), '[]') as looks,
      (select json_build_object('shopId', s.id, 'shopName', s.name, 'regionCode', coalesce(s.region_code, nullif(b.region_code, '')))
        from arrivals a join share_codes c on c.code = a.share_code left join shops s on s.owner_id = c.sharer_id left join cards b on b.member_id = c.sharer_id
        where a.visitor_id in (select id from devices) order by a.at desc limit 1) as "from",
      (select json_build_object('id', x.id, 'variant', x.variant, 'sharePercent', x.share_percent) from suggestion_experiments x where x.ended_at is null) as experiment`.execute(
    db,
  )
  return rows[0] as Looks
}

/** Marks a look as used or not; answers whether the visitor is known and one's own. */
export async function setLookUsed(db: Db, who: Who & { productId: ProductId; used: boolean; at: Date }): Promise<boolean> {
  const { rows } = await sql<{ known: boolean }>`
    with devices as (${devices(who)}),
    gone as (delete from looks_not_used where ${who.used} and product_id = ${who.productId} and visitor_id in (select id from devices)),
    kept as (insert into looks_not_used (visitor_id, product_id, at) select d.id, p.id, ${who.at} from devices d, products p
      where not ${who.used} and p.id = ${who.productId} and d.id = ${who.visitorId} on conflict do nothing)
    select exists (select 1 from devices where id = ${who.visitorId}) as known`.execute(db)
  return rows[0]?.known ?? false
}

const candidatesEach = 40
/** Exactly the expression of the indexes `products_by_rating…`; the test of rules compares it with `ratedStars`. */
const rated = sql.raw(`((star_total + ${(priorStars * priorReviews).toFixed(1)}) / (review_count + ${priorReviews})) desc, id`)

/** Goods that can be bought now: these ones, the best rated of a category, and the best rated and most bought of all. */
export async function readCandidates(
  db: Db,
  wanted: { productIds: readonly ProductId[]; categoryId: string | null; shopId: ShopId | null },
): Promise<(Candidate & { categoryZh: string; categoryEn: string })[]> {
  const onSale = sql`p.state = 'approved' and exists (select 1 from listings l where l.product_id = p.id and l.on_sale and l.sellable and l.in_stock ${wanted.shopId ? sql`and l.shop_id = ${wanted.shopId}` : sql``})`
  const { rows } = await sql<Candidate & { categoryZh: string; categoryEn: string }>`
    select x.id as product_id, x.category_id, x.star_total, x.review_count, x.sold_count, c.zh as category_zh, c.en as category_en from (
      select p.id, p.category_id, p.star_total, p.review_count, p.sold_count from products p where p.id = any(${wanted.productIds}::text[]) and ${onSale}
      union (select p.id, p.category_id, p.star_total, p.review_count, p.sold_count from products p where p.category_id = ${wanted.categoryId} and ${onSale} order by ${rated} limit ${candidatesEach})
      union (select p.id, p.category_id, p.star_total, p.review_count, p.sold_count from products p where ${onSale} order by ${rated} limit ${candidatesEach})
      union (select p.id, p.category_id, p.star_total, p.review_count, p.sold_count from products p where ${onSale} order by p.sold_count desc, p.id desc limit ${candidatesEach})
    ) as x join categories c on c.id = x.category_id`.execute(db)
  return rows
}

const favouritesEach = 12

/** What is looked at most in these places, best first. */
export async function readTrends(db: Db, places: readonly string[]): Promise<{ place: string; productId: ProductId }[]> {
  const { rows } = await sql<{ place: string; productId: ProductId }>`
    select t.place, t.product_id from unnest(${places}::text[]) as w (place)
    join lateral (select x.place, x.product_id, x.worth from trends x where x.place = w.place order by x.worth desc, x.product_id limit ${favouritesEach}) t on true
    order by t.place, t.worth desc, t.product_id`.execute(db)
  return rows
}

const newestRead = 60

/** The newest goods on sale that were not yet shown on trial often enough, with how they did. */
export async function readTrials(db: Db, shopId: ShopId | null, since: Date): Promise<TrialGoods[]> {
  const { rows } = await sql<TrialGoods>`
    select * from (
      select n.id as product_id, coalesce((select sum(c.shown) from suggestion_counts c where c.product_id = n.id and c.trial and c.day >= ${since}::date), 0)::int as shown,
        (select count(*) from visit_events e where e.product_id = n.id and e.kind = 'click' and e.detail like 'suggested%' and e.at >= ${since})::int as clicked
      from (select p.id from products p where p.state = 'approved' and p.review_count = 0
        and exists (select 1 from listings l where l.product_id = p.id and l.on_sale and l.sellable and l.in_stock ${shopId ? sql`and l.shop_id = ${shopId}` : sql``})
        order by p.id desc limit ${newestRead}) n) x
    where shown < ${trialBudget}`.execute(db)
  return rows
}

export type Shown = { productId: ProductId; variant: string; trial: boolean; count: number }

export const addShown = (db: Db, rows: readonly Shown[], day: string) =>
  sql`
    insert into suggestion_counts (day, product_id, variant, trial, shown)
    select ${day}::date, "productId", variant, trial, count from json_to_recordset(${JSON.stringify(rows)}::json) as x ("productId" text, variant text, trial boolean, count int)
    order by 2, 3, 4
    on conflict (day, product_id, variant, trial) do update set shown = suggestion_counts.shown + excluded.shown`.execute(db)

export const readCategories = (db: Db) => db.selectFrom('categories').select(['id', 'zh', 'en']).execute()
