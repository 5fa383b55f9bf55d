import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Tag } from '../../parts/marks.tsx'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

export type Offer = Reply<'GET /market'>['items'][number]

type OfferCardProps = {
  offer: Offer
  listed: boolean
  chosen: boolean
  onChoose: () => void
  onListed: () => void
  onShare: () => void
}

export function OfferCard({ offer, listed, chosen, onChoose, onListed, onShare }: OfferCardProps) {
  const words = useWords()
  const { busy, act } = useAct()
  const list = () =>
    act(async () => {
      await call('POST /market/:productId/listing', { params: { productId: offer.productId } })
      onListed()
      tell(words.market.done)
    })
  return (
    <Box className="card block" testId={`offer-${offer.productId}`}>
      <GoodsLine title={offer.title} skuName={`${offer.supplierName} · ${offer.supplierRegion}`} picture={offer.picture}>
        <Text className="t12 sec">{`${words.market.suggested} ${formatMoney(offer.suggestedPriceFen)}`}</Text>
        <Text className="t12 sec">{words.offers.band(formatMoney(offer.minPriceFen), formatMoney(offer.maxPriceFen))}</Text>
        <Text className="t12 sec">{words.market.supply(formatMoney(offer.supplyPriceFen))}</Text>
      </GoodsLine>
      <Box className="row wrap between mt12">
        <Box className="col">
          <Text className="b jade">{words.market.earn(formatMoney(offer.marginFen))}</Text>
          <Text className="t12 sec">{words.sold(offer.soldCount)}</Text>
        </Box>
        {listed ? (
          <Tag tone="jade" icon="check">
            {words.market.listed}
          </Tag>
        ) : (
          <Button small busy={busy} onPress={list} testId={`list-${offer.productId}`}>
            {words.market.list}
          </Button>
        )}
      </Box>
      <Box className="row between mt8">
        {listed ? (
          <Box />
        ) : (
          <Press
            className="row tight reach"
            role="checkbox"
            on={chosen}
            onPress={onChoose}
            label={`${words.offers.choose} ${offer.title}`}
            testId={`choose-${offer.productId}`}
          >
            <Box className={`tick${chosen ? ' on' : ''}`}>{chosen && <Icon name="check" size="s" />}</Box>
            <Text>{words.offers.choose}</Text>
          </Press>
        )}
        <Press className="row tight link reach" onPress={onShare} testId={`materials-${offer.productId}`}>
          <Icon name="copy" size="s" />
          <Text>{words.offers.materials}</Text>
        </Press>
      </Box>
    </Box>
  )
}
