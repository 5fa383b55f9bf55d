import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Tag } from '../../parts/marks.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import { Notices } from './notices.tsx'
import { PriceSheet } from './price-sheet.tsx'

export type Listing = Reply<'GET /my/shop/listings'>['items'][number]

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function MyGoods() {
  const words = useWords().myGoods
  return (
    <OwnersOnly title={words.title}>
      <Goods />
    </OwnersOnly>
  )
}

function Goods() {
  const words = useWords().myGoods
  const goods = useLoad('my-goods', async () => (await call('GET /my/shop/listings')).items)
  const [changing, setChanging] = useState<Listing>()
  const foot = (
    <Button icon="plus" to={paths.market} testId="to-market">
      {words.toMarket}
    </Button>
  )
  return (
    <Screen title={words.title} testId="my-goods" foot={foot}>
      <Notices />
      <Await from={goods}>
        {(items) =>
          items.length === 0 ? (
            <Empty picture="cart" title={words.empty} words={words.emptyWords} />
          ) : (
            items.map((listing) => (
              <ListingCard key={listing.listingId} listing={listing} onPrice={() => setChanging(listing)} onChange={goods.reload} />
            ))
          )
        }
      </Await>
      {changing && (
        <PriceSheet
          listing={changing}
          onClose={() => setChanging(undefined)}
          onChange={() => {
            setChanging(undefined)
            goods.reload()
          }}
        />
      )}
    </Screen>
  )
}

function ListingCard({ listing, onPrice, onChange }: { listing: Listing; onPrice: () => void; onChange: () => void }) {
  const words = useWords()
  const { busy, act } = useAct()
  const { listingId, onSale, skus } = listing
  const prices = skus.map(({ priceFen }) => priceFen)
  const stock = skus.reduce((sum, sku) => sum + sku.stock, 0)
  const toggle = () =>
    act(async () => {
      await call('PATCH /my/shop/listings/:id', { params: { id: listingId }, body: { onSale: !onSale } })
      onChange()
    })
  return (
    <Box className="card block" testId={`listing-${listingId}`}>
      <GoodsLine
        title={listing.title}
        skuName={`${words.myGoods.stock(stock)} · ${words.sold(listing.soldCount)}`}
        picture={listing.picture}
        priceFen={Math.min(...prices)}
      >
        <Box className="mt4">
          <Tag tone={onSale ? 'jade' : ''}>{onSale ? words.myGoods.onSale : words.myGoods.offSale}</Tag>
        </Box>
      </GoodsLine>
      <Text as="p" className="t12 sec mt8">
        {words.myGoods.margin(formatMoney(Math.min(...skus.map(({ marginFen }) => marginFen))))}
      </Text>
      <Box className="pair wrap mt8">
        <Button kind="quiet" small busy={busy} onPress={toggle} testId={`toggle-${listingId}`}>
          {onSale ? words.myGoods.takeOff : words.myGoods.putOn}
        </Button>
        <Button kind="outline" small onPress={onPrice} testId={`price-${listingId}`}>
          {words.myGoods.change}
        </Button>
        <Button kind="outline" small icon="spark" to={paths.drafts(listingId)} testId={`draft-${listingId}`}>
          {words.draft.open}
        </Button>
      </Box>
    </Box>
  )
}
