import { call } from '../api.ts'
import { useLoadList } from '../load.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { AwaitList, Empty, TileSkeleton } from './states.tsx'
import { Feed } from './tile.tsx'

export type GoodsQuery = {
  shopId?: string | undefined
  categoryId?: string | undefined
  words?: string | undefined
  sort?: 'sold' | 'newest' | 'price' | undefined
}

/** Goods on sale, in two lanes, growing as asked. */
export function GoodsList({ query, emptyTitle, emptyWords }: { query: GoodsQuery; emptyTitle?: string; emptyWords?: string }) {
  const words = useWords()
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')) as Required<GoodsQuery>
  const list = useLoadList(`goods:${JSON.stringify(given)}`, (after) =>
    call('GET /listings', { query: { ...given, ...(after ? { after } : {}) } }),
  )
  return (
    <AwaitList
      from={list}
      bones={<TileSkeleton />}
      empty={
        <Empty
          picture="search"
          title={emptyTitle ?? words.search.none}
          words={emptyWords ?? words.search.noneWords}
          action={
            query.words || query.categoryId ? (
              <Button kind="quiet" to={paths.search({})}>
                {words.search.seeAll}
              </Button>
            ) : null
          }
        />
      }
    >
      {(tiles) => <Feed tiles={tiles} />}
    </AwaitList>
  )
}
