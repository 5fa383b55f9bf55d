import type { Rank } from '@lianka/contract/account'
import type { Plan } from '@lianka/contract/plan'
import { type History, openHistory } from '@lianka/reward/history'
import { type Fact, HistoryError } from '@lianka/reward/history-facts'
import { positionsOf } from '@lianka/reward/settlement'
import type { Ctx } from '#platform/context'
import * as store from './replay-store.ts'
import { type Found, numbering } from './rules.ts'

export type Progress = (done: number, total: number) => Promise<void> | void
export type Replayed = { facts: number; people: number; lines: number; accounts: number; difference: Found | null }

const page = 5000

type LineOwner = { supplier: string; shop: string; computed: boolean }
type Machine = {
  history: History
  people: ReturnType<typeof numbering>
  accounts: ReturnType<typeof numbering>
  orders: ReturnType<typeof numbering>
  lines: ReturnType<typeof numbering>
  refunds: ReturnType<typeof numbering>
  owners: LineOwner[]
  plans: { plan: Plan; effectiveAt: Date }[]
  planNow: number
}

/** A difference ends the replay: what comes after it could only be wrong in its wake. */
class Differs extends Error {
  found: Found
  constructor(found: Found) {
    super(found.what)
    this.found = found
  }
}

const differs = (what: Found['what'], subject: string, live: string, replayed: string): never => {
  throw new Differs({ what, subject, live, replayed })
}

/** Who joined, referrers before those they brought. Ids sort by time of making, which two processes may see differently by a moment. */
async function joinAll(ctx: Ctx, { history, people }: Machine): Promise<number> {
  const waiting = new Map<string, { memberId: string; referrerId: string | null }[]>()
  let joined = 0
  const join = (memberId: string, referrerId: string | null) => {
    history.apply({ is: 'joined', person: people.of(memberId), referrer: referrerId === null ? -1 : people.of(referrerId) })
    joined += 1
    const followers = waiting.get(memberId)
    if (!followers) return
    waiting.delete(memberId)
    for (const each of followers) join(each.memberId, each.referrerId)
  }
  for (let after = ''; ; ) {
    const rows = await store.listJoined(ctx.db, after, page * 4)
    for (const { memberId, referrerId } of rows) {
      if (referrerId === null || people.has(referrerId)) join(memberId, referrerId)
      else waiting.set(referrerId, [...(waiting.get(referrerId) ?? []), { memberId, referrerId }])
    }
    const last = rows.at(-1)
    if (!last || rows.length < page * 4) break
    after = last.memberId
  }
  const [lost] = waiting.values()
  if (lost) differs('referrer', lost[0]?.memberId ?? '', lost[0]?.referrerId ?? '', 'nobody of that name joined')
  return joined
}

type PaidBody = {
  buyer: string
  payer: string | null
  account: string
  planVersion: number
  shopId: string
  r1: string | null
  r1Rank: Rank | null
  r2: string | null
  r2Rank: Rank | null
  computed: boolean
  lines: store.PaidLineRow[]
}

/** The plan that was in force at a moment; told to the history when it is another than before. */
function usePlanAt({ plans, history, planNow }: Machine, at: Date): number {
  const index = plans.findLastIndex(({ effectiveAt }) => effectiveAt <= at)
  const found = plans[index]
  if (!found) return differs('plan', at.toISOString(), 'no plan in force', '')
  // Also those that nothing happened under: each may have made it easier to stay boss.
  for (const { plan } of index > planNow ? plans.slice(planNow + 1, index + 1) : index < planNow ? [found] : [])
    history.apply({ is: 'published', plan })
  return index
}

function applyPaid(machine: Machine, id: string, body: PaidBody) {
  const { history, people, accounts, orders, lines, owners } = machine
  const plan = machine.plans[machine.planNow]?.plan as Plan
  if (plan.version !== body.planVersion) differs('plan', id, `version ${body.planVersion}`, `version ${plan.version}`)
  const order = orders.of(id)
  const fact: Fact = {
    is: 'paid',
    order,
    buyer: people.of(body.buyer),
    payer: body.payer === null ? -1 : people.of(body.payer),
    account: accounts.of(body.account),
    lines: body.lines.map(({ id, base, platformDiscount, supply, productId, supplierId }) => {
      const line = lines.of(id)
      owners[line] = { supplier: supplierId, shop: body.shopId, computed: body.computed }
      const designated = plan.designated.find((each) => each.productId === productId)
      return { line, base, platformDiscount, supply, floor: designated?.qualifyingFloorFen ?? -1 }
    }),
  }
  history.apply(fact)
  const noted = history.notedRanks(order)
  const name = (person: number) => (person < 0 ? null : people.nameOf(person))
  if (noted && (name(noted.r1) !== body.r1 || name(noted.r2) !== body.r2))
    differs('upline', id, `${body.r1} ${body.r2}`, `${name(noted.r1)} ${name(noted.r2)}`)
  const ranksOf = (r1: unknown, r1Rank: Rank | null, r2: unknown, r2Rank: Rank | null) => `${r1 ? r1Rank : '–'} ${r2 ? r2Rank : '–'}`
  if (noted) {
    const [live, replayed] = [ranksOf(body.r1, body.r1Rank, body.r2, body.r2Rank), ranksOf(body.r1, noted.r1Rank, body.r2, noted.r2Rank)]
    if (live !== replayed) differs('noted_ranks', id, live, replayed)
  }
}

type RefundedBody = { line: string; amount: number; bySupplier: number; byPlatform: number }

function applyFact(machine: Machine, { is, id, at, body }: store.FactRow) {
  const { history, people, accounts, lines, refunds } = machine
  const when = at ?? new Date(0)
  // A version announced meanwhile takes effect before the fact, whatever the fact is.
  if (is !== 'account') machine.planNow = usePlanAt(machine, when)
  if (is === 'account') history.apply({ is, person: people.of(id), account: accounts.of(String(body?.account)) })
  else if (is === 'applied') history.apply({ is, person: people.of(id) })
  else if (is === 'paid') applyPaid(machine, id, body as PaidBody)
  else if (is === 'refunded') {
    const { line, amount, bySupplier, byPlatform } = body as RefundedBody
    history.apply({ is, refund: refunds.of(id), line: lines.of(line), amount, borneBySupplier: bySupplier, borneByPlatform: byPlatform })
  } else history.apply({ is, line: lines.of(id) })
}

async function applyAll(ctx: Ctx, machine: Machine, total: number, progress: Progress): Promise<number> {
  let [seq, done] = [0, 0]
  for (;;) {
    const rows = await store.listFacts(ctx.db, seq, page)
    for (const row of rows) {
      try {
        applyFact(machine, row)
      } catch (error) {
        if (!(error instanceof HistoryError)) throw error
        differs('fact', `${row.is} ${row.id}`, 'was done', error.rule)
      }
    }
    done += rows.length
    await progress(done, total)
    const last = rows.at(-1)
    if (!last || rows.length < page) return done
    seq = last.seq
  }
}

const sharesText = (shares: readonly { payee: string; kind: string; bps: number; amount: number }[]) =>
  shares
    .filter(({ amount }) => amount > 0)
    .map(({ payee, kind, bps, amount }) => `${kind} ${payee} ${bps} ${amount}`)
    .toSorted()
    .join(', ') || 'none'

function compareLine({ history, people, lines, owners }: Machine, live: store.LiveLine) {
  const line = lines.of(live.id)
  const { line: facts, stage } = history.facts(line)
  const replayed = history.shares(line).map((share) => ({ ...share, payee: people.nameOf(share.payee) }))
  const due = owners[line]?.computed ? replayed : []
  if (sharesText(live.shares) !== sharesText(due)) differs('shares', live.id, sharesText(live.shares), sharesText(due))
  const lowered = `${facts.r1?.lowered ?? false} ${facts.r2?.lowered ?? false}`
  if (!live.released && `${live.r1Lowered} ${live.r2Lowered}` !== lowered)
    differs('lowered', live.id, `${live.r1Lowered} ${live.r2Lowered}`, lowered)
  if (facts.refunded !== live.refunded) differs('refunded', live.id, String(live.refunded), String(facts.refunded))
  // What was wholly refunded has nothing left to release, so it may be called released or not.
  const states = live.shares.filter(({ amount }) => amount > 0).map(({ state }) => state)
  const expected = stage === 'released' ? 'released' : 'held'
  const other = states.find((state) => state !== expected)
  if (other) differs('share_state', live.id, other, expected)
}

/** Where all money must stand: lines by the engine, the rest by their own facts. */
function positionsOfLine({ history, people, owners }: Machine, line: number, add: (account: string, amount: number) => void) {
  const owner = owners[line]
  if (!owner) return
  const { plan, line: facts, stage } = history.facts(line)
  const named = (each: typeof facts.r1) => each && { ...each, id: people.nameOf(Number(each.id)) }
  const [r1, r2] = owner.computed ? [named(facts.r1), named(facts.r2)] : [null, null]
  const oneself = facts.oneself.map((id) => people.nameOf(Number(id)))
  for (const [account, amount] of positionsOf(plan, { ...facts, r1, r2, oneself }, stage, owner)) add(account, amount)
}

async function compareLines(ctx: Ctx, machine: Machine): Promise<number> {
  let count = 0
  for (let after = ''; ; ) {
    const rows = await store.listLiveLines(ctx.db, after, page)
    for (const row of rows) compareLine(machine, row)
    count += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < page) return count
    after = last.id
  }
}

async function compareRanks(ctx: Ctx, { history, people }: Machine) {
  for (let after = ''; ; ) {
    const rows = await store.listLiveRanks(ctx.db, after, page * 4)
    for (const { memberId, rank } of rows) {
      const replayed = history.rank(people.of(memberId))
      if (rank !== replayed) differs('rank', memberId, rank, replayed)
    }
    const last = rows.at(-1)
    if (!last || rows.length < page * 4) return
    after = last.memberId
  }
}

async function compareBalances(ctx: Ctx, machine: Machine): Promise<number> {
  const expected = new Map<string, number>()
  const add = (account: string, amount: number) => expected.set(account, (expected.get(account) ?? 0) + amount)
  for (let line = 0; line < machine.owners.length; line += 1) positionsOfLine(machine, line, add)
  for (const { account, amount } of await store.sumOtherFacts(ctx.db)) add(account, amount)
  const rows = await store.listBalances(ctx.db)
  for (const { account, entries, balance } of rows) {
    if (entries !== balance) differs('balance', account, String(balance), String(entries))
    const replayed = expected.get(account) ?? 0
    if (entries !== replayed) differs('entries', account, String(entries), String(replayed))
    expected.delete(account)
  }
  for (const [account, amount] of expected) if (amount !== 0) differs('entries', account, '0', String(amount))
  return rows.length
}

async function run(ctx: Ctx, progress: Progress): Promise<Replayed> {
  const machine: Machine = {
    history: openHistory(),
    people: numbering(),
    accounts: numbering(),
    orders: numbering(),
    lines: numbering(),
    refunds: numbering(),
    owners: [],
    plans: await store.listPlans(ctx.db),
    planNow: -1,
  }
  const replayed: Replayed = { facts: 0, people: 0, lines: 0, accounts: 0, difference: null }
  try {
    replayed.people = await joinAll(ctx, machine)
    replayed.facts = await applyAll(ctx, machine, await store.countFacts(ctx.db), progress)
    replayed.lines = await compareLines(ctx, machine)
    await compareRanks(ctx, machine)
    replayed.accounts = await compareBalances(ctx, machine)
  } catch (error) {
    if (!(error instanceof Differs)) throw error
    return { ...replayed, difference: error.found }
  }
  return replayed
}

/**
 * Computes every rank, share and balance again from orders in paid sequence, the graph and the plans, and compares them with what the live
 * system wrote down. One snapshot, so it may run while the shop is open. Answers the first difference, or null.
 */
export const replay = (ctx: Ctx, progress: Progress = () => {}): Promise<Replayed> =>
  ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((db) => run({ ...ctx, db }, progress))
