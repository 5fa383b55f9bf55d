import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cumulativeTaxFen, monthsOfIncome, splitIntoParts, taxOfPart } from './tax.ts'

/** A part of the year: month, gross in fen, and in a table what is withheld from it. */
type Part = [month: number, amountFen: number]

/** Withholds part by part, as a year of withdrawals does; answers what was withheld from each. */
function withheldFrom(parts: readonly Part[], emptyMonthBreaks = false): number[] {
  let [incomeBeforeFen, withheldFen] = [0, 0]
  const seen: number[] = []
  return parts.map(([month, amountFen]) => {
    seen.push(month)
    const tax = taxOfPart({ incomeBeforeFen, amountFen, months: monthsOfIncome(seen, month, emptyMonthBreaks), withheldFen })
    incomeBeforeFen += amountFen
    withheldFen += tax
    return tax
  })
}

const years: [string, [month: number, amountFen: number, taxFen: number][]][] = [
  [
    'a large month after two small ones',
    [
      [1, 600_000, 0],
      [2, 600_000, 0],
      [3, 2_000_000, 31_800],
    ],
  ],
  [
    'small months after a large one leave a credit, and April uses it',
    [
      [1, 3_000_000, 57_000],
      [2, 100_000, 0],
      [3, 100_000, 0],
      [4, 5_000_000, 147_000],
    ],
  ],
  [
    'several parts in one month, one of them odd, and the next month',
    [
      [11, 4_000_000, 81_000],
      [11, 1_000_000, 24_000],
      [11, 333, 8],
      [12, 2_000_000, 103_019],
    ],
  ],
]
test.each(years)('withheld over a year: %s', (_, parts) => {
  expect(withheldFrom(parts.map(([month, amountFen]) => [month, amountFen]))).toEqual(parts.map(([, , tax]) => tax))
})

/** Incomes whose 80 % less ¥5 000 end exactly on an edge of the table: the tax is the same by the rate below and the rate above. */
test.each([
  [36_000, 108_000],
  [144_000, 1_188_000],
  [300_000, 4_308_000],
  [420_000, 7_308_000],
  [660_000, 14_508_000],
  [960_000, 25_008_000],
])('taxable ¥%i, the last of its bracket, is taxed %i fen, and a yuan more by the next rate', (taxable, tax) => {
  const income = ((taxable + 5000) * 100 * 5) / 4
  expect(cumulativeTaxFen(income, 1)).toBe(tax)
  expect(cumulativeTaxFen(income + 125, 1)).toBeGreaterThan(tax)
})

test.each([
  [625_000, 0],
  [625_020, 0],
  [625_021, 1],
  [625_062, 1],
  [625_063, 2],
])('%i fen in one month: half a fen counts as one, less is dropped: %i', (income, tax) => {
  expect(cumulativeTaxFen(income, 1)).toBe(tax)
})

test('months: those with income from the first on, over empty ones or broken by them', () => {
  expect(monthsOfIncome([], 6, false)).toBe(1)
  expect(monthsOfIncome([1, 2, 3], 3, true)).toBe(3)
  expect(monthsOfIncome([1, 2, 5], 5, false)).toBe(5)
  expect(monthsOfIncome([1, 2, 5], 5, true)).toBe(1)
  expect(monthsOfIncome([1, 2, 4], 5, true)).toBe(2)
  expect(monthsOfIncome([9], 5, false)).toBe(1)
})

test('a broken run is taxed more, never less', () => {
  const parts: Part[] = [
    [1, 2_000_000],
    [4, 2_000_000],
  ]
  expect(withheldFrom(parts)).toEqual([33_000, 3_000])
  expect(withheldFrom(parts, true)).toEqual([33_000, 48_000])
})

test('a failed part takes its income and its tax back: the next is withheld as if it had never been', () => {
  const before = { incomeBeforeFen: 3_000_000, withheldFen: 57_000, months: 1 }
  const failed = taxOfPart({ ...before, amountFen: 1_000_000 })
  expect(failed).toBeGreaterThan(0)
  const inFlight = { incomeBeforeFen: 4_000_000, withheldFen: 57_000 + failed, months: 1 }
  expect(taxOfPart({ ...before, amountFen: 2_000_000 })).toBe(failed + taxOfPart({ ...inFlight, amountFen: 1_000_000 }))
})

test('what is no income, month or amount is refused', () => {
  expect(() => cumulativeTaxFen(-1, 1)).toThrow(RangeError)
  expect(() => cumulativeTaxFen(0.5, 1)).toThrow(RangeError)
  expect(() => cumulativeTaxFen(1, 0)).toThrow(RangeError)
  expect(() => cumulativeTaxFen(1, 13)).toThrow(RangeError)
  expect(() => taxOfPart({ incomeBeforeFen: 100, amountFen: -1, months: 1, withheldFen: 0 })).toThrow(RangeError)
  expect(() => monthsOfIncome([1], 13, false)).toThrow(RangeError)
})

const limits = { leastFen: 10, partFen: 20_000, partsADay: 10, dayFen: 200_000 }

test.each([
  [10, [[10]]],
  [20_000, [[20_000]]],
  [20_001, [[10_001, 10_000]]],
  [100_000, [[20_000, 20_000, 20_000, 20_000, 20_000]]],
  [50_000, [[16_667, 16_667, 16_666]]],
])('%i fen go as %j', (gross, parts) => {
  expect(splitIntoParts(gross, limits)).toEqual(parts)
})

test('at most ten parts a day, the rest on following days; a lower limit of the day leaves fewer', () => {
  expect(splitIntoParts(500_000, limits).map((day) => day.length)).toEqual([10, 10, 5])
  expect(splitIntoParts(100_000, { ...limits, dayFen: 50_000 }).map((day) => day.length)).toEqual([2, 2, 1])
  expect(() => splitIntoParts(9, limits)).toThrow(RangeError)
  expect(() => splitIntoParts(50_000, { ...limits, dayFen: 10_000 })).toThrow(RangeError)
})

const fen = fc.integer({ min: 0, max: 200_000_000 })
const month = fc.integer({ min: 1, max: 12 })

test('more income is never taxed less, more months never more, and nothing below zero or above the income', () => {
  fc.assert(
    fc.property(fen, fen, month, month, (income, more, months, further) => {
      const tax = cumulativeTaxFen(income, months)
      expect(tax).toBeGreaterThanOrEqual(0)
      expect(tax).toBeLessThan(income * 0.45 + 1)
      expect(cumulativeTaxFen(income + more, months)).toBeGreaterThanOrEqual(tax)
      expect(cumulativeTaxFen(income, Math.min(12, months + further))).toBeLessThanOrEqual(tax)
    }),
  )
})

test('the order of parts within a month leaves what the month withholds, and so the year, as it is', () => {
  const parts = fc.array(fc.tuple(month, fen), { minLength: 1, maxLength: 20 }).chain((drawn) => {
    const byMonth = drawn.toSorted(([a], [b]) => a - b) as Part[]
    const shuffled = fc.shuffledSubarray(byMonth, { minLength: byMonth.length }).map((some) => some.toSorted(([a], [b]) => a - b))
    return fc.tuple(fc.constant(byMonth), shuffled, fc.boolean())
  })
  const total = (taxes: readonly number[]) => taxes.reduce((sum, tax) => sum + tax, 0)
  fc.assert(
    fc.property(parts, ([year, other, breaks]) => {
      expect(total(withheldFrom(other, breaks))).toBe(total(withheldFrom(year, breaks)))
      for (const tax of withheldFrom(year, breaks)) expect(tax).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('parts add up, differ by a fen at most, and none breaks a limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 20_000_000 }), (gross) => {
      const days = splitIntoParts(gross, limits)
      const parts = days.flat()
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(gross)
      expect(parts).toHaveLength(Math.ceil(gross / 20_000))
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1)
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(10)
      for (const day of days) {
        expect(day.length).toBeLessThanOrEqual(10)
        expect(day.reduce((sum: number, part) => sum + part, 0)).toBeLessThanOrEqual(200_000)
      }
    }),
  )
})
