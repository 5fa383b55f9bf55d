import { useState } from 'react'
import { formatMoney } from '../../../design/money.ts'
import { useAct } from '../act.ts'
import { call, type Reply } from '../api.ts'
import { now } from '../clock.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { go } from '../navigation.ts'
import { paths } from '../paths.ts'
import { session } from '../session.ts'
import { useWords } from '../words/words.ts'
import { Avatar } from './avatar.tsx'
import { Button } from './button.tsx'
import { Countdown } from './countdown.tsx'
import { Tag } from './marks.tsx'
import { Progress, Promoted } from './promoted.tsx'

type Promotions = Reply<'GET /promotions'>
export type FlashSale = Promotions['flashSales'][number]
export type GroupOffer = Promotions['groupOffers'][number]
export type BargainOffer = Promotions['bargainOffers'][number]

/** Checkout of one option at a special price; who is not signed in signs in first. */
const checkoutOf = (
  offer: { shopId: string; listingId: string; skuId: string },
  special: { offerId?: string; groupId?: string; bargainId?: string },
) => paths.checkout({ shopId: offer.shopId, listingId: offer.listingId, skuId: offer.skuId, quantity: '1', ...special })

export function useBuy() {
  return (
    offer: { shopId: string; listingId: string; skuId: string },
    special: { offerId?: string; groupId?: string; bargainId?: string } = {},
  ) => go(session.get() ? checkoutOf(offer, special) : paths.login)
}

const hasBegun = ({ startsAt }: { startsAt: string }) => Date.parse(startsAt) <= now().getTime()

/** Counts to the beginning, and from then on to the end. */
function Until({ from, onEnd }: { from: { startsAt: string; endsAt: string }; onEnd: (() => void) | undefined }) {
  const words = useWords().promotion
  const [begun, setBegun] = useState(hasBegun(from))
  if (!begun) return <Countdown until={from.startsAt} name={words.begins} onEnd={() => setBegun(true)} />
  return <Countdown until={from.endsAt} name={words.ends} {...(onEnd && { onEnd })} />
}

export function FlashCard({ sale, onEnd }: { sale: FlashSale; onEnd?: () => void }) {
  const { flash } = useWords().promotion
  const buy = useBuy()
  const left = sale.quota - sale.taken
  return (
    <Promoted goods={sale} specialFen={sale.flashFen}>
      <Box className="mt12">
        <Progress
          part={sale.taken}
          whole={sale.quota}
        >{`${left > 0 ? flash.left(left) : flash.soldOut} · ${flash.perPerson(sale.perPerson)}`}</Progress>
      </Box>
      <Box className="flash-strip mt12">
        <Until from={sale} onEnd={onEnd} />
        <Button small disabled={left === 0 || !hasBegun(sale)} onPress={() => buy(sale)} testId={`flash-${sale.id}`}>
          {left > 0 ? flash.buy : flash.soldOut}
        </Button>
      </Box>
    </Promoted>
  )
}

export function GroupCard({ offer }: { offer: GroupOffer }) {
  const { group } = useWords().promotion
  const buy = useBuy()
  return (
    <Promoted goods={offer} specialFen={offer.groupFen}>
      <Box className="row wrap tight mt8">
        <Tag tone="accent" icon="users">
          {group.size(offer.size)}
        </Tag>
        {offer.filledCount > 0 && <Tag tone="jade">{group.filled(offer.filledCount)}</Tag>}
      </Box>
      {offer.openGroups.length > 0 && <Text className="t12 sec mt12">{group.waiting}</Text>}
      {offer.openGroups.map((open) => (
        <Box key={open.id} className="row mt8">
          <Avatar src={open.leaderPortrait} size="small" />
          <Box className="col grow">
            <Text className="one-line">{open.leaderNickname}</Text>
            <Text className="t12 amber">{group.missing(open.missing)}</Text>
          </Box>
          <Button small to={paths.groupBuy(open.id)} testId={`join-${open.id}`}>
            {group.join}
          </Button>
        </Box>
      ))}
      <Box className="flash-strip mt12">
        <Until from={offer} onEnd={undefined} />
        <Button
          kind="outline"
          small
          disabled={!hasBegun(offer)}
          onPress={() => buy(offer, { offerId: offer.id })}
          testId={`open-group-${offer.id}`}
        >
          {group.openAt(formatMoney(offer.groupFen))}
        </Button>
      </Box>
    </Promoted>
  )
}

export function BargainCard({ offer }: { offer: BargainOffer }) {
  const { bargain } = useWords().promotion
  const { busy, act } = useAct()
  const begin = () =>
    act(async () => {
      if (!session.get()) return go(paths.login)
      const { id } = await call('POST /bargains', { body: { offerId: offer.id } })
      go(paths.bargain(id))
    })
  return (
    <Promoted goods={offer} specialFen={offer.floorFen}>
      <Box className="row wrap tight mt8">
        <Tag tone="accent">{bargain.floor(formatMoney(offer.floorFen))}</Tag>
        <Tag icon="users">{bargain.friends(offer.cuts)}</Tag>
      </Box>
      <Box className="flash-strip mt12">
        <Until from={offer} onEnd={undefined} />
        <Button kind="outline" small busy={busy} disabled={!hasBegun(offer)} onPress={begin} testId={`bargain-${offer.id}`}>
          {bargain.start}
        </Button>
      </Box>
    </Promoted>
  )
}
