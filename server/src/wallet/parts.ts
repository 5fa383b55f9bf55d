import type { WithdrawalId } from '@lianka/contract/ids'
import { payoutHoldsOf } from '#guard/service'
import { balancesOf, post } from '#ledger/service'
import { type Ctx, inTransaction } from '#platform/context'
import { seal } from '#platform/crypto'
import { lockPeople } from '#referral/service'
import { type Outcome, railOf } from './rail.ts'
import { beijingDay, confirmBy, isEnded, nextAsk, startOfDay, stateOf, stillKnown, surelyAbsent, taxOf } from './rules.ts'
import * as store from './store.ts'

type Part = store.PartRow

const wallet = (part: Part) => `wallet_available:${part.memberId}`
const pending = (part: Part) => `withdrawal_pending:${part.memberId}`

export const availableOf = async (ctx: Ctx, memberId: Part['memberId']): Promise<number> =>
  -((await balancesOf(ctx, [`wallet_available:${memberId}`])).get(`wallet_available:${memberId}`) ?? 0)

/** Brings a withdrawal's own state up to its parts. */
export async function refresh(ctx: Ctx, id: WithdrawalId, by = 'system'): Promise<void> {
  const [row] = await store.listWithdrawals(ctx.db, { id, limit: 1 })
  if (!row) return
  const state = stateOf(row.parts, row.state)
  if (state === row.state) return
  const now = ctx.clock.now()
  const moved = await store.moveWithdrawal(ctx.db, id, [row.state], { state, finishedAt: isEnded(state) ? now : null })
  if (moved) await store.addChange(ctx.db, { withdrawalId: id, what: state, by, at: now })
}

/** Puts a withdrawal before an officer: nothing more of it is issued until somebody decides. */
export async function sendToReview(ctx: Ctx, id: WithdrawalId, reason: 'guard' | 'month_total'): Promise<void> {
  await store.pauseWaiting(ctx.db, id)
  const moved = await store.moveWithdrawal(ctx.db, id, ['requested', 'issued', 'awaiting_confirmation'], {
    state: 'reviewing',
    reviewReason: reason,
  })
  if (moved) await store.addChange(ctx.db, { withdrawalId: id, what: 'reviewing', by: 'system', at: ctx.clock.now() })
}

/** Takes a part's money out of the wallet and fixes its tax, under the person's lock; the channel hears of it afterwards. */
export const issuePart = (ctx: Ctx, number: string): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const found = await store.findPart(ctx.db, number)
    if (!found) return false
    await lockPeople(ctx, [found.memberId])
    const part = await store.findPart(ctx.db, number)
    if (part?.state !== 'waiting' || !part.dueAt) return false
    if ((await payoutHoldsOf(ctx, [part.memberId])).size > 0) {
      await sendToReview(ctx, part.withdrawalId, 'guard')
      return false
    }
    if ((await availableOf(ctx, part.memberId)) < part.gross) {
      await store.cancelWaiting(ctx.db, part.withdrawalId, ctx.clock.now(), 'NOT_ENOUGH_IN_WALLET')
      await refresh(ctx, part.withdrawalId)
      return false
    }
    const now = ctx.clock.now()
    const { year, month } = beijingDay(now)
    const facts = await store.readStanding(ctx.db, part.memberId, { year, month, dayStart: startOfDay(now) })
    const { tax } = taxOf(part.gross, facts, month, ctx.settings.LIANKA_TAX_EMPTY_MONTH_BREAKS)
    await post(ctx, [
      {
        kind: 'withdrawal_issued',
        fact: `withdrawal_issued:${number}`,
        orderId: null,
        entries: [
          { account: wallet(part), amount: part.gross },
          { account: pending(part), amount: -part.gross },
        ],
      },
    ])
    await store.movePart(ctx.db, number, ['waiting'], { state: 'to_send', tax, issuedAt: now, queryAt: now, dueAt: null })
    await refresh(ctx, part.withdrawalId)
    return true
  })

/** Issues the parts whose day has come and tells the channel; answers how many it looked at. */
export async function issueDueParts(ctx: Ctx): Promise<number> {
  const due = await store.listDueParts(ctx.db, ctx.clock.now(), 20)
  for (const { number } of due) if (await issuePart(ctx, number)) await pushPart(ctx, number)
  return due.length
}

/** The last look before the channel hears of a part: a debt or a case that came meanwhile takes the money back into the wallet. */
const mayStillGo = (ctx: Ctx, part: Part): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    await lockPeople(ctx, [part.memberId])
    const now = ctx.clock.now()
    const below = (await availableOf(ctx, part.memberId)) < 0
    const held = (await payoutHoldsOf(ctx, [part.memberId])).size > 0
    if (!below && !held) return store.markAsked(ctx.db, part.number, now, nextAsk(now, 0))
    const fresh = await store.findPart(ctx.db, part.number)
    if (fresh?.state === 'to_send' && !fresh.askedAt) await end(ctx, fresh, 'cancelled', below ? 'WALLET_BELOW_ZERO' : 'CASE_OPEN')
    return false
  })

/** Gross back into the wallet; income and tax of the part go with it. */
async function end(ctx: Ctx, part: Part, state: 'failed' | 'cancelled', reason: string): Promise<void> {
  const moved = await store.movePart(ctx.db, part.number, ['to_send', 'sent', 'awaiting_confirmation'], {
    state,
    failReason: reason.slice(0, 120),
    finishedAt: ctx.clock.now(),
    queryAt: null,
    packageCipher: null,
  })
  if (!moved) return
  await post(ctx, [
    {
      kind: 'withdrawal_failed',
      fact: `withdrawal_failed:${part.number}`,
      orderId: null,
      entries: [
        { account: pending(part), amount: part.gross },
        { account: wallet(part), amount: -part.gross },
      ],
    },
  ])
  await refresh(ctx, part.withdrawalId)
}

async function pay(ctx: Ctx, part: Part, account: string, at: Date | null): Promise<void> {
  const now = ctx.clock.now()
  const { year, month } = beijingDay(at ?? now)
  const moved = await store.movePart(ctx.db, part.number, ['to_send', 'sent', 'awaiting_confirmation'], {
    state: 'paid',
    finishedAt: at ?? now,
    incomeYear: year,
    incomeMonth: month,
    queryAt: null,
    packageCipher: null,
  })
  if (!moved) return
  await post(ctx, [
    {
      kind: 'withdrawal_paid',
      fact: `withdrawal_paid:${part.number}`,
      orderId: part.orderId,
      entries: [
        { account: pending(part), amount: part.gross },
        { account, amount: -(part.gross - part.tax) },
        { account: 'tax_payable', amount: -part.tax },
      ],
    },
  ])
  await refresh(ctx, part.withdrawalId)
}

/** Writes down what became of a part; told twice, it happens once. */
const note = (ctx: Ctx, part: Part, account: string, outcome: Outcome & { channelNumber?: string }): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    await lockPeople(ctx, [part.memberId])
    const now = ctx.clock.now()
    if (outcome.is === 'paid') return pay(ctx, part, account, outcome.at)
    if (outcome.is === 'failed' || outcome.is === 'cancelled') return end(ctx, part, outcome.is, outcome.reason)
    const queryAt = outcome.is === 'later' ? new Date(now.getTime() + 600_000) : nextAsk(now, part.queries)
    if (outcome.is !== 'sent' && outcome.is !== 'awaiting_confirmation') {
      ctx.log.warn({ channel: outcome.reason, part: part.number }, 'withdrawal part will be tried again')
      await store.movePart(ctx.db, part.number, ['to_send', 'sent', 'awaiting_confirmation'], { queryAt, failReason: outcome.reason })
      return
    }
    const packageInfo = outcome.is === 'awaiting_confirmation' ? outcome.packageInfo : null
    await store.movePart(ctx.db, part.number, ['to_send', 'sent', 'awaiting_confirmation'], {
      state: outcome.is,
      queryAt,
      failReason: null,
      ...(outcome.channelNumber && { channelNumber: outcome.channelNumber }),
      ...(outcome.is === 'awaiting_confirmation' && { confirmBy: part.confirmBy ?? confirmBy(now) }),
      ...(packageInfo && { packageCipher: seal(ctx.keys, 'transfer package', packageInfo) }),
    })
    await refresh(ctx, part.withdrawalId)
  })

/** Writes down an outcome that is known without asking: the demo world's past has no channel to ask. */
export async function recordOutcome(ctx: Ctx, number: string, outcome: Outcome): Promise<void> {
  const part = await store.findPart(ctx.db, number)
  if (part) await note(ctx, part, railOf(part.orderId ? 'profit_sharing' : 'transfer').account, outcome)
}

/** A case came while a part waits for the person: the channel is asked to let it go, and says afterwards whether it did. */
async function stopIfHeld(ctx: Ctx, part: Part): Promise<void> {
  if (part.state !== 'awaiting_confirmation' || part.cancelAskedAt) return
  if ((await payoutHoldsOf(ctx, [part.memberId])).size === 0) return
  if (await store.askCancel(ctx.db, part.number, ctx.clock.now()))
    await railOf(part.orderId ? 'profit_sharing' : 'transfer').cancel(ctx, part)
}

/** Brings a part forward: tells the channel of it, or asks how it stands. Its number never changes. */
export async function pushPart(ctx: Ctx, number: string): Promise<void> {
  const part = await store.findPart(ctx.db, number)
  if (!part || !['to_send', 'sent', 'awaiting_confirmation'].includes(part.state)) return
  const rail = railOf(part.orderId ? 'profit_sharing' : 'transfer')
  if (!part.askedAt) {
    if (await mayStillGo(ctx, part)) await note(ctx, part, rail.account, await rail.send(ctx, part))
    return
  }
  await stopIfHeld(ctx, part)
  const outcome = await rail.query(ctx, part)
  if (part.cancelAskedAt && outcome.is === 'absent') {
    // Somebody may have been sending it when it was stopped; after a while nothing is under way any more.
    const surely = surelyAbsent(part.cancelAskedAt)
    if (ctx.clock.now() < surely) await store.movePart(ctx.db, number, ['to_send'], { queryAt: surely })
    else await note(ctx, part, rail.account, { is: 'cancelled', reason: 'cancelled' })
    return
  }
  // Never heard of it, or it waits for the person and we lost what to show them: the same number says it again. A number asked about too
  // late is unknown to the channel whatever became of it, so nothing is concluded from that any more.
  const again =
    (outcome.is === 'absent' && stillKnown(part.askedAt, ctx.clock.now())) ||
    (outcome.is === 'awaiting_confirmation' && !outcome.packageInfo && !part.packageCipher)
  await note(ctx, part, rail.account, again ? await rail.send(ctx, part) : outcome)
}

/** Asks about parts whose time has come; answers how many. */
export async function askAboutParts(ctx: Ctx): Promise<number> {
  const due = await store.takePartsToAsk(ctx.db, ctx.clock.now(), 20)
  for (const { number } of due) await pushPart(ctx, number)
  return due.length
}

/** Gives back what the channel has not heard of. Call in a transaction, with the person locked. */
export async function endUnasked(ctx: Ctx, parts: readonly Part[], reason: string): Promise<void> {
  for (const part of parts) if (part.state === 'to_send' && !part.askedAt) await end(ctx, part, 'cancelled', reason)
}
