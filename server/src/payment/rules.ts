import type { MemberId } from '@lianka/contract/ids'

/** When the channel is asked about a payment of which no notification came: soon at first, then rarer. */
const waits = [5, 30, 60, 180, 300, 600, 1800]
export const nextQuery = (from: Date, queries: number) =>
  new Date(from.getTime() + (waits[Math.min(queries, waits.length - 1)] ?? 1800) * 1000)

/** How long a refund at the channel is left alone before it is asked about again; two of one order need a minute between them. */
export const refundQuerySeconds = 61

/** The channel says these of a number that will never be paid. */
export const deadStates = ['CLOSED', 'REVOKED', 'PAYERROR'] as const

/** WeChat shows at most 127 characters of what is bought. */
export const description = (shopName: string, number: string) => `${shopName} 订单 ${number}`.slice(0, 100)

type Candidates = {
  buyerId: MemberId
  r1Id: MemberId | null
  r2Id: MemberId | null
  holderId: MemberId | null
  firstId: MemberId | null
  startedBy: MemberId | null
}

/**
 * Who paid, for whoever pays earns nothing on it (REWARDS, *oneself*). The account's holder is certain. Otherwise it is the first who ever
 * bought with the account, or the family member who set out to pay; of these two the one who would earn, so that neither hides behind the other.
 */
export function payerOf({ buyerId, r1Id, r2Id, holderId, firstId, startedBy }: Candidates): MemberId | null {
  if (holderId) return holderId
  const asked = startedBy === buyerId ? null : startedBy
  const earner = [asked, firstId].find((id) => id !== null && (id === r1Id || id === r2Id))
  return earner ?? asked ?? firstId
}
