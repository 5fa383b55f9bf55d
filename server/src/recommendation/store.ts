import type { MemberId, ProductId, ShopId, VisitorId } from '@lianka/contract/ids'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import { looksMost, type Snapshot, snapshotOf } from './people-rules.ts'
import { type Candidate, type Look, priorReviews, priorStars, type TrialGoods, trialBudget } from './rules.ts'

type Who = { visitorId: VisitorId | null; memberId: MemberId | null }
export type LookRow = Look & { picture: string; used: boolean }
/** `devices` are those that were asked of; `snapshot` says which events the reading could see. */
export type Looks = { allowed: boolean; devices: string[]; looks: LookRow[]; snapshot: Snapshot }

/** A person's own devices: the one that asks unless it is another member's, and all that signed in as this member. */
const devices = ({ visitorId, memberId }: Who) => sql`
  select v.id, v.member_id from visitors v where v.id = ${visitorId} and (v.member_id is null or ${memberId}::text is null or v.member_id = ${memberId})
  union select v.id, v.member_id from visitors v where v.member_id = ${memberId}`

/** What this person looked at since then, over all own devices, and whether it may be used. Another member's device says nothing. */
export async function readLooks(db: Db, who: Who, since: Date): Promise<Looks> {
  const { rows } = await sql<
    { allowed: boolean; devices: string[]; snapshot: string } & ((Omit<LookRow, 'lastAt'> & { lastAtMs: number }) | { productId: null })
  >`
    with devices as materialized (${devices(who)})
    select a.allowed, a.devices, pg_current_snapshot()::text as snapshot, x.product_id, p.category_id, p.title, p.pictures->>0 as picture, x.views, x.dwell_seconds, x.last_at_ms, not (x.product_id = any(a.not_used)) as used
    from (select coalesce((select bool_and(m.recommendations_on) from members m where m.id = any(array(select member_id::text from devices) || ${who.memberId}::text)), true) as allowed,
      array(select id::text from devices) as devices, array(select n.product_id::text from devices d join looks_not_used n on n.visitor_id = d.id) as not_used) a
    left join (
      select e.product_id, (count(*) filter (where e.kind = 'view'))::int as views, sum(e.dwell_seconds)::int as dwell_seconds, (extract(epoch from max(e.at)) * 1000)::float8 as last_at_ms
      from devices d join visit_events e on e.visitor_id = d.id and e.at >= ${since} and e.product_id is not null
      group by e.product_id order by last_at_ms desc limit ${sql.lit(looksMost)}) x on true
    left join products p on p.id = x.product_id order by x.last_at_ms desc`.execute(db)
  return {
    allowed: rows[0]?.allowed ?? true,
    devices: rows[0]?.devices ?? [],
    snapshot: snapshotOf(rows[0]?.snapshot ?? ''),
    looks: rows.flatMap(({ allowed: _allowed, devices: _devices, snapshot: _snapshot, ...row }) =>
      row.productId === null ? [] : [{ ...row, lastAt: new Date(row.lastAtMs) }],
    ),
  }
}

/** Through whose link somebody came last: a shop, or only a person's region. */
export type From = { shopId: ShopId | null; shopName: string | null; regionCode: string | null }

export async function readFrom(db: Db, who: Who): Promise<From | undefined> {
  const { rows } = await sql<From>`
    with devices as (${devices(who)})
    select s.id as shop_id, s.name as shop_name, coalesce(s.region_code, nullif(b.region_code, '')) as region_code
    from devices d join arrivals a on a.visitor_id = d.id join share_codes c on c.code = a.share_code
    left join shops s on s.owner_id = c.sharer_id left join cards b on b.member_id = c.sharer_id order by a.at desc limit 1`.execute(db)
  return rows[0]
}

export type Experiment = { id: string; variant: string; sharePercent: number }

/** The comparison that runs, if one does. */
export const readExperiment = (db: Db): Promise<Experiment | undefined> =>
  db.selectFrom('suggestionExperiments').select(['id', 'variant', 'sharePercent']).where('endedAt', 'is', null).executeTakeFirst()

/** Marks a look as used or not; answers whether the visitor is known and one's own, and whether there is such a product. */
export async function setLookUsed(
  db: Db,
  who: Who & { productId: ProductId; used: boolean; at: Date },
): Promise<{ visitor: boolean; product: boolean }> {
  const { rows } = await sql<{ visitor: boolean; product: boolean }>`
    with devices as (${devices(who)}),
    gone as (delete from looks_not_used where ${who.used} and product_id = ${who.productId} and visitor_id in (select id from devices)),
    kept as (insert into looks_not_used (visitor_id, product_id, at) select d.id, p.id, ${who.at} from devices d, products p
      where not ${who.used} and p.id = ${who.productId} and d.id = ${who.visitorId} on conflict do nothing)
    select exists (select 1 from devices where id = ${who.visitorId}) as visitor, exists (select 1 from products where id = ${who.productId}) as product`.execute(
    db,
  )
  return rows[0] as { visitor: boolean; product: boolean }
}

const candidatesEach = 40
/** Exactly the expression of the indexes `products_by_rating…`; the test of rules compares it with `ratedStars`. */
const rated = sql.raw(`((star_total + ${(priorStars * priorReviews).toFixed(1)}) / (review_count + ${priorReviews})) desc, id`)

const columns = sql`p.id as product_id, p.category_id, p.star_total, p.review_count, p.sold_count`
const onSale = (shopId: ShopId | null) =>
  sql`p.state = 'approved' and exists (select 1 from listings l where l.product_id = p.id and l.on_sale and l.sellable and l.in_stock ${shopId ? sql`and l.shop_id = ${shopId}` : sql``})`

/** Goods that can be bought now: the best rated and most bought of all. */
export async function readLiked(db: Db, shopId: ShopId | null): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    (select ${columns} from products p where ${onSale(shopId)} order by ${rated} limit ${sql.lit(candidatesEach)})
    union (select ${columns} from products p where ${onSale(shopId)} order by p.sold_count desc, p.id desc limit ${sql.lit(candidatesEach)})`.execute(
    db,
  )
  return rows
}

/** The best rated goods of a category that can be bought now. */
export async function readBestOf(db: Db, categoryId: string, shopId: ShopId | null): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select ${columns} from products p where p.category_id = ${categoryId} and ${onSale(shopId)} order by ${rated} limit ${sql.lit(candidatesEach)}`.execute(
    db,
  )
  return rows
}

const favouritesEach = 12

/** What is looked at most in these places, best first. */
export async function readTrends(db: Db, places: readonly string[]): Promise<{ place: string; productId: ProductId }[]> {
  const { rows } = await sql<{ place: string; productId: ProductId }>`
    select t.place, t.product_id from unnest(${places}::text[]) as w (place)
    join lateral (select x.place, x.product_id, x.worth from trends x where x.place = w.place order by x.worth desc, x.product_id limit ${sql.lit(favouritesEach)}) t on true
    order by t.place, t.worth desc, t.product_id`.execute(db)
  return rows
}

const newestRead = 24

/** The newest goods on sale that were not yet shown on trial often enough, with how they did. */
export async function readTrials(db: Db, shopId: ShopId | null, since: Date): Promise<TrialGoods[]> {
  const { rows } = await sql<TrialGoods>`
    select * from (
      select n.id as product_id, n.title, coalesce((select sum(c.shown) from suggestion_counts c where c.product_id = n.id and c.trial and c.day >= ${since}::date), 0)::int as shown,
        (select count(*) from visit_events e where e.product_id = n.id and e.kind = 'click' and e.detail like 'suggested%' and e.at >= ${since})::int as clicked
      from (select p.id, p.title from products p where p.state = 'approved' and p.review_count = 0
        and exists (select 1 from listings l where l.product_id = p.id and l.on_sale and l.sellable and l.in_stock ${shopId ? sql`and l.shop_id = ${shopId}` : sql``})
        order by p.id desc limit ${sql.lit(newestRead)}) n) x
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
