import type { MemberId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import { post } from '#ledger/service'
import { type Ctx, inTransaction } from '#platform/context'
import { lockPeople } from '#referral/service'
import * as store from './debts-store.ts'
import { availableOf } from './parts.ts'
import { debtDue, outstandingOf } from './rules.ts'

/** After a refund: whose wallet went below zero by it, owes; the refund's shop stands behind it, unless the platform decided. */
export async function noteDebts(ctx: Ctx, outRefundNo: string): Promise<void> {
  for (const { memberId, afterSaleId, reversed, shopId } of await store.listReversed(ctx.db, outRefundNo)) {
    await inTransaction(ctx, async (ctx) => {
      await lockPeople(ctx, [memberId])
      const owed = -(await availableOf(ctx, memberId))
      if (owed <= 0) return
      const since = ctx.clock.now()
      await store.insertDebt(ctx.db, {
        memberId,
        afterSaleId,
        amount: Math.min(owed, reversed) as Fen,
        since,
        dueAt: debtDue(since),
        shopId,
      })
    })
  }
}

/** What is still owed and when it stops being asked of the person. */
export async function openDebtsOf(ctx: Ctx, memberId: MemberId, availableFen: number) {
  if (availableFen >= 0) return []
  return outstandingOf(await store.listOpenDebts(ctx.db, memberId), -availableFen)
    .filter(({ left }) => left > 0)
    .map(({ debt, left }) => ({ amountFen: left as Fen, since: debt.since.toISOString(), dueAt: debtDue(debt.since).toISOString() }))
}

const chargeOne = (ctx: Ctx, { id, memberId }: { id: number; memberId: MemberId }) =>
  inTransaction(ctx, async (ctx) => {
    await lockPeople(ctx, [memberId])
    const owed = -(await availableOf(ctx, memberId))
    const found = outstandingOf(await store.listOpenDebts(ctx.db, memberId), owed).find(({ debt }) => debt.id === id)
    if (!found || !(await store.markCharged(ctx.db, id, found.left as Fen, ctx.clock.now()))) return
    const { debt, left } = found
    await post(ctx, [
      {
        kind: 'debt_charged',
        fact: `debt_charged:${id}`,
        orderId: null,
        entries: [
          { account: debt.shopId ? `shop_payable:${debt.shopId}` : 'bad_debt', amount: left },
          { account: `wallet_available:${memberId}`, amount: -left },
        ],
      },
    ])
  })

/** Charges debts that are 180 days old; answers how many. */
export async function chargeOldDebts(ctx: Ctx): Promise<number> {
  const due = await store.listDueDebts(ctx.db, ctx.clock.now(), 50)
  for (const debt of due) await chargeOne(ctx, debt)
  return due.length
}
