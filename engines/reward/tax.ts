import type { Fen } from '@lianka/contract/money'
import { mulDiv } from './fen.ts'

/**
 * Tax on what people earn for their services (劳务报酬), withheld cumulatively over a calendar year: 国家税务总局公告2025年第16号, with the yearly
 * table of 《个人所得税法》. Nothing here is a date: the caller says which months count.
 */

/** Up to `to` fen taxable: `rate` in basis points, less the quick deduction. */
const brackets = [
  { to: 3_600_000, rate: 300, less: 0 },
  { to: 14_400_000, rate: 1000, less: 252_000 },
  { to: 30_000_000, rate: 2000, less: 1_692_000 },
  { to: 42_000_000, rate: 2500, less: 3_192_000 },
  { to: 66_000_000, rate: 3000, less: 5_292_000 },
  { to: 96_000_000, rate: 3500, less: 8_592_000 },
  { to: Number.POSITIVE_INFINITY, rate: 4500, less: 18_192_000 },
] as const

const monthlyDeductionFen = 500_000

function requireWhole(name: string, value: number, least: number) {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} ${value} is not a whole number from ${least}`)
}

function requireMonth(value: number) {
  requireWhole('month', value, 1)
  if (value > 12) throw new RangeError(`month ${value} is more than a year has`)
}

/**
 * The tax on a year's income so far, `incomeFen` from 0, over `months` months of it (1 to 12). Taxable are 80 % of the income less ¥5 000 a
 * month. Rounded half up to the fen once, at the end.
 */
export function cumulativeTaxFen(incomeFen: number, months: number): Fen {
  requireWhole('income', incomeFen, 0)
  requireMonth(months)
  // Four fifths of an income may end within a fen, so fifths of a fen are counted: the tax before the deduction is fifths × rate ÷ 50 000.
  const fifths = Math.max(0, incomeFen * 4 - monthlyDeductionFen * months * 5)
  const { rate, less } = brackets.find(({ to }) => fifths <= to * 5) as (typeof brackets)[number]
  const roundedHalfUp = Math.floor((mulDiv(fifths, 2 * rate, 50_000) + 1) / 2)
  return (roundedHalfUp - less) as Fen
}

export type TaxedPart = {
  /** Of the calendar year without this part, parts in flight included; a part that failed has taken its income back. */
  incomeBeforeFen: number
  /** Gross. */
  amountFen: number
  months: number
  /** Of the calendar year, for parts in flight too. */
  withheldFen: number
}

/** What to withhold from a part. Never below zero: what was withheld too much stays as credit against later parts. */
export function taxOfPart({ incomeBeforeFen, amountFen, months, withheldFen }: TaxedPart): Fen {
  requireWhole('withheld', withheldFen, 0)
  requireWhole('amount', amountFen, 0)
  return Math.max(0, cumulativeTaxFen(incomeBeforeFen + amountFen, months) - withheldFen) as Fen
}

/**
 * How many months the deduction counts for a part paid in month `upTo` (1 to 12, Beijing time), given the months of the year that had income.
 * The month of the part counts in any case. The count runs from the first month with income and goes on over empty ones; where an empty
 * month breaks it, from the month after the last empty one.
 */
export function monthsOfIncome(monthsWithIncome: readonly number[], upTo: number, emptyMonthBreaks: boolean): number {
  requireMonth(upTo)
  const counted = monthsWithIncome.filter((month) => month < upTo)
  if (!emptyMonthBreaks) return upTo - Math.min(upTo, ...counted) + 1
  let first = upTo
  while (counted.includes(first - 1)) first -= 1
  return upTo - first + 1
}

/** What the channel lets through: a part, and a person's parts of one day. Amounts in fen. */
export type PartLimits = { leastFen: number; partFen: number; partsADay: number; dayFen: number }

/**
 * The parts of a withdrawal, day by day: ceil(gross ÷ part) of them, none differing from another by more than a fen, the larger first. Throws
 * RangeError for a gross amount below the least part, and for limits that let nothing through.
 */
export function splitIntoParts(grossFen: number, { leastFen, partFen, partsADay, dayFen }: PartLimits): Fen[][] {
  requireWhole('gross', grossFen, Math.max(1, leastFen))
  requireWhole('part', partFen, 1)
  const count = Math.ceil(grossFen / partFen)
  const least = Math.floor(grossFen / count)
  const larger = grossFen - least * count
  const aDay = Math.min(partsADay, Math.floor(dayFen / Math.ceil(grossFen / count)))
  requireWhole('parts a day', aDay, 1)
  const parts = Array.from({ length: count }, (_, place) => (place < larger ? least + 1 : least) as Fen)
  return Array.from({ length: Math.ceil(count / aDay) }, (_, day) => parts.slice(day * aDay, (day + 1) * aDay))
}
