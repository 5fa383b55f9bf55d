import type { Reply } from '../api.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { useWords } from '../words/words.ts'

type Summary = Pick<Reply<'GET /products/:id/reviews'>, 'count' | 'ratingTenths' | 'byStars'>

/** What all buyers together said, star by star. */
export function Score({ count, ratingTenths, byStars }: Summary) {
  const words = useWords()
  return (
    <Box className="card block">
      <Box className="row">
        <Text className="score num">{ratingTenths === null ? '–' : (ratingTenths / 10).toFixed(1)}</Text>
        <Text className="t12 sec grow">{words.reviews.score(count)}</Text>
      </Box>
      {/* Given as one star first; people look for the best first. */}
      {byStars
        .map((_, at) => at)
        .reverse()
        .map((at) => (
          <Box key={at} className="star-row">
            <Text className="t12 name">{words.stars(at + 1)}</Text>
            <Box className="track">
              <Box className={`fill${at < 2 ? ' low' : ''}`} style={{ width: `${count ? ((byStars[at] ?? 0) / count) * 100 : 0}%` }} />
            </Box>
            <Text className="t12 sec num">{byStars[at] ?? 0}</Text>
          </Box>
        ))}
    </Box>
  )
}
