import { useEffect, useRef, useState } from 'react'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'

type Suggested = Reply<'GET /search/suggestions'>

const pauseMs = 150

/** What the server suggests for what is typed; the last answer stays until the next comes, and none is shown for other words than its own. */
function useSuggestions(typed: string): Suggested | undefined {
  const [shown, setShown] = useState<Suggested>()
  const round = useRef(0)
  useEffect(() => {
    const mine = ++round.current
    const timer = setTimeout(() => {
      // Suggestions are a help: without them one goes on typing.
      call('GET /search/suggestions', { query: { words: typed } }).then(
        (suggested) => mine === round.current && setShown(suggested),
        () => undefined,
      )
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return shown
}

type SuggestionsProps = { typed: string; onSearch: (words: string) => void; onCategory: (categoryId: string) => void }

export function Suggestions({ typed, onSearch, onCategory }: SuggestionsProps) {
  const words = useWords().search
  const { language } = usePreferences()
  const shown = useSuggestions(typed)
  return (
    <Box className="suggestions" role="group" label={words.suggestions} testId="suggestions">
      <Line icon="search" name={words.find(typed)} onPress={() => onSearch(typed)} testId="suggest-typed" />
      {shown?.words
        .filter((word) => word !== typed)
        .map((word, at) => (
          <Line key={word} icon="search" name={word} onPress={() => onSearch(word)} testId={`suggest-${at}`} />
        ))}
      {shown?.categories.map((category) => (
        <Line
          key={category.id}
          icon="grid"
          name={category[language]}
          about={words.inCategory}
          onPress={() => onCategory(category.id)}
          testId={`suggest-category-${category.id}`}
        />
      ))}
      {shown?.shops.map((shop) => (
        <Line
          key={shop.id}
          icon="store"
          name={shop.name}
          about={words.inShop}
          to={paths.shop(shop.id)}
          testId={`suggest-shop-${shop.id}`}
        />
      ))}
    </Box>
  )
}

type LineProps = { icon: IconName; name: string; about?: string; onPress?: () => void; to?: string; testId: string }

function Line({ icon, name, about, onPress, to, testId }: LineProps) {
  return (
    <Press className="cell item" onPress={onPress} to={to} testId={testId}>
      <Icon name={icon} size="m" />
      <Text className="grow one-line">{name}</Text>
      {about && <Text className="t12 sec">{about}</Text>}
    </Press>
  )
}
