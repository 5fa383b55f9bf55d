import type { RefusalCode } from '../../../../contract/refusal.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { replace } from '../../navigation.ts'
import { paths } from '../../paths.ts'
import { pay } from '../../platform/pay.ts'
import { Refused } from '../../refused.ts'
import { recallShareCode } from '../../share-code.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import type { Basket } from './basket.ts'
import type { Way } from './way.tsx'

/** Why the price or what is in stock has to be looked at again. */
const changed: RefusalCode[] = [
  'order.price_changed',
  'order.quote_stale',
  'order.out_of_stock',
  'promotion.coupon_unusable',
  'promotion.flash_sold_out',
  'promotion.flash_enough',
  'bargain.moved',
]

type Choices = { way: Way; confirmed: boolean; note: string }

/** Places the order and goes on to paying. `reload` shows the new price or stock when those are why it was refused. */
export function usePlaceOrder(reload: () => void): { busy: boolean; place: (from: Basket, choices: Choices) => void } {
  const words = useWords()
  const { busy, act } = useAct()
  const intention = useIntention()
  const place = (from: Basket, { way, confirmed, note }: Choices) =>
    act(async () => {
      const digital = from.delivery === 'digital'
      const missing = digital ? undefined : way.missing()
      if (missing) return tell(missing)
      if (from.returnExcepted && !confirmed) return tell(words.checkout.waiverFirst)
      const shareCode = recallShareCode()
      const body = {
        shopId: from.shopId,
        lines: from.order,
        ...(digital ? { delivery: 'digital' as const } : way.request()),
        returnExceptionConfirmed: confirmed,
        note,
        claims: from.coupons.filter(({ used }) => used).map(({ claimId }) => claimId as string),
        snapshot: from.snapshot,
        ...(from.special && { special: from.special }),
        ...(shareCode ? { shareCode } : {}),
      }
      const order = await call('POST /orders', { body, intention }).catch((error: unknown) => {
        if (error instanceof Refused && error.is(...changed)) reload()
        throw error
      })
      intention.fulfilled()
      // Whatever happens at the cashier, the order exists: Back must not place it again.
      const outcome = await pay(order.id).catch((): 'cancelled' => 'cancelled')
      if (outcome !== 'left') replace(outcome === 'asked' ? paths.cashier(order.id) : paths.order(order.id))
    })
  return { busy, place }
}
