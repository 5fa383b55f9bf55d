import { formatMoney } from '../../../../design/money.ts'
import { Box } from '../../elements/box.tsx'
import { Text } from '../../elements/text.tsx'
import { ClaimButton } from '../../parts/claim-button.tsx'
import { CouponCard } from '../../parts/coupon-card.tsx'
import { Tag } from '../../parts/marks.tsx'
import { BargainCard, FlashCard, GroupCard } from '../../parts/offers.tsx'
import { useWords } from '../../words/words.ts'
import type { Offers, Product } from './index.tsx'

/** What this can be had for besides the shop's price, and what the shop takes off. */
export function Promotions({ product, offers }: { product: Product; offers: Offers }) {
  const words = useWords().promotion
  if (!offers.data) return null
  const { flashSales, groupOffers, bargainOffers, thresholds } = offers.data
  const coupons = offers.data.coupons.filter(
    ({ productIds, categoryIds }) =>
      productIds.length + categoryIds.length === 0 || productIds.includes(product.productId) || categoryIds.includes(product.categoryId),
  )
  if (flashSales.length + groupOffers.length + bargainOffers.length + thresholds.length + coupons.length === 0) return null
  return (
    <Box as="section" className="section" testId="promotions">
      <Text as="h2" className="h2">
        {words.title}
      </Text>
      {thresholds.length > 0 && (
        <Box className="offer-strip mt8">
          {thresholds.map(({ id, fromFen, offFen }) => (
            <Tag key={id} tone="crimson">
              {words.threshold(formatMoney(fromFen), formatMoney(offFen))}
            </Tag>
          ))}
        </Box>
      )}
      <Box className="mt12">
        {flashSales.map((sale) => (
          <FlashCard key={sale.id} sale={sale} onEnd={offers.reload} />
        ))}
        {groupOffers.map((offer) => (
          <GroupCard key={offer.id} offer={offer} />
        ))}
        {bargainOffers.map((offer) => (
          <BargainCard key={offer.id} offer={offer} />
        ))}
      </Box>
      {coupons.map((coupon) => (
        <Box key={coupon.id} className="bleed">
          <CouponCard coupon={coupon}>
            <ClaimButton coupon={coupon} onClaimed={offers.reload} />
          </CouponCard>
        </Box>
      ))}
    </Box>
  )
}
