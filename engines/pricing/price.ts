import { allocate } from './allocate.ts'
import {
  type Discount,
  type DiscountKind,
  discountKinds,
  inScope,
  reductionOf,
  type Special,
  type Stacking,
  type Words,
} from './discount.ts'
import { type PostageTemplate, postageOf } from './postage.ts'

/** What somebody wants to buy. `unit` is the shop's price in fen. */
export type WantedLine = {
  id: string
  product: string
  category: string
  supplier: string
  unit: number
  quantity: number
  /** Of all pieces together. */
  grams: number
  special: Special | null
}

export type Cut = { discount: string; kind: DiscountKind; fen: number }

/** A line with its way from the shop's price to what is paid for it. `list` − `saved` − Σ cuts = `base`. */
export type PricedLine = {
  id: string
  list: number
  /** By the special price. */
  saved: number
  cuts: Cut[]
  /** What the buyer pays for the goods of this line. */
  base: number
  /** Of the cuts, what the platform pays: suppliers, shops and referrers are settled as if the buyer had paid it. */
  platformDiscount: number
}

export type PricedParcel = { supplier: string; goods: number; grams: number; postage: number | null }

/** One step of the price, to be read from above to below: amounts are what it adds (postage) or takes off (negative). */
export type Step = { what: 'goods' | 'special' | DiscountKind | 'postage'; words: Words; fen: number }

export type Priced = {
  lines: PricedLine[]
  parcels: PricedParcel[]
  goods: number
  discount: number
  postage: number
  total: number
  steps: Step[]
  /** Discounts that were offered and do not apply, with what is missing to reach them, in fen; null where it is not a matter of more. */
  unused: { discount: string; missing: number | null }[]
  /** False where a parcel goes to a region that its supplier does not serve. */
  deliverable: boolean
}

export type Terms = {
  discounts: readonly Discount[]
  stacking: Stacking
  /** By supplier; whoever has none uses the standard. */
  postage: (supplier: string) => PostageTemplate
  region: string
}

type Running = { line: WantedLine; priced: PricedLine; left: number }

const specialWords: Record<Special['kind'], Words> = {
  flash: { zh: '限时价', en: 'flash price' },
  group: { zh: '拼团价', en: 'group price' },
  bargain: { zh: '砍后价', en: 'bargained price' },
}

function begin(line: WantedLine): Running {
  const list = line.unit * line.quantity
  const unit = line.special ? Math.min(line.unit, line.special.unit) : line.unit
  const left = unit * line.quantity
  return { line, left, priced: { id: line.id, list, saved: list - left, cuts: [], base: left, platformDiscount: 0 } }
}

const eligible = (running: readonly Running[], discount: Discount, stacking: Stacking) =>
  running.filter(
    ({ line }) =>
      inScope(discount.scope, line) && (line.special === null || stacking.withSpecial[line.special.kind].includes(discount.kind)),
  )

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)

/** What a discount would take off now, and how much is missing to reach it. */
function worth(running: readonly Running[], discount: Discount, stacking: Stacking) {
  const amount = sum(eligible(running, discount, stacking).map(({ left }) => left))
  return {
    off: amount >= discount.from && amount > 0 ? reductionOf(discount.reduction, amount) : 0,
    missing: Math.max(0, discount.from - amount),
  }
}

function apply(running: readonly Running[], discount: Discount, stacking: Stacking, off: number) {
  const lines = eligible(running, discount, stacking)
  const parts = allocate(
    off,
    lines.map(({ left }) => left),
  )
  for (const [place, each] of lines.entries()) {
    const fen = parts[place] as number
    if (fen === 0) continue
    each.left -= fen
    each.priced.base = each.left
    each.priced.cuts.push({ discount: discount.id, kind: discount.kind, fen })
    if (discount.kind === 'platform_coupon') each.priced.platformDiscount += fen
  }
}

/** Applies the discounts of one kind: of those that may be used together, the ones that take the most off, each after the one before. */
function applyKind(
  running: readonly Running[],
  kind: DiscountKind,
  { discounts, stacking }: Terms,
  steps: Step[],
  unused: Priced['unused'],
) {
  let open = discounts.filter((discount) => discount.kind === kind)
  for (let used = 0; used < stacking.most[kind]; used += 1) {
    const best = open.map((discount) => ({ discount, ...worth(running, discount, stacking) })).toSorted((a, b) => b.off - a.off)[0]
    if (!best || best.off === 0) break
    apply(running, best.discount, stacking, best.off)
    steps.push({ what: kind, words: best.discount.name, fen: -best.off })
    open = open.filter(({ id }) => id !== best.discount.id)
  }
  for (const discount of open) {
    const { missing } = worth(running, discount, stacking)
    unused.push({ discount: discount.id, missing: missing > 0 ? missing : null })
  }
}

function parcelsOf(running: readonly Running[], { postage, region }: Terms): PricedParcel[] {
  return [...Map.groupBy(running, ({ line }) => line.supplier)].map(([supplier, own]) => {
    const goods = sum(own.map(({ left }) => left))
    const grams = sum(own.map(({ line }) => line.grams))
    return { supplier, goods, grams, postage: postageOf(postage(supplier), { goods, grams }, region) }
  })
}

/**
 * What a cart of one shop costs, step by step: the shop's prices, special prices where they are lower, threshold discounts, the shop's coupon,
 * the platform's coupon, each spread over its lines in fen, then postage of each supplier's parcel. Never negative, never a fen lost.
 */
export function price(lines: readonly WantedLine[], terms: Terms): Priced {
  const running = lines.map(begin)
  const steps: Step[] = [{ what: 'goods', words: { zh: '商品金额', en: 'goods' }, fen: sum(running.map(({ priced }) => priced.list)) }]
  for (const [kind, own] of Map.groupBy(running, ({ line }) => line.special?.kind)) {
    const saved = sum(own.map(({ priced }) => priced.saved))
    if (kind && saved > 0) steps.push({ what: 'special', words: specialWords[kind], fen: -saved })
  }
  const unused: Priced['unused'] = []
  for (const kind of discountKinds) applyKind(running, kind, terms, steps, unused)
  const parcels = parcelsOf(running, terms)
  const [goods, postage] = [sum(running.map(({ left }) => left)), sum(parcels.map((parcel) => parcel.postage ?? 0))]
  steps.push({ what: 'postage', words: postage === 0 ? { zh: '包邮', en: 'free postage' } : { zh: '运费', en: 'postage' }, fen: postage })
  return {
    lines: running.map(({ priced }) => priced),
    parcels,
    goods,
    discount: sum(running.map(({ priced }) => priced.list)) - goods,
    postage,
    total: goods + postage,
    steps,
    unused,
    deliverable: parcels.every((parcel) => parcel.postage !== null),
  }
}
