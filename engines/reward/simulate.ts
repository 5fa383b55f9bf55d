import type { Plan } from '@lianka/contract/plan'
import { daysUntil, type Growth, recruiterOf } from './population.ts'
import { type Draws, drawsOf } from './population-random.ts'
import { plannedPayouts } from './simulate-plan.ts'
import { type Report, reportOf } from './simulate-report.ts'
import { add, type Payouts, type Town, townOf } from './simulate-town.ts'
import { type HandedOver, handedOverPayouts, levelledPayouts } from './simulate-wild.ts'

/** What is simulated: our plan, or a variant that others run. */
export type Subject = { plan: Plan } | { handedOver: HandedOver } | { perHopFen: readonly number[] }

/** The walk-away variant at ¥499, and the crypto entry's 8U to the first and 3U to five peers above (in hundredths of U). */
export const wildTwoPlusOne: Subject = { handedOver: { agentFen: 10_000, bossFen: 30_000, recruitsForBoss: 2 } }
export const cryptoLevels: Subject = { perHopFen: [800, 300, 300, 300, 300, 300] }

/** How people buy. Chances are between 0 and below 1. */
export type Trade = {
  /** Besides the founder. They come evenly over `days` and buy at once; the founder doesn't. */
  people: number
  days: number
  priceFen: number
  supplyFen: number
  /** Buying again, a month. */
  repeat: number
  /** Leaving for good, a month: no more buying, no more bringing others. */
  churn: number
  /** Returning an order whole, within 15 days of receipt: so some returns come after a short hold has ended. */
  refund: number
  receiptDays: number
}

/** Everybody buys one and keeps it: what is left is the shape of the scheme itself. */
export const oneEach: Trade = {
  people: 10_000,
  days: 365,
  priceFen: 49_900,
  supplyFen: 20_000,
  repeat: 0,
  churn: 0,
  refund: 0,
  receiptDays: 3,
}

const latestReturnDays = 15

function payoutsOf(subject: Subject, town: Town, trade: Trade, capacity: number): Payouts {
  if ('plan' in subject) return plannedPayouts(subject.plan, trade.priceFen, trade.supplyFen, town, capacity)
  return 'handedOver' in subject ? handedOverPayouts(subject.handedOver, town) : levelledPayouts(subject.perHopFen, town)
}

/** Numbers kept by day, each under one day: linked lists in two arrays, newest first. `next` has room for every number. */
function diaryOf(days: number, next: Int32Array | number[]) {
  const first = new Int32Array(days).fill(-1)
  return {
    write: (day: number, number: number) => {
      next[number] = first[day] as number
      first[day] = number
    },
    read: (day: number, each: (number: number) => void) => {
      for (let number = first[day] as number; number >= 0; ) {
        each(number)
        number = next[number] as number
      }
    },
  }
}

/** Who brings whom, and who buys again when, drawn beforehand so that every subject meets the same people for the same seed. */
function peopleOf(trade: Trade, growth: Growth, draws: Draws, town: Town) {
  const { people, days } = trade
  const leaves = new Float64Array(people + 1).fill(Number.POSITIVE_INFINITY)
  const again = diaryOf(days, [])
  const visitors: number[] = []
  const choose = recruiterOf(growth, draws)
  for (let person = 1; person <= people; person += 1) {
    const day = Math.floor(((person - 1) * days) / people)
    let referrer = choose(person, town.referrers)
    // Who has left brings nobody; after some tries the one drawn last comes back for this once.
    for (let tries = 0; tries < 8 && (leaves[referrer] as number) <= day; tries += 1) referrer = choose(person, town.referrers)
    town.referrers[person] = referrer
    town.depths[person] = (town.depths[referrer] as number) + 1
    leaves[person] = day + daysUntil(trade.churn, draws)
    const last = Math.min(days, leaves[person] as number)
    for (let visit = day + daysUntil(trade.repeat, draws); visit < last; visit += daysUntil(trade.repeat, draws)) {
      again.write(visit, visitors.length)
      visitors.push(person)
    }
  }
  return { again, visitors }
}

/**
 * Lets people arrive, buy, repeat and return day by day, and reports what the scheme made of it. The same seed gives the same report.
 * Time and memory grow with the orders: about 60 bytes an order and 60 a person.
 */
export function simulate(subject: Subject, growth: Growth, seed: number, changes: Partial<Trade> = {}): Report {
  const trade = { ...oneEach, ...changes }
  const { people, days, priceFen, receiptDays } = trade
  const holdDays = 'plan' in subject ? subject.plan.holdDays : 0
  const allDays = days + receiptDays + Math.max(holdDays, latestReturnDays) + 1
  const draws = drawsOf(seed)
  const town = townOf(people, allDays)
  const { again, visitors } = peopleOf(trade, growth, draws, town)
  const capacity = people + visitors.length
  const payouts = payoutsOf(subject, town, trade, capacity)
  const returns = diaryOf(allDays, new Int32Array(capacity))
  const buyers = new Int32Array(capacity)
  const paidOn = new Uint16Array(capacity)
  const refunded = new Uint8Array(capacity)
  let [orders, ended, arrived] = [0, 0, 0]

  const buy = (buyer: number, first: boolean, day: number) => {
    const order = orders
    orders += 1
    buyers[order] = buyer
    paidOn[order] = day
    add(town.spent, buyer, priceFen)
    add(town.flow.paid, day, priceFen)
    payouts.paid(order, buyer, first, day)
    if (trade.refund > 0 && draws.unit() <= trade.refund) returns.write(day + receiptDays + 1 + draws.below(latestReturnDays), order)
  }
  const giveBack = (order: number, day: number) => {
    refunded[order] = 1
    add(town.spent, buyers[order] as number, -priceFen)
    add(town.flow.refunded, day, priceFen)
    payouts.refunded(order, buyers[order] as number, day, order < ended)
  }
  for (let day = 0; day < allDays; day += 1) {
    returns.read(day, (order) => giveBack(order, day))
    for (; ended < orders && (paidOn[ended] as number) + receiptDays + holdDays < day; ended += 1) {
      if (!refunded[ended]) payouts.windowEnded(ended, buyers[ended] as number, day)
    }
    for (; day < days && arrived < people && Math.floor((arrived * days) / people) <= day; arrived += 1) buy(arrived + 1, true, day)
    if (day < days) again.read(day, (place) => buy(visitors[place] as number, false, day))
    town.flow.held[day] = payouts.held()
  }
  const margin = priceFen - trade.supplyFen - ('plan' in subject ? Math.floor((priceFen * subject.plan.feeBps) / 10_000) : 0)
  return reportOf(town, orders, priceFen, Math.max(0, margin / priceFen))
}
