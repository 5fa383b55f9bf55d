import type { AfterSaleId } from '@lianka/contract/ids'
import { type Ctx, inTransaction } from '#platform/context'
import { acceptReturn, approve } from './decide.ts'
import { endHold, inDays, lockPeopleOf, moveTo } from './move.ts'
import { awardDays, holdDays, overdue } from './rules.ts'
import * as store from './store.ts'

async function actFor(ctx: Ctx, row: store.AfterSaleRow): Promise<void> {
  const what = overdue[row.state]
  if (what === 'approve') await approve(ctx, row, { bearer: 'supplier', words: '供应商超时未答复，系统自动同意' })
  else if (what === 'accept_return') await acceptReturn(ctx, row)
  else if (what === 'arbitrate')
    await moveTo(ctx, row, 'arbitrating', { answerBy: inDays(ctx, awardDays) }, '供应商超时未寄出换货，系统转平台裁定')
  else if (what === 'close') {
    const order = await lockPeopleOf(ctx, row)
    await moveTo(ctx, row, 'closed', { decisionWords: '买家超时未寄回，售后关闭' }, '买家超时未寄回，售后关闭')
    await endHold(ctx, row, order)
  }
}

/** Acts where somebody stayed silent too long; answers how many requests it moved. */
export async function settleOverdue(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const due = await store.listOverdue(ctx.db, now, 20)
  let moved = 0
  for (const { id } of due) {
    await inTransaction(ctx, async (ctx) => {
      const row = await store.findAfterSale(ctx.db, id)
      // Whoever was silent may have spoken meanwhile.
      if (!row || !overdue[row.state] || row.answerBy > now) return
      await actFor(ctx, row)
      moved += 1
    })
  }
  return moved
}

/** Lets windows end for which a request has held on long enough; answers how many. */
export async function endOldHolds(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const due = await store.listHoldsOver(ctx.db, now, new Date(now.getTime() - holdDays * 86_400_000), 20)
  for (const { id } of due)
    await inTransaction(ctx, async (ctx) => {
      const row = await store.findAfterSale(ctx.db, id)
      if (row) await endHold(ctx, row, await lockPeopleOf(ctx, row))
    })
  return due.length
}

export const markRefunded = (ctx: Ctx, id: AfterSaleId): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now()
    await store.move(ctx.db, id, 'refunding', { state: 'refunded', refundedAt: now }, { side: 'system', by: 'channel', words: '', at: now })
  })
