import { formatMoney, moneyParts } from '../../../design/money.ts'
import { Text } from '../elements/text.tsx'

/** A price: sign small, yuan large, fen small. Read out as one sum. */
export function Price({
  fen,
  size = '',
  ink = false,
  testId,
}: {
  fen: number
  size?: '' | 'small' | 'large'
  ink?: boolean
  testId?: string
}) {
  const parts = moneyParts(fen)
  return (
    <Text className={`price ${size}${ink ? ' ink' : ''}`} label={formatMoney(fen)} testId={testId}>
      <Text className="s">{parts.sign}¥</Text>
      <Text className="y">{parts.yuan}</Text>
      <Text className="f">.{parts.fen}</Text>
    </Text>
  )
}
