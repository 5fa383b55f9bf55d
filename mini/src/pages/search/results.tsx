import { useState } from 'react'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { type Found, GoodsList, type GoodsQuery } from '../../parts/goods-list.tsx'
import { Head } from '../../parts/list.tsx'
import { useWords } from '../../words/words.ts'

type ResultsProps = { query: GoodsQuery; narrowed: boolean; onWiden: () => void; onInsist: () => void }

/** What was found, and first how the words were understood. */
export function Results({ query, narrowed, onWiden, onInsist }: ResultsProps) {
  const words = useWords().search
  const [found, setFound] = useState<Found | null>(null)
  return (
    <>
      {query.words && found && <Understood found={found} asked={query.words} onInsist={onInsist} />}
      <GoodsList
        query={query}
        onFound={setFound}
        emptyBelow={
          query.words &&
          !narrowed && (
            <>
              <Head title={words.instead} />
              <GoodsList query={{ sort: 'relevance' }} />
            </>
          )
        }
        {...(narrowed
          ? {
              emptyTitle: words.noneFiltered,
              emptyWords: words.noneFilteredWords,
              emptyAction: (
                <Button kind="quiet" onPress={onWiden} testId="widen">
                  {words.filters.reset}
                </Button>
              ),
            }
          : {})}
      />
    </>
  )
}

function Understood({ found, asked, onInsist }: { found: Found; asked: string; onInsist: () => void }) {
  const words = useWords().search
  if (found.near) {
    return (
      <Text as="p" className="pad sec results" testId="near">
        {words.near(asked)}
      </Text>
    )
  }
  if (found.corrected) {
    return (
      <Box className="pad row wrap tight results" role="status" testId="meant">
        <Text>{words.meant(found.words)}</Text>
        <Press className="link" onPress={onInsist} testId="insist">
          {words.insist(asked)}
        </Press>
      </Box>
    )
  }
  return (
    <Text as="p" className="pad sec results" testId="results-of">
      {words.results(asked)}
    </Text>
  )
}
