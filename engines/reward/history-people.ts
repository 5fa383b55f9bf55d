import type { Plan } from '@lianka/contract/plan'
import { HistoryError } from './history-facts.ts'
import type { Line } from './history-lines.ts'
import { buyersWithOwnPayer } from './rank.ts'

/** Places in `ranks` of the contract. */
export const member = 0
export const agent = 1
export const boss = 2

const nobody = -1

/** Fields of a person's record. A record is half a cache line: among a million people, looking a field up costs mostly the way to memory. */
const seated = 0
const referrer = 1
const rank = 2
/** A free application was accepted; it stays valid whatever later plans say. */
const applied = 3
/** How many buyers the plan asked for under which the person became boss; 0 for who isn't boss. */
const bossNeeds = 4
/** How many own purchases qualify. */
const ownQualifying = 5
/** Nearly everybody has one own account: here is the first plus 1, 0 for none; further ones are in `moreAccounts`. */
const firstAccount = 6
const width = 8

export type People = {
  /** One record of `width` fields a person. */
  records: Int32Array
  /** Held and available fen, one pair a person. */
  wallets: Float64Array
  moreAccounts: Map<number, number[]>
  /** Lines of one's directs that qualify now. */
  purchases: Map<number, Line[]>
}

export const noPeople = (seats: number): People => ({
  records: new Int32Array(seats * width),
  wallets: new Float64Array(seats * 2),
  moreAccounts: new Map(),
  purchases: new Map(),
})

function makeRoom(people: People, person: number) {
  const seats = people.records.length / width
  if (person < seats) return
  const wider = noPeople(Math.max(person + 1, seats * 2))
  wider.records.set(people.records)
  wider.wallets.set(people.wallets)
  people.records = wider.records
  people.wallets = wider.wallets
}

const read = ({ records }: People, person: number, field: number) => records[person * width + field] as number

const write = ({ records }: People, person: number, field: number, value: number) => {
  records[person * width + field] = value
}

export const hasJoined = ({ records }: People, person: number) => records[person * width + seated] === 1

export function requireJoined(people: People, person: number) {
  if (!hasJoined(people, person)) throw new HistoryError('person.unknown', person)
}

export function join(people: People, person: number, through: number) {
  if (hasJoined(people, person)) {
    if (read(people, person, referrer) !== through) throw new HistoryError('person.other_referrer', person)
    return
  }
  if (through !== nobody) requireJoined(people, through)
  makeRoom(people, person)
  write(people, person, seated, 1)
  write(people, person, referrer, through)
}

/** Who brought this person, −1 for nobody; of nobody, nobody. */
export const referrerOf = (people: People, person: number) => (person < 0 ? nobody : read(people, person, referrer))

/** Place in `ranks`; nobody, and who hasn't joined, is a member. */
export const rankOf = (people: People, person: number) => (person < 0 ? member : (people.records[person * width + rank] ?? member))

export const hasApplied = (people: People, person: number) => read(people, person, applied) === 1
export const accept = (people: People, person: number) => write(people, person, applied, 1)

export const walletOf = ({ wallets }: People, person: number) => ({
  held: wallets[person * 2] ?? 0,
  available: wallets[person * 2 + 1] ?? 0,
})

export function credit({ wallets }: People, person: number, wallet: 'held' | 'available', fen: number) {
  const place = person * 2 + (wallet === 'held' ? 0 : 1)
  wallets[place] = (wallets[place] as number) + fen
}

const owns = (people: People, person: number, account: number) =>
  read(people, person, firstAccount) === account + 1 || (people.moreAccounts.get(person)?.includes(account) ?? false)

export function addAccount(people: People, person: number, account: number) {
  if (owns(people, person, account)) return
  if (read(people, person, firstAccount) === 0) write(people, person, firstAccount, account + 1)
  else people.moreAccounts.set(person, [...(people.moreAccounts.get(person) ?? []), account])
}

/** A line begins to qualify: for its buyer, and for who brought the buyer. What paid for it is the buyer's own account from now on. */
export function addPurchase(people: People, line: Line) {
  const { buyer, account, r1 } = line.order
  write(people, buyer, ownQualifying, read(people, buyer, ownQualifying) + 1)
  addAccount(people, buyer, account)
  if (r1 === nobody) return
  const purchases = people.purchases.get(r1)
  if (purchases) purchases.push(line)
  else people.purchases.set(r1, [line])
}

export function removePurchase(people: People, line: Line) {
  const { buyer, r1 } = line.order
  write(people, buyer, ownQualifying, read(people, buyer, ownQualifying) - 1)
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
    if ((settledOnly && line.stage === 'open') || owns(people, person, line.order.account)) continue
    if (apart.some(({ order }) => order.buyer === line.order.buyer || order.account === line.order.account)) continue
    apart.push(line)
    if (apart.length >= enough) return true
  }
  // A matching that nothing can be added to is at least half of the largest.
  if (apart.length * 2 < enough) return false
  const counted = purchases
    .filter((line) => !settledOnly || line.stage !== 'open')
    .map(({ order }) => ({ buyer: order.buyer, payer: order.account }))
  const own = [read(people, person, firstAccount) - 1, ...(people.moreAccounts.get(person) ?? [])]
  return buyersWithOwnPayer(counted, own, enough) >= enough
}

/** How many buyers this person needs under a plan: a boss never more than when becoming boss (rule 6). */
const needOf = (people: People, person: number, plan: Plan) =>
  read(people, person, rank) === boss ? Math.min(plan.buyersForBoss, read(people, person, bossNeeds)) : plan.buyersForBoss

/** A version that asks fewer buyers of a boss is good for everybody who is one, and stays so whatever later versions ask. */
export function easeBosses(people: People, { buyersForBoss }: Plan) {
  for (let person = 0; person < people.records.length / width; person += 1) {
    if (read(people, person, rank) === boss && read(people, person, bossNeeds) > buyersForBoss)
      write(people, person, bossNeeds, buyersForBoss)
  }
}

/** Asks again which rank the facts give (rules 1, 2 and 9) and writes it down; answers the rank before. */
export function evaluate(people: People, person: number, plan: Plan): number {
  const before = read(people, person, rank)
  const joined = hasApplied(people, person) || read(people, person, ownQualifying) > 0
  const now = !joined ? member : hasBuyers(people, person, needOf(people, person, plan), false) ? boss : agent
  if (now !== before) {
    write(people, person, rank, now)
    write(people, person, bossNeeds, now === boss ? plan.buyersForBoss : 0)
  }
  return before
}

/** Whether a boss is settled for lines under this plan (rule 7). */
export const isSettled = (people: People, person: number, plan: Plan) => hasBuyers(people, person, needOf(people, person, plan), true)
