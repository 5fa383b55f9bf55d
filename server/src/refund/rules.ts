import type { AfterSaleState } from '@lianka/contract/refund'
import type { LineFactsRow, OrderFacts } from '#order/service'

const moves: Record<AfterSaleState, readonly AfterSaleState[]> = {
  requested: ['approved', 'refunding', 'rejected'],
  approved: ['returning', 'rejected', 'refunding'],
  returning: ['refunding'],
  refunding: ['refunded'],
  refunded: [],
  rejected: [],
}
export const canBecome = (from: AfterSaleState, to: AfterSaleState) => moves[from].includes(to)

/** Silence costs the silent one: supplier 2 days to answer, buyer 5 to send back, supplier 7 to look at it — 14 in all, within the 15 that a request may hold. */
export const answerDays = 2
export const sendBackDays = 5
export const inspectDays = 7
/** After the window a claim about the goods themselves is still heard for so long. */
export const claimDays = 30

export type Ask = { reason: 'no_reason' | 'damaged' | 'not_as_described' | 'late' | 'other'; amountFen: number }

/** Why a request cannot be taken, or null. */
export function refusalOf(order: OrderFacts, line: LineFactsRow, ask: Ask, now: Date): 'order.state' | 'refund.too_much' | null {
  if (order.state !== 'paid' && order.state !== 'completed') return 'order.state'
  if (ask.amountFen <= 0 || ask.amountFen > line.base - line.refunded) return 'refund.too_much'
  const windowOver = line.windowEndsAt !== null && new Date(line.windowEndsAt) <= now
  if (!windowOver) return ask.reason === 'no_reason' && line.returnExcepted && line.windowEndsAt !== null ? 'order.state' : null
  const claimOver = new Date(line.windowEndsAt as string).getTime() + claimDays * 86_400_000 <= now.getTime()
  return ask.reason === 'no_reason' || claimOver ? 'order.state' : null
}

/** Who bears how much of a refund: a supplier at most what it would have got, the platform all of it, the shop what is left to it. */
export function borne(line: LineFactsRow, amount: number, bearer: 'supplier' | 'shop' | 'platform') {
  const supply = line.supplyPrice * line.quantity
  return {
    bySupplier: bearer === 'supplier' ? Math.min(amount, supply - line.borneBySupplier) : 0,
    byPlatform: bearer === 'platform' ? amount : 0,
  }
}

/** Postage goes back when the whole parcel is refunded before shipping, or the supplier is at fault. */
export function postageBack(order: OrderFacts, after: LineFactsRow, bearer: string, reason: Ask['reason']): number {
  const parcel = order.parcels.find(({ id }) => id === after.parcelId)
  if (!parcel || parcel.postageState === 'refunded' || parcel.postage === 0) return 0
  const whole = order.lines
    .filter((line) => line.parcelId === parcel.id)
    .every((line) => (line.id === after.id ? after.refunded === after.base : line.refunded === line.base))
  const atFault = bearer === 'supplier' && reason !== 'no_reason' && reason !== 'other'
  return whole && (parcel.state === 'to_ship' || atFault) ? parcel.postage : 0
}
