import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

export type Random = {
  /** A whole number, both ends included. */
  between: (from: number, to: number) => number
  pick: <T>(from: readonly T[]) => T
  /** True in `percent` of a hundred cases. */
  chance: (percent: number) => boolean
  /** Some of them in a new order, none twice. */
  sample: <T>(from: readonly T[], count: number) => T[]
}

export function makeRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  const between = (from: number, to: number) => uniformInt(generator, from, to)
  return {
    between,
    pick: (from) => {
      const one = from[between(0, from.length - 1)]
      if (one === undefined) throw new Error('cannot pick from nothing')
      return one
    },
    chance: (percent) => between(1, 100) <= percent,
    sample: (from, count) => {
      const rest = [...from]
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(between(0, rest.length - 1), 1)[0]!)
    },
  }
}
