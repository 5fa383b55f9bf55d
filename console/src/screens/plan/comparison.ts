import { type Subject, simulate, wildTwoPlusOne } from '@lianka/reward/simulate'
import type { Report } from '@lianka/reward/simulate-report'
import type { Plan } from './published.ts'

export const runs = 20
export const people = 10_000
export const priceFen = 49_900

/** Means of some simulated runs. `hops` at place h: the share of orders whose furthest payee stands h levels up. */
export type Outcome = Pick<Report, 'shareWithNothing' | 'topPercentShare' | 'shareBeyondTwo' | 'heaviestOrder' | 'furthestHop' | 'hops'>
export type Comparison = { ours: Outcome; wild: Outcome }

/** What the worker says: how far it is, and the outcome with the last. */
export type Progress = { done: number; comparison: Comparison | null }

export function meanOf(reports: readonly Report[]): Outcome {
  const mean = (of: (report: Report) => number) => reports.reduce((sum, report) => sum + of(report), 0) / reports.length
  const furthestHop = Math.round(mean((report) => report.furthestHop))
  return {
    shareWithNothing: mean((report) => report.shareWithNothing),
    topPercentShare: mean((report) => report.topPercentShare),
    shareBeyondTwo: mean((report) => report.shareBeyondTwo),
    heaviestOrder: mean((report) => report.heaviestOrder),
    furthestHop,
    hops: Array.from({ length: furthestHop + 1 }, (_, hop) => mean((report) => report.hops[hop] ?? 0)),
  }
}

/** The same people under the plan and under the wild variant, run after run. */
export function compare(plan: Plan, say: (progress: Progress) => void): void {
  const ours: Report[] = []
  const wild: Report[] = []
  const run = (subject: Subject, seed: number) => simulate(subject, { by: 'uniform' }, seed, { people, priceFen })
  for (let seed = 1; seed <= runs; seed += 1) {
    ours.push(run({ plan }, seed))
    wild.push(run(wildTwoPlusOne, seed))
    say({ done: seed, comparison: seed === runs ? { ours: meanOf(ours), wild: meanOf(wild) } : null })
  }
}
