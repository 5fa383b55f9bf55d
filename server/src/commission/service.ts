import type { LineId, MemberId, OrderId, ShareId } from '@lianka/contract/ids'
import type { TransferKind } from '@lianka/contract/ledger'
import { post } from '#ledger/service'
import {
  completedUnreleased,
  completeLines,
  type DueLine,
  findBuyer,
  type LineFactsRow,
  linesWithEndedWindow,
  lockOrder,
  lockOrders,
  lowerReferrer,
  markSharesComputed,
  type OrderFacts,
  releaseLines,
  setPostage,
  takeUncomputed,
  unreleasedAsBoss,
} from '#order/service'
import { planOf } from '#plan/service'
import { type Ctx, inTransaction } from '#platform/context'
import { newId } from '#platform/ids'
import { publish } from '#platform/jobs'
import { endQualifyingWindow, lockPeople, settledBosses, uplineOf } from '#referral/service'
import { bossesUsed, lineChange } from './rules.ts'
import * as store from './store.ts'

export type LineMove = { before: LineFactsRow; after: LineFactsRow }

type Because = {
  kind: TransferKind
  fact: (line: LineId) => string
  reason: 'computed' | 'refunded' | 'rerated' | null
  computedBefore?: boolean
}

/** Posts what lines' new states differ from their old ones, one transfer a line, and brings their shares along. */
export const postLineMoves = (ctx: Ctx, order: OrderFacts, moves: readonly LineMove[], because: Because): Promise<void> =>
  postMovesOf(ctx, [{ order, moves }], because)

/** The same for many orders in two statements. */
async function postMovesOf(
  ctx: Ctx,
  orders: readonly { order: OrderFacts; moves: readonly LineMove[] }[],
  because: Because,
): Promise<void> {
  const changes: (ReturnType<typeof lineChange> & { after: LineFactsRow; orderId: OrderId })[] = []
  for (const { order, moves } of orders) {
    const plan = await planOf(ctx, order.planVersion as number)
    for (const { before, after } of moves)
      changes.push({ after, orderId: order.id, ...lineChange(plan, order, before, after, because.computedBefore ?? true) })
  }
  const posted = await post(
    ctx,
    changes.map(({ lineId, orderId, entries }) => ({
      kind: because.kind,
      fact: because.fact(lineId),
      orderId,
      entries: entries.map((entry) => ({ ...entry, lineId })),
    })),
  )
  if (because.reason === null || changes.length === 0) return
  const now = ctx.clock.now()
  const shares = changes.flatMap(({ lineId, orderId, shares, after }) =>
    shares.map((share) => ({ ...share, id: newId<ShareId>('shr', now), lineId, orderId, released: after.releasedAt !== null })),
  )
  const lines = changes.map(({ lineId }) => ({ lineId, transferId: posted.get(because.fact(lineId)) ?? null }))
  if (because.reason === 'computed') await store.insertShares(ctx.db, lines, shares, now)
  else await store.writeShares(ctx.db, lines, shares, because.reason, now)
}

/** Locks everyone whose rank or shares an order touches, then the order. */
export async function lockOrderWithPeople(ctx: Ctx, id: OrderId): Promise<OrderFacts | undefined> {
  const found = await findBuyer(ctx, id)
  if (!found) return undefined
  const { r1Id, r2Id } = await uplineOf(ctx, found.buyerId)
  await lockPeople(ctx, [found.buyerId, r1Id, r2Id])
  return lockOrder(ctx, id)
}

/** Computes the shares of locked, paid orders once; a second time does nothing. */
async function computeLockedOrders(ctx: Ctx, orders: readonly OrderFacts[]): Promise<void> {
  const fresh = orders.filter((order) => !order.sharesComputed && order.planVersion !== null)
  if (fresh.length === 0) return
  await postMovesOf(
    ctx,
    fresh.map((order) => ({ order, moves: order.lines.map((line) => ({ before: line, after: line })) })),
    { kind: 'shares_computed', fact: (line) => `shares_computed:${line}`, reason: 'computed', computedBefore: false },
  )
  await markSharesComputed(
    ctx,
    fresh.map(({ id }) => id),
  )
  for (const order of fresh) order.sharesComputed = true
}

export const computeLocked = (ctx: Ctx, order: OrderFacts): Promise<void> => computeLockedOrders(ctx, [order])

/** How many orders one transaction computes at most: enough to make the round trips cheap, few enough to hold locks only for a moment. */
const computeAtOnce = 200

/**
 * Computes the shares of paid orders that wait for it, and answers how many. Their rows' locks are enough: whoever changes a line of theirs
 * holds them too, and people's locks are never asked for here, so nobody waits in a circle.
 */
export const computeWaiting = (ctx: Ctx, atOnce = computeAtOnce): Promise<number> =>
  inTransaction(ctx, async (ctx) => {
    const orders = await takeUncomputed(ctx, atOnce)
    await computeLockedOrders(ctx, orders)
    return orders.length
  })

const isoNow = (ctx: Ctx) => ctx.clock.now().toISOString()

/** Completes lines of a locked order: escrow goes to supplier, platform and shop; a parcel's postage follows its last line. */
export async function completeLocked(ctx: Ctx, order: OrderFacts, lines: readonly LineFactsRow[]): Promise<void> {
  await computeLocked(ctx, order)
  const completedAt = isoNow(ctx)
  const moves = lines.map((before) => ({ before, after: { ...before, completedAt } }))
  await postLineMoves(ctx, order, moves, { kind: 'line_completed', fact: (line) => `line_completed:${line}`, reason: null })
  for (const { after } of moves) Object.assign(order.lines.find((line) => line.id === after.id) ?? {}, after)
  await completeLines(
    ctx,
    order.id,
    lines.map(({ id }) => id),
  )
  await settlePostage(ctx, order)
  await endQualifyingWindow(
    ctx,
    lines.map(({ id }) => id),
  )
  for (const { id } of lines) await publish(ctx, 'line.completed', { lineId: id, orderId: order.id })
}

async function settlePostage(ctx: Ctx, order: OrderFacts) {
  const done = order.parcels.filter(
    (parcel) => parcel.postageState === 'held' && order.lines.every((line) => line.parcelId !== parcel.id || line.completedAt),
  )
  for (const parcel of done) {
    await post(ctx, [
      {
        kind: 'line_completed',
        fact: `postage_settled:${parcel.id}`,
        orderId: order.id,
        entries: [
          { account: 'postage_escrow', amount: parcel.postage },
          { account: `supplier_payable:${parcel.supplierId}`, amount: -parcel.postage },
        ],
      },
    ])
    await setPostage(ctx, parcel.id, 'settled')
    parcel.postageState = 'settled'
  }
}

/** Releases the shares of completed lines whose bosses are all settled; the others go on waiting. */
export async function releaseLocked(ctx: Ctx, order: OrderFacts, lines: readonly LineFactsRow[]): Promise<void> {
  const plan = await planOf(ctx, order.planVersion as number)
  const ready = lines.filter((line) => line.completedAt && !line.releasedAt)
  const bosses = [...new Set(ready.flatMap((line) => bossesUsed(plan, order, line)))] as MemberId[]
  const settled = await settledBosses(ctx, plan, bosses)
  const free = ready.filter((line) => bossesUsed(plan, order, line).every((boss) => settled.has(boss as MemberId)))
  if (free.length === 0) return
  const releasedAt = isoNow(ctx)
  const moves = free.map((before) => ({ before, after: { ...before, releasedAt } }))
  await postLineMoves(ctx, order, moves, { kind: 'shares_released', fact: (line) => `shares_released:${line}`, reason: null })
  const ids = free.map(({ id }) => id)
  await releaseLines(ctx, ids)
  await store.releaseShares(ctx.db, ids, ctx.clock.now())
}

const withOrder = (ctx: Ctx, due: Pick<DueLine, 'orderId'>, work: (ctx: Ctx, order: OrderFacts) => Promise<void>) =>
  inTransaction(ctx, async (ctx) => {
    const order = await lockOrderWithPeople(ctx, due.orderId)
    if (order) await work(ctx, order)
  })

/** Completes the lines whose return window has ended by now; answers how many it looked at. */
export async function completeEndedWindows(ctx: Ctx): Promise<number> {
  const due = await linesWithEndedWindow(ctx, 40)
  for (const [orderId] of Map.groupBy(due, (line) => line.orderId)) {
    await withOrder(ctx, { orderId }, async (ctx, order) => {
      const now = ctx.clock.now()
      const lines = order.lines.filter(
        (line) => !line.completedAt && !line.windowHeld && line.windowEndsAt && new Date(line.windowEndsAt) <= now,
      )
      if (lines.length === 0) return
      await completeLocked(ctx, order, lines)
      await releaseLocked(
        ctx,
        order,
        order.lines.filter((line) => lines.some(({ id }) => id === line.id)),
      )
    })
  }
  return due.length
}

/** When a buyer's line is completed, the one who referred the buyer may have become a settled boss: look at what waited for that. */
export async function releaseWaitingFor(ctx: Ctx, orderId: OrderId): Promise<void> {
  const found = await findBuyer(ctx, orderId)
  if (!found) return
  const { r1Id } = await uplineOf(ctx, found.buyerId)
  if (!r1Id) return
  const waiting = await completedUnreleased(ctx, [r1Id], 500)
  for (const [waitingOrder] of Map.groupBy(waiting, (line) => line.orderId)) {
    await withOrder(ctx, { orderId: waitingOrder }, (ctx, order) => releaseLocked(ctx, order, order.lines))
  }
}

/** Lowers a person who is no longer boss on every unreleased line that noted the rank, and computes those shares again (rule 9). */
export async function rerate(ctx: Ctx, person: MemberId, because: string): Promise<void> {
  const ids = await unreleasedAsBoss(ctx, person)
  if (ids.length === 0) return
  const before = await lockOrders(ctx, ids)
  await lowerReferrer(ctx, ids, person)
  for (const order of before) {
    if (!order.sharesComputed) continue
    const moves = order.lines
      .filter((line) => !line.releasedAt)
      .map((line) => ({
        before: line,
        after: {
          ...line,
          r1Lowered: line.r1Lowered || (order.r1Id === person && order.r1Rank === 'boss'),
          r2Lowered: line.r2Lowered || (order.r2Id === person && order.r2Rank === 'boss'),
        },
      }))
    await postLineMoves(ctx, order, moves, {
      kind: 'shares_rerated',
      fact: (line) => `shares_rerated:${line}:${person}:${because}`,
      reason: 'rerated',
    })
    // An upline boss who now earns may be settled already; whether that is so is asked under the locks of all people of that order.
    if (order.lines.some(({ completedAt, releasedAt }) => completedAt && !releasedAt))
      await publish(ctx, 'order.rerated', { orderId: order.id })
  }
}

/** Releases what may be released of one order, under the locks of its people. */
export const releaseOrder = (ctx: Ctx, orderId: OrderId): Promise<void> =>
  withOrder(ctx, { orderId }, (ctx, order) => releaseLocked(ctx, order, order.lines))
