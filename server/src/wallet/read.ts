import type { MemberId, WithdrawalId } from '@lianka/contract/ids'
import type { Fen } from '@lianka/contract/money'
import type { Wallet, Withdrawal, WithdrawalState } from '@lianka/contract/wallet'
import type { PartLimits } from '@lianka/reward/tax'
import { openidOf } from '#account/service'
import { payoutHoldsOf } from '#guard/service'
import { balancesOf } from '#ledger/service'
import { type Ctx, memberOf } from '#platform/context'
import { unseal } from '#platform/crypto'
import type { Settings } from '#platform/settings'
import { openDebtsOf } from './debts.ts'
import { beijingDay, maskName, startOfDay } from './rules.ts'
import * as store from './store.ts'

export const limitsOf = (settings: Settings): PartLimits => ({
  leastFen: settings.LIANKA_TRANSFER_LEAST_FEN,
  partFen: settings.LIANKA_TRANSFER_PART_FEN,
  partsADay: settings.LIANKA_TRANSFER_PARTS_A_DAY,
  dayFen: settings.LIANKA_TRANSFER_DAY_FEN,
})

export function toWithdrawal(row: store.WithdrawalRow): Withdrawal {
  const counted = row.parts.filter(({ state }) => state !== 'failed' && state !== 'cancelled')
  const tax = counted.reduce((sum, part) => sum + part.tax, 0)
  const gross = counted.reduce((sum, part) => sum + part.gross, 0)
  const paid = row.parts.filter(({ state }) => state === 'paid').reduce((sum, part) => sum + part.gross - part.tax, 0)
  return {
    id: row.id,
    state: row.state,
    rail: row.rail,
    grossFen: row.gross,
    taxFen: tax as Fen,
    netFen: (gross - tax) as Fen,
    paidNetFen: paid as Fen,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    reviewReason: row.reviewReason,
    decisionWords: row.decisionWords,
    parts: row.parts.map((part) => ({
      number: part.number,
      state: part.state,
      grossFen: part.gross,
      taxFen: part.tax,
      netFen: (part.gross - part.tax) as Fen,
      issueOn: beijingDay(part.issuedAt ?? part.dueAt ?? row.requestedAt).day,
      issuedAt: part.issuedAt?.toISOString() ?? null,
      finishedAt: part.finishedAt?.toISOString() ?? null,
      confirmBy: part.state === 'awaiting_confirmation' ? (part.confirmBy?.toISOString() ?? null) : null,
      failReason: part.failReason,
    })),
  }
}

/** One's money by state, and what keeps one from withdrawing. */
export async function readWallet(ctx: Ctx): Promise<Wallet> {
  const me = memberOf(ctx)
  const now = ctx.clock.now()
  const { year, month } = beijingDay(now)
  const [held, available, pending] = [`wallet_held:${me}`, `wallet_available:${me}`, `withdrawal_pending:${me}`]
  const balances = await balancesOf(ctx, [held, available, pending])
  const fen = (account: string) => (0 - (balances.get(account) ?? 0)) as Fen
  const standing = await store.readStanding(ctx.db, me, { year, month, dayStart: startOfDay(now) })
  const realName = await store.findRealName(ctx.db, me)
  const { leastFen, partFen, partsADay, dayFen } = limitsOf(ctx.settings)
  const rail = ctx.settings.LIANKA_PAYOUT_RAIL
  const shareable = rail === 'profit_sharing' ? (await store.listShareable(ctx.db, me)).reduce((sum, { left }) => sum + left, 0) : Infinity
  const withdrawable = Math.max(0, Math.min(fen(available), shareable)) as Fen
  return {
    heldFen: fen(held),
    availableFen: fen(available),
    pendingFen: fen(pending),
    withdrawableFen: withdrawable,
    paidTotalFen: standing.paidNet as Fen,
    rail,
    realName: realName
      ? {
          nameMasked: maskName(unseal(ctx.keys, 'real name', realName.nameCipher)),
          givenAt: realName.givenAt.toISOString(),
        }
      : null,
    hurdles: [
      ...(withdrawable < leastFen ? (['nothing_available'] as const) : []),
      ...(realName ? [] : (['real_name_missing'] as const)),
      ...((await openidOf(ctx, me)) ? [] : (['wechat_missing'] as const)),
      ...(standing.openId ? (['withdrawal_open'] as const) : []),
    ],
    limits: {
      partMinFen: leastFen as Fen,
      partMaxFen: partFen as Fen,
      personDayFen: dayFen as Fen,
      partsADay,
      officerMonthFen: ctx.settings.LIANKA_OFFICER_MONTH_FEN as Fen,
    },
    year: { year, incomeFen: standing.incomeFen as Fen, taxFen: standing.withheldFen as Fen },
    open: standing.openId,
    debts: await openDebtsOf(ctx, me, fen(available)),
  }
}

type Page = { after?: string | undefined; limit: number }
const nextOf = (rows: readonly { id: WithdrawalId }[], limit: number) => (rows.length === limit ? (rows.at(-1)?.id ?? null) : null)

export async function listOwn(ctx: Ctx, page: Page) {
  const rows = await store.listWithdrawals(ctx.db, { ...page, memberId: memberOf(ctx) })
  return { items: rows.map(toWithdrawal), next: nextOf(rows, page.limit) }
}

export async function listForStaff(ctx: Ctx, query: Page & { state?: WithdrawalState | undefined }) {
  const rows = await store.listWithdrawals(ctx.db, query)
  const ids = [...new Set(rows.map(({ memberId }) => memberId))]
  const members = ids.length === 0 ? [] : await store.membersOf(ctx.db, ids)
  const holds = await payoutHoldsOf(ctx, ids)
  const balances = await balancesOf(
    ctx,
    ids.map((id) => `wallet_available:${id}`),
  )
  const memberOfRow = (id: MemberId) => {
    const found = members.find((each) => each.id === id)
    if (!found) throw new Error(`Member ${id} of a withdrawal is not there`)
    return found
  }
  return {
    items: rows.map((row) => ({
      ...toWithdrawal(row),
      member: memberOfRow(row.memberId),
      availableFen: (0 - (balances.get(`wallet_available:${row.memberId}`) ?? 0)) as Fen,
      guardCases: holds.get(row.memberId) ?? [],
    })),
    next: nextOf(rows, query.limit),
  }
}

/** Income and tax of a calendar year by month, for the person's own tax return. */
export async function readTaxStatement(ctx: Ctx, year: number) {
  const me = memberOf(ctx)
  const realName = await store.findRealName(ctx.db, me)
  const rows = await store.readTaxMonths(ctx.db, me, year)
  const sum = (key: 'income' | 'tax') => rows.reduce((total, row) => total + row[key], 0)
  return {
    year,
    nameMasked: realName ? maskName(unseal(ctx.keys, 'real name', realName.nameCipher)) : null,
    months: rows.map(({ month, income, tax, transfers }) => ({
      month,
      incomeFen: income as Fen,
      taxFen: tax as Fen,
      netFen: (income - tax) as Fen,
      transfers,
    })),
    incomeFen: sum('income') as Fen,
    taxFen: sum('tax') as Fen,
    netFen: (sum('income') - sum('tax')) as Fen,
  }
}
