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
