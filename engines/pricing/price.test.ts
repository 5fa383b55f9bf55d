import { describe, expect, test } from 'vitest'
import { allocate } from './allocate.ts'
import { type Discount, standardStacking } from './discount.ts'
import { type PostageTemplate, postageOf, standardPostage } from './postage.ts'
import { price, type WantedLine } from './price.ts'

const everything = { products: [], categories: [] }
const oranges: WantedLine = {
  id: 'oranges',
  product: 'orange',
  category: 'fresh',
  supplier: 'orchard',
  unit: 4990,
  quantity: 2,
  grams: 5000,
  special: null,
}
const cream: WantedLine = {
  id: 'cream',
  product: 'cream',
  category: 'beauty',
  supplier: 'skincare',
  unit: 9900,
  quantity: 1,
  grams: 300,
  special: null,
}
const threshold: Discount = {
  id: 'full-150-less-20',
  kind: 'threshold',
  name: { zh: '满150减20', en: '20 off 150' },
  from: 15_000,
  reduction: { off: 2000 },
  scope: everything,
}
const coupon: Discount = {
  id: 'platform-5',
  kind: 'platform_coupon',
  name: { zh: '平台九五折', en: 'platform 5 % off' },
  from: 0,
  reduction: { bps: 500, atMost: 1000 },
  scope: everything,
}
const terms = { discounts: [] as Discount[], stacking: standardStacking, postage: () => standardPostage, region: '360734' }

describe('an amount spread over lines', () => {
  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [5, 5], [1, 0]],
    [2000, [9980, 9900], [1004, 996]],
    [10, [0, 10], [0, 10]],
    [0, [0, 0], [0, 0]],
  ])('%i over %j is %j', (amount, weights, parts) => {
    // A weight is also the most a share may be.
    const scaled = weights.map((weight) => weight * 1000)
    expect(allocate(amount, scaled)).toEqual(parts)
  })

  test('cannot be more than there is', () => {
    expect(() => allocate(3, [1, 1])).toThrow(RangeError)
    expect(() => allocate(-1, [1])).toThrow(RangeError)
  })
})

test('a cart is explained from the shop’s prices to the total', () => {
  const priced = price([oranges, cream], { ...terms, discounts: [coupon, threshold] })
  expect(priced.steps.map(({ what, fen }) => [what, fen])).toEqual([
    ['goods', 19_880],
    ['threshold', -2000],
    ['platform_coupon', -894],
    ['postage', 1600],
  ])
  expect(priced.total).toBe(18_586)
  expect(priced.lines.map(({ base, platformDiscount }) => [base, platformDiscount])).toEqual([
    [8527, 449],
    [8459, 445],
  ])
})

test('what is missing to a discount is said, and what may not go together is left out', () => {
  expect(price([oranges], { ...terms, discounts: [threshold] }).unused).toEqual([{ discount: 'full-150-less-20', missing: 5020 }])
  const flash = price([{ ...cream, quantity: 2, special: { kind: 'flash', unit: 8000 } }], { ...terms, discounts: [threshold, coupon] })
  // The flash price takes no threshold discount, but the platform's coupon.
  expect(flash.lines[0]).toMatchObject({ list: 19_800, saved: 3800, base: 15_200, platformDiscount: 800 })
  expect(price([{ ...cream, special: { kind: 'bargain', unit: 8000 } }], { ...terms, discounts: [coupon] }).lines[0]?.base).toBe(8000)
})

test('a special price above the shop’s own changes nothing', () => {
  expect(price([{ ...cream, special: { kind: 'group', unit: 12_000 } }], terms).lines[0]).toMatchObject({ base: 9900, saved: 0 })
})

const template: PostageTemplate = {
  freeFrom: 9900,
  zones: [
    { regions: ['36', '44'], firstGrams: 1000, firstFen: 500, stepGrams: 500, stepFen: 100 },
    { regions: ['3607'], firstGrams: 3000, firstFen: 300, stepGrams: 1000, stepFen: 100 },
  ],
  elsewhere: { firstGrams: 1000, firstFen: 1000, stepGrams: 1000, stepFen: 500 },
  refused: ['65', '54'],
}

test.each([
  ['the nearest zone', { goods: 5000, grams: 4200 }, '360734', 500],
  ['a zone by its first two figures', { goods: 5000, grams: 1000 }, '440103', 500],
  ['a further step as soon as it is begun', { goods: 5000, grams: 1001 }, '440103', 600],
  ['elsewhere', { goods: 5000, grams: 2500 }, '110101', 2000],
  ['free from so much', { goods: 9900, grams: 99_000 }, '110101', 0],
  ['not served', { goods: 99_000, grams: 1 }, '650102', null],
])('postage: %s', (_, parcel, region, fen) => {
  expect(postageOf(template, parcel, region)).toBe(fen)
})

test('a cart with a parcel that cannot be sent is not deliverable', () => {
  expect(price([oranges, cream], { ...terms, postage: () => template, region: '540102' }).deliverable).toBe(false)
})
