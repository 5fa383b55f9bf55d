import { useState } from 'react'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Chips } from '../../parts/form.tsx'
import { OwnersOnly } from '../../parts/owners-only.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { usePreferences } from '../../preferences.ts'
import { tell } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { MaterialsSheet } from './materials-sheet.tsx'
import { type Offer, OfferCard } from './offer-card.tsx'
import { ProvinceChoice } from './province-choice.tsx'

const all = 'all'
const anywhere = ''
const sorts = ['margin', 'sold', 'newest', 'price'] as const
/** The least margin one may ask for, in fen. */
const margins = ['0', '500', '1500', '5000'] as const

/** What suppliers offer, with what it leaves; one press lists it, and several ticked are listed at once. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Market() {
  const words = useWords()
  return (
    <OwnersOnly title={words.market.title}>
      <Offers />
    </OwnersOnly>
  )
}

function Offers() {
  const words = useWords()
  const [filter, setFilter] = useState<Filter>({ category: all, typed: '', sort: 'newest', margin: '0', province: anywhere })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [listed, setListed] = useState<ReadonlySet<string>>(new Set())
  const [sharing, setSharing] = useState<Offer>()
  const { busy, act } = useAct()
  const query = {
    sort: filter.sort,
    ...(filter.category === all ? {} : { categoryId: filter.category }),
    ...(filter.typed ? { words: filter.typed } : {}),
    ...(filter.province === anywhere ? {} : { province: filter.province }),
    ...(filter.margin === '0' ? {} : { minMarginFen: Number(filter.margin) }),
  }
  const list = useLoadList(`market:${JSON.stringify(query)}`, (after) =>
    call('GET /market', { query: { ...query, ...(after ? { after } : {}) } }),
  )
  const choose = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const listChosen = () =>
    act(async () => {
      const { items } = await call('POST /market/listings', { body: { productIds: [...chosen] as Offer['productId'][] } })
      const done = items.filter(({ refusal }) => refusal === null).map(({ productId }) => productId)
      setListed(new Set([...listed, ...done]))
      setChosen(new Set())
      tell(words.offers.listedSome(done.length, items.length - done.length))
    })
  const foot = chosen.size > 0 && (
    <>
      <Button kind="quiet" onPress={() => setChosen(new Set())} testId="choose-none">
        {words.offers.none}
      </Button>
      <Button busy={busy} onPress={listChosen} testId="list-chosen">
        {words.offers.listChosen(chosen.size)}
      </Button>
    </>
  )
  return (
    <Screen title={words.market.title} testId="market" foot={foot || undefined}>
      <Filters filter={filter} onChange={setFilter} />
      <AwaitList from={list} empty={<Empty picture="search" title={words.market.empty} words={words.market.emptyWords} />}>
        {(offers) =>
          offers.map((offer) => (
            <OfferCard
              key={offer.productId}
              offer={offer}
              listed={offer.listed || listed.has(offer.productId)}
              chosen={chosen.has(offer.productId)}
              onChoose={() => choose(offer.productId)}
              onListed={() => setListed(new Set([...listed, offer.productId]))}
              onShare={() => setSharing(offer)}
            />
          ))
        }
      </AwaitList>
      <Text as="p" className="smallprint">
        {words.market.marginNote}
      </Text>
      {sharing && <MaterialsSheet offer={sharing} onClose={() => setSharing(undefined)} />}
    </Screen>
  )
}

type Filter = { category: string; province: string; typed: string; sort: (typeof sorts)[number]; margin: (typeof margins)[number] }

function Filters({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const words = useWords()
  const { language } = usePreferences()
  const categories = useLoad('categories', () => call('GET /categories'))
  const choices = [
    { value: all, name: words.all },
    ...(categories.data?.items ?? []).map((one) => ({ value: one.id, name: one[language] })),
  ]
  return (
    <>
      <SearchBox hint={words.market.hint} onSearch={(typed) => onChange({ ...filter, typed })} />
      <Box className="mt8">
        <Chips
          name={words.tabs.categories}
          choices={choices}
          value={filter.category}
          onChange={(category) => onChange({ ...filter, category })}
          scroll
        />
      </Box>
      <Box className="mt8">
        <Chips
          name={words.search.sort}
          choices={sorts.map((value) => ({ value, name: words.offers.sorts[value] }))}
          value={filter.sort}
          onChange={(sort) => onChange({ ...filter, sort })}
          scroll
        />
      </Box>
      <Box className="mt8">
        <Chips
          name={words.offers.margin}
          choices={margins.map((value) => ({ value, name: words.offers.atLeast(Number(value) / 100) }))}
          value={filter.margin}
          onChange={(margin) => onChange({ ...filter, margin })}
          scroll
        />
      </Box>
      <Box className="pad mt8">
        <ProvinceChoice province={filter.province} onChange={(province) => onChange({ ...filter, province })} />
      </Box>
    </>
  )
}
