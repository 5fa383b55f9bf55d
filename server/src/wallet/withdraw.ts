import type { MemberId, WithdrawalId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Withdrawal, WithdrawalPreview } from '@lianka/contract/wallet'
import { ulid } from 'ulid'
import { openidOf } from '#account/service'
import { payoutHoldsOf } from '#guard/service'
import { type Ctx, callerName, inTransaction, memberOf } from '#platform/context'
import { unseal } from '#platform/crypto'
import { isUniqueViolation } from '#platform/db'
import { Refusal } from '#platform/errors'
import { newId } from '#platform/ids'
import { publish } from '#platform/jobs'
import { lockPeople } from '#referral/service'
import { availableOf, endUnasked, issueDueParts, pushPart, refresh } from './parts.ts'
import { railOf } from './rail.ts'
import { limitsOf, toWithdrawal } from './read.ts'
import { beijingDay, type PlannedPart, planParts, startOfDay, taxParts } from './rules.ts'
import * as store from './store.ts'

type Planned = PlannedPart & { orderId: store.PartRow['orderId']; transactionId: string | null }

async function standingOf(ctx: Ctx, me: MemberId) {
  const now = ctx.clock.now()
  const { year, month } = beijingDay(now)
  return { now, year, standing: await store.readStanding(ctx.db, me, { year, month, dayStart: startOfDay(now) }) }
}

/** The orders whose kept-apart money covers the amount, the oldest first; refused when they don't. */
async function planShares(ctx: Ctx, me: MemberId, amount: number, now: Date): Promise<Planned[]> {
  let rest = amount
  const planned: Planned[] = []
  for (const { orderId, transactionId, left } of await store.listShareable(ctx.db, me)) {
    if (rest === 0) break
    const gross = Math.min(rest, left) as Fen
    planned.push({ gross, dueAt: now, orderId, transactionId })
    rest -= gross
  }
  if (rest > 0) throw new Refusal('wallet.not_enough')
  return planned
}

async function plan(
  ctx: Ctx,
  me: MemberId,
  amount: number,
): Promise<{ parts: Planned[]; reason: 'guard' | 'month_total' | null; now: Date; year: number; standing: store.Standing }> {
  const limits = limitsOf(ctx.settings)
  if (amount < limits.leastFen) throw new Refusal('wallet.too_small')
  if (amount > (await availableOf(ctx, me))) throw new Refusal('wallet.not_enough')
  const { now, year, standing } = await standingOf(ctx, me)
  const today = { parts: standing.todayParts, gross: standing.todayGross }
  const parts =
    ctx.settings.LIANKA_PAYOUT_RAIL === 'profit_sharing'
      ? await planShares(ctx, me, amount, now)
      : planParts(amount, limits, today, now).map((part) => ({ ...part, orderId: null, transactionId: null }))
  const held = (await payoutHoldsOf(ctx, [me])).size > 0
  const reason = held ? 'guard' : standing.monthGross + amount > ctx.settings.LIANKA_OFFICER_MONTH_FEN ? 'month_total' : null
  return { parts, reason, now, year, standing }
}

/** What a withdrawal would come to, if each part succeeded on its day. */
export async function previewWithdrawal(ctx: Ctx, amount: number): Promise<WithdrawalPreview> {
  const { parts, reason, year, standing } = await plan(ctx, memberOf(ctx), amount)
  const taxed = taxParts(parts, standing, year, ctx.settings.LIANKA_TAX_EMPTY_MONTH_BREAKS)
  const tax = taxed.reduce((sum, part) => sum + part.tax, 0)
  const months = taxed[0]?.months ?? 1
  const income = standing.incomeFen + amount
  return {
    grossFen: amount as Fen,
    taxFen: tax as Fen,
    netFen: (amount - tax) as Fen,
    parts: taxed.map(({ gross, tax, net, issueOn }) => ({ grossFen: gross, taxFen: tax, netFen: net, issueOn })),
    needsOfficer: reason,
    tax: {
      yearIncomeFen: income as Fen,
      months,
      withheldFen: standing.withheldFen as Fen,
      taxableFen: Math.max(0, Math.floor((income * 4) / 5) - 500_000 * months) as Fen,
    },
  }
}

async function refuseWithout(ctx: Ctx, me: MemberId) {
  if (!(await store.findRealName(ctx.db, me))) throw new Refusal('wallet.real_name_missing')
  if (!(await openidOf(ctx, me))) throw new Refusal('wallet.wechat_missing')
}

/** Asks for money. It leaves the wallet part by part, each when its day has come. */
export const withdraw = (ctx: Ctx, amount: number): Promise<Withdrawal> =>
  inTransaction(ctx, async (ctx) => {
    const me = memberOf(ctx)
    await lockPeople(ctx, [me])
    await refuseWithout(ctx, me)
    const { parts, reason, now } = await plan(ctx, me, amount)
    const id = newId<WithdrawalId>('wdr', now)
    await store
      .insertWithdrawal(
        ctx.db,
        {
          id,
          memberId: me,
          rail: ctx.settings.LIANKA_PAYOUT_RAIL,
          gross: amount as Fen,
          state: reason ? 'reviewing' : 'requested',
          reviewReason: reason,
          requestedAt: now,
        },
        parts.map(({ gross, dueAt, orderId, transactionId }, place) => ({
          number: `W${ulid(now.getTime())}`,
          withdrawalId: id,
          memberId: me,
          place,
          gross,
          state: 'waiting',
          dueAt: reason ? null : dueAt,
          orderId,
          transactionId,
        })),
      )
      .catch((error) => {
        if (isUniqueViolation(error, 'one_open_withdrawal')) throw new Refusal('wallet.already_open')
        throw error
      })
    await store.addChange(ctx.db, { withdrawalId: id, what: reason ? 'reviewing' : 'requested', by: me, at: now })
    if (!reason) await publish(ctx, 'withdrawal.requested', { withdrawalId: id })
    return readById(ctx, id)
  })

export async function readById(ctx: Ctx, id: WithdrawalId): Promise<Withdrawal> {
  const [row] = await store.listWithdrawals(ctx.db, { id, limit: 1 })
  if (!row) throw new Refusal('wallet.withdrawal_not_found')
  return toWithdrawal(row)
}

async function requireOwn(ctx: Ctx, id: WithdrawalId) {
  const [row] = await store.listWithdrawals(ctx.db, { id, memberId: memberOf(ctx), limit: 1 })
  if (!row) throw new Refusal('wallet.withdrawal_not_found')
  return row
}

export const readOwn = async (ctx: Ctx, id: WithdrawalId) => toWithdrawal(await requireOwn(ctx, id))

/** What WeChat is given to ask the person about the next part. While a case holds their payouts nobody is asked. */
export async function readConfirmation(ctx: Ctx, id: WithdrawalId) {
  const { parts, memberId } = await requireOwn(ctx, id)
  if ((await payoutHoldsOf(ctx, [memberId])).size > 0) throw new Refusal('wallet.held')
  const part = parts.find(({ state, packageCipher }) => state === 'awaiting_confirmation' && packageCipher)
  if (!part?.packageCipher) return { part: null, params: null, url: null }
  const params = ctx.outside.pay.transferConfirmation(unseal(ctx.keys, 'transfer package', part.packageCipher))
  const far = ctx.outside.simulatorPublicUrl
  return { part: part.number, params, url: far ? `${far}/transfer?package=${encodeURIComponent(params.package)}` : null }
}

/** Stops what the person has not agreed to yet. What the channel has already is asked back there; it decides. */
export async function cancelWithdrawal(ctx: Ctx, id: WithdrawalId): Promise<Withdrawal> {
  const row = await requireOwn(ctx, id)
  await inTransaction(ctx, async (ctx) => {
    await lockPeople(ctx, [row.memberId])
    await store.cancelWaiting(ctx.db, id, ctx.clock.now(), 'cancelled')
    await endUnasked(ctx, await store.partsOf(ctx.db, id), 'cancelled')
    await refresh(ctx, id, memberOf(ctx))
  })
  for (const part of await store.partsOf(ctx.db, id)) {
    if (!(await store.askCancel(ctx.db, part.number, ctx.clock.now()))) continue
    if (part.state !== 'to_send') await railOf(row.rail).cancel(ctx, part)
    await pushPart(ctx, part.number)
  }
  return readById(ctx, id)
}

/** Lets the waiting parts go from today on. Call in a transaction, with the person locked. */
async function resume(ctx: Ctx, row: store.WithdrawalRow, set: { decidedBy?: string; decisionWords?: string }): Promise<void> {
  const moved = await store.moveWithdrawal(ctx.db, row.id, ['reviewing'], { state: 'requested', ...set })
  if (!moved) throw new Refusal('wallet.state')
  const { now, standing } = await standingOf(ctx, row.memberId)
  const waiting = row.parts.filter(({ state }) => state === 'waiting')
  const rest = waiting.reduce((sum, { gross }) => sum + gross, 0)
  const planned = planParts(rest, limitsOf(ctx.settings), { parts: standing.todayParts, gross: standing.todayGross }, now)
  for (const [place, part] of waiting.entries()) await store.setDue(ctx.db, part.number, planned[place]?.dueAt ?? now)
  await store.addChange(ctx.db, { withdrawalId: row.id, what: 'requested', by: callerName(ctx), at: now })
  await publish(ctx, 'withdrawal.requested', { withdrawalId: row.id })
}

export type Decision = { decision: 'approve' | 'refuse'; words: string }

/** An officer decides about a withdrawal that waits for one. An open case of the guard must be closed first: finance does not overrule it. */
export const decideWithdrawal = (ctx: Ctx, id: WithdrawalId, { decision, words }: Decision): Promise<Withdrawal> =>
  inTransaction(ctx, async (ctx) => {
    const [found] = await store.listWithdrawals(ctx.db, { id, limit: 1 })
    if (!found) throw new Refusal('wallet.withdrawal_not_found')
    await lockPeople(ctx, [found.memberId])
    const [row] = await store.listWithdrawals(ctx.db, { id, limit: 1 })
    if (row?.state !== 'reviewing') throw new Refusal('wallet.state')
    const decided = { decidedBy: callerName(ctx), decisionWords: words }
    if (decision === 'approve') {
      if ((await payoutHoldsOf(ctx, [row.memberId])).size > 0) throw new Refusal('wallet.case_open')
      await resume(ctx, row, decided)
    } else {
      await store.moveWithdrawal(ctx.db, id, ['reviewing'], { ...decided, state: 'issued' })
      await store.cancelWaiting(ctx.db, id, ctx.clock.now(), 'refused')
      await refresh(ctx, id, callerName(ctx))
    }
    return readById(ctx, id)
  })

/** A case was closed: what waited only for it goes on. */
export async function resumeAfterCase(ctx: Ctx): Promise<void> {
  for (const { id, memberId } of await store.listReviewing(ctx.db, 'guard')) {
    await inTransaction(ctx, async (ctx) => {
      await lockPeople(ctx, [memberId])
      if ((await payoutHoldsOf(ctx, [memberId])).size > 0) return
      const [row] = await store.listWithdrawals(ctx.db, { id, limit: 1 })
      if (row?.state === 'reviewing' && row.reviewReason === 'guard') await resume(ctx, row, {})
    })
  }
  await issueDueParts(ctx)
}
