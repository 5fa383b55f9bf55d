import { useAct } from '../act.ts'
import { call } from '../api.ts'
import { useIntention } from '../intention.ts'
import { go } from '../navigation.ts'
import { paths } from '../paths.ts'
import { session } from '../session.ts'
import { tell } from '../tell.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import type { Coupon } from './coupon-card.tsx'

/** Claims one, as long as there are any and one may have another. */
export function ClaimButton({ coupon, onClaimed }: { coupon: Coupon; onClaimed: () => void }) {
  const words = useWords().promotion.coupon
  const { busy, act } = useAct()
  const intention = useIntention()
  const [gone, enough] = [coupon.claimed >= coupon.budget, coupon.mine >= coupon.perPerson]
  const claim = () =>
    act(async () => {
      if (!session.get()) return go(paths.login)
      await call('POST /coupons/:id/claim', { params: { id: coupon.id }, intention })
      intention.fulfilled()
      tell(words.claimedOne)
      onClaimed()
    })
  return (
    <Button
      kind={enough || gone ? 'quiet' : 'fill'}
      small
      busy={busy}
      disabled={enough || gone}
      onPress={claim}
      testId={`claim-${coupon.id}`}
    >
      {enough ? words.claimed : gone ? words.gone : words.claim}
    </Button>
  )
}
