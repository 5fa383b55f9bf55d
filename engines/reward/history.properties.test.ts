import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type History, openHistory } from './history.ts'
import { type Event, histories } from './history-arbitrary.ts'
import { type Change, type Fact, HistoryError } from './history-facts.ts'
import { interpretEvents, planAt } from './history-interpret.ts'
import { type Outcome, recount } from './history-oracle.ts'
import { capOf, difference, type LineFacts, positionsOf } from './settlement.ts'

/** fast-check prints seed and path of what it found; `fc.assert(…, { seed, path })` brings it back. */
const many = process.env.LONG_HISTORIES ? 500_000 : 10_000
const patience = process.env.LONG_HISTORIES ? 3_600_000 : 120_000

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const owners = { supplier: 'sup', shop: 'shp' }

/** A history as it is told to the engine, with everything else that is to be compared: books, withdrawals, who joined. */
function openTrial() {
  const history = openHistory(4)
  const told: Fact[] = []
  const refused: number[] = []
  const books = new Map<string, number>()
  const posted = new Map<number, ReturnType<typeof positionsOf>>()
  const withdrawn: number[] = []
  const happened = new Set<string>()
  const lines: number[] = []
  let people = 0

  /** Posts what became of these lines, each transfer for itself. */
  const post = (moved: Iterable<number>) => {
    for (const line of moved) {
      const { plan, line: facts, stage } = history.facts(line)
      const after = positionsOf(plan, facts, stage, owners)
      const entries = difference(posted.get(line) ?? new Map(), after)
      if (sum(entries.map(({ amount }) => amount)) !== 0) throw new Error(`line ${line} does not post to zero`)
      for (const { account, amount } of entries) books.set(account, (books.get(account) ?? 0) + amount)
      posted.set(line, after)
    }
  }
  const tell = (fact: Fact): Change[] => {
    told.push(fact)
    let changes: Change[] = []
    try {
      changes = history.apply(fact)
    } catch (error) {
      if (!(error instanceof HistoryError)) throw error
      refused.push(told.length - 1)
      return []
    }
    if (fact.is === 'joined') people = Math.max(people, fact.person + 1)
    const moved = new Set(changes.flatMap((change) => (change.is === 'rank' ? [] : [change.line])))
    if ('line' in fact) moved.add(fact.line)
    if (fact.is === 'paid') {
      for (const { line } of fact.lines) {
        if (!posted.has(line)) lines.push(line)
        moved.add(line)
      }
    }
    post(moved)
    for (const change of changes) note(change)
    return changes
  }
  const note = (change: Change) => {
    if (change.is === 'rank') {
      happened.add(change.to === 'member' || change.from === 'boss' ? 'demotions' : 'advances')
      return
    }
    if (change.is === 'release') return
    if (change.reason === 'rerated') happened.add('re-rates')
    if (change.reason === 'refunded' && change.released) happened.add('refunds after release')
    const { plan, line } = history.facts(change.line)
    if (change.to < Math.floor(((line.base - line.refunded) * change.bps) / 10_000) && capOf(plan, line) > 0) happened.add('capped shares')
  }
  const wallet = (person: number) => {
    const { held, available } = history.wallet(person)
    const left = available - (withdrawn[person] ?? 0)
    if (left < 0) happened.add('negative wallets')
    return { held, available: left }
  }
  const withdraw = (person: number, permille: number) => {
    const { available } = wallet(person)
    if (available > 0) withdrawn[person] = (withdrawn[person] ?? 0) + Math.floor((available * permille) / 1000)
  }
  return { history, told, refused, books, withdrawn, happened, lines, tell, withdraw, wallet, people: () => people }
}

type Trial = ReturnType<typeof openTrial>

/** What the engine made of it, in the oracle's words. */
function outcomeOf({ history, refused, lines, people }: Trial): Outcome {
  const everybody = Array.from({ length: people() }, (_, person) => person)
  const wallets = everybody.map(history.wallet)
  return {
    refused,
    ranks: everybody.map(history.rank),
    shares: lines.flatMap((line) =>
      history.shares(line).map(({ kind, payee, bps, amount }) => `${line} ${kind} ${payee} ${bps} ${amount}`),
    ),
    released: lines.filter((line) => history.stage(line) === 'released'),
    held: wallets.map(({ held }) => held),
    available: wallets.map(({ available }) => available),
  }
}

function compareWithOracle(trial: Trial) {
  const [seen, expected] = [outcomeOf(trial), recount(trial.told)]
  // Comparing texts is quick; what differs is shown only where something does.
  if (JSON.stringify(seen) !== JSON.stringify(expected)) expect(seen).toEqual(expected)
  for (let person = 0; person < trial.people(); person += 1) trial.wallet(person)
}

/** `expect` is too slow to be asked millions of times. */
function must(holds: boolean, words: string) {
  if (!holds) throw new Error(words)
}

type Joined = Extract<Fact, { is: 'joined' }>

/** Whom a line may pay at most: the two above the buyer on the graph as it was told, and never oneself. */
function checkLine({ history, told }: Trial, number: number) {
  const { plan, line } = history.facts(number)
  const shares = history.shares(number)
  const sale = told.find((fact) => fact.is === 'paid' && fact.lines.some((each) => each.line === number)) as Extract<Fact, { is: 'paid' }>
  const above = (person: number | undefined) => told.find((fact) => fact.is === 'joined' && fact.person === person) as Joined | undefined
  const r1 = above(sale.buyer)?.referrer
  for (const { payee } of shares) {
    must(payee !== sale.buyer && payee !== sale.payer, `line ${number} pays oneself`)
    must(payee === r1 || payee === above(r1)?.referrer, `line ${number} pays a third person`)
  }
  must(sum(shares.map(({ amount }) => amount)) <= capOf(plan, line), `line ${number} pays above its cap`)
}

function checkBooks({ history, books, lines, people }: Trial) {
  const at = (account: string) => books.get(account) ?? 0
  for (let person = 0; person < people(); person += 1) {
    const { held, available } = history.wallet(person)
    must(-at(`wallet_held:${person}`) === held, `the books hold another amount for ${person}`)
    must(-at(`wallet_available:${person}`) === available, `the books have another amount available to ${person}`)
  }
  const all = new Map<string, number>()
  for (const number of lines) {
    const { plan, line, stage } = history.facts(number)
    for (const [account, amount] of positionsOf(plan, line, stage, owners)) all.set(account, (all.get(account) ?? 0) + amount)
  }
  for (const [account, amount] of all) must(at(account) === amount, `${account} is not what the lines add up to`)
}

/** Everything comes back: nobody holds anything, and what was withdrawn is owed. */
function refundEverything(trial: Trial) {
  const { history, lines, tell, people, withdrawn } = trial
  for (const number of lines) {
    const { line } = history.facts(number)
    if (line.refunded === line.base) continue
    tell({
      is: 'refunded',
      refund: 100_000 + number,
      line: number,
      amount: line.base - line.refunded,
      borneBySupplier: 0,
      borneByPlatform: 0,
    })
  }
  for (let person = 0; person < people(); person += 1) {
    const { held, available } = trial.wallet(person)
    must(held === 0 && available === -(withdrawn[person] ?? 0), `${person} keeps ${held} held and ${available} available`)
  }
  for (const line of lines)
    must(
      history.shares(line).every(({ amount }) => amount === 0),
      `line ${line} still pays`,
    )
}

const watched = ['advances', 'demotions', 're-rates', 'refunds after release', 'negative wallets', 'capped shares']

test(
  'whatever people do, ranks and shares are what the rules say, books balance, and giving everything back leaves nothing',
  () => {
    const counts = new Map(watched.map((what) => [what, 0]))
    let tried = 0
    fc.assert(
      fc.property(histories, (events) => {
        const trial = openTrial()
        const interpret = interpretEvents()
        trial.tell({ is: 'published', plan: planAt(0, 1) })
        for (const event of events) {
          for (const step of interpret(event))
            'tell' in step ? trial.tell(step.tell) : trial.withdraw(step.withdraw.person, step.withdraw.permille)
          compareWithOracle(trial)
        }
        tried += 1
        for (const what of trial.happened) counts.set(what, (counts.get(what) ?? 0) + 1)
        for (const line of trial.lines) checkLine(trial, line)
        refundEverything(trial)
        checkBooks(trial)
      }),
      { numRuns: many },
    )
    const shares = [...counts].map(([what, count]) => [what, count / tried] as const)
    console.log(`${tried} histories; with ${shares.map(([what, share]) => `${what} ${(share * 100).toFixed(1)} %`).join(', ')}`)
    for (const [what, share] of shares) expect(share, what).toBeGreaterThanOrEqual(0.01)
  },
  patience,
)

/** The facts of a history as far as the engine takes them, for tests that tell them in another order. */
function acceptedFacts(events: readonly Event[]): Fact[] {
  const history = openHistory(4)
  const interpret = interpretEvents()
  const steps = events.flatMap((event) => interpret(event))
  return [{ is: 'published', plan: planAt(0, 1) } as Fact, ...steps.flatMap((step) => ('tell' in step ? [step.tell] : []))].filter(
    (fact) => {
      try {
        history.apply(fact)
        return true
      } catch {
        return false
      }
    },
  )
}

/** Whom a fact touches: the buyer and the two above; null for everybody. */
function touched(history: History, fact: Fact): string[] | null {
  if (fact.is === 'published') return null
  if ('person' in fact) return [String(fact.person)]
  const of = (line: LineFacts) => [...line.oneself, line.r1?.id, line.r2?.id].filter((id) => id !== undefined)
  return fact.is === 'paid' ? (fact.lines[0] ? of(history.facts(fact.lines[0].line).line) : []) : of(history.facts(fact.line).line)
}

const stateOf = (history: History, facts: readonly Fact[]) => ({
  people: facts.flatMap((fact) => (fact.is === 'joined' ? [[fact.person, history.rank(fact.person), history.wallet(fact.person)]] : [])),
  lines: facts.flatMap((fact) =>
    fact.is === 'paid' ? fact.lines.map(({ line }) => [line, history.shares(line), history.facts(line).stage]) : [],
  ),
})

const played = (facts: readonly Fact[]) => {
  const history = openHistory(4)
  for (const fact of facts) history.apply(fact)
  return history
}

test(
  'facts that touch no common person may come in either order',
  () => {
    let swapped = 0
    fc.assert(
      fc.property(histories, fc.nat(1000), (events, pick) => {
        const facts = acceptedFacts(events)
        const end = played(facts)
        const apart = facts.flatMap((fact, place) => {
          const next = facts[place + 1]
          const [a, b] = [touched(end, fact), next ? touched(end, next) : null]
          return a && b && !a.some((person) => b.includes(person)) && !needs(next as Fact, fact) ? [place] : []
        })
        const place = apart[pick % apart.length]
        if (place === undefined) return
        const other = facts.with(place, facts[place + 1] as Fact).with(place + 1, facts[place] as Fact)
        expect(stateOf(played(other), facts)).toEqual(stateOf(end, facts))
        swapped += 1
      }),
      { numRuns: many / 5 },
    )
    expect(swapped).toBeGreaterThan(many / 10)
  },
  patience,
)

/** A referrer joins before those who come through the link; nothing else that touches other people must come first. */
const needs = (later: Fact, earlier: Fact) => later.is === 'joined' && earlier.is === 'joined' && later.referrer === earlier.person

test('a window may end before or after whatever else happens, as long as nothing is released between', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const facts = acceptedFacts(events).filter(({ is }) => is !== 'released' && is !== 'refunded')
      const others = facts.filter(({ is }) => is !== 'completed')
      const last = [...others, ...facts.filter(({ is }) => is === 'completed')]
      expect(stateOf(played(last), facts)).toEqual(stateOf(played(facts), facts))
    }),
    { numRuns: many / 10 },
  )
})
