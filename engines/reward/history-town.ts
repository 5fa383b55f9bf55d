import type { Rank } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import { openHistory } from './history.ts'
import type { Change, Fact } from './history-facts.ts'

/** People with names who trade, for tests that tell a story. */

/** The plan of the rules' worked example. */
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

/** `tea` is not designated, `box` is, with half of ¥499.00 as floor. */
export type Purchase = {
  goods?: 'box' | 'tea'
  base?: number
  supply?: number
  platformDiscount?: number
  paidBy?: string
  fromAccount?: string
}

const floors = { box: 24_950, tea: -1 }

function interned() {
  const numbers = new Map<string, number>()
  return {
    of: (name: string) => {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      return number
    },
    names: () => [...numbers.keys()],
  }
}

/** A history whose people have names. Everybody pays from an account of their own unless it is said otherwise. */
export function openTown(first: Plan = plan) {
  const history = openHistory()
  const people = interned()
  const accounts = interned()
  const linesOf = new Map<string, number[]>()
  const withdrawn = new Map<string, number>()
  let [orders, refunds] = [0, 0]
  const tell = (fact: Fact): Change[] => history.apply(fact)
  const nameOf = (person: number) => people.names()[person] as string
  tell({ is: 'published', plan: first })

  const join = (name: string, through?: string) => {
    tell({ is: 'joined', person: people.of(name), referrer: through === undefined ? -1 : people.of(through) })
    tell({ is: 'account', person: people.of(name), account: accounts.of(name) })
  }
  const apply = (name: string) => tell({ is: 'applied', person: people.of(name) })
  const buy = (name: string, purchase: Purchase = {}) => {
    const { goods = 'box', base = 49_900, supply = 20_000, platformDiscount = 0, paidBy, fromAccount } = purchase
    const number = orders
    orders += 1
    linesOf.set(name, [...(linesOf.get(name) ?? []), number])
    // An account named apart belongs to nobody we know.
    const payer = fromAccount === undefined ? people.of(paidBy ?? name) : -1
    const account = accounts.of(fromAccount ?? paidBy ?? name)
    const line = { line: number, base, platformDiscount, supply, floor: floors[goods] }
    return { line: number, changes: tell({ is: 'paid', order: number, buyer: people.of(name), payer, account, lines: [line] }) }
  }
  const refund = (line: number, amount: number) => {
    refunds += 1
    return tell({ is: 'refunded', refund: refunds, line, amount, borneBySupplier: 0, borneByPlatform: 0 })
  }
  const wallet = (name: string) => {
    const { held, available } = history.wallet(people.of(name))
    return { held, available: available - (withdrawn.get(name) ?? 0) }
  }
  const totals = () => people.names().map((name) => [name, wallet(name).held + wallet(name).available] as const)
  return {
    join,
    apply,
    buy,
    refund,
    wallet,
    /** Returns everything of the newest purchase. */
    giveBack: (name: string) => refund(linesOf.get(name)?.at(-1) as number, 49_900),
    /** Joins one who applies and brings these people, each buying one box. */
    boss: (name: string, directs: readonly string[], through?: string) => {
      join(name, through)
      apply(name)
      for (const direct of directs) {
        join(direct, name)
        buy(direct)
      }
    },
    publish: (next: Plan) => tell({ is: 'published', plan: next }),
    complete: (line: number) => tell({ is: 'completed', line }),
    release: (line: number) => tell({ is: 'released', line }),
    withdraw: (name: string, fen: number) => void withdrawn.set(name, (withdrawn.get(name) ?? 0) + fen),
    canRelease: history.canRelease,
    facts: history.facts,
    number: people.of,
    lines: () => [...linesOf.values()].flat(),
    rank: (name: string): Rank => history.rank(people.of(name)),
    shares: (line: number) => history.shares(line).map((share) => ({ ...share, payee: nameOf(share.payee) })),
    /** What everybody's wallets gain by this; who gains nothing is left out. */
    earnedBy: (act: () => void) => {
      const before = new Map(totals())
      act()
      return Object.fromEntries(
        totals()
          .map(([name, now]) => [name, now - (before.get(name) ?? 0)] as const)
          .filter(([, fen]) => fen !== 0),
      )
    },
  }
}
