import type { Order, Review } from './entities.ts'
import { goodOf } from './products.ts'
import type { Random } from './random.ts'

const quickWords = [
  '物流三天到，包装完好。',
  '第二次买了，和上次一样。',
  '和描述一致。',
  '客服回得快，说话和气。',
  '帮邻居带的，她说可以。',
] as const

const received = (order: Order) => order.receivedHoursAgo !== undefined

/** Stars and words agree: trouble gives two or three, a small complaint three or four, the rest four or five. */
function opinion(order: Order, productKey: string, random: Random): Pick<Review, 'rating' | 'text'> {
  const good = goodOf.get(productKey)
  if (!good) throw new Error(`nobody sells ${productKey}`)
  const troubled = order.refund !== undefined && order.lines[order.refund.line]?.product === productKey
  if (troubled)
    return {
      rating: random.pick([1, 2, 3, 3] as const),
      text: `${good.gripe}${order.refund?.kind === 'return_goods' ? '退货倒是痛快。' : '退款当天到账。'}`,
    }
  if (random.chance(20)) return { rating: random.pick([3, 4, 4] as const), text: good.gripe }
  const kind = random.pick(good.praise)
  return { rating: random.pick([4, 5, 5, 5] as const), text: random.chance(35) ? `${kind}${random.pick(quickWords)}` : kind }
}

/** About six in ten who received something write about it, within five days and never before they had it. */
export function makeReviews(orders: readonly Order[], random: Random): Review[] {
  return orders
    .filter(received)
    .flatMap((order) => order.lines.map((line) => ({ order, line })))
    .filter(() => random.chance(60))
    .map(({ order, line }, index) => ({
      key: `review-${String(index + 1).padStart(3, '0')}`,
      order: order.key,
      product: line.product,
      author: order.buyer,
      ...opinion(order, line.product, random),
      hoursAgo: Math.max(1, (order.receivedHoursAgo ?? 0) - random.between(3, 120)),
    }))
}
