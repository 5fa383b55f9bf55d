/**
 * What is wanted now by region, season and category. A few looks in a small place say little, so each rate is pulled towards the wider one it
 * stands in — region towards country, month towards year, item towards category — by so many looks' worth of belief (empirical Bayes with a
 * gamma prior: (looks + strength × expected) / (strength + exposure)).
 */
export type TrendCell = { looks: number; expected: number }

/** How many looks of the own a cell needs to count as much as the wider one. */
const strength = 20

/** How many times more than expected a cell is looked at, shrunk towards `wider` (1: as expected). */
export const lift = ({ looks, expected }: TrendCell, wider = 1): number => (looks + strength * wider) / (strength + expected)

export type TrendCounts = {
  /** Looks at the item in this region and month, and in all regions and months. */
  here: number
  item: number
  /** Looks at the item's category likewise. */
  categoryHere: number
  category: number
  /** All looks in this region and month, and everywhere and always. */
  allHere: number
  all: number
}

/** How much more an item is wanted here and now than it is on the whole: its category's own lift, and on top of it the item's within its category. */
export function trendOf({ here, item, categoryHere, category, allHere, all }: TrendCounts): number {
  if (all === 0) return 1
  const ofCategory = lift({ looks: categoryHere, expected: (category * allHere) / all })
  const withinCategory = lift({ looks: here, expected: category === 0 ? 0 : (item * categoryHere) / category })
  return ofCategory * withinCategory
}
