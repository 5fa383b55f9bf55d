/**
 * What WeChat Pay keeps of a payment, and what it gives back with a refund. WeChat's own rounding is not published in full; this is ours,
 * and bills, balances and tests all use it.
 */

export const feeBps = 60

/** Half a fen counts as a fen. All numbers are whole and not negative. */
function mulDivHalfUp(a: number, b: number, c: number): number {
  return Number((BigInt(a) * BigInt(b) * 2n + BigInt(c)) / (BigInt(c) * 2n))
}

/** 0.6 % of a payment, rounded half up: 83 fen cost nothing, 84 fen cost one. */
export const feeOf = (totalFen: number): number => mulDivHalfUp(totalFen, feeBps, 10_000)

/**
 * The part of the fee that comes back with one refund: what all refunds so far have brought back, this one included, less what those
 * before had. Counted like this the parts of a payment that is refunded wholly add up to its fee, however it was cut.
 */
export function feeReturned(totalFen: number, refundedBeforeFen: number, refundFen: number): number {
  const fee = feeOf(totalFen)
  return mulDivHalfUp(fee, refundedBeforeFen + refundFen, totalFen) - mulDivHalfUp(fee, refundedBeforeFen, totalFen)
}
