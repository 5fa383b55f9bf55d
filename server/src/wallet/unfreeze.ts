import { PayError } from '@lianka/wechat/pay'
import type { Ctx } from '#platform/context'
import * as store from './unfreeze-store.ts'

/** The channel lets frozen money go by itself after 30 days; before that we do, once nobody can be paid out of the order any more. */
const latestDays = 28

/** Frees what is left of orders paid with profit sharing whose shares are all paid out, gone, or too old; answers how many. */
export async function unfreezeFinished(ctx: Ctx): Promise<number> {
  const now = ctx.clock.now()
  const due = await store.listToUnfreeze(ctx.db, new Date(now.getTime() - latestDays * 86_400_000), 20)
  let freed = 0
  for (const { outTradeNo, transactionId } of due) {
    try {
      await ctx.outside.pay.unfreeze({ transactionId, outOrderNo: `U${outTradeNo}`, description: '订单完成，解冻剩余资金' })
      await store.markUnfrozen(ctx.db, outTradeNo, now)
      freed += 1
    } catch (error) {
      if (!(error instanceof PayError)) throw error
      // Not received yet or out of reach: the next sweep finds it again.
      ctx.log.warn({ channel: error.code, status: error.status, payment: outTradeNo }, 'order could not be unfrozen')
    }
  }
  return freed
}
