import type { ShareId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Share, ShareState } from '@lianka/contract/reward'
import { explain } from '@lianka/reward/explain'
import { balancesOf } from '#ledger/service'
import { readOrders } from '#order/service'
import { planInForce, planOf } from '#plan/service'
import { type Ctx, memberOf } from '#platform/context'
import { Refusal } from '#platform/errors'
import { standingOf } from '#referral/service'
import { lineFacts } from './rules.ts'
import * as store from './store.ts'

/** One's rank, what it earns, and the wallet by state. */
export async function readEarnings(ctx: Ctx) {
  const me = memberOf(ctx)
  const plan = await planInForce(ctx)
  const { rank, buyers, buyersForBoss, applied, ownQualifying } = await standingOf(ctx, plan, me)
  const [held, available] = [`wallet_held:${me}`, `wallet_available:${me}`]
  const balances = await balancesOf(ctx, [held, available])
  const { released, reversed } = await store.sumShares(ctx.db, me)
  const direct = rank === 'boss' ? plan.rates.bossDirect : rank === 'agent' ? plan.rates.agentDirect : 0
  return {
    rank,
    // What we owe is a credit; people read it as theirs.
    heldFen: -(balances.get(held) ?? 0) as Fen,
    availableFen: -(balances.get(available) ?? 0) as Fen,
    releasedTotalFen: released as Fen,
    reversedTotalFen: reversed as Fen,
    planVersion: plan.version,
    rates: {
      directBps: direct as typeof plan.rates.bossDirect,
      teamBps: (rank === 'boss' ? plan.rates.bossTeam : 0) as typeof plan.rates.bossTeam,
    },
    qualifyingBuyers: buyers,
    buyersForBoss,
    applied,
    ownQualifying,
  }
}

const toShare = (row: store.ShareRow): Share => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  amountFen: row.amount as Fen,
  bps: row.bps as Share['bps'],
  buyerNickname: row.buyerNickname,
  buyerPortrait: row.buyerPortrait,
  title: row.title,
  paidAt: row.paidAt.toISOString(),
  releaseDueAt: row.windowEndsAt?.toISOString() ?? null,
  waitsForSettledBoss: row.state === 'held' && row.completedAt !== null,
})

export async function listShares(ctx: Ctx, query: { state?: ShareState | undefined; after?: string | undefined; limit: number }) {
  const rows = await store.listShares(ctx.db, { ...query, payeeId: memberOf(ctx) })
  return { items: rows.map(toShare), next: rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null }
}

/** Why one got this share: the chain of facts, from the link to the release. */
export async function explainShare(ctx: Ctx, id: ShareId) {
  const [row] = await store.listShares(ctx.db, { payeeId: memberOf(ctx), id, limit: 1 })
  if (!row) throw new Refusal('commission.share_not_found')
  const [order] = await readOrders(ctx, [row.orderId])
  const line = order?.lines.find((each) => each.id === row.lineId)
  const facts = await store.explainRow(ctx.db, row)
  if (!order || !line || !facts) throw new Refusal('commission.share_not_found')
  const plan = await planOf(ctx, order.planVersion as number)
  const share = toShare(row)
  const noted = row.kind === 'direct' ? { rank: order.r1Rank, lowered: line.r1Lowered } : { rank: order.r2Rank, lowered: line.r2Lowered }
  const { steps, sums } = explain({
    plan,
    line: lineFacts(order, line),
    share: { kind: row.kind, bps: row.bps, amount: row.amount as Fen, state: row.state },
    buyer: row.buyerNickname,
    referrer: facts.referrer,
    title: row.title,
    quantity: facts.quantity,
    payeeRank: noted.rank === 'boss' && noted.lowered ? 'agent' : (noted.rank ?? 'member'),
    boundAt: facts.boundAt?.toISOString() ?? null,
    paidAt: share.paidAt,
    windowEndsAt: share.releaseDueAt,
    releasedAt: row.releasedAt?.toISOString() ?? null,
    waitsForSettledBoss: share.waitsForSettledBoss,
  })
  return {
    share,
    lineId: row.lineId,
    orderId: row.orderId,
    transferIds: facts.transferIds,
    planVersion: plan.version,
    steps,
    sums,
    sharesOnLine: facts.shareCount,
  }
}
