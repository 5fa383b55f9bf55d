import { formatMoney, moneyParts } from '@lianka/design/money'

/** An amount in a table or a text, figures of one width. */
export function Money({ fen, strong = false }: { fen: number; strong?: boolean }) {
  const className = ['money', strong && 'money-strong', fen < 0 && 'money-negative'].filter(Boolean).join(' ')
  return <span className={className}>{formatMoney(fen)}</span>
}

/** An amount that is the point of the place: yuan large, sign and fen small. */
export function BigMoney({ fen }: { fen: number }) {
  const { sign, yuan, fen: cents } = moneyParts(fen)
  return (
    <span className="big-money">
      <small>{sign}¥</small>
      {yuan}
      <small>.{cents}</small>
    </span>
  )
}
