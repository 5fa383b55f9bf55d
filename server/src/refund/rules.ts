import type { AfterSaleKind, AfterSaleState, afterSaleReasons, afterSaleSides } from '@lianka/contract/refund'
import { mulDiv } from '@lianka/reward/fen'
import type { LineFactsRow, OrderFacts } from '#order/service'

export type Side = (typeof afterSaleSides)[number]
type Move = { from: AfterSaleState; to: AfterSaleState; by: readonly Side[] }

/** Who may take a request from where to where. The same pairs stand in `after_sale_moves`, where the database refuses any other. */
export const moves: readonly Move[] = [
  { from: 'requested', to: 'approved', by: ['supplier', 'platform', 'system'] },
  { from: 'requested', to: 'refunding', by: ['supplier', 'platform', 'system'] },
  { from: 'requested', to: 'rejected', by: ['supplier', 'platform'] },
  { from: 'requested', to: 'arbitrating', by: ['supplier'] },
  { from: 'requested', to: 'closed', by: ['buyer'] },
  { from: 'approved', to: 'returning', by: ['buyer'] },
  { from: 'approved', to: 'closed', by: ['buyer', 'system'] },
  { from: 'returning', to: 'refunding', by: ['supplier', 'platform', 'system'] },
  { from: 'returning', to: 'replacing', by: ['supplier', 'platform', 'system'] },
  { from: 'returning', to: 'arbitrating', by: ['supplier', 'buyer'] },
  { from: 'replacing', to: 'replaced', by: ['supplier'] },
  { from: 'replacing', to: 'arbitrating', by: ['buyer', 'system'] },
  { from: 'rejected', to: 'arbitrating', by: ['buyer'] },
  { from: 'arbitrating', to: 'approved', by: ['platform'] },
  { from: 'arbitrating', to: 'refunding', by: ['platform'] },
  { from: 'arbitrating', to: 'replacing', by: ['platform'] },
  { from: 'arbitrating', to: 'rejected', by: ['platform'] },
  { from: 'arbitrating', to: 'closed', by: ['buyer'] },
  { from: 'refunding', to: 'refunded', by: ['system'] },
]
export const canBecome = (from: AfterSaleState, to: AfterSaleState, by: Side) =>
  moves.some((move) => move.from === from && move.to === to && move.by.includes(by))

/** Silence costs the silent one: supplier 2 days to answer, buyer 5 to send back, supplier 7 to look at it from then, or 3 from when the courier has brought it. */
export const answerDays = 2
export const sendBackDays = 5
export const inspectDays = 7
export const confirmDays = 3
export const replaceDays = 3
/** How long the buyer may take a rejection to the platform, and what the platform promises. */
export const escalateDays = 3
export const awardDays = 3
/** A request holds the line's window open so long and no longer (REWARDS rule 7). */
export const holdDays = 15
/** After the window a claim about the goods themselves is still heard for so long. */
export const claimDays = 30

export type Reason = (typeof afterSaleReasons)[number]
export type Ask = { kind: AfterSaleKind; reason: Reason; quantity: number; amountFen: number }

/** The most that can be paid back for so many pieces: their part of what the line cost, all that is left for the last ones. */
export function mostFor(line: LineFactsRow, quantity: number, piecesLeft: number): number {
  const left = line.base - line.refunded
  return quantity >= piecesLeft ? left : Math.min(left, mulDiv(line.base, quantity, line.quantity))
}

/** Why a request cannot be taken, or null. */
export function refusalOf(
  order: OrderFacts,
  line: LineFactsRow,
  ask: Ask,
  piecesLeft: number,
  now: Date,
): 'order.state' | 'refund.too_much' | 'refund.not_shipped' | null {
  if (order.state !== 'paid' && order.state !== 'completed') return 'order.state'
  if (ask.quantity > piecesLeft || line.refunded >= line.base) return 'refund.too_much'
  // There is nothing to send back and nothing to send instead.
  if (order.delivery === 'digital' && ask.kind !== 'refund_only') return 'order.state'
  if (ask.kind === 'exchange') {
    if (order.parcels.find(({ id }) => id === line.parcelId)?.state === 'to_ship') return 'refund.not_shipped'
  } else if (ask.amountFen <= 0 || ask.amountFen > mostFor(line, ask.quantity, piecesLeft)) return 'refund.too_much'
  const windowOver = line.windowEndsAt !== null && new Date(line.windowEndsAt) <= now
  if (!windowOver) return ask.reason === 'no_reason' && line.returnExcepted && line.windowEndsAt !== null ? 'order.state' : null
  const claimOver = new Date(line.windowEndsAt as string).getTime() + claimDays * 86_400_000 <= now.getTime()
  return ask.reason === 'no_reason' || claimOver ? 'order.state' : null
}

/**
 * A return within the seven days needs no reason and nobody's consent, whether the goods are still here, on their way or received
 * (COMPLIANCE C6). Excepted goods are so on a line only where the buyer confirmed it with the order; what is digital, once opened.
 */
export const isRightful = (
  line: LineFactsRow,
  parcel: OrderFacts['parcels'][number] | undefined,
  ask: Pick<Ask, 'kind' | 'reason'>,
  delivery: OrderFacts['delivery'] = 'parcel',
) =>
  ask.reason === 'no_reason' &&
  !line.returnExcepted &&
  (ask.kind === 'return_and_refund' || (ask.kind === 'refund_only' && (parcel?.state === 'to_ship' || delivery === 'digital')))

/** Whether the buyer may take it to the platform: a seller's no for some days, a seller who sits on the goods at any time. */
export const mayEscalate = (
  { state, decidedSide, answerBy }: { state: AfterSaleState; decidedSide: string | null; answerBy: Date },
  now: Date,
): boolean => (state === 'rejected' ? decidedSide === 'supplier' && now < answerBy : canBecome(state, 'arbitrating', 'buyer'))

/** What happens to a request whose time is up. */
export const overdue: Partial<Record<AfterSaleState, 'approve' | 'close' | 'accept_return' | 'arbitrate'>> = {
  requested: 'approve',
  approved: 'close',
  returning: 'accept_return',
  replacing: 'arbitrate',
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
export function postageBack(order: OrderFacts, after: LineFactsRow, bearer: string, reason: Reason): number {
  const parcel = order.parcels.find(({ id }) => id === after.parcelId)
  if (!parcel || parcel.postageState === 'refunded' || parcel.postage === 0) return 0
  const whole = order.lines
    .filter((line) => line.parcelId === parcel.id)
    .every((line) => (line.id === after.id ? after.refunded === after.base : line.refunded === line.base))
  const atFault = bearer === 'supplier' && reason !== 'no_reason' && reason !== 'other'
  return whole && (parcel.state === 'to_ship' || atFault) ? parcel.postage : 0
}
