import { useState } from 'react'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Tag } from '../../parts/marks.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'

type Offer = Reply<'GET /market'>['items'][number]
const all = 'all'

/** What suppliers offer, with what it leaves; one press lists it. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Market() {
  const words = useWords()
  return (
    <OwnersOnly title={words.market.title}>
      <Screen title={words.market.title} testId="market">
        <Offers />
      </Screen>
    </OwnersOnly>
  )
}

function Offers() {
  const words = useWords()
  const { language } = usePreferences()
  const [category, setCategory] = useState(all)
  const [typed, setTyped] = useState('')
  const categories = useLoad('categories', () => call('GET /categories'))
  const query = { ...(category === all ? {} : { categoryId: category }), ...(typed ? { words: typed } : {}) }
  const list = useLoadList(`market:${JSON.stringify(query)}`, (after) =>
    call('GET /market', { query: { ...query, ...(after ? { after } : {}) } }),
  )
  const choices = [
    { value: all, name: words.all },
    ...(categories.data?.items ?? []).map((one) => ({ value: one.id, name: one[language] })),
  ]
  return (
    <>
      <SearchBox hint={words.market.hint} onSearch={setTyped} />
      <Box className="mt8">
        <Chips name={words.tabs.categories} choices={choices} value={category} onChange={setCategory} scroll />
      </Box>
      <AwaitList from={list} empty={<Empty picture="search" title={words.market.empty} words={words.market.emptyWords} />}>
        {(offers) => offers.map((offer) => <OfferCard key={offer.productId} offer={offer} />)}
      </AwaitList>
      <Text as="p" className="smallprint">
        {words.market.marginNote}
      </Text>
    </>
  )
}

function OfferCard({ offer }: { offer: Offer }) {
  const words = useWords()
  const { busy, act } = useAct()
  const [listed, setListed] = useState(offer.listed)
  const list = () =>
    act(async () => {
      await call('POST /market/:productId/listing', { params: { productId: offer.productId } })
      setListed(true)
      tell(words.market.done)
    })
  return (
    <Box className="card block" testId={`offer-${offer.productId}`}>
      <GoodsLine title={offer.title} skuName={offer.supplierName} picture={offer.picture}>
        <Text className="t12 sec">{`${words.market.suggested} ${formatMoney(offer.suggestedPriceFen)}`}</Text>
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
    </Box>
  )
}
