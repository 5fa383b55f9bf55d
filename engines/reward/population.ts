import type { Draws } from './population-random.ts'

/**
 * How people find people. `uniform`: everybody earlier is as likely to have brought the newcomer. `preferential`: in proportion to 1 + the
 * people one has brought already (the famous bring more). `branching`: in turn, each brings a random number with this mean, and the founder
 * begins again when a family dies out. The number is negative binomial: the smaller the dispersion, the fewer bring nearly everybody; at 1,
 * which it is when nothing is said, it is geometric, and far above it comes near Poisson. Both are above 0.
 */
export type Growth = { by: 'uniform' } | { by: 'preferential' } | { by: 'branching'; mean: number; dispersion?: number }

/** Chooses who brought person `newcomer` (1, 2, 3, …; 0 is the founder). `referrers` holds the answers so far. */
export type Recruiter = (newcomer: number, referrers: Int32Array) => number

export function recruiterOf(growth: Growth, draws: Draws): Recruiter {
  if (growth.by === 'uniform') return (newcomer) => draws.below(newcomer)
  if (growth.by === 'preferential') {
    // One ticket for each person and one for each link that somebody brought about: no weights need keeping.
    return (newcomer, referrers) => {
      const ticket = draws.below(2 * newcomer - 1)
      return ticket < newcomer ? ticket : (referrers[ticket - newcomer + 1] as number)
    }
  }
  const offspring = offspringOf(growth.mean, growth.dispersion ?? 1, draws)
  let latest = 0
  let bringing = 0
  let left = Math.max(1, offspring())
  return (newcomer) => {
    while (left === 0) {
      const diedOut = latest + 1 >= newcomer
      if (!diedOut) latest += 1
      bringing = diedOut ? 0 : latest
      left = diedOut ? 1 : offspring()
    }
    left -= 1
    return bringing
  }
}

/**
 * Draws negative binomial numbers by going through their chances from 0 up, so that a draw takes as many steps as it brings people: with
 * p = mean ÷ (mean + k), the chance of n + 1 is that of n × p × (n + k) ÷ (n + 1), and that of 0 is (1 − p)^k.
 */
export function offspringOf(mean: number, dispersion: number, draws: Draws): () => number {
  if (!(mean > 0 && dispersion > 0)) throw new RangeError(`mean ${mean} and dispersion ${dispersion} must be above 0`)
  const p = mean / (mean + dispersion)
  const none = (1 - p) ** dispersion
  // What is rarer than this no draw of 32 bits tells from never.
  const least = 2 ** -40
  return () => {
    let [left, chance, count] = [draws.unit(), none, 0]
    while (left > chance && (chance > least || count < mean)) {
      left -= chance
      chance *= (p * (count + dispersion)) / (count + 1)
      count += 1
    }
    return count
  }
}

/** Days until something that happens with this chance a month (0 to below 1), at least one; never: Infinity. */
export function daysUntil(monthlyChance: number, draws: Draws): number {
  if (monthlyChance <= 0) return Number.POSITIVE_INFINITY
  return Math.max(1, Math.ceil((Math.log(draws.unit()) / Math.log(1 - monthlyChance)) * 30))
}
