import type { ReactNode } from 'react'
import { Box } from '../elements/box.tsx'
import { Picture } from '../elements/picture.tsx'
import { Text } from '../elements/text.tsx'
import type { Loaded, LoadedList } from '../load.ts'
import { paths } from '../paths.ts'
import { usePreferences } from '../preferences.ts'
import { needsSignIn, wordsOf } from '../refused.ts'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** Pictures that the server draws for empty pages. */
export type EmptyPicture = 'cart' | 'orders' | 'visitors' | 'earnings' | 'error' | 'search' | 'reviews'

/** Nothing here yet: says so, and what to do. */
export function Empty({ picture, title, words, action }: { picture: EmptyPicture; title: string; words?: string; action?: ReactNode }) {
  return (
    <Box className="state" testId="empty">
      <Box className="scene">
        <Picture src={`/pictures/empty-${picture}.svg`} fit="contain" />
      </Box>
      <Text as="p" className="h2">
        {title}
      </Text>
      {words && (
        <Text as="p" className="sec">
          {words}
        </Text>
      )}
      {action}
    </Box>
  )
}

/** What went wrong and the way on: sign in, or try again. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  const words = useWords()
  const { language } = usePreferences()
  if (needsSignIn(error)) {
    return (
      <Empty
        picture="visitors"
        title={words.signInFirst}
        words={words.signInWhy}
        action={
          <Button to={paths.login} testId="sign-in">
            {words.signIn}
          </Button>
        }
      />
    )
  }
  return (
    <Box className="state" role="alert" testId="failure">
      <Box className="disc">
        <Icon name="alert" />
      </Box>
      <Text as="p">{wordsOf(error, language)}</Text>
      <Button kind="quiet" onPress={retry} testId="retry">
        {words.retry}
      </Button>
    </Box>
  )
}

/** Bones in the place of what is coming. `heights` in px, one block each. */
export function Skeleton({ heights = [120, 88, 88, 88] }: { heights?: number[] }) {
  const words = useWords()
  return (
    <Box className="pad mt12" role="status" label={words.loading}>
      {heights.map((height, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones don't move
        <Box key={at} className="bone mt12" style={{ height: `${height}px`, borderRadius: '16px' }} />
      ))}
    </Box>
  )
}

export function TileSkeleton() {
  const words = useWords()
  return (
    <Box className="feed" role="status" label={words.loading}>
      {['left', 'right'].map((lane) => (
        <Box key={lane} className="lane">
          <Box className="bone" style={{ height: '264px', borderRadius: '16px' }} />
          <Box className="bone" style={{ height: '264px', borderRadius: '16px' }} />
        </Box>
      ))}
    </Box>
  )
}

/** Loading, failure, or the thing itself. */
export function Await<T>({ from, bones, children }: { from: Loaded<T>; bones?: ReactNode; children: (data: T) => ReactNode }) {
  if (from.data !== undefined) return <>{children(from.data)}</>
  if (from.error !== undefined) return <Failure error={from.error} retry={from.reload} />
  return bones ?? <Skeleton />
}

/** The same for a growing list, with its empty state and the button for more. */
export function AwaitList<T>({
  from,
  bones,
  empty,
  children,
}: {
  from: LoadedList<T>
  bones?: ReactNode
  empty: ReactNode
  children: (items: T[]) => ReactNode
}) {
  const words = useWords()
  if (from.items === undefined)
    return from.error !== undefined ? <Failure error={from.error} retry={from.reload} /> : (bones ?? <Skeleton />)
  if (from.items.length === 0) return <>{empty}</>
  return (
    <>
      {children(from.items)}
      {from.more && (
        <Box className="pad mt16">
          {from.moreFailed && (
            <Text as="p" className="sec center" testId="more-failed">
              {words.search.moreFailed}
            </Text>
          )}
          <Button kind="quiet" wide busy={from.loadingMore} onPress={from.more} testId="more">
            {from.loadingMore ? words.loading : from.moreFailed ? words.retry : words.showMore}
          </Button>
        </Box>
      )}
    </>
  )
}
