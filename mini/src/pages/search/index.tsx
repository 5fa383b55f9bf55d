import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { GoodsList, type GoodsQuery } from '../../parts/goods-list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { SortBar } from '../../parts/sort-bar.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Search() {
  const words = useWords()
  const { language } = usePreferences()
  const asked = queryOf(useRouter().params)
  const [query, setQuery] = useState<GoodsQuery>({ words: asked.words, categoryId: asked.categoryId, shopId: asked.shopId, sort: 'sold' })
  const { data } = useLoad('categories', () => call('GET /categories'))
  const category = data?.items.find(({ id }) => id === query.categoryId)
  return (
    <Screen title={category?.[language] ?? words.search.title} testId="search-page">
      {/* New words look everywhere: what one types is rarely meant for the category one is in. */}
      <SearchBox
        start={query.words ?? ''}
        hint={words.search.hint}
        onSearch={(typed) => setQuery({ ...query, words: typed, categoryId: undefined })}
      />
      <SortBar sort={query.sort ?? 'sold'} onChange={(sort) => setQuery({ ...query, sort })} />
      {query.words && (
        <Text as="p" className="pad sec mt4 results">
          {words.search.results(query.words)}
        </Text>
      )}
      <GoodsList query={query} />
    </Screen>
  )
}
