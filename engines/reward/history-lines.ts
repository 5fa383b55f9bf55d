import { type Rank, ranks } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import type { Change, HistoryShare, PaidLine } from './history-facts.ts'
import { agent, boss, credit, isSettled, member, type People } from './history-people.ts'
import { type ComputedShare, type LineFacts, ratesOf, type Stage, sharesOf } from './settlement.ts'

/** What was written down when the order was paid (rule 6). Nobody is −1, with the rank of a member. */
export type Order = {
  order: number
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
  completed: boolean
  released: boolean
  /** As last computed; payees are named by their place above the buyer. */
  shares: readonly ComputedShare[]
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
  completed: false,
  released: false,
  shares: [],
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

export const stageOf = ({ released, completed }: Line): Stage => (released ? 'released' : completed ? 'completed' : 'open')

const payeeOf = ({ order }: Line, { payee }: Pick<ComputedShare, 'payee'>) => (payee === 'r1' ? order.r1 : order.r2)

export const sharesNow = (line: Line): HistoryShare[] => line.shares.map((share) => ({ ...share, payee: payeeOf(line, share) }))

const nothing: readonly ComputedShare[] = []

/** Brings a line's shares to what its facts now say: the difference of two settlements, whether refunded or re-rated. */
export function recompute(people: People, line: Line, reason: 'computed' | 'refunded' | 'rerated', changes: Change[]) {
  const before = line.shares
  // A member above earns nothing and nothing rolls up, so most lines need no facts gathered.
  const after = line.order.r1Rank === member ? nothing : sharesOf(line.order.plan, factsOf(line))
  line.shares = after
  for (const share of after)
    move(people, line, share, before.find(({ kind }) => kind === share.kind)?.amount ?? 0, share.amount, reason, changes)
  for (const share of before) {
    if (!after.some(({ kind }) => kind === share.kind)) move(people, line, share, share.amount, 0, reason, changes)
  }
}

function move(
  people: People,
  line: Line,
  share: ComputedShare,
  from: number,
  to: number,
  reason: 'computed' | 'refunded' | 'rerated',
  changes: Change[],
) {
  if (from === to) return
  const payee = payeeOf(line, share)
  credit(people, payee, line.released ? 'available' : 'held', to - from)
  changes.push({ is: 'share', line: line.line, payee, kind: share.kind, bps: share.bps, from, to, reason, released: line.released })
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
  line.released = true
  for (const share of line.shares) {
    if (share.amount === 0) continue
    const payee = payeeOf(line, share)
    credit(people, payee, 'held', -share.amount)
    credit(people, payee, 'available', share.amount)
    changes.push({ is: 'release', line: line.line, payee, kind: share.kind, amount: share.amount })
  }
}

/** Lowers on a line whoever fell from boss and was noted as boss on it; answers whether that is somebody. */
export function lower(line: Line, fallen: readonly number[]): boolean {
  const { r1, r1Rank, r2, r2Rank } = line.order
  const r1Falls = r1Rank === boss && !line.r1Lowered && fallen.includes(r1)
  const r2Falls = r2Rank === boss && !line.r2Lowered && fallen.includes(r2)
  line.r1Lowered ||= r1Falls
  line.r2Lowered ||= r2Falls
  return r1Falls || r2Falls
}
