import { slurred, spokenOf } from '@lianka/retrieval/pinyin'
import { wordsOf } from '@lianka/retrieval/words'
import { type Ctx, inTransaction } from '#platform/context'
import { regions } from '#platform/regions'
import { countChanges, lexemesOf, provinceOf } from './rules.ts'
import * as store from './words-store.ts'

/** Goes up when words are cut or kept in another way: every product is then read again at the next start. */
const version = 1
const batch = 500
const large = 2000
const lexemesMost = 240

function readSource(row: store.SourceRow): store.WordsOfRow {
  const origin = row.origin || regions.provinces[`${row.supplierRegion.slice(0, 2)}0000`] || ''
  const lexemes = lexemesOf({
    called: wordsOf(row.title),
    is: wordsOf([row.subtitle, row.categoryZh, row.categoryEn, origin, ...row.attributes.map(({ value }) => value)].join(' ')),
    offeredBy: wordsOf([row.supplierName, ...new Set(row.shopNames)].join(' ')),
  })
  const province = provinceOf(row.origin, regions.provinces) ?? row.supplierRegion.slice(0, 2)
  return { productId: row.productId, lexemes: lexemes.slice(0, lexemesMost), province }
}

/** Reads the words of products that changed, some at a time; answers how many it read. */
export const indexStale = (ctx: Ctx, most = batch): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    if (!(await store.tryIndexLock(ctx.db))) return 0
    const ids = await store.takeStale(ctx.db, most)
    if (ids.length === 0) return 0
    const sources = await store.readSources(ctx.db, ids)
    const rows = sources.map(readSource)
    const counts = countChanges(sources.map(({ before }, at) => ({ before, after: rows[at]?.lexemes ?? [] })))
    await store.writeWords(ctx.db, rows, version)
    await store.addCounts(
      ctx.db,
      [...counts].map(([word, counts]) => {
        const spoken = spokenOf(word)
        return { word, spoken: { ...spoken, slurred: slurred(spoken.full) }, counts }
      }),
    )
    return ids.length
  })

/** Puts products that were read by an earlier version on the list. */
export const markOlder = (ctx: Ctx) => store.markOlder(ctx.db, version)

/** Reads all products again; answers how many. */
export async function indexAll(ctx: Ctx): Promise<number> {
  await store.markAll(ctx.db)
  let read = 0
  for (let now = await indexStale(ctx, large); now > 0; now = await indexStale(ctx, large)) read += now
  return read
}
