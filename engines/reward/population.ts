import type { Draws } from './population-random.ts'

/**
 * How people find people. `uniform`: everybody earlier is as likely to have brought the newcomer. `preferential`: in proportion to 1 + the
 * people one has brought already (the famous bring more). `branching`: in turn, each brings a random number with this mean (geometric), and
 * the founder begins again when a family dies out.
 */
export type Growth = { by: 'uniform' } | { by: 'preferential' } | { by: 'branching'; mean: number }

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
  const geometric = () => Math.floor(Math.log(draws.unit()) / Math.log(growth.mean / (1 + growth.mean)))
  let latest = 0
  let bringing = 0
  let left = Math.max(1, geometric())
  return (newcomer) => {
    while (left === 0) {
      const diedOut = latest + 1 >= newcomer
      if (!diedOut) latest += 1
      bringing = diedOut ? 0 : latest
      left = diedOut ? 1 : geometric()
    }
    left -= 1
    return bringing
  }
}

/** Days until something that happens with this chance a month (0 to below 1), at least one; never: Infinity. */
export function daysUntil(monthlyChance: number, draws: Draws): number {
  if (monthlyChance <= 0) return Number.POSITIVE_INFINITY
  return Math.max(1, Math.ceil((Math.log(draws.unit()) / Math.log(1 - monthlyChance)) * 30))
}
