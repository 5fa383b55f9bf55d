import type { Plan } from '@lianka/contract/plan'
import { type LineFacts, sharesOf } from './settlement.ts'
import { add, countPayout, type Payouts, type Town } from './simulate-town.ts'

const member = 0
const agent = 1
const boss = 2

/** What one order pays the two above, and on whose being settled it rests. */
type Case = { direct: number; team: number; restsOn: 'r1' | 'r2' | null }

const costOf = ({ direct, team }: Case) => direct + team

/** The cases that the ranks of the two above give (rule 3), each asked of the real settlement once. */
function casesOf(plan: Plan, priceFen: number, supplyFen: number) {
  const paying = (r1: 'agent' | 'boss', r2: 'boss' | null, restsOn: Case['restsOn']): Case => {
    const line: LineFacts = {
      base: priceFen,
      platformDiscount: 0,
      supply: supplyFen,
      refunded: 0,
      borneBySupplier: 0,
      borneByPlatform: 0,
      r1: { id: 'r1', rank: r1, lowered: false },
      r2: r2 && { id: 'r2', rank: r2, lowered: false },
      oneself: ['buyer'],
    }
    const shares = sharesOf(plan, line)
    const amount = (kind: 'direct' | 'team') => shares.find((share) => share.kind === kind)?.amount ?? 0
    return { direct: amount('direct'), team: amount('team'), restsOn }
  }
  const nobody: Case = { direct: 0, team: 0, restsOn: null }
  return [nobody, paying('agent', null, null), paying('agent', 'boss', 'r2'), paying('boss', null, 'r1')]
}

/** The place in `casesOf` that these ranks have. */
const caseOf = (r1: number, r2: number) => (r1 === member ? 0 : r1 === boss ? 3 : r2 === boss ? 2 : 1)

/** Ranks as they follow from purchases (rules 1, 2 and 9). Everybody applies on coming, if the plan lets them; each pays from an own account. */
function ranksOf(plan: Plan, town: Town) {
  const seats = town.people + 1
  const purchases = new Int32Array(seats)
  const settledPurchases = new Int32Array(seats)
  const buyers = new Int32Array(seats)
  const settledBuyers = new Int32Array(seats)
  /** The number of the next order when somebody last ceased to be boss: orders before it, still held, see an agent. */
  const lost = new Int32Array(seats)
  const rank = (person: number) => {
    if (person < 0) return member
    if (person === 0) return boss
    if (!plan.freeApplication && purchases[person] === 0) return member
    return (buyers[person] as number) >= plan.buyersForBoss ? boss : agent
  }
  const count = (own: Int32Array, ofReferrer: Int32Array, buyer: number, by: 1 | -1) => {
    add(own, buyer, by)
    const crossed = by === 1 ? own[buyer] === 1 : own[buyer] === 0
    if (crossed && buyer > 0) add(ofReferrer, town.referrers[buyer] as number, by)
  }
  return {
    rank,
    isSettled: (person: number) => person === 0 || (settledBuyers[person] as number) >= plan.buyersForBoss,
    /** The rank that counts for an order on which `noted` was written down. */
    now: (noted: number, person: number, order: number) => (noted === boss && order < (lost[person] as number) ? agent : noted),
    bought: (buyer: number) => count(purchases, buyers, buyer, 1),
    settled: (buyer: number) => count(settledPurchases, settledBuyers, buyer, 1),
    /** Answers who ceased to be boss by this. */
    returned: (buyer: number, nextOrder: number, afterWindow: boolean): number[] => {
      const concerned = [buyer, town.referrers[buyer] as number].filter((person) => rank(person) === boss)
      count(purchases, buyers, buyer, -1)
      if (afterWindow) count(settledPurchases, settledBuyers, buyer, -1)
      const lowered = concerned.filter((person) => rank(person) !== boss)
      for (const person of lowered) lost[person] = nextOrder
      return lowered
    },
  }
}

/** Our plan: shares noted when paid, held until the window has ended and the boss is settled, lowered and reversed as rules 7 to 9 say. */
export function plannedPayouts(plan: Plan, priceFen: number, supplyFen: number, town: Town, capacity: number): Payouts {
  const cases = casesOf(plan, priceFen, supplyFen)
  const ranks = ranksOf(plan, town)
  const above = (person: number) => (person > 0 ? (town.referrers[person] as number) : -1)
  const buyers = new Int32Array(capacity)
  /** Rank of r1 × 3 + rank of r2; who doesn't exist counts as member. */
  const noted = new Uint8Array(capacity)
  /** The case an order was released by, plus one; 0 while held. */
  const released = new Uint8Array(capacity)
  const closed = new Uint8Array(capacity)
  const waiting = new Map<number, number[]>()
  let nextOrder = 0
  let heldFen = 0

  const notedCase = (order: number) => {
    const note = noted[order] as number
    return cases[caseOf(Math.trunc(note / 3), note % 3)] as Case
  }
  const pay = (order: number, due: Case, sign: 1 | -1) => {
    const r1 = above(buyers[order] as number)
    if (due.direct > 0) add(town.earned, r1, sign * due.direct)
    if (due.team > 0) add(town.earned, above(r1), sign * due.team)
    return costOf(due)
  }
  const release = (order: number, day: number) => {
    const r1 = above(buyers[order] as number)
    const r2 = above(r1)
    const note = noted[order] as number
    const place = caseOf(ranks.now(Math.trunc(note / 3), r1, order), ranks.now(note % 3, r2, order))
    const due = cases[place] as Case
    const restsOn = due.restsOn === 'r1' ? r1 : due.restsOn === 'r2' ? r2 : 0
    if (!ranks.isSettled(restsOn)) {
      const others = waiting.get(restsOn)
      if (others) others.push(order)
      else waiting.set(restsOn, [order])
      return
    }
    heldFen -= costOf(notedCase(order))
    released[order] = place + 1
    add(town.flow.released, day, pay(order, due, 1))
    countPayout(town, due.team > 0 ? 2 : due.direct > 0 ? 1 : 0, costOf(due))
  }
  const releaseWaiting = (person: number, day: number) => {
    const orders = waiting.get(person) ?? []
    waiting.delete(person)
    for (const order of orders) if (!closed[order]) release(order, day)
  }
  return {
    paid: (order, buyer) => {
      buyers[order] = buyer
      noted[order] = ranks.rank(above(buyer)) * 3 + ranks.rank(above(above(buyer)))
      heldFen += costOf(notedCase(order))
      nextOrder = order + 1
      ranks.bought(buyer)
    },
    windowEnded: (order, buyer, day) => {
      ranks.settled(buyer)
      release(order, day)
      const r1 = above(buyer)
      if (r1 > 0 && ranks.isSettled(r1)) releaseWaiting(r1, day)
    },
    refunded: (order, buyer, day, afterWindow) => {
      closed[order] = 1
      const by = released[order] as number
      if (by > 0) add(town.flow.clawedBack, day, pay(order, cases[by - 1] as Case, -1))
      else heldFen -= costOf(notedCase(order))
      for (const lowered of ranks.returned(buyer, nextOrder, afterWindow)) releaseWaiting(lowered, day)
    },
    held: () => heldFen,
  }
}
