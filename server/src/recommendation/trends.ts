import type { ProductId } from '@lianka/contract/ids'
import { trendOf } from '@lianka/recommend/trend'
import { type Ctx, inTransaction } from '#platform/context'
import { claimReckoning, countLooks, type LookCount, replaceTrends, type TrendRow } from './trends-store.ts'

const daysCounted = 30
const everyHours = 1
const keptOfPlace = 20

/** What the table holds of one place: the goods looked at most there, the more the less they are looked at elsewhere. */
export function trendsOf(counts: readonly LookCount[]): TrendRow[] {
  const everywhere = counts.filter(({ place }) => place === '')
  const all = everywhere.reduce((sum, { visitors }) => sum + visitors, 0)
  const ofProduct = new Map<ProductId, number>(everywhere.map(({ productId, visitors }) => [productId, visitors]))
  const sumBy = (rows: readonly LookCount[], key: (row: LookCount) => string) => {
    const sums = new Map<string, number>()
    for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + row.visitors)
    return sums
  }
  const ofCategory = sumBy(everywhere, ({ categoryId }) => categoryId)
  const ofPlace = sumBy(counts, ({ place }) => place)
  const ofBoth = sumBy(counts, ({ place, categoryId }) => `${place} ${categoryId}`)
  const rows = counts.map(({ place, productId, categoryId, visitors }) => {
    const lift = trendOf({
      here: visitors,
      item: ofProduct.get(productId) ?? visitors,
      categoryHere: ofBoth.get(`${place} ${categoryId}`) ?? 0,
      category: ofCategory.get(categoryId) ?? 0,
      allHere: ofPlace.get(place) ?? 0,
      all,
    })
    return { place, productId, looks: visitors, lift, worth: visitors * lift }
  })
  const places = Map.groupBy(rows, ({ place }) => place)
  return [...places.values()].flatMap((ofOne) =>
    ofOne.toSorted((a, b) => b.worth - a.worth || (a.productId < b.productId ? -1 : 1)).slice(0, keptOfPlace),
  )
}

/** Reckons anew what is looked at where, once an hour; whichever process comes first does it. */
export const reckonTrends = (ctx: Ctx): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    const isDue = await claimReckoning(ctx.db, new Date(now.getTime() - everyHours * 3_600_000))
    if (!isDue) return 0
    const counts = await countLooks(ctx.db, new Date(now.getTime() - daysCounted * 86_400_000))
    const rows = trendsOf(counts)
    await replaceTrends(ctx.db, rows, now)
    return rows.length
  })
