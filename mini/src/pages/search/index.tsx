import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import type { GoodsQuery, Sort } from '../../parts/goods-list.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchField } from '../../parts/search-box.tsx'
import { SortBar } from '../../parts/sort-bar.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useShopContext } from '../../shop-context.ts'
import { useWords } from '../../words/words.ts'
import { FilterSheet } from './filter-sheet.tsx'
import { countFilters, type Filters, filtersOn } from './filters.ts'
import { keepRecent } from './recent.ts'
import { Results } from './results.tsx'
import { Start } from './start.tsx'
import { Suggestions } from './suggestions.tsx'
import './index.css'

const sorts: readonly string[] = ['relevance', 'sold', 'newest', 'price', 'price-down'] satisfies Sort[]

/** What is looked for; without words, category and order nothing is yet, and the page helps to begin. */
type Asked = { words: string; exact: boolean; filters: Filters; sort: Sort | undefined }

function useAsked() {
  const given = queryOf(useRouter().params)
  const words = given.words?.trim() ?? ''
  const [asked, setAsked] = useState<Asked>({
    words,
    exact: false,
    filters: { shopId: given.shopId, categoryId: given.categoryId },
    sort: given.sort && sorts.includes(given.sort) ? (given.sort as Sort) : undefined,
  })
  const [typed, setTyped] = useState(words)
  const search = (next: string) => {
    const wanted = next.trim()
    if (wanted) keepRecent(wanted)
    setTyped(wanted)
    // New words look everywhere: what one types is rarely meant for the category one is in.
    setAsked({ words: wanted, exact: false, filters: { shopId: asked.filters.shopId }, sort: undefined })
  }
  const inCategory = (categoryId: string) => {
    setTyped('')
    setAsked({ words: '', exact: false, filters: { shopId: asked.filters.shopId, categoryId }, sort: undefined })
  }
  return { asked, change: (part: Partial<Asked>) => setAsked({ ...asked, ...part }), typed, setTyped, search, inCategory }
}

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Search() {
  const words = useWords()
  const { asked, change, typed, setTyped, search, inCategory } = useAsked()
  const started = useLoad('search-start', () => call('GET /search/start'))
  const trimmed = typed.trim()
  const nothingAsked = !asked.words && !asked.filters.categoryId && !asked.sort
  const starting = trimmed === '' && (nothingAsked || asked.words !== '')
  return (
    <Screen title={words.search.title} testId="search-page">
      <SearchField typed={typed} onType={setTyped} onSearch={() => search(typed)} hint={words.search.hint} focused={nothingAsked} />
      {starting ? (
        <Start hot={started.data?.hot ?? []} onSearch={search} onCategory={inCategory} />
      ) : trimmed !== asked.words ? (
        <Suggestions typed={trimmed} onSearch={search} onCategory={inCategory} />
      ) : (
        <Looked asked={asked} change={change} origins={started.data?.origins ?? []} />
      )}
    </Screen>
  )
}

type LookedProps = {
  asked: Asked
  change: (part: Partial<Asked>) => void
  origins: { code: string; name: string; products: number }[]
}

/** Order, filters and what was found. */
function Looked({ asked, change, origins }: LookedProps) {
  const words = useWords().search
  const { language } = usePreferences()
  const shop = useShopContext()
  const categories = useLoad('categories', () => call('GET /categories')).data?.items ?? []
  const [filtering, setFiltering] = useState(false)
  const { filters } = asked
  const sort = asked.sort ?? (asked.words ? 'relevance' : 'sold')
  const query: GoodsQuery = { ...filters, words: asked.words || undefined, exact: asked.exact ? '1' : undefined, sort }
  const count = countFilters(filters)
  const names = {
    shop: shop?.id === filters.shopId ? shop?.name : undefined,
    category: categories.find(({ id }) => id === filters.categoryId)?.[language],
    origin: origins.find(({ code }) => code === filters.origin)?.name,
  }
  return (
    <>
      <SortBar sort={sort} onChange={(sort) => change({ sort })} relevant={asked.words !== ''}>
        <Press className={`chip filter${count > 0 ? ' on' : ''}`} onPress={() => setFiltering(true)} testId="filter">
          {count > 0 ? words.filterOn(count) : words.filter}
        </Press>
      </SortBar>
      <Box className="narrowed">
        {filtersOn(filters, names, words).map(({ key, name, without }) => (
          <Press
            key={key}
            className="chip on"
            onPress={() => change({ filters: without })}
            label={words.remove(name)}
            testId={`without-${key}`}
          >
            <Text className="one-line">{name}</Text>
            <Icon name="x" size="s" />
          </Press>
        ))}
      </Box>
      <Results
        query={query}
        narrowed={count > 0}
        onWiden={() => change({ filters: { shopId: filters.shopId } })}
        onInsist={() => change({ exact: true })}
      />
      {filtering && (
        <FilterSheet
          filters={filters}
          categories={categories}
          origins={origins}
          onClose={() => setFiltering(false)}
          onShow={(filters) => {
            change({ filters })
            setFiltering(false)
          }}
        />
      )}
    </>
  )
}
