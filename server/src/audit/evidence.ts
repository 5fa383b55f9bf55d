import { createHash } from 'node:crypto'
import { blocksBetween, readBlockTransfers, sealWaiting } from '#ledger/service'
import type { Ctx } from '#platform/context'
import { Refusal } from '#platform/errors'
import * as store from './evidence-store.ts'

const daysAtMost = 31

const startOfBeijingDay = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** How one section is written for its hash: each row as JSON, one a line. `docs/verify-evidence.mjs` does the same. */
const hashOf = (rows: readonly unknown[]) => {
  const hash = createHash('sha256')
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`)
  return hash.digest('hex')
}

/**
 * Everything needed to check the payouts of some Beijing days without us: plans, the orders with who stood above the buyer, the graph as far
 * as it concerns them, their shares, and the sealed blocks with every transfer. People appear by id, without names, addresses or accounts.
 */
export async function makeEvidence(ctx: Ctx, { from, to }: { from: string; to: string }): Promise<string> {
  const [start, end] = [startOfBeijingDay(from), new Date(startOfBeijingDay(to).getTime() + 86_400_000)]
  if (end <= start || end.getTime() - start.getTime() > daysAtMost * 86_400_000) throw new Refusal('audit.range_too_long')
  await sealWaiting(ctx)
  const blocks: unknown[] = []
  const lineIds = new Set<string>()
  for (const block of await blocksBetween(ctx, start, end)) {
    const transfers = (await readBlockTransfers(ctx, block.height)).map(({ id, kind, fact, orderId, occurredAt, entries }) => {
      for (const [, , lineId] of entries) if (lineId) lineIds.add(lineId)
      return [id, kind, fact, orderId, occurredAt.toISOString(), entries]
    })
    blocks.push({ ...block, transfers })
  }
  const lines = await store.listLines(ctx.db, [...lineIds])
  const people = [...new Set(lines.flatMap(({ buyer, r1 }) => (r1 ? [buyer, r1] : [buyer])))]
  const sections = { plans: await store.listPlans(ctx.db), lines, graph: await store.listReferrals(ctx.db, people), blocks }
  const hashes = Object.fromEntries(Object.entries(sections).map(([name, rows]) => [name, hashOf(rows)]))
  return JSON.stringify({ format: 'lianka-evidence/1', madeAt: ctx.clock.now().toISOString(), from, to, hashes, ...sections })
}
