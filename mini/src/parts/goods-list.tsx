import type { ReactNode } from 'react'
import { call, type Reply } from '../api.ts'
import { Text } from '../elements/text.tsx'
import { useLoadList } from '../load.ts'
import { paths } from '../paths.ts'
import { Reach } from '../platform/reach.tsx'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { AwaitList, Empty, TileSkeleton } from './states.tsx'
import { Feed, type Tile } from './tile.tsx'

export type Sort = 'relevance' | 'sold' | 'newest' | 'price' | 'price-down'

export type GoodsQuery = {
  shopId?: string | undefined
  categoryId?: string | undefined
  words?: string | undefined
  exact?: '1' | undefined
  priceFromFen?: number | undefined
  priceToFen?: number | undefined
  origin?: string | undefined
  inStock?: '1' | undefined
  ratingFrom?: number | undefined
  sort?: Sort | undefined
}

/** How the server understood the words. */
export type Found = NonNullable<Reply<'GET /listings'>['found']>

type GoodsListProps = {
  query: GoodsQuery
  emptyTitle?: string
  emptyWords?: string
  /** What to do when there is nothing; all goods by default. */
  emptyAction?: ReactNode
  /** What stands below when there is nothing. */
  emptyBelow?: ReactNode
  onFound?: (found: Found | null) => void
}

/** Rows may move while one scrolls; what was shown already is not shown again. */
const eachOnce = (tiles: Tile[]) => tiles.filter((tile, at) => tiles.findIndex(({ listingId }) => listingId === tile.listingId) === at)

/** Goods on sale, in two lanes, growing as one scrolls, or by the button. */
export function GoodsList({ query, emptyTitle, emptyWords, emptyAction, emptyBelow, onFound }: GoodsListProps) {
  const words = useWords()
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')) as Required<GoodsQuery>
  const list = useLoadList(`goods:${JSON.stringify(given)}`, async (after) => {
    const page = await call('GET /listings', { query: { ...given, ...(after ? { after } : {}) } })
    if (!after) onFound?.(page.found)
    return page
  })
  const seeAll = (query.words || query.categoryId) && (
    <Button kind="quiet" to={paths.search({ sort: 'sold' })}>
      {words.search.seeAll}
    </Button>
  )
  return (
    <AwaitList
      from={list}
      bones={<TileSkeleton />}
      empty={
        <>
          <Empty
            picture="search"
            title={emptyTitle ?? words.search.none}
            words={emptyWords ?? words.search.noneWords}
            action={emptyAction ?? seeAll}
          />
          {emptyBelow}
        </>
      }
    >
      {(tiles) => (
        <>
          <Feed tiles={eachOnce(tiles)} />
          {/* Anew for each page: one that is short leaves the end in sight, and that must be said again. */}
          {list.more && !list.moreFailed && <Reach key={tiles.length} onReach={list.more} />}
          {!list.more && tiles.length > 6 && (
            <Text as="p" className="sec t12 center mt16" testId="end">
              {words.search.end}
            </Text>
          )}
        </>
      )}
    </AwaitList>
  )
}
