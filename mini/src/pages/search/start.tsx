import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Head } from '../../parts/list.tsx'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import { forgetRecent, useRecent } from './recent.ts'

type StartProps = {
  hot: Reply<'GET /search/start'>['hot']
  onSearch: (words: string) => void
  onCategory: (categoryId: string) => void
}

/** Before one types: what one looked for here, what others did, and the shelves. */
export function Start({ hot, onSearch, onCategory }: StartProps) {
  const words = useWords().search
  const { language } = usePreferences()
  const recent = useRecent()
  const { data } = useLoad('categories', () => call('GET /categories'))
  return (
    <Box testId="search-start">
      {recent.length > 0 && (
        <>
          <Head title={words.recent}>
            <Press className="link t12" onPress={forgetRecent} testId="clear-recent">
              {words.clearRecent}
            </Press>
          </Head>
          <Box className="pad chips">
            {recent.map((one, at) => (
              <Press key={one} className="chip" onPress={() => onSearch(one)} testId={`recent-${at}`}>
                <Text className="one-line">{one}</Text>
              </Press>
            ))}
          </Box>
          <Text as="p" className="pad mt8 t12 sec">
            {words.recentWhere}
          </Text>
        </>
      )}
      {hot.length > 0 && (
        <>
          <Head title={words.hot}>
            <Text className="t12 sec">{words.hotWhy}</Text>
          </Head>
          <Box className="hot">
            {hot.map((one, at) => (
              <Press key={one} className="item" onPress={() => onSearch(one)} testId={`hot-${at}`}>
                <Text className={`place${at < 3 ? ' top' : ''}`}>{at + 1}</Text>
                <Text className="grow one-line">{one}</Text>
              </Press>
            ))}
          </Box>
        </>
      )}
      {data && (
        <>
          <Head title={words.byCategory} />
          <Box className="shelves">
            {data.items.map((category) => (
              <Press
                key={category.id}
                className="card shelf-card"
                onPress={() => onCategory(category.id)}
                testId={`in-category-${category.id}`}
              >
                <Box className="thumb">
                  <Picture src={category.picture} />
                </Box>
                <Text className="b one-line grow">{category[language]}</Text>
              </Press>
            ))}
          </Box>
        </>
      )}
    </Box>
  )
}
