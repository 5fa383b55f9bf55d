import type { Plan } from '@lianka/contract/plan'
import { HistoryError } from './history-facts.ts'
import type { Line } from './history-lines.ts'
import { buyersWithOwnPayer } from './rank.ts'

/** Places in `ranks` of the contract. */
export const member = 0
export const agent = 1
export const boss = 2

const absent = -2
const nobody = -1

/** A column a person, which a million people need to be flat, and the few lists that only some have. */
export type People = {
  referrer: Int32Array
  rank: Uint8Array
  /** A free application was accepted; it stays valid whatever later plans say. */
  applied: Uint8Array
  /** How many buyers the plan asked for under which the person became boss; 0 for who isn't boss. */
  bossNeeds: Uint8Array
  /** How many own purchases qualify. */
  ownQualifying: Int32Array
  held: Float64Array
  available: Float64Array
  /** Nearly everybody has one own account: the first is here, further ones in `moreAccounts`. */
  firstAccount: Int32Array
  moreAccounts: Map<number, number[]>
  /** Lines of one's directs that qualify now. */
  purchases: Map<number, Line[]>
}

export function noPeople(seats: number): People {
  return {
    referrer: new Int32Array(seats).fill(absent),
    rank: new Uint8Array(seats),
    applied: new Uint8Array(seats),
    bossNeeds: new Uint8Array(seats),
    ownQualifying: new Int32Array(seats),
    held: new Float64Array(seats),
    available: new Float64Array(seats),
    firstAccount: new Int32Array(seats).fill(nobody),
    moreAccounts: new Map(),
    purchases: new Map(),
  }
}

function seat(people: People, person: number) {
  const seats = people.referrer.length
  if (person < seats) return
  const wider = noPeople(Math.max(person + 1, seats * 2))
  wider.referrer.set(people.referrer)
  wider.rank.set(people.rank)
  wider.applied.set(people.applied)
  wider.bossNeeds.set(people.bossNeeds)
  wider.ownQualifying.set(people.ownQualifying)
  wider.held.set(people.held)
  wider.available.set(people.available)
  wider.firstAccount.set(people.firstAccount)
  Object.assign(people, wider, { moreAccounts: people.moreAccounts, purchases: people.purchases })
}

export const hasJoined = (people: People, person: number) => (people.referrer[person] ?? absent) !== absent

export function requireJoined(people: People, person: number) {
  if (!hasJoined(people, person)) throw new HistoryError('person.unknown', person)
}

export function join(people: People, person: number, referrer: number) {
  if (hasJoined(people, person)) {
    if (people.referrer[person] !== referrer) throw new HistoryError('person.other_referrer', person)
    return
  }
  if (referrer !== nobody) requireJoined(people, referrer)
  seat(people, person)
  people.referrer[person] = referrer
}

/** Who brought this person, −1 for nobody; of nobody, nobody. */
export const referrerOf = (people: People, person: number) => (person < 0 ? nobody : (people.referrer[person] as number))

const owns = (people: People, person: number, account: number) =>
  people.firstAccount[person] === account || (people.moreAccounts.get(person)?.includes(account) ?? false)

export function addAccount(people: People, person: number, account: number) {
  if (owns(people, person, account)) return
  if (people.firstAccount[person] === nobody) people.firstAccount[person] = account
  else people.moreAccounts.set(person, [...(people.moreAccounts.get(person) ?? []), account])
}

/** A line begins to qualify: for its buyer, and for who brought the buyer. What paid for it is the buyer's own account from now on. */
export function addPurchase(people: People, line: Line) {
  const { buyer, account, r1 } = line.order
  people.ownQualifying[buyer] = (people.ownQualifying[buyer] as number) + 1
  addAccount(people, buyer, account)
  if (r1 === nobody) return
  const purchases = people.purchases.get(r1)
  if (purchases) purchases.push(line)
  else people.purchases.set(r1, [line])
}

export function removePurchase(people: People, line: Line) {
  const { buyer, r1 } = line.order
  people.ownQualifying[buyer] = (people.ownQualifying[buyer] as number) - 1
  const purchases = people.purchases.get(r1)
  if (purchases) purchases.splice(purchases.indexOf(line), 1)
}

/**
 * Whether so many directs hold qualifying purchases from as many accounts, none of them one's own (rule 2); with `settledOnly`, counting
 * those whose window has ended (rule 7). The first that differ in both are enough nearly always; where they aren't, matching decides.
 */
function hasBuyers(people: People, person: number, enough: number, settledOnly: boolean): boolean {
  const purchases = people.purchases.get(person)
  if (!purchases || purchases.length < enough) return false
  const apart: Line[] = []
  for (const line of purchases) {
    if ((settledOnly && !line.completed) || owns(people, person, line.order.account)) continue
    if (apart.some(({ order }) => order.buyer === line.order.buyer || order.account === line.order.account)) continue
    apart.push(line)
    if (apart.length >= enough) return true
  }
  // A matching that nothing can be added to is at least half of the largest.
  if (apart.length * 2 < enough) return false
  const counted = purchases
    .filter((line) => !settledOnly || line.completed)
    .map(({ order }) => ({ buyer: order.buyer, payer: order.account }))
  const own = [people.firstAccount[person] as number, ...(people.moreAccounts.get(person) ?? [])]
  return buyersWithOwnPayer(counted, own, enough) >= enough
}

/** How many buyers this person needs under a plan: a boss never more than when becoming boss (rule 6). */
const needOf = (people: People, person: number, plan: Plan) =>
  people.rank[person] === boss ? Math.min(plan.buyersForBoss, people.bossNeeds[person] as number) : plan.buyersForBoss

/** Asks again which rank the facts give (rules 1, 2 and 9) and writes it down; answers the rank before. */
export function evaluate(people: People, person: number, plan: Plan): number {
  const before = people.rank[person] as number
  const joined = people.applied[person] === 1 || (people.ownQualifying[person] as number) > 0
  const now = !joined ? member : hasBuyers(people, person, needOf(people, person, plan), false) ? boss : agent
  if (now !== before) {
    people.rank[person] = now
    people.bossNeeds[person] = now === boss ? plan.buyersForBoss : 0
  }
  return before
}

/** Whether a boss is settled for lines under this plan (rule 7). */
export const isSettled = (people: People, person: number, plan: Plan) => hasBuyers(people, person, needOf(people, person, plan), true)
