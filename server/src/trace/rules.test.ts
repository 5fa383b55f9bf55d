import type { LineId, LotId, SkuId, WarehouseId } from '@lianka/contract/ids'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byExpiry, freshnessOf, type LotPieces, takeByExpiry, type WantedPieces } from './rules.ts'

const day = (n: number) => new Date(Date.UTC(2026, 11, n))
const pieces = (lot: string, quantity: number, bestBefore: Date | null, warehouse = 'a', sku = 'orange'): LotPieces => ({
  lotId: `lot_${lot}` as LotId,
  skuId: `sku_${sku}` as SkuId,
  warehouseId: `whs_${warehouse}` as WarehouseId,
  quantity,
  bestBefore,
})
const wanted = (line: number, quantity: number, sku = 'orange'): WantedPieces => ({
  lineId: `lin_${line}` as LineId,
  skuId: `sku_${sku}` as SkuId,
  quantity,
})
const short = (taken: ReturnType<typeof takeByExpiry>) =>
  taken.map(({ lineId, lotId, warehouseId, quantity }) => [lineId, lotId, warehouseId, quantity].join(' '))

describe('what expires first leaves first', () => {
  test('a line takes the earliest lot, and the next when that is used up; goods without a date go last', () => {
    const stock = [pieces('3', 9, null), pieces('2', 2, day(20)), pieces('1', 3, day(10)), pieces('1', 1, day(10), 'b')]
    expect(short(takeByExpiry([wanted(1, 7)], stock))).toEqual([
      'lin_1 lot_1 whs_a 3',
      'lin_1 lot_1 whs_b 1',
      'lin_1 lot_2 whs_a 2',
      'lin_1 lot_3 whs_a 1',
    ])
  })
  test('what no lot holds is taken from none', () => {
    expect(short(takeByExpiry([wanted(1, 5)], [pieces('1', 2, day(10))]))).toEqual(['lin_1 lot_1 whs_a 2'])
    expect(takeByExpiry([wanted(1, 5, 'tea')], [pieces('1', 2, day(10))])).toEqual([])
  })
})

const stocks = fc.uniqueArray(
  fc.record({
    lot: fc.integer({ min: 1, max: 6 }),
    warehouse: fc.constantFrom('a', 'b'),
    sku: fc.constantFrom('orange', 'tea'),
    quantity: fc.nat(9),
  }),
  { selector: ({ lot, warehouse, sku }) => `${lot}${warehouse}${sku}`, maxLength: 20 },
)
const orders = fc.array(fc.record({ sku: fc.constantFrom('orange', 'tea'), quantity: fc.integer({ min: 1, max: 20 }) }), { maxLength: 6 })
const dates = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }), { minLength: 7, maxLength: 7 })
const total = (list: readonly { quantity: number }[]) => list.reduce((sum, { quantity }) => sum + quantity, 0)

test('whatever the stock and the lines: no piece twice, none too few, none that keeps longer before one that does not', () => {
  fc.assert(
    fc.property(stocks, orders, dates, (lots, lines, bestBefore) => {
      const dateOf = (lot: number) => (bestBefore[lot] ? day(bestBefore[lot]) : null)
      const stock = lots.map(({ lot, warehouse, sku, quantity }) => pieces(String(lot), quantity, dateOf(lot), warehouse, sku))
      const asked = lines.map(({ sku, quantity }, index) => wanted(index, quantity, sku))
      const taken = takeByExpiry(asked, stock)
      for (const there of stock) {
        const of = taken.filter((t) => t.lotId === there.lotId && t.skuId === there.skuId && t.warehouseId === there.warehouseId)
        expect(total(of)).toBeLessThanOrEqual(there.quantity)
        // Something later is touched only when nothing earlier of the option is left.
        const later = taken.some(
          (t) =>
            t.skuId === there.skuId &&
            stock.some((s) => s.skuId === t.skuId && s.lotId === t.lotId && s.warehouseId === t.warehouseId && byExpiry(there, s) < 0),
        )
        if (later) expect(total(of)).toBe(there.quantity)
      }
      for (const sku of ['sku_orange', 'sku_tea']) {
        const of = <T extends { skuId: string; quantity: number }>(list: readonly T[]) => total(list.filter(({ skuId }) => skuId === sku))
        expect(of(taken)).toBe(Math.min(of(asked), of(stock)))
      }
      for (const line of asked) expect(total(taken.filter(({ lineId }) => lineId === line.lineId))).toBeLessThanOrEqual(line.quantity)
      expect(taken.every(({ quantity }) => quantity > 0)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a lot is expiring from thirty days before its date and expired on it', () => {
  expect([null, day(31), day(30), day(2), day(1)].map((date) => freshnessOf(date, day(1)))).toEqual([
    'fresh',
    'expiring',
    'expiring',
    'expiring',
    'expired',
  ])
  expect(freshnessOf(new Date(Date.UTC(2027, 0, 1)), day(1))).toBe('fresh')
})
