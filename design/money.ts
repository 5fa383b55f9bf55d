/** Money as people read it. Amounts arrive as integer fen and become text only here, at the edge. */

export type MoneyParts = { sign: '' | '−'; yuan: string; fen: string }

/** 123456 fen → `1,234` and `56`; a debt carries a minus sign of full width. */
export function moneyParts(amountFen: number): MoneyParts {
  if (!Number.isSafeInteger(amountFen)) throw new RangeError(`not an amount in fen: ${amountFen}`)
  const absolute = Math.abs(amountFen)
  const yuan = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, ',')
  return { sign: amountFen < 0 ? '−' : '', yuan, fen: String(absolute % 100).padStart(2, '0') }
}

/** `¥12.30`, `−¥12.30`. */
export function formatMoney(amountFen: number): string {
  const { sign, yuan, fen } = moneyParts(amountFen)
  return `${sign}¥${yuan}.${fen}`
}

/** `12.30`, for columns that name the unit once. */
export function formatAmount(amountFen: number): string {
  const { sign, yuan, fen } = moneyParts(amountFen)
  return `${sign}${yuan}.${fen}`
}

/** What someone typed, in fen; undefined when it is no amount with at most two decimals. */
export function parseMoney(text: string): number | undefined {
  const match = /^\s*[¥￥]?\s*(\d{1,8})(?:\.(\d{1,2}))?\s*$/.exec(text.replaceAll(',', ''))
  if (!match) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** Basis points as a percentage: 1000 → `10%`, 1250 → `12.5%`. */
export function formatRate(bps: number): string {
  return `${bps / 100}%`
}
