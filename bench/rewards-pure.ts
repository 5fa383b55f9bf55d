// The plan alone, without database: how many orders a second the history engine decides among a million people.
import type { Plan } from '@lianka/contract/plan'
import { type History, openHistory } from '@lianka/reward/history'
import type { Fact } from '@lianka/reward/history-facts'
import { recruiterOf } from '@lianka/reward/population'
import { type Draws, drawsOf } from '@lianka/reward/population-random'

export type Options = { people?: number; orders?: number; rounds?: number; seed?: number }

export type Row = {
  people: number
  orders: number
  refunds: number
  /** Orders ÷ the time in which all facts were applied, refunds included: the median of the rounds. */
  ordersPerSecond: number
  /** The same by processor time of all threads, so that what else the machine does counts less. */
  ordersPerCpuSecond: number
  slowestPerSecond: number
  fastestPerSecond: number
  joinsPerSecond: number
  sharesComputed: number
  sharesCapped: number
  sharesReversed: number
  sharesRerated: number
  bosses: number
  /** Of the process after the last round: one history with all its people and orders, and the facts it was told. */
  heapMb: number
  residentMb: number
  invariants: 'hold' | string
}

export const plan = {
  version: 1,
  rates: { agentDirect: 1000, bossDirect: 2000, bossTeam: 1000 },
  buyersForBoss: 2,
  freeApplication: true,
  cap: { ofBase: 3000, withinMargin: true },
  feeBps: 100,
  holdDays: 7,
  designated: [],
} as unknown as Plan

/** Everybody comes through somebody, the famous bringing more. */
export function referrersOf(people: number, draws: Draws): Int32Array {
  const referrers = new Int32Array(people).fill(-1)
  const choose = recruiterOf({ by: 'preferential' }, draws)
  for (let person = 1; person < people; person += 1) referrers[person] = choose(person, referrers)
  return referrers
}

/** Joins them all, each with an account of their own; every third applies. */
function joinAll(history: History, referrers: Int32Array) {
  history.apply({ is: 'published', plan })
  for (const [person, referrer] of referrers.entries()) {
    history.apply({ is: 'joined', person, referrer })
    history.apply({ is: 'account', person, account: person })
    if (person % 3 === 0) history.apply({ is: 'applied', person })
  }
}

/**
 * Three in four orders are of the tenth of people who came first, so that there are bosses to be lowered. Three in five are of the designated
 * product, one in five has a thin margin, one in ten is paid from somebody else's account.
 */
export function orderOf(order: number, people: number, draws: Draws): Fact {
  const buyer = draws.below(4) === 0 ? draws.below(people) : draws.below(Math.ceil(people / 10))
  const payer = draws.below(10) === 0 ? draws.below(people) : buyer
  const supply = draws.below(5) === 0 ? 43_000 : 20_000
  const floor = draws.below(5) < 3 ? 24_950 : -1
  return { is: 'paid', order, buyer, payer, account: payer, lines: [{ line: order, base: 49_900, platformDiscount: 0, supply, floor }] }
}

/** Orders as they are paid, one in ten refunded, half of those wholly, within the next twenty thousand. All is within the windows: nothing is released. */
function tradeOf(orders: number, people: number, draws: Draws): { facts: Fact[]; refunds: number } {
  const due = new Map<number, Fact[]>()
  const put = (at: number, fact: Fact) => due.set(at, [...(due.get(at) ?? []), fact])
  const facts: Fact[] = []
  let refunds = 0
  for (let order = 0; order < orders; order += 1) {
    facts.push(orderOf(order, people, draws), ...(due.get(order) ?? []))
    due.delete(order)
    if (draws.below(10) !== 0) continue
    const amount = draws.below(2) === 0 ? 49_900 : 10_000
    put(order + 1 + draws.below(20_000), { is: 'refunded', refund: refunds, line: order, amount, borneBySupplier: 0, borneByPlatform: 0 })
    refunds += 1
  }
  return { facts, refunds }
}

type Counts = Pick<Row, 'sharesComputed' | 'sharesCapped' | 'sharesReversed' | 'sharesRerated'>

function play(history: History, facts: readonly Fact[], counts: Counts) {
  for (const fact of facts) {
    for (const change of history.apply(fact)) {
      if (change.is !== 'share') continue
      if (change.reason === 'computed') counts.sharesComputed += 1
      if (change.reason === 'refunded') counts.sharesReversed += 1
      if (change.reason === 'rerated') counts.sharesRerated += 1
      if (change.reason === 'computed' && change.to < (49_900 * change.bps) / 10_000) counts.sharesCapped += 1
    }
  }
}

/** What everybody holds must be what the lines pay, or the throughput counts for nothing. */
function checkWallets(history: History, people: number, orders: number): Row['invariants'] {
  let [inWallets, inLines] = [0, 0]
  for (let person = 0; person < people; person += 1) {
    const { held, available } = history.wallet(person)
    inWallets += held + available
  }
  for (let line = 0; line < orders; line += 1) for (const { amount } of history.shares(line)) inLines += amount
  return inWallets === inLines ? 'hold' : `wallets hold ${inWallets} fen but lines pay ${inLines}`
}

type Speed = { wall: number; cpu: number }

function speedOf(times: number, work: () => void): Speed {
  const [from, busy] = [performance.now(), process.cpuUsage()]
  work()
  const [wall, { user, system }] = [performance.now() - from, process.cpuUsage(busy)]
  return { wall: Math.round((times * 1000) / wall), cpu: Math.round((times * 1_000_000) / (user + system)) }
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] as number

/** One round unmeasured, so that the code is warm, then as many as asked for, each from nothing. */
export async function run({ people = 1_000_000, orders = 100_000, rounds = 3, seed = 20_261_125 }: Options = {}): Promise<Row[]> {
  const draws = drawsOf(seed)
  const referrers = referrersOf(people, draws)
  const { facts, refunds } = tradeOf(orders, people, draws)
  const speeds: Speed[] = []
  const joins: Speed[] = []
  let counts: Counts = { sharesComputed: 0, sharesCapped: 0, sharesReversed: 0, sharesRerated: 0 }
  let history = openHistory(people)
  for (let round = 0; round <= rounds; round += 1) {
    history = openHistory(people)
    counts = { sharesComputed: 0, sharesCapped: 0, sharesReversed: 0, sharesRerated: 0 }
    joins.push(speedOf(people, () => joinAll(history, referrers)))
    speeds.push(speedOf(orders, () => play(history, facts, counts)))
  }
  const walls = speeds.slice(1).map(({ wall }) => wall)
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  const bosses = Array.from({ length: people }, (_, person) => history.rank(person)).filter((rank) => rank === 'boss').length
  return [
    {
      people,
      orders,
      refunds,
      ordersPerSecond: median(walls),
      ordersPerCpuSecond: median(speeds.slice(1).map(({ cpu }) => cpu)),
      slowestPerSecond: Math.min(...walls),
      fastestPerSecond: Math.max(...walls),
      joinsPerSecond: median(joins.slice(1).map(({ wall }) => wall)),
      ...counts,
      bosses,
      heapMb: Math.round((heapUsed + arrayBuffers) / 1e6),
      residentMb: Math.round(rss / 1e6),
      invariants: checkWallets(history, people, orders),
    },
  ]
}
