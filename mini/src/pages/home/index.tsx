import { useDidShow } from '@tarojs/taro'
import { call, type Reply } from '../../api.ts'
import { askCartPieces } from '../../cart-pieces.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { GoodsList } from '../../parts/goods-list.tsx'
import { Head, More } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { SearchLink } from '../../parts/search-box.tsx'
import { Await, TileSkeleton } from '../../parts/states.tsx'
import { Feed, ProductTile } from '../../parts/tile.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useMe } from '../../session.ts'
import { useShopContext } from '../../shop-context.ts'
import { useVisit, visitorId } from '../../visits.ts'
import { useWords } from '../../words/words.ts'
import { Campaigns } from './campaigns.tsx'
import { ElderGreeting } from './elder.tsx'
import './index.css'

type Suggestions = Reply<'GET /recommendations'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Home() {
  const words = useWords()
  const { elder } = usePreferences()
  const shop = useShopContext()
  useVisit('home', '')
  useDidShow(() => void askCartPieces().catch(() => undefined))
  return (
    <Screen title={shop?.name ?? words.appName} tab="home" testId="home">
      <Box as="header" className="brand">
        <Box className="logo">
          <Picture src="/pictures/brand.svg" alt={words.appName} eager />
        </Box>
        <Text as="h1" className="h1">
          {words.appName}
        </Text>
        {shop && (
          <Press className="of-shop one-line" to={paths.shop(shop.id)} testId="shop-context">
            {shop.name}
          </Press>
        )}
      </Box>
      {elder && <ElderGreeting />}
      <SearchLink shopId={shop?.id} />
      {!elder && <Categories />}
      <Campaigns />
      {!elder && <Newest shopId={shop?.id} />}
      <ForYou shopId={shop?.id} />
      {elder && <Head title={words.home.byCategory} />}
      {elder && <Categories />}
    </Screen>
  )
}

function Categories() {
  const words = useWords()
  const { language, elder } = usePreferences()
  const { data } = useLoad('categories', () => call('GET /categories'))
  if (elder) {
    return (
      <Box className="card block flush cells">
        {data?.items.map((category) => (
          <Press key={category.id} className="cell item" to={paths.search({ categoryId: category.id })}>
            <Box className="thumb">
              <Picture src={category.picture} />
            </Box>
            <Text className="t20 b grow">{category[language]}</Text>
            <Text className="sec">{words.home.look}</Text>
          </Press>
        ))}
      </Box>
    )
  }
  return (
    <Box as="nav" className="kinds" label={words.tabs.categories}>
      {!data &&
        ['a', 'b', 'c', 'd', 'e', 'f'].map((bone) => (
          <Box key={bone} className="kind waiting">
            <Box className="disc bone" />
          </Box>
        ))}
      {data?.items.map((category) => (
        <Press key={category.id} className="kind" to={paths.search({ categoryId: category.id })} testId={`category-${category.id}`}>
          <Box className="disc">
            <Picture src={category.picture} eager />
          </Box>
          <Text className="t12">{category[language]}</Text>
        </Press>
      ))}
    </Box>
  )
}

/** What came last, to be pushed sideways; left out where there is little. */
function Newest({ shopId }: { shopId: string | undefined }) {
  const words = useWords().home
  const { data } = useLoad(`newest:${shopId}`, () =>
    call('GET /listings', { query: { sort: 'newest', limit: 8, ...(shopId ? { shopId } : {}) } }),
  )
  if (!data || data.items.length < 4) return null
  return (
    <>
      <Head title={words.newest}>
        <More to={paths.search({ sort: 'newest', ...(shopId ? { shopId } : {}) })} testId="all-newest">
          {words.allNewest}
        </More>
      </Head>
      <Box className="shelf" testId="newest">
        {data.items.map((tile) => (
          <ProductTile key={tile.listingId} tile={tile} brief />
        ))}
      </Box>
    </>
  )
}

/** Suggestions with their reason and the way to switch them off; all goods where there is nothing to suggest yet. */
function ForYou({ shopId }: { shopId: string | undefined }) {
  const words = useWords()
  const { elder, personal } = usePreferences()
  const me = useMe()
  const on = personal && (me?.recommendationsOn ?? true)
  const suggestions = useLoad<Suggestions>(`for-you:${shopId}:${on}:${elder}`, async () => {
    const visitor = on ? await visitorId().catch(() => undefined) : undefined
    return call('GET /recommendations', {
      query: { limit: elder ? 6 : 20, ...(shopId ? { shopId } : {}), ...(visitor ? { visitorId: visitor } : {}) },
    })
  })
  const { data } = suggestions
  return (
    <>
      <Head title={elder ? words.home.elderForYou : words.home.forYou}>
        {data && !data.personal && <Text className="t12 sec">{words.home.general}</Text>}
        <More to={paths.grounds} testId="why-these">
          {words.grounds.why}
        </More>
      </Head>
      <Await from={suggestions} bones={<TileSkeleton />}>
        {({ items, variant }) => (items.length > 0 ? <Feed tiles={items} suggestedBy={variant} /> : <GoodsList query={{ shopId }} />)}
      </Await>
    </>
  )
}
