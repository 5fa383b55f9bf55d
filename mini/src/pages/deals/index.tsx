import { useRouter } from '@tarojs/taro'
import { call } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { useLoad } from '../../load.ts'
import { ClaimButton } from '../../parts/claim-button.tsx'
import { CouponCard } from '../../parts/coupon-card.tsx'
import { Head } from '../../parts/list.tsx'
import { BargainCard, FlashCard, GroupCard } from '../../parts/offers.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'

/** All that is on: everywhere, or in one shop. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function DealsPage() {
  const words = useWords().promotion
  const { shopId } = queryOf(useRouter().params)
  const deals = useLoad(`deals:${shopId ?? ''}`, () => call('GET /promotions', { query: shopId ? { shopId } : {} }))
  return (
    <Screen title={words.title} testId="deals">
      <Await from={deals}>
        {({ coupons, flashSales, groupOffers, bargainOffers }) =>
          coupons.length + flashSales.length + groupOffers.length + bargainOffers.length === 0 ? (
            <Empty picture="cart" title={words.nothing} words={words.nothingWords} />
          ) : (
            <>
              {coupons.map((coupon) => (
                <CouponCard key={coupon.id} coupon={coupon}>
                  <ClaimButton coupon={coupon} onClaimed={deals.reload} />
                </CouponCard>
              ))}
              {flashSales.length > 0 && <Head title={words.flash.title} />}
              {flashSales.map((sale) => (
                <Box key={sale.id} className="card block">
                  <FlashCard sale={sale} onEnd={deals.reload} />
                </Box>
              ))}
              {groupOffers.length > 0 && <Head title={words.group.title} />}
              {groupOffers.map((offer) => (
                <Box key={offer.id} className="card block">
                  <GroupCard offer={offer} />
                </Box>
              ))}
              {bargainOffers.length > 0 && <Head title={words.bargain.title} />}
              {bargainOffers.map((offer) => (
                <Box key={offer.id} className="card block">
                  <BargainCard offer={offer} />
                </Box>
              ))}
            </>
          )
        }
      </Await>
    </Screen>
  )
}
