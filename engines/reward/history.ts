import { type Rank, ranks } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import { type Change, type Fact, HistoryError, type HistoryShare } from './history-facts.ts'
import {
  bringAlong,
  byNumber,
  compute,
  factsOf,
  type Line,
  lineOf,
  lower,
  type Order,
  release,
  sharesDue,
  sharesNow,
  unsettledBoss,
} from './history-lines.ts'
import {
  accept,
  addAccount,
  addPurchase,
  boss,
  easeBosses,
  evaluate,
  hasApplied,
  isSettled,
  join,
  noPeople,
  type People,
  rankOf,
  referrerOf,
  removePurchase,
  requireJoined,
  walletOf,
} from './history-people.ts'
import type { LineFacts, Stage } from './settlement.ts'

type State = {
  people: People
  plan: Plan | null
  /** By number; the numbers of lines need not follow those of orders. */
  orders: Order[]
  lines: Line[]
  refunds: Set<number>
  /** Unreleased lines, and some released since, on which somebody is noted as boss. */
  notedAsBoss: Map<number, Line[]>
}

type Paid = Extract<Fact, { is: 'paid' }>
type Refunded = Extract<Fact, { is: 'refunded' }>
type Because = Extract<Change, { is: 'rank' }>['because']

function planOf({ plan }: State): Plan {
  if (!plan) throw new HistoryError('plan.none', 0)
  return plan
}

function requireLine({ lines }: State, number: number): Line {
  const line = lines[number]
  if (!line) throw new HistoryError('line.unknown', number)
  return line
}

/** Asks these people's ranks again. Who falls from boss is lowered for good on every line not released (rule 9). */
function askRanks(state: State, people: readonly number[], because: Because, changes: Change[]) {
  const fallen: number[] = []
  for (const person of people) {
    if (person < 0) continue
    const from = evaluate(state.people, person, planOf(state))
    const to = rankOf(state.people, person)
    if (from === to) continue
    changes.push({ is: 'rank', person, from: ranks[from] as Rank, to: ranks[to] as Rank, because })
    if (from === boss) fallen.push(person)
  }
  if (fallen.length === 0) return
  const noted = new Set(fallen.flatMap((person) => state.notedAsBoss.get(person) ?? []))
  for (const person of fallen) state.notedAsBoss.delete(person)
  const lines = [...noted].filter(({ stage }) => stage !== 'released')
  for (const line of lines.toSorted((a, b) => a.line - b.line)) lower(state.people, line, fallen, changes)
}

function noteBoss(state: State, person: number, line: Line) {
  const noted = state.notedAsBoss.get(person)
  if (noted) noted.push(line)
  else state.notedAsBoss.set(person, [line])
}

/** Ranks are noted as they stand, shares follow from them, and only then may the purchase change a rank (rules 3 and 6). */
function pay(state: State, { order: number, buyer, payer, account, lines }: Paid, changes: Change[]) {
  if (state.orders[number]) return
  const { people } = state
  const plan = planOf(state)
  requireJoined(people, buyer)
  if (payer >= 0) requireJoined(people, payer)
  for (const { line } of lines) if (state.lines[line]) throw new HistoryError('line.known', line)
  const r1 = referrerOf(people, buyer)
  const r2 = referrerOf(people, r1)
  const order: Order = { buyer, payer, account, plan, r1, r1Rank: rankOf(people, r1), r2, r2Rank: rankOf(people, r2) }
  state.orders[number] = order
  for (const paid of lines) {
    const line = lineOf(paid, order)
    state.lines[line.line] = line
    compute(people, line, changes)
    if (order.r1Rank === boss) noteBoss(state, r1, line)
    if (order.r2Rank === boss) noteBoss(state, r2, line)
    if (line.qualifies) addPurchase(people, line)
  }
  if (lines.some(({ floor }) => floor >= 0)) askRanks(state, [buyer, r1], { order: number }, changes)
}

function complete(line: Line) {
  if (line.stage === 'open') line.stage = 'completed'
}

function refund(state: State, { refund, line: number, amount, borneBySupplier, borneByPlatform }: Refunded, changes: Change[]) {
  const line = requireLine(state, number)
  if (state.refunds.has(refund)) return
  if (amount < 0 || amount > line.base - line.refunded) throw new HistoryError('refund.too_much', number)
  state.refunds.add(refund)
  const before = sharesDue(line)
  line.refunded += amount
  line.borneBySupplier += borneBySupplier
  line.borneByPlatform += borneByPlatform
  bringAlong(state.people, line, before, 'refunded', changes)
  if (line.qualifies && line.base - line.refunded < line.floor) {
    line.qualifies = false
    removePurchase(state.people, line)
    askRanks(state, [line.order.buyer, line.order.r1], { line: number }, changes)
  }
  if (line.refunded < line.base) return
  // A line wholly refunded is over; nothing is left to wait for, but for the bosses it rests on.
  complete(line)
  if (line.stage !== 'released' && unsettledBoss(state.people, line) < 0) release(state.people, line, changes)
}

function releaseOnce(state: State, number: number, changes: Change[]) {
  const line = requireLine(state, number)
  if (line.stage === 'released') return
  if (line.stage === 'open') throw new HistoryError('release.not_completed', number)
  const waitingFor = unsettledBoss(state.people, line)
  if (waitingFor >= 0) throw new HistoryError('release.boss_not_settled', waitingFor)
  release(state.people, line, changes)
}

function applyForAgent(state: State, person: number, changes: Change[]) {
  requireJoined(state.people, person)
  if (hasApplied(state.people, person)) return
  if (!planOf(state).freeApplication) throw new HistoryError('application.closed', person)
  accept(state.people, person)
  askRanks(state, [person], 'application', changes)
}

function follow(state: State, fact: Fact, changes: Change[]) {
  switch (fact.is) {
    case 'joined':
      join(state.people, fact.person, fact.referrer)
      break
    case 'account':
      requireJoined(state.people, fact.person)
      addAccount(state.people, fact.person, fact.account)
      break
    case 'published':
      state.plan = fact.plan
      easeBosses(state.people, fact.plan)
      break
    case 'applied':
      applyForAgent(state, fact.person, changes)
      break
    case 'paid':
      pay(state, fact, changes)
      break
    case 'refunded':
      refund(state, fact, changes)
      break
    case 'completed':
      complete(requireLine(state, fact.line))
      break
    case 'released':
      releaseOnce(state, fact.line, changes)
      break
  }
}

export type NotedRanks = { planVersion: number; r1: number; r1Rank: Rank; r2: number; r2Rank: Rank }

export type History = {
  /** Applies a fact and answers what follows from it. Throws HistoryError, having changed nothing, if it cannot be. */
  apply: (fact: Fact) => Change[]
  rank: (person: number) => Rank
  /** In fen; `available` may be a debt. Withdrawals are the caller's: they are no part of the plan. */
  wallet: (person: number) => { held: number; available: number }
  /** Who stood above the buyer, at which rank, when the order was paid; nobody is −1. */
  notedRanks: (order: number) => NotedRanks | null
  /** The shares of a line, those of amount 0 included. */
  shares: (line: number) => HistoryShare[]
  /** What the settlement of a line follows from, people named by their numbers; with its stage it gives `positionsOf`. */
  facts: (line: number) => { plan: Plan; line: LineFacts; stage: Stage; qualifies: boolean }
  stage: (line: number) => Stage
  /** Whether a person would be settled as boss, by the plan in force. */
  settled: (person: number) => boolean
  /** Whether the line may be released now. */
  canRelease: (line: number) => boolean
}

/**
 * Everything the plan decides, from facts in the order of their sequence numbers: ranks, shares, re-rates and releases, in memory. Meant to
 * be compared with what a live system wrote down, and to be attacked with random histories. `seats`: how many people to make room for.
 */
export function openHistory(seats = 64): History {
  const state: State = { people: noPeople(seats), plan: null, orders: [], lines: [], refunds: new Set(), notedAsBoss: new Map() }
  const { people } = state
  return {
    apply: (fact) => {
      const changes: Change[] = []
      follow(state, fact, changes)
      return changes
    },
    rank: (person) => ranks[rankOf(people, person)] as Rank,
    wallet: (person) => walletOf(people, person),
    notedRanks: (number) => {
      const order = state.orders[number]
      if (!order) return null
      const { plan, r1, r1Rank, r2, r2Rank } = order
      return { planVersion: plan.version, r1, r1Rank: ranks[r1Rank] as Rank, r2, r2Rank: ranks[r2Rank] as Rank }
    },
    shares: (number) => sharesNow(requireLine(state, number)),
    facts: (number) => {
      const line = requireLine(state, number)
      return { plan: line.order.plan, line: factsOf(line, byNumber), stage: line.stage, qualifies: line.qualifies }
    },
    stage: (number) => requireLine(state, number).stage,
    settled: (person) => isSettled(people, person, planOf(state)),
    canRelease: (number) => {
      const line = requireLine(state, number)
      return line.stage === 'completed' && unsettledBoss(people, line) < 0
    },
  }
}
