import type { z } from 'zod'
import type { Review as ReviewSchema } from '../../../contract/review.ts'
import { formatDay } from '../../../design/dates.ts'
import { Box } from '../elements/box.tsx'
import { Text } from '../elements/text.tsx'
import { usePreferences } from '../preferences.ts'
import { useWords } from '../words/words.ts'
import { Avatar } from './avatar.tsx'
import { Stars } from './marks.tsx'

export type Review = z.output<typeof ReviewSchema>

/** What one buyer said, in their own words. */
export function ReviewItem({ review, withProduct }: { review: Review; withProduct?: boolean }) {
  const words = useWords()
  const { language } = usePreferences()
  // Many an option only repeats the end of the title.
  const { productTitle, skuName } = review
  const bought = !withProduct ? skuName : productTitle.endsWith(skuName) ? productTitle : `${productTitle} · ${skuName}`
  return (
    <Box className="row top review item">
      <Avatar src={review.portrait} />
      <Box className="col grow">
        <Stars count={review.stars} label={words.stars(review.stars)} />
        <Text as="p">{review.words}</Text>
        <Text className="t12 sec">{`${review.nickname} · ${formatDay(review.at, language)} · ${bought}`}</Text>
      </Box>
    </Box>
  )
}
