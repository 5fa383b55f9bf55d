import type { Fen } from '@lianka/contract/money'
import type { OrderState, ParcelState } from '@lianka/contract/order'
import { type Discount, type Special, standardStacking } from '@lianka/pricing/discount'
import { type PostageTemplate, standardPostage } from '@lianka/pricing/postage'
import { type Priced, price } from '@lianka/pricing/price'

const moves: Record<OrderState, readonly OrderState[]> = {
  awaiting_payment: ['paid', 'awaiting_group', 'closed'],
  // Paid when the group is full, closed and given back when it ends before.
  awaiting_group: ['paid', 'closed'],
  // A payment that arrives after closing is served if the goods can still be had.
  closed: ['paid', 'awaiting_group'],
  paid: ['completed'],
  completed: [],
}
export const canBecome = (from: OrderState, to: OrderState) => moves[from].includes(to)

const parcelMoves: Record<ParcelState, readonly ParcelState[]> = { to_ship: ['shipped'], shipped: ['received'], received: [] }
export const parcelCanBecome = (from: ParcelState, to: ParcelState) => parcelMoves[from].includes(to)

export const reservationMinutes = 30
export const autoReceiveDays = 10

export const quoteMinutes = 15

export type QuotedLine = {
  listingId: string
  skuId: string
  productId: string
  categoryId: string
  supplierId: string
  priceFen: number
  quantity: number
  weightGrams: number
  /** The supplier's own postage; without one the standard. */
  postage?: PostageTemplate | null
  special?: Special | null
}

const postageBy = (lines: readonly QuotedLine[]) => (supplier: string) =>
  lines.find(({ supplierId }) => supplierId === supplier)?.postage ?? standardPostage

/** What goods of one shop cost to a region, step by step; without a region as if they went nowhere in particular. */
export const quoteOf = (lines: readonly QuotedLine[], region: string, discounts: readonly Discount[] = []): Priced =>
  price(
    lines.map((line) => ({
      id: `${line.listingId} ${line.skuId}`,
      product: line.productId,
      category: line.categoryId,
      supplier: line.supplierId,
      unit: line.priceFen,
      quantity: line.quantity,
      grams: line.weightGrams * line.quantity,
      special: line.special ?? null,
    })),
    { discounts, stacking: standardStacking, postage: postageBy(lines), region },
  )

/** One parcel per supplier, in the order in which suppliers first appear, each with its lines and what it costs to send. */
export function splitParcels<Line extends QuotedLine>(
  lines: readonly Line[],
  quote: Priced,
): { supplierId: string; lines: Line[]; postage: Fen }[] {
  return quote.parcels.map(({ supplier, postage }) => ({
    supplierId: supplier,
    lines: lines.filter((line) => line.supplierId === supplier),
    postage: (postage ?? 0) as Fen,
  }))
}

/** The number people read out: date, time of day in ms and six random digits, all Beijing time. */
export function orderNumber(now: Date, random: number): string {
  const beijing = new Date(now.getTime() + 8 * 3_600_000)
  const day = beijing.toISOString().slice(2, 10).replaceAll('-', '')
  const ms = String(beijing.getTime() % 86_400_000).padStart(8, '0')
  return `${day}${ms}${String(random).padStart(6, '0')}`
}
