import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { More } from '../../parts/list.tsx'
import { ReviewItem } from '../../parts/review.tsx'
import { ReviewDigest } from '../../parts/review-digest.tsx'
import { paths } from '../../paths.ts'
import { useWords } from '../../words/words.ts'
import type { Product } from './index.tsx'

export function LatestReviews({ product }: { product: Product }) {
  const words = useWords().product
  const reviews = useLoad(`latest-reviews:${product.productId}`, () =>
    call('GET /products/:id/reviews', { params: { id: product.productId }, query: { limit: 3 } }),
  )
  return (
    <Box as="section" className="section" testId="reviews">
      <Box className="row base between">
        <Text as="h2" className="h2">
          {words.reviews}
        </Text>
        {reviews.data && reviews.data.count > 0 && (
          <More to={paths.reviews(product.productId)}>{words.allReviews(reviews.data.count)}</More>
        )}
      </Box>
      {reviews.data?.items.length === 0 && (
        <Text as="p" className="sec mt8">
          {words.noReviews}
        </Text>
      )}
      {reviews.data && reviews.data.count > 0 && <ReviewDigest productId={product.productId} />}
      {reviews.data?.items.map((review) => (
        <ReviewItem key={review.id} review={review} />
      ))}
      {!reviews.data && <Box className="bone mt12" style={{ height: '72px' }} />}
    </Box>
  )
}
