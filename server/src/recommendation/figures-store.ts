import type { ProductId } from '@lianka/contract/ids'
import type { Variant } from '@lianka/contract/recommendation'
import { sql } from 'kysely'
import type { Db } from '#platform/db'

export type DayCount = { day: string; shown: number; clicked: number }
export type ProductCount = { productId: ProductId; title: string; picture: string; shown: number; clicked: number }
export type ColdGoods = ProductCount & { approvedDays: number }

/** Clicks on suggestions: a client sends `suggested:<variant>` or `suggested:<variant>:trial` with the click. */
const clicks = (since: Date) =>
  sql`select product_id, at, split_part(detail, ':', 2) as variant, split_part(detail, ':', 3) = 'trial' as trial from visit_events
    where kind = 'click' and detail like 'suggested%' and product_id is not null and at >= ${since}`

export async function countByDay(db: Db, since: Date): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select day::text as day, sum(shown)::int as shown, sum(clicked)::int as clicked from (
      select day, shown, 0 as clicked from suggestion_counts where day >= ${since}::date
      union all select at::date, 0, 1 from (${clicks(since)}) c) x
    group by day order by day`.execute(db)
  return rows
}

export type VariantCount = { variant: Variant; shown: number; clicked: number }

/** What each way of suggesting showed and got clicked between two moments, by days. */
export async function countByVariant(db: Db, since: Date, until: Date): Promise<VariantCount[]> {
  const { rows } = await sql<VariantCount>`
    select variant, sum(shown)::int as shown, sum(clicked)::int as clicked from (
      select variant, shown, 0 as clicked from suggestion_counts where day between ${since}::date and ${until}::date
      union all select variant, 0, 1 from (${clicks(since)}) c where at <= ${until}) x
    group by variant`.execute(db)
  return rows
}

/** How often each product on sale was suggested: only the counts, for how evenly they fall. */
export async function countsOfGoods(db: Db, since: Date): Promise<number[]> {
  const { rows } = await sql<{ shown: number }>`
    select coalesce(sum(c.shown), 0)::int as shown from (select distinct product_id from listings where on_sale and sellable) l
    left join suggestion_counts c on c.product_id = l.product_id and c.day >= ${since}::date group by l.product_id`.execute(db)
  return rows.map(({ shown }) => shown)
}

/** Goods on sale that were suggested least, the longest on sale first. */
export async function listCold(db: Db, since: Date, now: Date, limit: number): Promise<ColdGoods[]> {
  const { rows } = await sql<ColdGoods>`
    select p.id as product_id, p.title, p.pictures->>0 as picture, coalesce(c.shown, 0)::int as shown,
      (select count(*) from (${clicks(since)}) k where k.product_id = p.id)::int as clicked, greatest(0, extract(day from ${now}::timestamptz - o.since))::int as approved_days
    from products p
    join lateral (select min(l.listed_at) as since from listings l where l.product_id = p.id and l.on_sale and l.sellable) o on o.since is not null
    left join lateral (select sum(s.shown) as shown from suggestion_counts s where s.product_id = p.id and s.day >= ${since}::date) c on true
    order by coalesce(c.shown, 0), o.since, p.id limit ${limit}`.execute(db)
  return rows
}

/** Goods shown on trial, those that were clicked most often by times shown first. */
export async function listTrials(db: Db, since: Date, limit: number): Promise<ProductCount[]> {
  const { rows } = await sql<ProductCount>`
    select t.product_id, p.title, p.pictures->>0 as picture, t.shown, t.clicked from (
      select product_id, sum(shown)::int as shown, sum(clicked)::int as clicked from (
        select product_id, shown, 0 as clicked from suggestion_counts where trial and day >= ${since}::date
        union all select product_id, 0, 1 from (${clicks(since)}) c where trial) x
      group by product_id) t
    join products p on p.id = t.product_id where t.shown > 0 order by t.clicked::float8 / t.shown desc, t.shown desc, t.product_id limit ${limit}`.execute(
    db,
  )
  return rows
}

export type ExperimentRow = {
  id: string
  name: string
  variant: Variant
  sharePercent: number
  startedAt: Date
  endedAt: Date | null
}

export const listExperiments = (db: Db, limit: number): Promise<ExperimentRow[]> =>
  db
    .selectFrom('suggestionExperiments')
    .select(['id', 'name', 'variant', 'sharePercent', 'startedAt', 'endedAt'])
    .orderBy('startedAt', 'desc')
    .limit(limit)
    .execute() as Promise<ExperimentRow[]>

/** Starts a comparison unless one runs; answers whether it did. */
export async function startExperiment(db: Db, row: Omit<ExperimentRow, 'endedAt'> & { startedBy: string }): Promise<boolean> {
  const { rows } = await sql`
    insert into suggestion_experiments (id, name, variant, share_percent, started_at, started_by)
    values (${row.id}, ${row.name}, ${row.variant}, ${row.sharePercent}, ${row.startedAt}, ${row.startedBy}) on conflict do nothing returning id`.execute(
    db,
  )
  return rows.length > 0
}

/** Ends a comparison, once; answers it, or undefined where there is none. */
export async function endExperiment(db: Db, id: string, at: Date): Promise<ExperimentRow | undefined> {
  const { rows } = await sql<ExperimentRow>`
    update suggestion_experiments set ended_at = coalesce(ended_at, greatest(${at}, started_at + interval '1 millisecond')) where id = ${id}
    returning id, name, variant, share_percent, started_at, ended_at`.execute(db)
  return rows[0]
}

export type LoggedLook = { visitorId: string; productId: ProductId; categoryId: string; at: Date }

/** Looks of the last weeks by visitor and time, at most so many of the newest. */
export async function readLooksOfAll(db: Db, since: Date, limit: number): Promise<LoggedLook[]> {
  const { rows } = await sql<LoggedLook>`
    select * from (
      select e.visitor_id, e.product_id, p.category_id, e.at from visit_events e join products p on p.id = e.product_id
      where e.kind = 'view' and e.product_id is not null and e.at >= ${since} order by e.at desc limit ${limit}) x
    order by visitor_id, at, product_id`.execute(db)
  return rows
}
