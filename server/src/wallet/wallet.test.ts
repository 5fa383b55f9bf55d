import { randomUUID } from 'node:crypto'
import type { Wallet, Withdrawal, WithdrawalPreview } from '@lianka/contract/wallet'
import { sql } from 'kysely'
import { afterAll, afterEach, expect, test } from 'vitest'
import { keepFinding } from '#guard/detect'
import { balance, expectBooksHold, setFaults } from '../../test/channel.ts'
import { ask, signInAs } from '../../test/console.ts'
import { type House, openHouse, openSimulators } from '../../test/house.ts'
import {
  buy,
  deliver,
  type Goods,
  identityNumber,
  join,
  openTown,
  type Person,
  Refused,
  signedInAgain,
  waitOutWindow,
} from '../../test/people.ts'
import { confirmNext, later, tellChannel } from '../../test/withdrawals.ts'

const simulators = await openSimulators()
afterAll(() => simulators.stop())
afterEach(() => fetch(`${simulators.url}/faults/reset`, { method: 'POST' }))

type Town = { house: House; goods: Goods; keeper: Person }
const realName = { name: '王芳', idNumber: identityNumber(1) }

/** Wang is agent, somebody bought through her link at ¥4 990.00 and kept it: ¥499.00 may be withdrawn. */
async function openEarnedTown(env: Record<string, string> = {}): Promise<Town> {
  const house = await openHouse({ simulators, env })
  const { goods, keeper } = await openTown(house, { priceFen: 499_000, supplyPriceFen: 200_000 })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const li = await join(house, '李明', keeper)
  await deliver(house, goods, await buy(house, li, goods))
  await waitOutWindow(house)
  // What the finance office moved to the payout account, there and in our books.
  await tellChannel(house, '/wxpay/dev/top-up', { amount: 10_000_000 })
  return { house, goods, keeper: await signedInAgain(house, keeper) }
}

const refusedAs = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => undefined,
    (error) => error,
  )
  return error instanceof Refused ? error.code : error
}

test('withdrawing takes a real name, splits by the channel’s limit, asks for confirmation part by part, and ends on the books', async () => {
  const { house, keeper } = await openEarnedTown()
  await using _ = house
  expect(await keeper.get<Wallet>('/my/wallet')).toMatchObject({ availableFen: 49_900, heldFen: 0, hurdles: ['real_name_missing'] })
  expect(await refusedAs(keeper.send('POST', '/my/withdrawals', { amountFen: 49_900 }))).toBe('wallet.real_name_missing')
  expect(
    await refusedAs(
      keeper.send('PUT', '/my/real-name', {
        ...realName,
        idNumber: `${realName.idNumber.slice(0, 16)}${(Number(realName.idNumber[16]) + 1) % 10}${realName.idNumber[17]}`,
      }),
    ),
  ).toBe('wallet.real_name_invalid')
  expect(await keeper.send('PUT', '/my/real-name', realName)).toEqual({ nameMasked: '王*' })
  const preview = await keeper.send<WithdrawalPreview>('POST', '/my/withdrawals/preview', { amountFen: 49_900 })
  expect(preview.parts.map(({ grossFen }) => grossFen)).toEqual([16_634, 16_633, 16_633])
  expect(preview).toMatchObject({ taxFen: 0, netFen: 49_900, needsOfficer: null, tax: { months: 1, yearIncomeFen: 49_900 } })

  const key = randomUUID()
  const made = await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 49_900 }, key)
  expect((await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 49_900 }, key)).id).toBe(made.id)
  expect(await refusedAs(keeper.send('POST', '/my/withdrawals', { amountFen: 100 }))).toBe('wallet.already_open')
  await later(house, 10)
  const read = () => keeper.get<Withdrawal>(`/my/withdrawals/${made.id}`)
  expect((await read()).state).toBe('awaiting_confirmation')
  expect(await keeper.get<Wallet>('/my/wallet')).toMatchObject({ availableFen: 0, pendingFen: 49_900 })
  let confirmed = 0
  while (await confirmNext(house, keeper, made.id)) confirmed += 1
  expect(confirmed).toBe(3)
  const done = await read()
  expect(done).toMatchObject({ state: 'paid', paidNetFen: 49_900, taxFen: 0 })
  expect(new Set(done.parts.map(({ state }) => state))).toEqual(new Set(['paid']))
  expect(await balance(house, 'payout_account')).toBe(-49_900)
  expect(await balance(house, `withdrawal_pending:${keeper.id}`)).toBe(0)
  await expectBooksHold(house)
  const year = Number(house.clock.now().toISOString().slice(0, 4))
  expect(await keeper.get(`/my/tax-statements/${year}`)).toMatchObject({ incomeFen: 49_900, taxFen: 0, months: [{ transfers: 3 }] })
})

test('what is not confirmed within a day, fails at the bank or is cancelled comes back to the wallet, and a lost answer costs nothing', async () => {
  const { house, keeper } = await openEarnedTown()
  await using _ = house
  await keeper.send('PUT', '/my/real-name', realName)
  // Carried out and never answered: asked again under the same number.
  await setFaults(house, { target: 'wxpay', timeoutNext: 1 })
  const first = await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 15_000 })
  await later(house, 5)
  await later(house, 90)
  const again = await signedInAgain(house, keeper)
  expect((await again.get<Withdrawal>(`/my/withdrawals/${first.id}`)).state).toBe('awaiting_confirmation')
  await house.clock.advance({ hours: 25 })
  await later(house, 5)
  await later(house, 700)
  await later(house, 700)
  const person = await signedInAgain(house, keeper)
  expect((await person.get<Withdrawal>(`/my/withdrawals/${first.id}`)).state).toBe('failed')
  expect(await person.get<Wallet>('/my/wallet')).toMatchObject({ availableFen: 49_900, pendingFen: 0 })

  const second = await person.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 15_000 })
  await later(house, 10)
  await person.send('POST', `/my/withdrawals/${second.id}/cancellation`)
  await later(house, 70)
  await later(house, 70)
  expect((await person.get<Withdrawal>(`/my/withdrawals/${second.id}`)).state).toBe('cancelled')
  expect((await person.get<Wallet>('/my/wallet')).availableFen).toBe(49_900)

  await setFaults(house, { target: 'transfers', transferFailNext: 1 })
  const third = await person.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 15_000 })
  await later(house, 10)
  await confirmNext(house, person, third.id)
  await later(house, 70)
  const failed = await (await signedInAgain(house, keeper)).get<Withdrawal>(`/my/withdrawals/${third.id}`)
  expect(failed.state).toBe('failed')
  expect(failed.parts[0]?.failReason).toBeTruthy()
  expect(await balance(house, 'payout_account')).toBe(0)
  await expectBooksHold(house)
})

test('a case that comes while a part waits for its owner stops it: nobody confirms, and the money returns to the wallet', async () => {
  const { house, keeper } = await openEarnedTown()
  await using _ = house
  await keeper.send('PUT', '/my/real-name', realName)
  const { id } = await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 15_000 })
  await later(house, 10)
  const read = async () => (await signedInAgain(house, keeper)).get<Withdrawal>(`/my/withdrawals/${id}`)
  expect((await read()).state).toBe('awaiting_confirmation')
  await keepFinding(house.ctx, { kind: 'self_referral', subjectId: keeper.id, score: 90, weight: 4, people: [keeper.id], facts: [] })
  expect(await refusedAs(confirmNext(house, keeper, id))).toBe('wallet.held')
  await later(house, 700)
  await later(house, 700)
  expect((await read()).state).toBe('cancelled')
  expect(await (await signedInAgain(house, keeper)).get<Wallet>('/my/wallet')).toMatchObject({ availableFen: 49_900, pendingFen: 0 })
  expect(await balance(house, 'payout_account')).toBe(0)
  await expectBooksHold(house)
})

test('above the month’s limit an officer decides; a refusal says why and leaves the money', async () => {
  const { house, keeper } = await openEarnedTown({ LIANKA_OFFICER_MONTH_FEN: '20000' })
  await using _ = house
  await keeper.send('PUT', '/my/real-name', realName)
  const made = await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 30_000 })
  await later(house, 10)
  expect(made).toMatchObject({ state: 'reviewing', reviewReason: 'month_total' })
  const finance = await signInAs(house, 'operator-finance')
  const list = await ask(house, 'GET', '/console/withdrawals?state=reviewing', { headers: finance })
  expect(list.json().items).toMatchObject([{ id: made.id, member: { nickname: '王芳' }, availableFen: 49_900 }])
  const refused = await ask(house, 'POST', `/console/withdrawals/${made.id}/decision`, {
    headers: finance,
    body: { decision: 'refuse', words: '请先开具发票' },
  })
  expect(refused.json()).toMatchObject({ state: 'cancelled', decisionWords: '请先开具发票' })
  const next = await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 30_000 })
  const approved = await ask(house, 'POST', `/console/withdrawals/${next.id}/decision`, {
    headers: finance,
    body: { decision: 'approve', words: '发票已收到' },
  })
  expect(approved.json()).toMatchObject({ state: 'requested' })
  await later(house, 10)
  expect((await keeper.get<Withdrawal>(`/my/withdrawals/${next.id}`)).state).toBe('awaiting_confirmation')
})

test('a debt after withdrawal is repaid by later earnings, and after 180 days charged to the shop that granted the refund', async () => {
  const { house, goods, keeper } = await openEarnedTown()
  await using _ = house
  await keeper.send('PUT', '/my/real-name', realName)
  const made = await keeper.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 49_900 })
  await later(house, 10)
  while (await confirmNext(house, keeper, made.id));
  // The buyer claims damage within the month; the supplier grants it all.
  const { rows } = await sql<{ id: string; lineId: string; buyerId: string }>`
    select o.id, l.id as line_id, o.buyer_id from orders o join order_lines l on l.order_id = o.id where o.paid_seq is not null`.execute(
    house.ctx.db,
  )
  const row = rows[0] as { id: never; lineId: never; buyerId: never }
  const { decide, requestAfterSale } = await import('#refund/service')
  const { asMember, asStaff } = await import('../../test/people.ts')
  const asked = await requestAfterSale(asMember(house.ctx, row.buyerId), row.id, {
    lineId: row.lineId,
    kind: 'refund_only',
    reason: 'damaged',
    words: '',
    amountFen: 499_000 as never,
  })
  await decide(asStaff(house.ctx, 'supplier-staff', goods.supplierId), asked.id, { decision: 'approve', bearer: 'shop', words: '' })
  await house.runJobs()
  const debtor = await signedInAgain(house, keeper)
  expect(await debtor.get<Wallet>('/my/wallet')).toMatchObject({
    availableFen: -49_900,
    hurdles: ['nothing_available'],
    debts: [{ amountFen: 49_900 }],
  })
  const payableBefore = await balance(house, `shop_payable:${goods.shopId}`)
  await house.clock.advance({ days: 181 })
  await house.settle()
  expect(await balance(house, `wallet_available:${keeper.id}`)).toBe(0)
  expect(await balance(house, `shop_payable:${goods.shopId}`)).toBe(payableBefore + 49_900)
  await expectBooksHold(house)
})

test('a part that the channel refuses for today waits, and can be stopped for good', async () => {
  const house = await openHouse({ simulators })
  await using _ = house
  const { goods, keeper } = await openTown(house, { priceFen: 499_000, supplyPriceFen: 200_000 })
  await keeper.send('POST', '/agent-application', { agreementAccepted: true })
  const li = await join(house, '李明', keeper)
  await deliver(house, goods, await buy(house, li, goods))
  await waitOutWindow(house)
  const wang = await signedInAgain(house, keeper)
  await wang.send('PUT', '/my/real-name', { name: '王芳', idNumber: identityNumber(9) })
  await tellChannel(house, '/wxpay/dev/settings', { transferLimits: { merchantDayFen: 100 } })
  const made = await wang.send<Withdrawal>('POST', '/my/withdrawals', { amountFen: 15_000 })
  await later(house, 10)
  const read = async () => (await signedInAgain(house, keeper)).get<Withdrawal>(`/my/withdrawals/${made.id}`)
  expect((await read()).parts).toMatchObject([{ state: 'to_send' }])
  await wang.send('POST', `/my/withdrawals/${made.id}/cancellation`)
  // Too soon to be sure that nobody was just sending it.
  expect((await read()).state).toBe('issued')
  await tellChannel(house, '/wxpay/dev/settings', { transferLimits: { merchantDayFen: 5_000_000 } })
  await later(house, 40)
  await later(house, 40)
  expect((await read()).state).toBe('cancelled')
  expect(await wang.get<Wallet>('/my/wallet')).toMatchObject({ availableFen: 49_900, pendingFen: 0 })
  await expectBooksHold(house)
})

test('whoever signed in by phone joins the WeChat account that payouts go to, unless it is somebody else’s', async () => {
  const house = await openHouse({ simulators })
  await using _ = house
  const { findOrMakeMember } = await import('#account/service')
  const { bindReferrer } = await import('#referral/service')
  const { openSession } = await import('#session/tokens')
  const { id } = await findOrMakeMember(house.ctx, { phone: '13800009999' }, { nickname: '何冰' })
  await bindReferrer(house.ctx, id, { declineReferrer: false })
  const { accessToken: token } = await openSession(house.ctx, id)
  const codeOf = async (user: string) => {
    const reply = await fetch(`${simulators.url}/wxapi/dev/login-code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user }),
    })
    return ((await reply.json()) as { code: string }).code
  }
  const wang = await join(house, '王芳')
  const send = (code: string) => ask(house, 'POST', '/my/wechat', { headers: { authorization: `Bearer ${token}` }, body: { code } })
  expect((await send(await codeOf(wang.wechat))).json().code).toBe('account.wechat_taken')
  const hurdles = async () =>
    (await ask(house, 'GET', '/my/wallet', { headers: { authorization: `Bearer ${token}` } })).json().hurdles as string[]
  expect(await hurdles()).toContain('wechat_missing')
  expect((await send(await codeOf('何冰的微信'))).json()).toEqual({ done: true })
  expect(await hurdles()).not.toContain('wechat_missing')
})
