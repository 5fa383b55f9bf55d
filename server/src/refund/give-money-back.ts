import { mulDiv } from '@lianka/reward/fen'
import type { Selectable } from 'kysely'
import { returnStock } from '#catalog/service'
import { completeLocked, computeLocked, lockOrderWithPeople, postLineMoves, releaseLocked, rerate } from '#commission/service'
import { post } from '#ledger/service'
import { freeWindow, type LineFactsRow, lockOrder, type OrderFacts, recordRefund, setPostage } from '#order/service'
import { requestRefund } from '#payment/service'
import { planInForce } from '#plan/service'
import { type Ctx, callerName } from '#platform/context'
import { Refusal } from '#platform/errors'
import type { Tables } from '#platform/tables'
import { dropQualifying, evaluateRanks } from '#referral/service'
import { sideOf } from './move.ts'
import { borne, canBecome, postageBack } from './rules.ts'
import * as store from './store.ts'

type AfterSaleRow = Selectable<Tables['afterSales']>
type Bearer = 'supplier' | 'shop' | 'platform'
type Decided = { decidedBy?: string; decidedSide?: AfterSaleRow['decidedSide']; decisionWords?: string }

/**
 * Approves money back on a line, in the caller's transaction: takes the same locks as payment, posts the difference of the line's two
 * settlements, lets go what no longer qualifies, asks the ranks again, and puts the refund on its way.
 */
export async function giveMoneyBack(ctx: Ctx, row: AfterSaleRow, bearer: Bearer, decided: Decided): Promise<void> {
  const order = (await lockOrderWithPeople(ctx, row.orderId)) as OrderFacts
  // Somebody else may have decided while we waited for the locks; what they gave back is not "too much" of ours.
  if ((await store.findAfterSale(ctx.db, row.id))?.state !== row.state) throw new Refusal('refund.state')
  const before = order.lines.find((line) => line.id === row.lineId)
  if (!before || row.amount > before.base - before.refunded) throw new Refusal('refund.too_much')
  await computeLocked(ctx, order)
  const now = ctx.clock.now()
  const { bySupplier, byPlatform } = borne(before, row.amount, bearer)
  const after: LineFactsRow = {
    ...before,
    refunded: before.refunded + row.amount,
    borneBySupplier: before.borneBySupplier + bySupplier,
    borneByPlatform: before.borneByPlatform + byPlatform,
  }
  const postage = postageBack(order, after, bearer, row.reason)
  const restocked = await neverLeft(ctx, order, after, row)
  const set = {
    state: 'refunding' as const,
    bearer,
    restocked,
    postage: postage as never,
    decidedAt: row.decidedAt ?? now,
    paidBackAt: now,
    holdEndedAt: row.holdEndedAt ?? now,
    borneBySupplier: bySupplier as never,
    borneByPlatform: byPlatform as never,
    ...decided,
  }
  const side = sideOf(ctx)
  if (!canBecome(row.state, 'refunding', side)) throw new Refusal('refund.state', `${row.state} to refunding by ${side}`)
  const change = { side, by: callerName(ctx), words: decided.decisionWords ?? '', at: now }
  if (!(await store.moveToRefunding(ctx.db, row.id, row.state, set, change))) throw new Refusal('refund.state')
  await recordRefund(ctx, before.id, { amount: row.amount, postage, bySupplier, byPlatform })
  await postLineMoves(ctx, order, [{ before, after }], {
    kind: 'refund_approved',
    fact: () => `refund_approved:${row.id}`,
    reason: 'refunded',
  })
  Object.assign(before, after)
  if (postage > 0) await postPostage(ctx, order, after, postage, row)
  await requestRefund(ctx, order.id, row.id, row.amount + postage)
  // Where somebody fell, the lines of this order may have been computed again with the others.
  const current = (await askRanks(ctx, order, after, row, now)) ? await lockOrder(ctx, order.id) : order
  await endOrContinue(ctx, current, current.lines.find(({ id }) => id === after.id) ?? after, row, now)
}

async function postPostage(ctx: Ctx, order: OrderFacts, line: LineFactsRow, postage: number, row: AfterSaleRow) {
  const parcel = order.parcels.find(({ id }) => id === line.parcelId)
  if (!parcel) return
  const from = parcel.postageState === 'settled' ? `supplier_payable:${parcel.supplierId}` : 'postage_escrow'
  await post(ctx, [
    {
      kind: 'refund_approved',
      fact: `postage_refunded:${row.id}`,
      orderId: order.id,
      entries: [
        { account: from, amount: postage },
        { account: 'refund_pending', amount: -postage },
      ],
    },
  ])
  await setPostage(ctx, parcel.id, 'refunded')
  parcel.postageState = 'refunded'
}

/** A purchase that stops qualifying may cost the buyer or the one who referred the buyer a rank, at this moment; answers whether it did. */
async function askRanks(ctx: Ctx, order: OrderFacts, line: LineFactsRow, row: AfterSaleRow, now: Date): Promise<boolean> {
  if (!(await dropQualifying(ctx, line.id, line.base - line.refunded))) return false
  const changes = await evaluateRanks(ctx, await planInForce(ctx, now), [order.buyerId, order.r1Id], {
    reason: 'qualifying purchase returned',
    orderId: order.id,
    at: now,
  })
  for (const { memberId, from } of changes) if (from === 'boss') await rerate(ctx, memberId, row.id)
  return changes.length > 0
}

/** Pieces that were paid back in full before they were sent are on sale again; answers how many. */
async function neverLeft(ctx: Ctx, order: OrderFacts, line: LineFactsRow, row: AfterSaleRow): Promise<number> {
  if (order.parcels.find(({ id }) => id === line.parcelId)?.state !== 'to_ship') return 0
  const { restocked } = await store.piecesBack(ctx.db, line.id)
  const left = line.quantity - restocked
  const whole = line.refunded === line.base
  const pieces = whole ? left : row.amount >= mulDiv(line.base, row.quantity, line.quantity) ? Math.min(row.quantity, left) : 0
  if (pieces > 0) await returnStock(ctx, [{ skuId: line.skuId, quantity: pieces }])
  return pieces
}

/** A line wholly refunded is over; of another the window goes on, to the later of its end and now. */
async function endOrContinue(ctx: Ctx, order: OrderFacts, line: LineFactsRow, row: AfterSaleRow, now: Date) {
  if (line.refunded === line.base && !line.completedAt) {
    await completeLocked(ctx, order, [line])
    await releaseLocked(
      ctx,
      order,
      order.lines.filter((each) => each.id === line.id),
    )
    return
  }
  if (row.holdsWindow && !line.completedAt) {
    const end = line.windowEndsAt ? new Date(Math.max(new Date(line.windowEndsAt).getTime(), now.getTime())) : undefined
    await freeWindow(ctx, line.id, end)
  }
}
