import type { Withdrawal } from '@lianka/contract/wallet'
import { afterAll, expect, test } from 'vitest'
import { balance, expectBooksHold } from '../../test/channel.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import { buy, deliver, identityNumber, join, openTown, signedInAgain, waitOutWindow } from '../../test/people.ts'
import { later, tellChannel } from '../../test/withdrawals.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())

const bookOf = async () =>
  (await (await fetch(`${simulators.url}/wxpay/dev/book`)).json()) as {
    accounts: Record<'BASIC', { balanceFen: number; outFen: number }>
    sharings: Record<string, { state: string; kind: string; parts: { amountFen: number; result: string }[] }>
  }

/** The channel lets managed orders be shared only after the buyer has received them. */
async function receiveAtWeChat(house: House, orderId: string) {
  const row = await house.ctx.db
    .selectFrom('paymentAttempts')
    .select('transactionId')
    .where('orderId', '=', orderId as never)
    .executeTakeFirstOrThrow()
  await tellChannel(house, '/wxapi/dev/receive', { transaction_id: row.transactionId })
}

test('by the other rail a withdrawal is a split of the orders themselves: no confirmation, never more than is left of each, freed at the end', async () => {
  await using house = await openHouse({ simulators, env: { LIANKA_PAYOUT_RAIL: 'profit_sharing' } })
  const { goods, keeper } = await openTown(house, { priceFen: 49_900, supplyPriceFen: 20_000 })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const li = await join(house, '李明', keeper)
  const first = await buy(house, li, goods)
  await deliver(house, goods, first)
  const zhou = await join(house, '周岚', keeper)
  const second = await buy(house, zhou, goods)
  await deliver(house, goods, second)
  for (const { id } of [first, second]) await receiveAtWeChat(house, id)
  await waitOutWindow(house)
  const wang = await signedInAgain(house, keeper)
  await wang.send('PUT', '/my/real-name', { name: '王芳', idNumber: identityNumber(8) })
  // Made boss by her second buyer, she earned 10 % of the first order and 10 % of the second, each noted before it.
  const wallet = await wang.get<{ availableFen: number; withdrawableFen: number; rail: string }>('/my/wallet')
  expect(wallet).toMatchObject({ availableFen: 9980, withdrawableFen: 9980, rail: 'profit_sharing' })
  const made = await wang.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 7000 })
  expect(made.parts.map(({ grossFen }) => grossFen)).toEqual([4990, 2010])
  await later(house, 10)
  await later(house, 70)
  const done = await wang.get<Withdrawal>(`/my/withdrawals/${made.id}`)
  expect(done).toMatchObject({ state: 'paid', paidNetFen: 7000 })
  const { sharings } = await bookOf()
  const shared = Object.values(sharings).filter(({ kind }) => kind === 'share')
  expect(shared.flatMap(({ parts }) => parts.map(({ amountFen, result }) => [amountFen, result])).toSorted()).toEqual([
    [2010, 'SUCCESS'],
    [4990, 'SUCCESS'],
  ])
  expect(await balance(house, 'payout_account')).toBe(0)
  expect(await wang.get('/my/wallet')).toMatchObject({ availableFen: 2980, withdrawableFen: 2980 })
  // The first order has paid all it owed: what was kept apart of it is ours again.
  await later(house, 70)
  const freed = await house.ctx.db.selectFrom('paymentAttempts').select(['orderId', 'unfrozenAt']).execute()
  expect(freed.find(({ orderId }) => orderId === first.id)?.unfrozenAt).not.toBeNull()
  expect(freed.find(({ orderId }) => orderId === second.id)?.unfrozenAt).toBeNull()
  await expectBooksHold(house)
})

test('money kept apart is freed before it is given back, and then nothing can be split of it any more', async () => {
  await using house = await openHouse({ simulators, env: { LIANKA_PAYOUT_RAIL: 'profit_sharing' } })
  const { goods, keeper } = await openTown(house, { priceFen: 49_900, supplyPriceFen: 20_000 })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const li = await join(house, '李明', keeper)
  const order = await buy(house, li, goods)
  const { decide, requestAfterSale } = await import('#refund/service')
  const { asMember, asStaff } = await import('../../test/people.ts')
  const line = order.lines[0]
  const asked = await requestAfterSale(asMember(house.ctx, li.id), order.id, {
    lineId: line?.id as never,
    kind: 'refund_only',
    reason: 'no_reason',
    words: '',
    amountFen: 49_900 as never,
  })
  await decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), asked.id, { decision: 'approve', bearer: 'supplier', words: '' })
  await later(house, 70)
  await later(house, 70)
  const refund = await house.ctx.db.selectFrom('refunds').select('state').executeTakeFirstOrThrow()
  expect(refund.state).toBe('succeeded')
  const attempt = await house.ctx.db.selectFrom('paymentAttempts').select('unfrozenAt').executeTakeFirstOrThrow()
  expect(attempt.unfrozenAt).not.toBeNull()
  await expectBooksHold(house)
})
