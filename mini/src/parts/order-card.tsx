import { formatTime } from '../../../design/dates.ts'
import { formatMoney } from '../../../design/money.ts'
import type { Reply } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Press } from '../elements/press.tsx'
import { Text } from '../elements/text.tsx'
import { usePreferences } from '../preferences.ts'
import { useWords } from '../words/words.ts'
import { Tag, type Tone } from './marks.tsx'

type Order = Reply<'GET /orders'>['items'][number] & { buyerNickname?: string }

/** An order in a list: where it stands, what is in it, what it cost. */
export function OrderCard({ order, to }: { order: Order; to?: string }) {
  const testId = `order-${order.id}`
  if (to === undefined) {
    return (
      <Box className="card block" testId={testId}>
        <Summary order={order} />
      </Box>
    )
  }
  return (
    <Press className="card block" to={to} testId={testId}>
      <Summary order={order} />
    </Press>
  )
}

function Summary({ order }: { order: Order }) {
  const words = useWords()
  const { language } = usePreferences()
  const { name, tone } = useStanding(order)
  const first = order.lines[0]
  return (
    <>
      <Box className="row between">
        <Text className="b one-line">{order.buyerNickname ? words.orders.buyer(order.buyerNickname) : order.shopName}</Text>
        <Tag tone={tone}>{name}</Tag>
      </Box>
      <Box className={`row top mt12${order.lines.length > 1 ? ' wrap' : ''}`}>
        {order.lines.slice(0, 3).map((line) => (
          <Box key={`${line.title}${line.skuName}`} className="thumb">
            <Picture src={line.picture} alt={line.title} />
          </Box>
        ))}
        {order.lines.length === 1 && first && (
          <Box className="col grow">
            <Text className="two-lines">{first.title}</Text>
            <Text className="t12 sec">{`${first.skuName} ×${first.quantity}`}</Text>
          </Box>
        )}
      </Box>
      <Box className="row wrap base between mt12">
        <Text className="t12 sec num">{formatTime(order.placedAt, language)}</Text>
        <Text className="num">{words.orders.pieces(order.pieces, formatMoney(order.totalFen))}</Text>
      </Box>
      {order.refundedFen > 0 && (
        <Text as="p" className="t12 sec end">
          {words.order.refunded(formatMoney(order.refundedFen))}
        </Text>
      )}
    </>
  )
}

/** A paid order stands where the slowest of its parcels stands. */
export function useStanding(order: Pick<Order, 'state' | 'parcelStates'>): { name: string; tone: Tone } {
  const words = useWords().order
  if (order.state === 'awaiting_payment') return { name: words.states.awaiting_payment, tone: 'accent' }
  if (order.state !== 'paid') return { name: words.states[order.state], tone: '' }
  const slowest = (['to_ship', 'shipped', 'received'] as const).find((state) => order.parcelStates.includes(state)) ?? 'to_ship'
  return { name: words.parcelStates[slowest], tone: slowest === 'received' ? 'jade' : slowest === 'shipped' ? 'amber' : '' }
}
