import type { MemberId } from '@lianka/contract/ids'
import type { Plan } from '@lianka/contract/plan'
import type { Fact } from '@lianka/reward/history-facts'
import { recount } from '@lianka/reward/history-oracle'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { listFacts, listPlans } from '../src/audit/replay-store.ts'
import { numbering } from '../src/audit/rules.ts'
import type { House } from './house.ts'

type Numbered = {
  people: ReturnType<typeof numbering>
  accounts: ReturnType<typeof numbering>
  orders: ReturnType<typeof numbering>
  lines: ReturnType<typeof numbering>
  refunds: ReturnType<typeof numbering>
}

type PaidBody = {
  buyer: string
  payer: string | null
  account: string
  lines: { id: string; base: number; platformDiscount: number; supply: number; productId: string }[]
}

/** What happened to these people, as facts in the order of their numbers. */
async function factsOf(house: House, ids: readonly MemberId[]): Promise<{ facts: Fact[]; numbered: Numbered }> {
  const numbered: Numbered = { people: numbering(), accounts: numbering(), orders: numbering(), lines: numbering(), refunds: numbering() }
  const { people, accounts, orders, lines, refunds } = numbered
  const facts: Fact[] = []
  const referrals = await house.ctx.db.selectFrom('referrals').select(['memberId', 'referrerId']).where('memberId', 'in', ids).execute()
  for (const id of ids) {
    const referrer = referrals.find(({ memberId }) => memberId === id)?.referrerId ?? null
    facts.push({ is: 'joined', person: people.of(id), referrer: referrer === null ? -1 : people.of(referrer) })
  }
  const plans = await listPlans(house.ctx.db)
  let inForce = -1
  const usePlan = (at: Date | null): Plan => {
    const index = plans.findLastIndex(({ effectiveAt }) => at !== null && effectiveAt <= at)
    const { plan } = plans[index] as (typeof plans)[number]
    for (const each of plans.slice(inForce + 1, index + 1)) facts.push({ is: 'published', plan: each.plan })
    inForce = index
    return plan
  }
  const rows = (await listFacts(house.ctx.db, 0, 1_000_000)).toSorted((a, b) => a.seq - b.seq)
  for (const { is, id, at, body } of rows) {
    if (is === 'account') {
      if (people.has(id)) facts.push({ is, person: people.of(id), account: accounts.of(String(body?.account)) })
    } else if (is === 'applied') {
      if (!people.has(id)) continue
      usePlan(at)
      facts.push({ is, person: people.of(id) })
    } else if (is === 'paid') {
      const paid = body as unknown as PaidBody
      if (!people.has(paid.buyer)) continue
      const plan = usePlan(at)
      const floorOf = (product: string) => plan.designated.find(({ productId }) => productId === product)?.qualifyingFloorFen ?? -1
      facts.push({
        is,
        order: orders.of(id),
        buyer: people.of(paid.buyer),
        payer: paid.payer && people.has(paid.payer) ? people.of(paid.payer) : -1,
        account: accounts.of(paid.account),
        lines: paid.lines
          .map(({ id, productId, ...line }) => ({ line: lines.of(id), ...line, floor: floorOf(productId) }))
          .map(({ line, base, platformDiscount, supply, floor }) => ({ line, base, platformDiscount, supply, floor })),
      })
    } else if (is === 'refunded') {
      const refund = body as { line: string; amount: number; bySupplier: number; byPlatform: number }
      if (!lines.has(refund.line)) continue
      usePlan(at)
      facts.push({
        is,
        refund: refunds.of(id),
        line: lines.of(refund.line),
        amount: refund.amount,
        borneBySupplier: refund.bySupplier,
        borneByPlatform: refund.byPlatform,
      })
    } else if (lines.has(id)) {
      usePlan(at)
      facts.push({ is, line: lines.of(id) })
    }
  }
  return { facts, numbered }
}

/** The live system's ranks, shares and wallets of these people are those that the oracle counts from the same facts. */
export async function expectOracleAgrees(house: House, ids: readonly MemberId[], what: string): Promise<void> {
  const { facts, numbered } = await factsOf(house, ids)
  const oracle = recount(facts)
  const { people, lines } = numbered
  expect([what, oracle.refused.map((place) => facts[place])]).toEqual([what, []])
  const ranks = await house.ctx.db.selectFrom('ranks').select(['memberId', 'rank']).where('memberId', 'in', ids).execute()
  const rankOf = new Map(ranks.map(({ memberId, rank }) => [memberId as string, rank]))
  expect([what, ids.map((id) => rankOf.get(id))]).toEqual([what, ids.map((id) => oracle.ranks[people.of(id)])])
  const { rows } = await sql<{ line: string; kind: string; payee: string; bps: number; amount: number }>`
    select h.line_id as line, h.kind, h.payee_id as payee, h.bps, h.amount from shares h join orders o on o.id = h.order_id
    where o.buyer_id = any(${[...ids]}::text[]) and h.amount > 0`.execute(house.ctx.db)
  const live = rows.map(({ line, kind, payee, bps, amount }) => `${lines.of(line)} ${kind} ${people.of(payee)} ${bps} ${amount}`).toSorted()
  expect([what, live]).toEqual([what, oracle.shares.filter((share) => !share.endsWith(' 0')).toSorted()])
  const { rows: wallets } = await sql<{ id: string; held: number; available: number }>`
    select m.id::text, -coalesce((select sum(amount) from balances where account_id = 'wallet_held:' || m.id), 0)::bigint as held,
      (-coalesce((select sum(amount) from balances where account_id = 'wallet_available:' || m.id), 0)
        + coalesce((select sum(gross) from withdrawal_parts w where w.member_id = m.id and w.state in ('to_send', 'sent', 'awaiting_confirmation', 'paid')), 0))::bigint as available
    from members m where m.id = any(${[...ids]}::text[])`.execute(house.ctx.db)
  const counted = (id: string) => ({ id, held: oracle.held[people.of(id)] ?? 0, available: oracle.available[people.of(id)] ?? 0 })
  expect([what, wallets.map(({ id, held, available }) => ({ id, held: held + 0, available: available + 0 }))]).toEqual([
    what,
    wallets.map(({ id }) => counted(id)),
  ])
}
