import type { DeliveryWay } from '@lianka/contract/delivery'
import type { BargainId, CouponClaimId, GroupOfferId, ListingId, SkuId } from '@lianka/contract/ids'
import type { Special } from '@lianka/contract/order'
import type { Discount, Special as UnitPrice } from '@lianka/pricing/discount'
import type { Priced, PricedLine } from '@lianka/pricing/price'
import { Refusal } from '#platform/errors'
import { pricedFor, wayFor } from './delivery-rules.ts'
import type { ClaimRow, FlashRow, NewCut, Quote, QuoteRow, ThresholdRow } from './place-store.ts'
import { quoteOf } from './rules.ts'

export type WantedLine = { listingId: ListingId; skuId: SkuId; quantity: number }
/** A line with its unit price below the shop's, and where that comes from. */
export type OfferedLine = QuoteRow & { quantity: number; special: UnitPrice | null; source: string | null }

export const keyOf = ({ listingId, skuId }: { listingId: string; skuId: string }) => `${listingId} ${skuId}`

/** The same option asked for twice is one line. */
export function mergeLines<Line extends WantedLine>(lines: readonly Line[]): Line[] {
  const merged = new Map<string, Line>()
  for (const line of lines) {
    const before = merged.get(keyOf(line))
    merged.set(keyOf(line), before ? { ...before, quantity: before.quantity + line.quantity } : line)
  }
  return [...merged.values()]
}

export const askedOf = (special: Special | undefined): { offerId: GroupOfferId | null; bargainId: BargainId | null } => ({
  offerId: special && 'offerId' in special ? special.offerId : null,
  bargainId: special && 'bargainId' in special ? special.bargainId : null,
})

/** The flash price if all pieces can have it: who wants more than it allows pays the shop's price for all. */
const flashFor = (flash: FlashRow | null, quantity: number) =>
  flash && flash.left >= quantity && flash.mine + quantity <= flash.perPerson ? flash : null

function offered(quote: Quote, row: QuoteRow, quantity: number): Pick<OfferedLine, 'special' | 'source'> {
  if (quote.group) return { special: { kind: 'group', unit: quote.group.priceFen }, source: quote.group.offerId }
  if (quote.bargain) return { special: { kind: 'bargain', unit: quote.bargain.priceFen }, source: quote.bargain.bargainId }
  const flash = flashFor(row.flash, quantity)
  return flash && flash.priceFen < row.priceFen
    ? { special: { kind: 'flash', unit: flash.priceFen }, source: flash.id }
    : { special: null, source: null }
}

/** What is wanted with its prices; a group order or a bargain holds its one thing only. */
export function offerLines(quote: Quote, wanted: readonly WantedLine[], special: Special | undefined): OfferedLine[] {
  const { offerId, bargainId } = askedOf(special)
  if (offerId && !quote.group) throw new Refusal('promotion.not_found')
  if (bargainId && !quote.bargain) throw new Refusal('bargain.over')
  const bound = quote.group ?? quote.bargain
  if (bound) {
    const most = quote.group?.mostPieces ?? 1
    const [line] = wanted
    if (wanted.length !== 1 || !line || keyOf(line) !== keyOf(bound) || line.quantity > most) throw new Refusal('group.one_thing')
  }
  return wanted.map((line) => {
    const row = quote.lines.find((each) => keyOf(each) === keyOf(line))
    if (!row) throw new Refusal('shop.listing_not_found')
    if (row.shopId !== quote.lines[0]?.shopId) throw new Refusal('order.several_shops')
    return { ...row, quantity: line.quantity, ...offered(quote, row, line.quantity) }
  })
}

const yuan = (fen: number) => (fen / 100).toFixed(2).replace(/\.?0+$/, '')

const thresholdDiscount = ({ id, fromFen, offFen, productIds }: ThresholdRow): Discount => ({
  id,
  kind: 'threshold',
  name: { zh: `满${yuan(fromFen)}减${yuan(offFen)}`, en: `¥${yuan(offFen)} off ¥${yuan(fromFen)}` },
  from: fromFen,
  reduction: { off: offFen },
  scope: { products: productIds, categories: [] },
})

const couponDiscount = (claim: ClaimRow): Discount => ({
  id: claim.claimId,
  kind: claim.issuer === 'platform' ? 'platform_coupon' : 'shop_coupon',
  name: { zh: claim.name, en: claim.name },
  from: claim.fromFen,
  reduction: claim.offFen === null ? { bps: claim.rate ?? 0, atMost: claim.atMostFen ?? 0 } : { off: claim.offFen },
  scope: { products: claim.productIds, categories: claim.categoryIds },
})

type Choices = { special?: Special | undefined; claims?: readonly CouponClaimId[] | undefined; delivery: DeliveryWay }
/** `region`: where postage was reckoned to; empty for what is handed over in person. */
export type Pricing = {
  quote: Quote
  lines: OfferedLine[]
  delivery: DeliveryWay
  region: string
  priced: Priced
  usedClaims: CouponClaimId[]
}

/** Prices an order: `claims` are the coupons to use, or undefined for those that take the most off. Names that one does not hold are refused. */
export function priceOrder(quote: Quote, wanted: readonly WantedLine[], { special, claims, delivery: asked }: Choices): Pricing {
  const lines = offerLines(quote, wanted, special)
  const delivery = wayFor(lines, asked)
  const held = claims === undefined ? quote.claims : quote.claims.filter(({ claimId }) => claims.includes(claimId))
  if (claims && held.length !== new Set(claims).size) throw new Refusal('promotion.coupon_unusable')
  const discounts = [...quote.thresholds.map(thresholdDiscount), ...held.map(couponDiscount)]
  const region = delivery === 'parcel' ? (quote.address?.regionCode ?? '') : ''
  const priced = pricedFor(delivery, quoteOf(lines, region, discounts))
  const used = new Set(priced.lines.flatMap(({ cuts }) => cuts.map(({ discount }) => discount)))
  return { quote, lines, delivery, region, priced, usedClaims: held.map(({ claimId }) => claimId).filter((id) => used.has(id)) }
}

export function pricedLine(priced: Priced, line: { listingId: string; skuId: string }): PricedLine {
  const found = priced.lines.find(({ id }) => id === keyOf(line))
  if (!found) throw new Error(`No price was reckoned for ${keyOf(line)}`)
  return found
}

const specialNames = { flash: ['限时价', 'flash price'], group: ['拼团价', 'group price'], bargain: ['砍后价', 'bargained price'] } as const

/** What took how much off a line, to be kept with it. */
export function cutsOf({ quote, priced }: Pricing, line: OfferedLine, lineId: NewCut['lineId']): NewCut[] {
  const { saved, cuts } = pricedLine(priced, line)
  const names = new Map([...quote.thresholds.map(thresholdDiscount), ...quote.claims.map(couponDiscount)].map(({ id, name }) => [id, name]))
  const rows = cuts.map(({ discount, kind, fen }) => ({
    kind: kind as string,
    source: discount,
    zh: '',
    en: '',
    ...names.get(discount),
    amount: fen,
  }))
  if (line.special && line.source && saved > 0) {
    const [zh, en] = specialNames[line.special.kind]
    rows.unshift({ kind: line.special.kind, source: line.source, zh, en, amount: saved })
  }
  return rows.map((row, place) => ({ lineId, place, ...row }))
}
