import type { ShopId } from '@lianka/contract/ids'
import { CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Db } from '#platform/db'
import { type TileRow, tileColumns, tileText } from '#shop/service'
import type { Known } from './rules.ts'

export type Sort = 'relevance' | 'sold' | 'newest' | 'price' | 'price-down'

export type Filter = {
  shopId?: ShopId | undefined
  categoryId?: string | undefined
  priceFromFen?: number | undefined
  priceToFen?: number | undefined
  origin?: string | undefined
  inStock?: boolean | undefined
  ratingFrom?: number | undefined
}

/** Where the next page begins: how well the last one fitted, its value sorted by, and its id. */
export type Place = { tier: number; key: number; id: string }

/** Rows that fit a query at least so well but not better, in order. `walk`: from the best product on rather than by the index of words. */
export type Branch = { tier: number; query: string | undefined; except: string | undefined; walk: boolean }

type Source = {
  from: RawBuilder<unknown>
  listing: RawBuilder<unknown>
  id: RawBuilder<unknown>
  key: RawBuilder<unknown>
  on: RawBuilder<unknown>[]
}

const descending = (sort: Sort) => sort !== 'price'

/** Over all shops a product is read from its one row; in a shop from its listing. */
function sourceOf(filter: Filter, sort: Sort, wordsAsked: boolean): Source {
  const { shopId, categoryId, priceFromFen, priceToFen, origin, inStock, ratingFrom } = filter
  const row = shopId ? sql`l` : sql`r`
  const on: RawBuilder<unknown>[] = shopId ? [sql`l.shop_id = ${shopId}`, sql`l.on_sale`, sql`l.sellable`] : [sql`r.listing_id is not null`]
  if (categoryId) on.push(sql`${row}.category_id = ${categoryId}`)
  if (priceFromFen !== undefined) on.push(sql`${row}.price_from >= ${priceFromFen}`)
  if (priceToFen !== undefined) on.push(sql`${row}.price_from <= ${priceToFen}`)
  if (inStock) on.push(sql`${row}.in_stock`)
  if (origin) on.push(sql`r.province = ${origin}`)
  if (ratingFrom !== undefined) on.push(sql`r.rating_tenths >= ${ratingFrom}`)
  if (shopId) {
    const joined = wordsAsked || sort === 'relevance' || origin !== undefined || ratingFrom !== undefined
    return {
      from: joined ? sql`listings l join search_rows r on r.product_id = l.product_id` : sql`listings l`,
      listing: sql`l.id`,
      id: sql`l.id`,
      key: sql.raw(keyOf(sort, 'l')),
      on,
    }
  }
  if (sort === 'sold') on.push(sql`p.state = 'approved'`)
  return {
    from: sort === 'sold' ? sql`products p join search_rows r on r.product_id = p.id` : sql`search_rows r`,
    listing: sql`r.listing_id`,
    id: sort === 'sold' ? sql`p.id` : sql`r.product_id`,
    key: sql.raw(keyOf(sort, 'r')),
    on,
  }
}

function conditionsOf(source: Source, branch: Branch, sort: Sort, after: Place | undefined): RawBuilder<unknown> {
  const { query, except, walk, tier } = branch
  const on = [...source.on]
  // A case cannot be looked up in an index, so the planner goes by the order that is asked for.
  if (query !== undefined)
    on.push(walk ? sql`case when r.words @@ ${query}::tsquery then true else false end` : sql`r.words @@ ${query}::tsquery`)
  if (except !== undefined) on.push(sql`not r.words @@ ${except}::tsquery`)
  if (after && after.tier === tier) {
    if (sort === 'newest') on.push(sql`${source.id} < ${after.id}`)
    else on.push(sql`(${source.key}, ${source.id}) ${descending(sort) ? sql`<` : sql`>`} (${after.key}, ${after.id})`)
  }
  return sql.join(on, sql` and `)
}

const orderOf = (source: Source, sort: Sort) => {
  const direction = descending(sort) ? sql`desc` : sql`asc`
  return sort === 'newest' ? sql`${source.id} desc` : sql`${source.key} ${direction}, ${source.id} ${direction}`
}

function branchSql(source: Source, branch: Branch, sort: Sort, after: Place | undefined, limit: number): RawBuilder<unknown> {
  const direction = descending(sort) ? sql`desc` : sql`asc`
  const on = conditionsOf(source, branch, sort, after)
  const head = sql`select ${source.listing} as hit_listing, ${source.id} as hit_id, ${source.key} as hit_key, ${sql.lit(branch.tier)}::int as hit_tier`
  // Taken by the index of words, all that fit are there before they are sorted; otherwise a limit would tempt the planner to walk.
  if (!branch.walk)
    return sql`(select * from (with fitting as materialized (${head} from ${source.from} where ${on}) select * from fitting) f
      order by hit_key ${direction}, hit_id ${direction} limit ${limit})`
  return sql`(${head} from ${source.from} where ${on} order by ${orderOf(source, sort)} limit ${limit})`
}

export type Hit = TileRow & { hitId: string; hitKey: number; hitTier: number }

/**
 * A list, read in its order from one index. It is asked more than anything else, so its text is put together here and not taken apart and
 * together again by the query builder; values go in as parameters all the same.
 */
export async function listTiles(
  db: Db,
  now: Date,
  asked: { filter: Filter; sort: Sort; after: Place | undefined; limit: number },
): Promise<Hit[]> {
  const { filter, sort, after, limit } = asked
  const { shopId, categoryId, priceFromFen, priceToFen, origin, inStock, ratingFrom } = filter
  const values: unknown[] = []
  const put = (value: unknown) => `$${values.push(value)}`
  const columns = tileText(put(now))
  const row = shopId ? 'l' : 'r'
  const bySold = !shopId && sort === 'sold'
  const joined = sort === 'relevance' || origin !== undefined || ratingFrom !== undefined
  const from = shopId
    ? `listings l ${joined ? 'join search_rows r on r.product_id = l.product_id' : ''}`
    : `${bySold ? 'products p join search_rows r on r.product_id = p.id' : 'search_rows r'} join listings l on l.id = r.listing_id`
  const [id, key] = [shopId ? 'l.id' : bySold ? 'p.id' : 'r.product_id', keyOf(sort, row)]
  const down = descending(sort)
  const on = [
    shopId
      ? `l.shop_id = ${put(shopId)} and l.on_sale and l.sellable`
      : `r.listing_id is not null${bySold ? " and p.state = 'approved'" : ''}`,
    categoryId && `${row}.category_id = ${put(categoryId)}`,
    priceFromFen !== undefined && `${row}.price_from >= ${put(priceFromFen)}`,
    priceToFen !== undefined && `${row}.price_from <= ${put(priceToFen)}`,
    inStock && `${row}.in_stock`,
    origin && `r.province = ${put(origin)}`,
    ratingFrom !== undefined && `r.rating_tenths >= ${put(ratingFrom)}`,
    after && (sort === 'newest' ? `${id} < ${put(after.id)}` : `(${key}, ${id}) ${down ? '<' : '>'} (${put(after.key)}, ${put(after.id)})`),
  ].filter(Boolean)
  const direction = down ? 'desc' : 'asc'
  const order = sort === 'newest' ? `${id} desc` : `${key} ${direction}, ${id} ${direction}`
  const text = `select ${columns}, ${id} as "hitId", ${key} as "hitKey", 1 as "hitTier" from ${from} where ${on.join(' and ')} order by ${order} limit ${rowsRead(limit)}`
  const { rows } = await db.withoutPlugins().executeQuery(CompiledQuery.raw(text, values))
  return rows.slice(0, limit) as Hit[]
}

/**
 * How many rows are read for a list of this length. It stands in the text: of a limit that is a parameter PostgreSQL would think that it may be a
 * tenth of the table, and plan anew for every question on a large one. A few lengths only, so that there are few texts.
 */
const rowsRead = (limit: number): number => [10, 20].find((rows) => rows >= limit) ?? 50

/** What each order goes by: over all shops a product's own figures, in a shop its listing's. */
const keyOf = (sort: Sort, row: 'l' | 'r') =>
  ({
    relevance: 'r.score',
    sold: row === 'l' ? 'l.sold_count' : 'p.sold_count',
    newest: '0',
    price: `${row}.price_from`,
    'price-down': `${row}.price_from`,
  })[sort]

/**
 * Tiles in order, in one statement. Branches come one after the other, best first: PostgreSQL begins with the next only when those before
 * have not filled the page. `near` is asked only when all others together found nothing.
 */
export async function findTiles(
  db: Db,
  now: Date,
  asked: { filter: Filter; sort: Sort; branches: readonly Branch[]; near: Branch | undefined; after: Place | undefined; limit: number },
): Promise<Hit[]> {
  const { filter, sort, branches, near, after, limit } = asked
  const source = sourceOf(filter, sort, branches.some(({ query }) => query !== undefined) || near !== undefined)
  const parts = branches.map((branch) => branchSql(source, branch, sort, after, limit))
  const strict = parts.length > 0 ? sql`select * from (${sql.join(parts, sql` union all `)}) any_of limit ${limit}` : undefined
  const nearly = near && branchSql(source, near, sort, after, limit)
  const hits =
    strict && nearly
      ? sql`with strict as materialized (${strict}) select * from strict union all select * from (${nearly}) n where not exists (select 1 from strict)`
      : (strict ?? nearly ?? sql`select null where false`)
  const direction = descending(sort) ? sql`desc` : sql`asc`
  const { rows } = await sql<Hit>`
    with hits as materialized (${hits})
    select ${tileColumns(now)}, hit_id as "hitId", hit_key as "hitKey", hit_tier as "hitTier" from hits join listings l on l.id = hit_listing
    order by hit_tier desc, hit_key ${direction}, hit_id ${direction}`.execute(db.withoutPlugins())
  return rows
}

/** How a word that may be unknown is typed: as letters, and as letters slurred. `whole` is the word, otherwise a stretch of it. */
export type Sound = { asked: string; letters: string; slurred: string; whole: boolean; typed: boolean }

const alikeMost = 8

/** What the goods on sale are called that somebody may mean, and about how many goods there are. Only for words nobody wrote are others looked for. */
export async function findWords(db: Db, words: readonly string[], sounds: readonly Sound[]): Promise<{ known: Known[]; total: number }> {
  const columns = sql`w.word, w.full_pinyin as "fullPinyin", w.in_a as "inA", w.in_b as "inB", w.in_c as "inC"`
  const { rows } = await sql<Known & { total: number }>`
    with unknown as (
      select * from unnest(${sounds.map((s) => s.asked)}::text[], ${sounds.map((s) => s.letters)}::text[], ${sounds.map((s) => s.slurred)}::text[], ${sounds.map((s) => s.whole)}::bool[], ${sounds.map((s) => s.typed)}::bool[])
        u (asked, letters, slurred, whole, typed)
      where not exists (select 1 from search_words k where k.word = u.asked and k.in_c > 0))
    select found.*, (select greatest(reltuples, 0)::int from pg_class where oid = 'search_rows'::regclass) as total from (
      select w.word as asked, 'word' as by, ${columns} from search_words w where w.word = any(${words}::text[])
      union all
      select u.asked, 'sound', w.* from unknown u, lateral (select ${columns} from search_words w where w.full_pinyin = u.letters and w.in_c > 0 order by w.in_c desc, w.word limit ${alikeMost}) w
      union all
      select u.asked, 'slurred', w.* from unknown u, lateral (select ${columns} from search_words w where w.slurred = u.slurred and w.in_c > 0 order by w.in_c desc, w.word limit ${alikeMost}) w where u.whole
      union all
      select u.asked, 'initials', w.* from unknown u, lateral (select ${columns} from search_words w where w.initials = u.letters and w.in_c > 0 order by w.in_c desc, w.word limit ${alikeMost}) w where u.whole and u.typed
      union all
      select u.asked, 'alike', w.* from unknown u, lateral (select ${columns} from search_words w
        where w.full_pinyin % u.letters and w.in_c > 0 order by similarity(w.full_pinyin, u.letters) desc, w.in_c desc, w.word limit ${alikeMost}) w where u.whole and length(u.letters) > 3
    ) found`.execute(db.withoutPlugins())
  return { known: rows, total: rows[0]?.total ?? 0 }
}
