import type { ProductId, ShopId } from '@lianka/contract/ids'
import type { Spoken } from '@lianka/retrieval/pinyin'
import { sql } from 'kysely'
import type { Db } from '#platform/db'
import type { Counts } from './rules.ts'

const indexLock = 4_726_630

/** One process reads words at a time: two could write an older reading over a newer one. Held to the end of the transaction. */
export async function tryIndexLock(db: Db): Promise<boolean> {
  const { rows } = await sql<{ had: boolean }>`select pg_try_advisory_xact_lock(${indexLock}) as had`.execute(db)
  return rows[0]?.had ?? false
}

/** Takes products whose words must be read again off the list. */
export async function takeStale(db: Db, most: number): Promise<ProductId[]> {
  const { rows } = await sql<{ productId: ProductId }>`
    with taken as (delete from search_stale where product_id in (select distinct product_id from (select product_id from search_stale order by id limit ${most}) first) returning product_id)
    select distinct product_id from taken order by 1`.execute(db)
  return rows.map(({ productId }) => productId)
}

export const markOlder = (db: Db, version: number) =>
  sql`insert into search_stale (product_id) select product_id from search_rows where words_version <> ${version}`.execute(db)

export const markAll = (db: Db) => sql`insert into search_stale (product_id) select product_id from search_rows`.execute(db)

export type SourceRow = {
  productId: ProductId
  title: string
  subtitle: string
  categoryZh: string
  categoryEn: string
  attributes: { name: string; value: string }[]
  origin: string
  supplierName: string
  supplierRegion: string
  shopNames: string[]
  before: string[]
}

const shopsMost = 20

/** Everything that goods are found by, and by what they are found now. */
export async function readSources(db: Db, ids: readonly ProductId[]): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select p.id as product_id, p.title, p.subtitle, c.zh as category_zh, c.en as category_en, p.attributes, u.name as supplier_name, u.region_code as supplier_region,
      coalesce((select o.origin from lots o where o.product_id = p.id order by o.id desc limit 1), '') as origin,
      array(select l.shop_name from listings l where l.product_id = p.id and l.on_sale and l.sellable order by l.id limit ${shopsMost}) as shop_names,
      coalesce(tsvector_to_array(r.words), '{}') as before
    from search_rows r join products p on p.id = r.product_id join categories c on c.id = p.category_id join suppliers u on u.id = p.supplier_id
    where r.product_id = any(${ids}::text[]) order by p.id`.execute(db)
  return rows
}

export type WordsOfRow = { productId: ProductId; lexemes: string[]; province: string }

export const writeWords = (db: Db, rows: readonly WordsOfRow[], version: number) =>
  sql`
    update search_rows r set words = array_to_tsvector(n.lexemes), province = n.province, words_version = ${version}
    from (select x->>'id' as id, array(select jsonb_array_elements_text(x->'l')) as lexemes, x->>'p' as province
      from jsonb_array_elements(${JSON.stringify(rows.map((row) => ({ id: row.productId, l: row.lexemes, p: row.province })))}::jsonb) x) n
    where r.product_id = n.id`.execute(db)

export const addCounts = (db: Db, rows: readonly { word: string; spoken: Spoken & { slurred: string }; counts: Counts }[]) =>
  sql`
    insert into search_words as w (word, full_pinyin, slurred, initials, in_a, in_b, in_c)
    select * from unnest(${rows.map((r) => r.word)}::text[], ${rows.map((r) => r.spoken.full)}::text[], ${rows.map((r) => r.spoken.slurred)}::text[], ${rows.map((r) => r.spoken.initials)}::text[],
      ${rows.map((r) => r.counts.a)}::int[], ${rows.map((r) => r.counts.b)}::int[], ${rows.map((r) => r.counts.c)}::int[]) n order by 1
    on conflict (word) do update set in_a = w.in_a + excluded.in_a, in_b = w.in_b + excluded.in_b, in_c = w.in_c + excluded.in_c`.execute(
    db,
  )

export const addSearches = (db: Db, counts: readonly (readonly [words: string, times: number])[], now: Date) =>
  sql`
    insert into searches as s (words, day, times)
    select words, (${now}::timestamptz at time zone 'Asia/Shanghai')::date, times from unnest(${counts.map(([words]) => words)}::text[], ${counts.map(([, times]) => times)}::int[]) n (words, times) order by words
    on conflict (day, words) do update set times = s.times + excluded.times`.execute(db)

/** What was looked for most since that day. */
export async function hotSearches(db: Db, now: Date, days: number, most: number): Promise<string[]> {
  const { rows } = await sql<{ words: string }>`
    select words from searches where day > (${now}::timestamptz at time zone 'Asia/Shanghai')::date - ${days}::int
    group by words order by sum(times) desc, words limit ${most}`.execute(db)
  return rows.map(({ words }) => words)
}

export async function origins(db: Db): Promise<{ province: string; products: number }[]> {
  const { rows } = await sql<{ province: string; products: number }>`
    select province, count(*)::int as products from search_rows where listing_id is not null and province <> '' group by 1 order by 2 desc, 1`.execute(
    db,
  )
  return rows
}

const prefixed = (text: string) => `${text.replace(/[%_\\]/g, '\\$&')}%`

/** Words of goods that begin so, as written, as typed with letters, or by their initials. */
export async function wordsBeginning(db: Db, text: string, letters: string, most: number): Promise<string[]> {
  const [written, typed] = [prefixed(text), prefixed(letters)]
  const { rows } = await sql<{ word: string }>`
    select word from search_words where in_a > 0 and length(word) > 1 and word !~ '^[0-9]'
      and (word like ${written} ${letters ? sql`or full_pinyin like ${typed} or initials like ${typed}` : sql``})
    order by word like ${written} desc, in_a desc, in_b desc, word limit ${most}`.execute(db)
  return rows.map(({ word }) => word)
}

export async function shopsNamed(db: Db, text: string, most: number): Promise<{ id: ShopId; name: string; front: string }[]> {
  const { rows } = await sql<{ id: ShopId; name: string; front: string }>`
    select s.id, s.name, s.front from shops s where s.name ilike ${`%${prefixed(text)}`}
      and exists (select 1 from listings l where l.shop_id = s.id and l.on_sale and l.sellable) order by s.id limit ${most}`.execute(db)
  return rows
}
