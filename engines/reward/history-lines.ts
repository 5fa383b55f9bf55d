import { type Rank, ranks } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import type { Change, HistoryShare, PaidLine } from './history-facts.ts'
import { agent, boss, credit, isSettled, member, type People } from './history-people.ts'
import { type ComputedShare, type LineFacts, ratesOf, type Stage, sharesOf } from './settlement.ts'

/** What was written down when the order was paid (rule 6). Nobody is −1, with the rank of a member. */
export type Order = {
  buyer: number
  payer: number
  account: number
  plan: Plan
  r1: number
  r1Rank: number
  r2: number
  r2Rank: number
}

export type Line = {
  line: number
  order: Order
  base: number
  platformDiscount: number
  supply: number
  floor: number
  qualifies: boolean
  refunded: number
  borneBySupplier: number
  borneByPlatform: number
  r1Lowered: boolean
  r2Lowered: boolean
  stage: Stage
}

export const lineOf = ({ line, base, platformDiscount, supply, floor }: PaidLine, order: Order): Line => ({
  line,
  order,
  base,
  platformDiscount,
  supply,
  floor,
  qualifies: floor >= 0 && base >= floor,
  refunded: 0,
  borneBySupplier: 0,
  borneByPlatform: 0,
  r1Lowered: false,
  r2Lowered: false,
  stage: 'open',
})

const byPlace = (_: number, place: string) => place
export const byNumber = (person: number) => String(person)

/** The settlement's view of a line. People are named by place, so that nothing need be made of a million numbers. */
export function factsOf(line: Line, name: (person: number, place: string) => string = byPlace): LineFacts {
  const { buyer, payer, r1, r1Rank, r2, r2Rank } = line.order
  const oneself = [name(buyer, 'buyer')]
  if (payer >= 0 && payer !== buyer) oneself.push(name(payer, payer === r1 ? 'r1' : payer === r2 ? 'r2' : 'payer'))
  return {
    base: line.base,
    platformDiscount: line.platformDiscount,
    supply: line.supply,
    refunded: line.refunded,
    borneBySupplier: line.borneBySupplier,
    borneByPlatform: line.borneByPlatform,
    r1: r1 < 0 ? null : { id: name(r1, 'r1'), rank: ranks[r1Rank] as Rank, lowered: line.r1Lowered },
    r2: r2 < 0 ? null : { id: name(r2, 'r2'), rank: ranks[r2Rank] as Rank, lowered: line.r2Lowered },
    oneself,
  }
}

const payeeOf = ({ order }: Line, { payee }: Pick<ComputedShare, 'payee'>) => (payee === 'r1' ? order.r1 : order.r2)

const nothing: readonly ComputedShare[] = []

/**
 * The shares as the facts are now; payees are named by place. They are nowhere kept: what was due before a change is asked before it. A member
 * above earns nothing and nothing rolls up, so for most lines no facts need be gathered.
 */
export const sharesDue = (line: Line): readonly ComputedShare[] =>
  line.order.r1Rank === member ? nothing : sharesOf(line.order.plan, factsOf(line))

export const sharesNow = (line: Line): HistoryShare[] => sharesDue(line).map((share) => ({ ...share, payee: payeeOf(line, share) }))

type Reason = Extract<Change, { is: 'share' }>['reason']

/** Brings the wallets from what was due to what is: the difference of two settlements, whether refunded or re-rated. */
export function bringAlong(people: People, line: Line, before: readonly ComputedShare[], reason: Reason, changes: Change[]) {
  const after = sharesDue(line)
  for (const share of after) {
    move(people, line, share, before.find(({ kind }) => kind === share.kind)?.amount ?? 0, share.amount, reason, changes)
  }
  for (const share of before) {
    if (!after.some(({ kind }) => kind === share.kind)) move(people, line, share, share.amount, 0, reason, changes)
  }
}

/** The shares of a line just paid. */
export const compute = (people: People, line: Line, changes: Change[]) => bringAlong(people, line, nothing, 'computed', changes)

function move(people: People, line: Line, share: ComputedShare, from: number, to: number, reason: Reason, changes: Change[]) {
  if (from === to) return
  const payee = payeeOf(line, share)
  const released = line.stage === 'released'
  credit(people, payee, released ? 'available' : 'held', to - from)
  changes.push({ is: 'share', line: line.line, payee, kind: share.kind, bps: share.bps, from, to, reason, released })
}

/** The bosses whose rank the shares of a line rest on; an amount of 0 rests on it too. */
function bossesOf(line: Line): number[] {
  const { order } = line
  if (order.r1Rank !== boss && !(order.r1Rank === agent && order.r2Rank === boss)) return []
  return ratesOf(order.plan, factsOf(line))
    .filter(({ kind }) => kind === 'team' || (order.r1Rank === boss && !line.r1Lowered))
    .map((rate) => payeeOf(line, rate))
}

/** A boss whose not being settled keeps the line from release (rule 7), or −1. */
export const unsettledBoss = (people: People, line: Line) =>
  bossesOf(line).find((person) => !isSettled(people, person, line.order.plan)) ?? -1

export function release(people: People, line: Line, changes: Change[]) {
  line.stage = 'released'
  for (const share of sharesDue(line)) {
    if (share.amount === 0) continue
    const payee = payeeOf(line, share)
    credit(people, payee, 'held', -share.amount)
    credit(people, payee, 'available', share.amount)
    changes.push({ is: 'release', line: line.line, payee, kind: share.kind, amount: share.amount })
  }
}

/** Lowers whoever fell from boss on a line that noted them as boss, and re-rates its shares (rule 9). */
export function lower(people: People, line: Line, fallen: readonly number[], changes: Change[]) {
  const { r1, r1Rank, r2, r2Rank } = line.order
  const before = sharesDue(line)
  line.r1Lowered ||= r1Rank === boss && fallen.includes(r1)
  line.r2Lowered ||= r2Rank === boss && fallen.includes(r2)
  bringAlong(people, line, before, 'rerated', changes)
}
