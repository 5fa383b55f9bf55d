/** What a parcel costs to some regions: so much up to a first weight, so much for each further step begun. Grams and fen. */
export type Zone = { regions: readonly string[]; firstGrams: number; firstFen: number; stepGrams: number; stepFen: number }

/**
 * A supplier's postage: by the zone whose longest region code begins the address's code, or the rest; free from so much of goods in the parcel,
 * where that is offered. `refused`: region codes that are not served.
 */
export type PostageTemplate = {
  freeFrom: number | null
  zones: readonly Zone[]
  elsewhere: Omit<Zone, 'regions'>
  refused: readonly string[]
}

/** One price everywhere, free from ¥99 of goods. */
export const standardPostage: PostageTemplate = {
  freeFrom: 9900,
  zones: [],
  elsewhere: { firstGrams: 1, firstFen: 800, stepGrams: 1, stepFen: 0 },
  refused: [],
}

const longestPrefix = (codes: readonly string[], region: string) =>
  Math.max(-1, ...codes.filter((code) => region.startsWith(code)).map((code) => code.length))

/** What a parcel of so much goods and weight costs to a region, in fen; null where it is not served. */
export function postageOf(template: PostageTemplate, parcel: { goods: number; grams: number }, region: string): number | null {
  if (longestPrefix(template.refused, region) >= 0) return null
  if (template.freeFrom !== null && parcel.goods >= template.freeFrom) return 0
  const reached = template.zones.map((zone) => ({ zone, length: longestPrefix(zone.regions, region) })).filter(({ length }) => length >= 0)
  const nearest = reached.toSorted((a, b) => b.length - a.length)[0]
  const { firstGrams, firstFen, stepGrams, stepFen } = nearest?.zone ?? template.elsewhere
  const beyond = Math.max(0, parcel.grams - firstGrams)
  return firstFen + Math.ceil(beyond / stepGrams) * stepFen
}
