import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lockOrder } from '#order/service'
import { applyPayment } from '#payment/service'
import { inTransaction } from '#platform/context'
import { count, until } from '../../test/channel.ts'
import { openHouse } from '../../test/house.ts'
import { join, openTown, placeOrder } from '../../test/people.ts'
import { computeWaiting } from './service.ts'

test('who waited for an order while its shares were computed sees that they are', async () => {
  await using house = await openHouse()
  const { ctx } = house
  const { keeper, goods } = await openTown(house)
  const { id, totalFen } = await placeOrder(await join(house, '李明', keeper), goods)
  const at = ctx.clock.now()
  const attempt = { outTradeNo: 'P1', orderId: id, scene: 'jsapi', amount: totalFen, state: 'open', startedAt: at, expiresAt: at } as const
  await ctx.db
    .insertInto('paymentAttempts')
    .values({ ...attempt, queryAt: null, transactionId: null, paidAt: null })
    .execute()
  await applyPayment(ctx, { outTradeNo: 'P1', transactionId: '4200', amountFen: totalFen, payerOpenid: 'o_li', notificationId: null })

  const computed = Promise.withResolvers<void>()
  const othersWait = Promise.withResolvers<void>()
  const computing = inTransaction(ctx, async (ctx) => {
    expect(await computeWaiting(ctx)).toBe(1)
    computed.resolve()
    await othersWait.promise
  })
  await computed.promise
  const seen = inTransaction(ctx, (ctx) => lockOrder(ctx, id))
  const waiting = sql<{ n: number }>`select count(*) as n from pg_locks where not granted`
  await until(async () => (await count(house, waiting)) > 0, 'somebody who waits')
  othersWait.resolve()
  await computing
  expect((await seen).sharesComputed).toBe(true)
})
