import type { Plan } from '@lianka/contract/plan'
import type { Fact } from './history-facts.ts'

/**
 * The plan's rules a second time, for tests only: written from the words of the rules, not from the engine, and without its economy. It
 * knows no state but the list of facts, and counts everything again from the first fact whenever it is asked.
 */
export type Outcome = {
  /** Places in the list of the facts that were refused. */
  refused: number[]
  ranks: string[]
  /** `line kind payee bps amount`, in order of lines and kinds. */
  shares: string[]
  released: number[]
  held: number[]
  available: number[]
}

type Sale = Extract<Fact, { is: 'paid' }>
type SoldLine = {
  number: number
  sale: Sale
  base: number
  discount: number
  supply: number
  floor: number
  plan: Plan
  above: { person: number; rank: string }[]
  /** Those above who lost the rank of boss while this line was not released. */
  lowered: number[]
  refunds: number[]
  completed: boolean
  released: boolean
}
type Person = { referrer: number; accepted: boolean; rank: string; bossSinceNeed: number; accounts: number[] }
type World = { people: Person[]; lines: SoldLine[]; plans: Plan[]; refundIds: number[]; orders: number[] }

const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
const leftOf = (line: SoldLine) => line.base - total(line.refunds)
const qualifies = (line: SoldLine) => line.floor !== -1 && leftOf(line) >= line.floor
const qualifiedWhenPaid = (line: SoldLine) => line.floor !== -1 && line.base >= line.floor

/** Tries every choice of buyers and accounts, one after the other. */
function choose(pairs: readonly { buyer: number; account: number }[], wanted: number): boolean {
  if (wanted === 0) return true
  return pairs.some(({ buyer, account }, place) =>
    choose(
      pairs.slice(place + 1).filter((other) => other.buyer !== buyer && other.account !== account),
      wanted - 1,
    ),
  )
}

function hasBuyers(world: World, person: number, wanted: number, windowEnded: boolean): boolean {
  const paidForOwn = world.lines.filter((line) => line.sale.buyer === person && qualifiedWhenPaid(line)).map((line) => line.sale.account)
  const own = [...(world.people[person] as Person).accounts, ...paidForOwn]
  const pairs = world.lines
    .filter((line) => world.people[line.sale.buyer]?.referrer === person && qualifies(line) && (line.completed || !windowEnded))
    .map((line) => ({ buyer: line.sale.buyer, account: line.sale.account }))
    .filter(({ account }) => !own.includes(account))
  return choose(pairs, wanted)
}

const inForce = ({ plans }: World) => plans.at(-1) as Plan

/** Rules 1, 2, 6 and 9: asks a rank again; who was boss and is not any more counts as agent on whatever is not released. */
function ask(world: World, person: number) {
  if (person === -1) return
  const self = world.people[person] as Person
  const plan = inForce(world)
  const wanted = self.rank === 'boss' ? Math.min(plan.buyersForBoss, self.bossSinceNeed) : plan.buyersForBoss
  const bought = world.lines.some((line) => line.sale.buyer === person && qualifies(line))
  const rank = !self.accepted && !bought ? 'member' : hasBuyers(world, person, wanted, false) ? 'boss' : 'agent'
  if (rank === self.rank) return
  if (self.rank === 'boss') {
    for (const line of world.lines) {
      if (!line.released && line.above.some((noted) => noted.person === person && noted.rank === 'boss')) line.lowered.push(person)
    }
  }
  if (rank === 'boss') self.bossSinceNeed = plan.buyersForBoss
  self.rank = rank
}

const floor = (amount: number, bps: number) => Math.floor((amount * bps) / 10_000)

/** Rules 3, 4, 5 and 8, in their words. `boss` marks a share that rests on somebody's being boss. */
function earned(line: SoldLine): { kind: string; payee: number; bps: number; amount: number; boss: boolean }[] {
  const rank = (place: 0 | 1) => {
    const noted = line.above[place]
    if (!noted) return 'nobody'
    return noted.rank === 'boss' && line.lowered.includes(noted.person) ? 'agent' : noted.rank
  }
  const payee = (place: 0 | 1) => (line.above[place] as { person: number }).person
  const { rates, cap, feeBps } = line.plan
  const due: { kind: string; payee: number; bps: number; boss: boolean }[] = []
  if (rank(0) === 'boss') due.push({ kind: 'direct', payee: payee(0), bps: rates.bossDirect, boss: true })
  if (rank(0) === 'agent') due.push({ kind: 'direct', payee: payee(0), bps: rates.agentDirect, boss: false })
  if (rank(0) === 'agent' && rank(1) === 'boss') due.push({ kind: 'team', payee: payee(1), bps: rates.bossTeam, boss: true })
  const left = leftOf(line)
  let most = floor(left, cap.ofBase)
  if (cap.withinMargin) {
    const margin = Math.max(0, line.base + line.discount - line.supply - floor(line.base, feeBps))
    most = Math.min(most, line.base === 0 ? 0 : Math.floor((margin * left) / line.base))
  }
  const paying = due.filter(({ payee }) => payee !== line.sale.buyer && payee !== line.sale.payer)
  const full = paying.map((share) => ({ ...share, amount: floor(left, share.bps) }))
  // Too much is cut from the team share first, then from the direct one.
  let over = Math.max(0, total(full.map(({ amount }) => amount)) - most)
  for (const kind of ['team', 'direct']) {
    for (const share of full.filter((each) => each.kind === kind)) {
      const cut = Math.min(over, share.amount)
      share.amount -= cut
      over -= cut
    }
  }
  return full
}

/** Rule 7. */
function mayBeReleased(world: World, line: SoldLine): boolean {
  const settled = (person: number) => {
    const { rank, bossSinceNeed } = world.people[person] as Person
    const wanted = rank === 'boss' ? Math.min(line.plan.buyersForBoss, bossSinceNeed) : line.plan.buyersForBoss
    return hasBuyers(world, person, wanted, true)
  }
  return earned(line).every(({ boss, payee }) => !boss || settled(payee))
}

function sell(world: World, sale: Sale) {
  const r1 = (world.people[sale.buyer] as Person).referrer
  const r2 = world.people[r1]?.referrer ?? -1
  const above = [r1, r2].filter((person) => person !== -1).map((person) => ({ person, rank: (world.people[person] as Person).rank }))
  for (const { line: number, base, platformDiscount: discount, supply, floor } of sale.lines) {
    const line = { number, sale, base, discount, supply, floor, plan: inForce(world), above, lowered: [], refunds: [] }
    world.lines[number] = { ...line, completed: false, released: false }
  }
  world.orders.push(sale.order)
  if (sale.lines.every(({ floor }) => floor === -1)) return
  ask(world, sale.buyer)
  ask(world, r1)
}

function giveBack(world: World, line: SoldLine, amount: number) {
  const qualifiedBefore = qualifies(line)
  line.refunds.push(amount)
  if (qualifiedBefore && !qualifies(line)) {
    ask(world, line.sale.buyer)
    ask(world, (world.people[line.sale.buyer] as Person).referrer)
  }
  if (leftOf(line) > 0) return
  line.completed = true
  if (mayBeReleased(world, line)) line.released = true
}

/** Answers false for what the rules refuse. What was told before changes nothing. */
function tell(world: World, fact: Fact): boolean {
  if (fact.is === 'published') {
    world.plans.push(fact.plan)
    // A version that asks less is good news that stays, whatever later ones ask.
    for (const person of world.people) person.bossSinceNeed = Math.min(person.bossSinceNeed, fact.plan.buyersForBoss)
  }
  if (fact.is === 'published') return true
  if (fact.is === 'joined')
    world.people[fact.person] ??= { referrer: fact.referrer, accepted: false, rank: 'member', bossSinceNeed: 0, accounts: [] }
  else if (fact.is === 'account') world.people[fact.person]?.accounts.push(fact.account)
  else if (fact.is === 'applied') {
    const person = world.people[fact.person] as Person
    if (person.accepted) return true
    if (!inForce(world).freeApplication) return false
    person.accepted = true
    ask(world, fact.person)
  } else if (fact.is === 'paid') {
    if (!world.orders.includes(fact.order)) sell(world, fact)
  } else {
    const line = world.lines[fact.line]
    if (!line) return false
    if (fact.is === 'completed') line.completed = true
    else if (fact.is === 'released') {
      if (line.released) return true
      if (!line.completed || !mayBeReleased(world, line)) return false
      line.released = true
    } else if (!world.refundIds.includes(fact.refund)) {
      if (fact.amount > leftOf(line)) return false
      world.refundIds.push(fact.refund)
      giveBack(world, line, fact.amount)
    }
  }
  return true
}

/** What the rules make of these facts. */
export function recount(facts: readonly Fact[]): Outcome {
  const world: World = { people: [], lines: [], plans: [], refundIds: [], orders: [] }
  const refused = facts.flatMap((fact, place) => (tell(world, fact) ? [] : [place]))
  const shares = world.lines.flatMap((line) => earned(line).map((share) => ({ ...share, line })))
  const wallet = (released: boolean) =>
    world.people.map((_, person) =>
      total(shares.filter(({ payee, line }) => payee === person && line.released === released).map(({ amount }) => amount)),
    )
  return {
    refused,
    ranks: world.people.map(({ rank }) => rank),
    shares: shares.map(({ line, kind, payee, bps, amount }) => `${line.number} ${kind} ${payee} ${bps} ${amount}`),
    released: world.lines.filter(({ released }) => released).map(({ number }) => number),
    held: wallet(false),
    available: wallet(true),
  }
}
