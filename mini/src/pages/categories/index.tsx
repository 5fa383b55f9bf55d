import { useState } from 'react'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Chips } from '../../parts/form.tsx'
import { GoodsList, type Sort } from '../../parts/goods-list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchLink } from '../../parts/search-box.tsx'
import { SortBar } from '../../parts/sort-bar.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

const all = 'all'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Categories() {
  const words = useWords()
  const { language } = usePreferences()
  const { data } = useLoad('categories', () => call('GET /categories'))
  const [chosen, setChosen] = useState(all)
  const [sort, setSort] = useState<Sort>('sold')
  const choices = [
    { value: all, name: words.all },
    ...(data?.items ?? []).map((category) => ({ value: category.id, name: category[language] })),
  ]
  return (
    <Screen title={words.tabs.categories} tab="categories" testId="categories">
      <Text as="h1" className="page-title">
        {words.tabs.categories}
      </Text>
      <SearchLink />
      <Box className="mt8">
        <Chips name={words.tabs.categories} choices={choices} value={chosen} onChange={setChosen} scroll />
      </Box>
      <SortBar sort={sort} onChange={setSort} />
      <GoodsList query={{ categoryId: chosen === all ? undefined : chosen, sort }} />
    </Screen>
  )
}
