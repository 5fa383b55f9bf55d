import { useState } from 'react'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { useWorth } from '../../parts/coupon-card.tsx'
import { Tag } from '../../parts/marks.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { confirm, tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { NewPromotion } from './new-promotion.tsx'

type Promotions = Reply<'GET /my/shop/promotions'>
type Shown = {
  id: string
  kind: 'coupon' | 'threshold' | 'flash' | 'group' | 'bargain'
  name: string
  facts: string[]
  startsAt: string
  endsAt: string
  stopped: boolean
}

/** What the shop offers besides its prices: what is on, to come and over; new ones are begun and old ones ended here. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function MyPromotions() {
  const words = useWords().promotion.mine
  return (
    <OwnersOnly title={words.title}>
      <List />
    </OwnersOnly>
  )
}

function List() {
  const words = useWords().promotion.mine
  const promotions = useLoad('my-promotions', () => call('GET /my/shop/promotions'))
  const [making, setMaking] = useState(false)
  const show = useShown()
  const foot = (
    <Button icon="plus" onPress={() => setMaking(true)} testId="new-promotion">
      {words.add}
    </Button>
  )
  return (
    <Screen title={words.title} testId="my-promotions" foot={foot}>
      <Await from={promotions}>
        {(found) => {
          const shown = show(found)
          return shown.length === 0 ? (
            <Empty picture="cart" title={words.empty} words={words.emptyWords} />
          ) : (
            shown.map((one) => <PromotionCard key={one.id} shown={one} onChange={promotions.reload} />)
          )
        }}
      </Await>
      {making && (
        <NewPromotion
          onClose={() => setMaking(false)}
          onMade={() => {
            setMaking(false)
            tell(words.made)
            promotions.reload()
          }}
        />
      )}
    </Screen>
  )
}

/** All kinds in one shape, those that end last first. */
function useShown() {
  const { promotion: words } = useWords()
  const worthOf = useWorth()
  return ({ coupons, thresholds, flashSales, groupOffers, bargainOffers }: Promotions): Shown[] =>
    [
      ...coupons.map((coupon) => ({
        id: coupon.id as string,
        kind: 'coupon' as const,
        name: coupon.name,
        facts: [worthOf(coupon), words.coupon.from(formatMoney(coupon.fromFen)), words.mine.claimedOf(coupon.claimed, coupon.budget)],
        startsAt: coupon.claimFrom,
        endsAt: coupon.claimUntil,
        stopped: coupon.stopped,
      })),
      ...thresholds.map(({ fromFen, offFen, ...rest }) => ({
        ...rest,
        kind: 'threshold' as const,
        name: words.threshold(formatMoney(fromFen), formatMoney(offFen)),
        facts: [],
      })),
      ...flashSales.map((sale) => ({
        ...sale,
        kind: 'flash' as const,
        name: sale.title,
        facts: [`${words.specials.flash} ${formatMoney(sale.flashFen)}`, words.mine.takenOf(sale.taken, sale.quota)],
      })),
      ...groupOffers.map((offer) => ({
        ...offer,
        kind: 'group' as const,
        name: offer.title,
        facts: [
          `${words.specials.group} ${formatMoney(offer.groupFen)}`,
          words.group.size(offer.size),
          words.group.filled(offer.filledCount),
        ],
      })),
      ...bargainOffers.map((offer) => ({
        ...offer,
        kind: 'bargain' as const,
        name: offer.title,
        facts: [words.bargain.floor(formatMoney(offer.floorFen)), words.bargain.friends(offer.cuts)],
      })),
    ].sort((a, b) => Date.parse(b.endsAt) - Date.parse(a.endsAt))
}

function PromotionCard({ shown, onChange }: { shown: Shown; onChange: () => void }) {
  const { promotion } = useWords()
  const words = promotion.mine
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const moment = now().toISOString()
  const state = shown.stopped ? 'stopped' : shown.endsAt <= moment ? 'over' : shown.startsAt > moment ? 'soon' : 'on'
  const stop = () =>
    act(async () => {
      if (!(await confirm({ title: words.stopAsk(shown.name), words: words.stopWords, yes: words.stop, no: words.keep, danger: true })))
        return
      await call('POST /my/shop/promotions/:id/stop', { params: { id: shown.id } })
      onChange()
    })
  return (
    <Box className="card block" testId={`promotion-${shown.id}`}>
      <Box className="row between top">
        <Text className="b grow two-lines">{shown.name}</Text>
        <Tag tone={state === 'on' ? 'jade' : ''}>{state === 'over' ? promotion.over : words[state]}</Tag>
      </Box>
      <Box className="col mt4">
        <Text className="t12 sec">{[words.kinds[shown.kind], ...shown.facts].join(' · ')}</Text>
        <Text className="t12 sec">{`${formatTime(shown.startsAt, language)} – ${formatTime(shown.endsAt, language)}`}</Text>
      </Box>
      {(state === 'on' || state === 'soon') && (
        <Box className="mt8">
          <Button kind="quiet" small busy={busy} onPress={stop} testId={`stop-${shown.id}`}>
            {words.stop}
          </Button>
        </Box>
      )}
    </Box>
  )
}
