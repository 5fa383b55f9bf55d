import type { Fen } from '@lianka/contract/money'
import type { PartState, WithdrawalState } from '@lianka/contract/wallet'
import { monthsOfIncome, type PartLimits, splitIntoParts, taxOfPart } from '@lianka/reward/tax'

const dayMs = 86_400_000
const beijingMs = 8 * 3_600_000

/** The calendar day in Beijing, `2026-12-01`, and its parts: taxes and daily limits go by it. */
export function beijingDay(at: Date): { day: string; year: number; month: number } {
  const day = new Date(at.getTime() + beijingMs).toISOString().slice(0, 10)
  return { day, year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) }
}

/** Nine in the morning in Beijing, so many days after the day of `from`. */
export const morningAfter = (from: Date, days: number) =>
  new Date(Math.floor((from.getTime() + beijingMs) / dayMs) * dayMs + days * dayMs - beijingMs + 9 * 3_600_000)

export const startOfDay = (at: Date) => new Date(Math.floor((at.getTime() + beijingMs) / dayMs) * dayMs - beijingMs)

export type PlannedPart = { gross: Fen; dueAt: Date }

/** A withdrawal in parts, each with the moment it is issued: today's at once, the others on the mornings after. */
export function planParts(gross: number, limits: PartLimits, today: { parts: number; gross: number }, now: Date): PlannedPart[] {
  const days = splitIntoParts(gross, limits)
  const first = days[0] ?? []
  const fitsToday =
    today.parts + first.length <= limits.partsADay && today.gross + first.reduce((sum, fen) => sum + fen, 0) <= limits.dayFen
  const skipped = fitsToday ? 0 : 1
  return days.flatMap((parts, day) => {
    const after = day + skipped
    return parts.map((fen) => ({ gross: fen, dueAt: after === 0 ? now : morningAfter(now, after) }))
  })
}

/** What the tax of a person's next part follows from, for one calendar year: what was paid, and what is on its way. */
export type TaxFacts = { incomeFen: number; withheldFen: number; months: readonly number[] }

export const taxOf = (gross: number, facts: TaxFacts, month: number, emptyMonthBreaks: boolean): { tax: Fen; months: number } => {
  const months = monthsOfIncome(facts.months, month, emptyMonthBreaks)
  const tax = taxOfPart({ incomeBeforeFen: facts.incomeFen, amountFen: gross, months, withheldFen: facts.withheldFen })
  return { tax, months }
}

/** Taxes part after part, as they would fall if each succeeded on its day. A new year begins from nothing. */
export function taxParts(parts: readonly PlannedPart[], facts: TaxFacts, year: number, emptyMonthBreaks: boolean) {
  let [running, runningYear] = [facts, year]
  return parts.map(({ gross, dueAt }) => {
    const on = beijingDay(dueAt)
    if (on.year !== runningYear) [running, runningYear] = [{ incomeFen: 0, withheldFen: 0, months: [] }, on.year]
    const { tax, months } = taxOf(gross, running, on.month, emptyMonthBreaks)
    running = {
      incomeFen: running.incomeFen + gross,
      withheldFen: running.withheldFen + tax,
      months: [...new Set([...running.months, on.month])],
    }
    return { gross, tax, net: (gross - tax) as Fen, issueOn: on.day, months }
  })
}

const ended: readonly PartState[] = ['paid', 'failed', 'cancelled']

/** How a withdrawal stands, from its parts. While an officer looks at it, that comes first. */
export function stateOf(parts: readonly { state: PartState }[], now: WithdrawalState): WithdrawalState {
  const has = (...states: PartState[]) => parts.some(({ state }) => states.includes(state))
  if (parts.every(({ state }) => ended.includes(state))) return has('paid') ? 'paid' : has('failed') ? 'failed' : 'cancelled'
  if (now === 'reviewing') return 'reviewing'
  if (has('awaiting_confirmation')) return 'awaiting_confirmation'
  return parts.every(({ state }) => state === 'waiting') && now === 'requested' ? 'requested' : 'issued'
}

export const isEnded = (state: WithdrawalState) => state === 'paid' || state === 'failed' || state === 'cancelled'

/** When the channel is asked about a part next: soon at first, then every ten minutes. */
export const nextAsk = (now: Date, asked: number) => new Date(now.getTime() + Math.min(600, 5 * 2 ** Math.min(asked, 7)) * 1000)

/** The channel answers questions about a number for 30 days; some are kept back. */
export const stillKnown = (askedAt: Date, now: Date) => now.getTime() - askedAt.getTime() < 25 * dayMs

/** From when on a number that was stopped, and that the channel does not know, was surely never sent: calls end after some seconds. */
export const surelyAbsent = (cancelAskedAt: Date) => new Date(cancelAskedAt.getTime() + 30_000)

/** Confirmation is open for a day; the channel may close it somewhat later. */
export const confirmBy = (issued: Date) => new Date(issued.getTime() + dayMs)

export type Debt = { id: number; amount: number; shopId: string | null; since: Date }

/** After so long a debt is no longer asked of the person. */
export const debtDays = 180
export const debtDue = (since: Date) => new Date(since.getTime() + debtDays * dayMs)

/** What is left of each debt. Earnings repay the oldest first, so what is still owed belongs to the newest ones. */
export function outstandingOf(debts: readonly Debt[], owed: number): { debt: Debt; left: number }[] {
  let rest = Math.max(0, owed)
  return debts
    .toSorted((a, b) => b.id - a.id)
    .map((debt) => {
      const left = Math.min(debt.amount, rest)
      rest -= left
      return { debt, left }
    })
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether the last sign of an identity number fits the others, and its date is one (GB 11643-1999). */
export function isIdentityNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(6, 10)), Number(text.slice(10, 12)), Number(text.slice(12, 14))]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0)
  return '10X98765432'[sum % 11] === text[17]
}

/** The family name stays, the rest is stars: 王**. */
export const maskName = (name: string) => `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`
