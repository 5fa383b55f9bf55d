import type { Fen } from '@lianka/contract/money'
import type { OrderState, ParcelState } from '@lianka/contract/order'

const moves: Record<OrderState, readonly OrderState[]> = {
  awaiting_payment: ['paid', 'closed'],
  // A payment that arrives after closing is served if the goods can still be had.
  closed: ['paid'],
  paid: ['completed'],
  completed: [],
}
export const canBecome = (from: OrderState, to: OrderState) => moves[from].includes(to)

const parcelMoves: Record<ParcelState, readonly ParcelState[]> = { to_ship: ['shipped'], shipped: ['received'], received: [] }
export const parcelCanBecome = (from: ParcelState, to: ParcelState) => parcelMoves[from].includes(to)

export const reservationMinutes = 30
export const autoReceiveDays = 10

/** Postage of one supplier's parcel: free from ¥99 of goods, otherwise ¥8. */
export const postageOf = (goodsFen: number): Fen => (goodsFen >= 9900 ? 0 : 800) as Fen

export type QuotedLine = {
  supplierId: string
  priceFen: number
  quantity: number
}

/** One parcel per supplier, in the order in which suppliers first appear. */
export function splitParcels<Line extends QuotedLine>(
  lines: readonly Line[],
): { supplierId: string; lines: Line[]; goods: Fen; postage: Fen }[] {
  const groups = Map.groupBy(lines, (line) => line.supplierId)
  return [...groups].map(([supplierId, own]) => {
    const goods = own.reduce((sum, line) => sum + line.priceFen * line.quantity, 0) as Fen
    return { supplierId, lines: own, goods, postage: postageOf(goods) }
  })
}

/** The number people read out: date, time of day in ms and six random digits, all Beijing time. */
export function orderNumber(now: Date, random: number): string {
  const beijing = new Date(now.getTime() + 8 * 3_600_000)
  const day = beijing.toISOString().slice(2, 10).replaceAll('-', '')
  const ms = String(beijing.getTime() % 86_400_000).padStart(8, '0')
  return `${day}${ms}${String(random).padStart(6, '0')}`
}

/** When a parcel's lines stop being returnable without a reason. */
export const windowEnd = (receivedAt: Date, holdDays: number) => new Date(receivedAt.getTime() + holdDays * 86_400_000)
