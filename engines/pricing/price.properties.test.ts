import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Discount, discountKinds, type Special, type Stacking } from './discount.ts'
import { type PostageTemplate, standardPostage } from './postage.ts'
import { price, type Terms, type WantedLine } from './price.ts'

const carts = 20_000

const scope = fc.record({
  products: fc.subarray(['p1', 'p2', 'p3'], { maxLength: 2 }),
  categories: fc.subarray(['fresh', 'home'], { maxLength: 1 }),
})
const reduction = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }).map((off) => ({ off })),
  fc.record({ bps: fc.integer({ min: 1, max: 10_000 }), atMost: fc.integer({ min: 1, max: 30_000 }) }),
)
const discounts: fc.Arbitrary<Discount[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...discountKinds),
      from: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60_000 })),
      reduction,
      scope,
    }),
    { maxLength: 6 },
  )
  .map((all) => all.map((one, place) => ({ ...one, id: `d${place}`, name: { zh: `优惠${place}`, en: `discount ${place}` } })))
const special: fc.Arbitrary<Special | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('flash', 'group', 'bargain'),
      unit: fc.integer({ min: 0, max: 20_000 }),
    }) as fc.Arbitrary<Special>,
  },
)
const lines: fc.Arbitrary<WantedLine[]> = fc
  .array(
    fc.record({
      product: fc.constantFrom('p1', 'p2', 'p3', 'p4'),
      category: fc.constantFrom('fresh', 'home', 'beauty'),
      supplier: fc.constantFrom('s1', 's2'),
      unit: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 30_000 })),
      quantity: fc.integer({ min: 1, max: 5 }),
      grams: fc.integer({ min: 0, max: 9000 }),
      special,
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => all.map((line, place) => ({ ...line, id: `l${place}` })))
const stacking: fc.Arbitrary<Stacking> = fc.record({
  withSpecial: fc.record({
    flash: fc.subarray([...discountKinds]),
    group: fc.subarray([...discountKinds]),
    bargain: fc.subarray([...discountKinds]),
  }),
  most: fc.record({ threshold: fc.nat(2), shop_coupon: fc.nat(2), platform_coupon: fc.nat(2) }),
})
const template: PostageTemplate = {
  freeFrom: 12_000,
  zones: [
    { regions: ['36'], firstGrams: 1000, firstFen: 500, stepGrams: 1000, stepFen: 100 },
    { regions: ['3607'], firstGrams: 2000, firstFen: 300, stepGrams: 500, stepFen: 50 },
  ],
  elsewhere: { firstGrams: 1000, firstFen: 1200, stepGrams: 1000, stepFen: 400 },
  refused: ['65'],
}
const terms: fc.Arbitrary<Terms> = fc.record({
  discounts,
  stacking,
  postage: fc.constant((supplier: string) => (supplier === 's1' ? template : standardPostage)),
  region: fc.constantFrom('360734', '360102', '110101', '650100'),
})

/** A second reckoning, for tests only: plain loops, fractions compared by cross-multiplication, fen handed out one by one. */
function reckon(wanted: readonly WantedLine[], { discounts, stacking }: Terms) {
  const left = wanted.map(({ unit, quantity, special }) => (special && special.unit < unit ? special.unit : unit) * quantity)
  const taken: Record<string, number>[] = wanted.map(() => ({}))
  const applies = (discount: Discount, line: WantedLine) => {
    if (line.special && !stacking.withSpecial[line.special.kind].includes(discount.kind)) return false
    const { products, categories } = discount.scope
    return products.length + categories.length === 0 || products.includes(line.product) || categories.includes(line.category)
  }
  for (const kind of ['threshold', 'shop_coupon', 'platform_coupon']) {
    const used = new Set<string>()
    for (let round = 0; round < stacking.most[kind as keyof Stacking['most']]; round += 1) {
      let best: { discount: Discount; off: number } | undefined
      for (const discount of discounts) {
        if (discount.kind !== kind || used.has(discount.id)) continue
        let amount = 0
        for (const [place, line] of wanted.entries()) if (applies(discount, line)) amount += left[place] as number
        if (amount < discount.from || amount === 0) continue
        const by = discount.reduction
        const off = 'off' in by ? Math.min(by.off, amount) : Math.min(by.atMost, amount, Math.floor((amount * by.bps) / 10_000))
        if (off > 0 && (!best || off > best.off)) best = { discount, off }
      }
      if (!best) break
      used.add(best.discount.id)
      spread(
        best.off,
        best.discount.id,
        wanted.map((line, place) => (applies(best.discount, line) ? (left[place] as number) : 0)),
        left,
        taken,
      )
    }
  }
  return { left, taken }
}

function spread(off: number, id: string, weights: readonly number[], left: number[], taken: Record<string, number>[]) {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const parts = weights.map((weight) => Math.floor((weight * off) / total))
  for (let rest = off - parts.reduce((sum, part) => sum + part, 0); rest > 0; rest -= 1) {
    let most = -1
    for (const [place, weight] of weights.entries()) {
      // What is still owed to this line, in parts of `total`.
      const owed = weight * off - (parts[place] as number) * total
      const mostOwed = most < 0 ? -1 : (weights[most] as number) * off - (parts[most] as number) * total
      if (owed > 0 && owed > mostOwed) most = place
    }
    parts[most] = (parts[most] as number) + 1
  }
  for (const [place, part] of parts.entries()) {
    left[place] = (left[place] as number) - part
    if (part > 0) (taken[place] as Record<string, number>)[id] = part
  }
}

test(`${carts} carts cost what a second reckoning says, to the fen and line by line`, { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(lines, terms, (wanted, offered) => {
      const priced = price(wanted, offered)
      const second = reckon(wanted, offered)
      expect(priced.lines.map(({ base }) => base)).toEqual(second.left)
      expect(priced.lines.map(({ cuts }) => Object.fromEntries(cuts.map(({ discount, fen }) => [discount, fen])))).toEqual(second.taken)
    }),
    { numRuns: carts },
  )
})

test('no cart is ever below nothing, no fen is lost, and the steps add up to the total', () => {
  fc.assert(
    fc.property(lines, terms, (wanted, offered) => {
      const { lines: priced, parcels, goods, discount, postage, total, steps } = price(wanted, offered)
      for (const { list, saved, cuts, base, platformDiscount } of priced) {
        expect(base).toBeGreaterThanOrEqual(0)
        expect(list - saved - cuts.reduce((sum, { fen }) => sum + fen, 0)).toBe(base)
        expect(cuts.filter(({ kind }) => kind === 'platform_coupon').reduce((sum, { fen }) => sum + fen, 0)).toBe(platformDiscount)
      }
      expect(priced.reduce((sum, { base }) => sum + base, 0)).toBe(goods)
      expect(parcels.reduce((sum, parcel) => sum + parcel.goods, 0)).toBe(goods)
      expect(goods + discount).toBe(wanted.reduce((sum, { unit, quantity }) => sum + unit * quantity, 0))
      expect(goods + postage).toBe(total)
      expect(steps.reduce((sum, { fen }) => sum + fen, 0)).toBe(total)
    }),
    { numRuns: 3000 },
  )
})

test('one more discount on offer never makes a cart dearer before postage where each kind is used once', () => {
  const once: Stacking = {
    withSpecial: { flash: [], group: [], bargain: [] },
    most: { threshold: 0, shop_coupon: 0, platform_coupon: 1 },
  }
  fc.assert(
    fc.property(lines, terms, discounts, (wanted, offered, more) => {
      const few = price(wanted, { ...offered, stacking: once })
      const many = price(wanted, { ...offered, stacking: once, discounts: [...offered.discounts, ...more] })
      expect(many.goods).toBeLessThanOrEqual(few.goods)
    }),
    { numRuns: 2000 },
  )
})
