import type { Growth } from '@lianka/reward/population'
import { type Subject, simulate, wildTwoPlusOne } from '@lianka/reward/simulate'
import type { Report, Week } from '@lianka/reward/simulate-report'
import type { Plan } from './published.ts'

export const runs = 20
export const people = 10_000
export const priceFen = 49_900

export type GrowthBy = Growth['by']

/** What is simulated: how people find people, how many come, and how they trade. Chances are between 0 and below 1. */
export type Circumstances = { growth: Growth; people: number; repeat: number; refund: number; churn: number }
export const oneEach: Circumstances = { growth: { by: 'uniform' }, people, repeat: 0, refund: 0, churn: 0 }

/** Means of some simulated runs. `hops` at place h: the share of orders whose furthest payee stands h levels up. */
export type Outcome = Pick<
  Report,
  | 'shareWithNothing'
  | 'shareRecouped'
  | 'topPercentShare'
  | 'shareBeyondTwo'
  | 'heaviestOrder'
  | 'payoutRatio'
  | 'furthestHop'
  | 'hops'
  | 'weeks'
> & { decilesFen: number[] }
export type Comparison = { ours: Outcome; wild: Outcome }

/** What the worker says: how far it is, and the outcome with the last. */
export type Progress = { done: number; comparison: Comparison | null }
export type Question = { plan: Plan; circumstances: Circumstances }

const weekKeys = ['paidFen', 'refundedFen', 'releasedFen', 'clawedBackFen', 'heldFen'] as const

export function meanOf(reports: readonly Report[]): Outcome {
  const mean = (of: (report: Report) => number) => reports.reduce((sum, report) => sum + of(report), 0) / reports.length
  const furthestHop = Math.round(mean((report) => report.furthestHop))
  const places = (length: number, of: (report: Report, place: number) => number) =>
    Array.from({ length }, (_, place) => mean((report) => of(report, place)))
  const weekOf = (week: number) =>
    Object.fromEntries(weekKeys.map((key) => [key, mean((report) => report.weeks[week]?.[key] ?? 0)])) as Week
  return {
    shareWithNothing: mean((report) => report.shareWithNothing),
    shareRecouped: mean((report) => report.shareRecouped),
    topPercentShare: mean((report) => report.topPercentShare),
    shareBeyondTwo: mean((report) => report.shareBeyondTwo),
    heaviestOrder: mean((report) => report.heaviestOrder),
    payoutRatio: mean((report) => report.payoutRatio),
    furthestHop,
    hops: places(furthestHop + 1, (report, hop) => report.hops[hop] ?? 0),
    decilesFen: places(9, (report, tenth) => report.earnings.decilesFen[tenth] ?? 0),
    weeks: Array.from({ length: reports[0]?.weeks.length ?? 0 }, (_, week) => weekOf(week)),
  }
}

/** The same people under the plan and under the wild variant, run after run. */
export function compare({ plan, circumstances: { growth, ...trade } }: Question, say: (progress: Progress) => void): void {
  const ours: Report[] = []
  const wild: Report[] = []
  const run = (subject: Subject, seed: number) => simulate(subject, growth, seed, { ...trade, priceFen })
  for (let seed = 1; seed <= runs; seed += 1) {
    ours.push(run({ plan }, seed))
    wild.push(run(wildTwoPlusOne, seed))
    say({ done: seed, comparison: seed === runs ? { ours: meanOf(ours), wild: meanOf(wild) } : null })
  }
}

/** Up to each week: what was paid out and kept, of the money that was taken in and kept. */
export function ratiosOf(weeks: readonly Week[]): number[] {
  let [out, kept] = [0, 0]
  return weeks.map(({ paidFen, refundedFen, releasedFen, clawedBackFen }) => {
    out += releasedFen - clawedBackFen
    kept += paidFen - refundedFen
    return kept > 0 ? out / kept : 0
  })
}
