import { useRouter } from '@tarojs/taro'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { useLoad, useLoadList } from '../../load.ts'
import { ReviewItem } from '../../parts/review.tsx'
import { ReviewDigest } from '../../parts/review-digest.tsx'
import { Score } from '../../parts/score.tsx'
import { Screen } from '../../parts/screen.tsx'
import { AwaitList, Empty } from '../../parts/states.tsx'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import '../../styles/score.css'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function Reviews() {
  const words = useWords().reviews
  const { id = '' } = queryOf(useRouter().params)
  const ask = (after: string | undefined) => call('GET /products/:id/reviews', { params: { id }, query: after ? { after } : {} })
  const summary = useLoad(`review-summary:${id}`, () => ask(undefined))
  const list = useLoadList(`reviews:${id}`, ask)
  return (
    <Screen title={words.title}>
      <AwaitList from={list} empty={<Empty picture="reviews" title={words.none} words={words.noneWords} />}>
        {(items) => (
          <>
            {summary.data && <Score {...summary.data} />}
            <Box className="card block">
              <ReviewDigest productId={id} />
            </Box>
            <Box className="card block flush">
              {items.map((review) => (
                <Box key={review.id} className="said">
                  <ReviewItem review={review} />
                </Box>
              ))}
            </Box>
          </>
        )}
      </AwaitList>
    </Screen>
  )
}
