import type { DesignatedGoods } from '@lianka/reward/scheme'
import type { Designable, Draft, Terms } from '../published.ts'

export type Written = { terms: Terms; announcement: string }

const keyOf = ({ terms: { designated, ...terms }, announcement }: Written) =>
  JSON.stringify([
    Object.entries(terms).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    designated.map(({ productId, qualifyingFloorFen }) => `${productId} ${qualifyingFloorFen}`).toSorted(),
    announcement.trim(),
  ])

/** Whether two writings say the same; the order of goods doesn't matter. */
export const isSame = (a: Written, b: Written): boolean => keyOf(a) === keyOf(b)

/** Half of the usual price, rounded up: what must be left of a purchase for it to count, unless somebody sets it otherwise. */
export const usualFloor = (usualPriceFen: number): number => Math.ceil(usualPriceFen / 2)

/** The goods of a plan as the law looks at them, just as the server does: what is not on sale has no price for those who take no part. */
export const goodsOf = (terms: Terms, known: ReadonlyMap<string, Designable>, names: Record<string, string>): DesignatedGoods[] =>
  terms.designated.map(({ productId, qualifyingFloorFen }) => {
    const found = known.get(productId)
    if (!found) return { name: names[productId] ?? productId, priceFen: qualifyingFloorFen, outsidePriceFen: null, returnable: true }
    const { title, usualPriceFen, outsidePriceFen, returnable } = found
    return { name: title, priceFen: usualPriceFen, outsidePriceFen, returnable }
  })

const beijingMs = 8 * 3_600_000
const dayMs = 86_400_000

/** The first day in Beijing that begins no earlier than a moment. */
export const firstDayFrom = (iso: string): string =>
  new Date(Math.ceil((Date.parse(iso) + beijingMs) / dayMs) * dayMs).toISOString().slice(0, 10)

export const midnightOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString()

export const isWrittenBy = ({ madeBy, changedBy }: Pick<Draft, 'madeBy' | 'changedBy'>, name: string): boolean =>
  madeBy === name || changedBy === name
