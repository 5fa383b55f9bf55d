import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import type { Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { Countdown } from '../../parts/countdown.tsx'
import { Tag } from '../../parts/marks.tsx'
import type { FlashSale } from '../../parts/offers.tsx'
import { Price } from '../../parts/price.tsx'
import { useWords } from '../../words/words.ts'
import type { Product } from './index.tsx'

type Sku = Product['skus'][number]

/** The option whose price the page shows: the cheapest that is in stock. */
export function shownOption({ skus }: Product): Sku | undefined {
  const byPrice = [...skus].sort((a, b) => a.priceFen - b.priceFen)
  return byPrice.find(({ stock }) => stock > 0) ?? byPrice[0]
}

/** The flash sale that this many pieces of an option are bought at: it is on, and has as many left for one person. */
export function flashFor(
  offers: Reply<'GET /promotions'> | null | undefined,
  skuId: string | undefined,
  quantity = 1,
): FlashSale | undefined {
  const at = now().getTime()
  return offers?.flashSales.find(
    (sale) =>
      sale.skuId === skuId &&
      !sale.stopped &&
      Date.parse(sale.startsAt) <= at &&
      Date.parse(sale.endsAt) > at &&
      sale.quota - sale.taken >= quantity &&
      sale.perPerson >= quantity,
  )
}

/** A price for a while, with what it was sold at before where that was more, what the shop asks otherwise, and how long it lasts. */
export function FlashPrice({ sale, onEnd, testId }: { sale: FlashSale; onEnd: () => void; testId?: string }) {
  const words = useWords().promotion
  const [over, setOver] = useState(false)
  const { flashFen, priceFen, lowestDealFen, perPerson } = sale
  const crossed = lowestDealFen !== null && lowestDealFen > flashFen ? lowestDealFen : null
  if (over) return <Price fen={priceFen} size="large" {...(testId && { testId })} />
  return (
    <Box className="col gap4">
      <Box className="row base wrap tight">
        <Price fen={flashFen} size="large" {...(testId && { testId })} />
        {crossed !== null && (
          <Text className="sec crossed" label={words.lowestDeal(formatMoney(crossed))}>
            {formatMoney(crossed)}
          </Text>
        )}
        <Tag tone="crimson">{words.specials.flash}</Tag>
      </Box>
      <Text as="p" className="t12 sec">{`${words.listPrice(formatMoney(priceFen))} · ${words.flash.perPerson(perPerson)}`}</Text>
      <Countdown
        until={sale.endsAt}
        name={words.ends}
        onEnd={() => {
          setOver(true)
          onEnd()
        }}
      />
    </Box>
  )
}
