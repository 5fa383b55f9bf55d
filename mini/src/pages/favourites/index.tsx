import { call } from '../../api.ts'
import { useLoad } from '../../load.ts'
import { Button } from '../../parts/button.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty, TileSkeleton } from '../../parts/states.tsx'
import { Feed } from '../../parts/tile.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Favourites() {
  const words = useWords()
  const favourites = useLoad('favourite-goods', async () => (await call('GET /favourites')).items)
  return (
    <Screen title={words.favourites.title}>
      <Await from={favourites} bones={<TileSkeleton />}>
        {(tiles) =>
          tiles.length === 0 ? (
            <Empty
              picture="search"
              title={words.favourites.empty}
              words={words.favourites.emptyWords}
              action={<Button to={paths.home}>{words.cart.goShopping}</Button>}
            />
          ) : (
            <Feed tiles={tiles} />
          )
        }
      </Await>
    </Screen>
  )
}
