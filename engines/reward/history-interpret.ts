import type { Plan } from '@lianka/contract/plan'
import { type Bearer, type Event, goods, type Item, type Payer, planVariants } from './history-arbitrary.ts'
import type { Fact, PaidLine } from './history-facts.ts'

/** What an event comes to: facts to tell in order, each of which may be refused, or a withdrawal of a part of what is available then. */
export type Step = { tell: Fact } | { withdraw: { person: number; permille: number } }

export const planAt = (variant: number, version: number): Plan => {
  const { ofBase, withinMargin, ...rest } = planVariants[variant] as (typeof planVariants)[number]
  return { version, ...rest, cap: { ofBase, withinMargin }, feeBps: 100, holdDays: 7, designated: [] } as unknown as Plan
}

const firstStranger = 1000

/** What the buyer pays for an item: the price less what the shop gives and what the platform gives on top. */
function priced({ goods: which, couponPermille, shopPermille }: Item, line: number): PaidLine {
  const { price, supply, floor } = goods[which % goods.length] as (typeof goods)[number]
  const asked = price - Math.floor((price * shopPermille) / 1000)
  const platformDiscount = Math.floor((asked * couponPermille) / 1000)
  return { line, base: asked - platformDiscount, platformDiscount, supply, floor }
}

/** Who bears how much of a refund: a supplier at most what it would have got. */
function borne(bearer: Bearer, amount: number, supplyLeft: number) {
  return { borneBySupplier: bearer === 'supplier' ? Math.min(amount, supplyLeft) : 0, borneByPlatform: bearer === 'platform' ? amount : 0 }
}

type Told = { paid: PaidLine; left: number; supplyLeft: number }

/** Turns events into facts, one event at a time, knowing only who is there and what was sold. */
export function interpretEvents() {
  const lines: Told[] = []
  const told: Fact[] = []
  let [people, orders, refunds, version] = [0, 0, 0, 1]
  const accountOf = (pays: Payer, who: number) => {
    if (pays.account === 'own') return { payer: who, account: who }
    if (pays.account === 'member') return { payer: pays.who % people, account: pays.who % people }
    return { payer: -1, account: firstStranger + pays.which }
  }
  const joined = (through: number | null): Fact[] => {
    const person = people
    people += 1
    const referrer = through === null || person === 0 ? -1 : through % person
    return [
      { is: 'joined', person, referrer },
      { is: 'account', person, account: person },
    ]
  }
  const paid = (who: number, items: readonly Item[], pays: Payer): Fact => {
    const sold = items.map((item, place) => priced(item, lines.length + place))
    lines.push(...sold.map((line) => ({ paid: line, left: line.base, supplyLeft: line.supply })))
    orders += 1
    return { is: 'paid', order: orders - 1, buyer: who, ...accountOf(pays, who), lines: sold }
  }
  const refunded = (number: number, permille: number, bearer: Bearer): Fact[] => {
    const line = lines[number] as Told
    const amount = Math.min(line.left, Math.max(1, Math.floor((line.left * permille) / 1000)))
    if (amount === 0) return []
    const by = borne(bearer, amount, line.supplyLeft)
    line.left -= amount
    line.supplyLeft -= by.borneBySupplier
    refunds += 1
    return [{ is: 'refunded', refund: refunds, line: number, amount, ...by }]
  }
  const ofLine = (is: 'completed' | 'released', line: number): Fact => ({ is, line })
  const factsOf = (event: Exclude<Event, { does: 'withdraw' }>): Fact[] => {
    if (event.does === 'join') return [...joined(event.through), ...(event.applies ? [{ is: 'applied', person: people - 1 } as const] : [])]
    if (event.does === 'publish') {
      version += 1
      return [{ is: 'published', plan: planAt(event.plan, version) }]
    }
    if (event.does === 'repeat') return told.length === 0 ? [] : [told[told.length - 1 - (event.back % told.length)] as Fact]
    if (event.does === 'week')
      return lines.flatMap((_, line) => ofLine('completed', line)).concat(lines.flatMap((_, line) => ofLine('released', line)))
    if ('who' in event) {
      const who = event.who % people
      if (event.does === 'apply') return [{ is: 'applied', person: who }]
      if (event.does === 'link') return [{ is: 'account', person: who, account: accountOf(event.account, who).account }]
      return [paid(who, event.items, event.pays)]
    }
    if (lines.length === 0) return []
    const line = event.line % lines.length
    if (event.does === 'refund') return refunded(line, event.permille, event.bearer)
    return [ofLine(event.does === 'receive' ? 'completed' : 'released', line)]
  }
  return (event: Event): Step[] => {
    if (event.does === 'withdraw') return [{ withdraw: { person: event.who % people, permille: event.permille } }]
    const facts = factsOf(event)
    // A plan isn't told again: published versions are in force one after the other.
    if (event.does !== 'repeat' && event.does !== 'publish') told.push(...facts)
    return facts.map((tell) => ({ tell }))
  }
}
