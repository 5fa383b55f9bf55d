import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useShopContext } from '../../shop-context.ts'
import { useWords } from '../../words/words.ts'
import { Deals } from './deals.tsx'

/** The place of everything that is on for a time — banners, coupons, flash sales — between the categories and the goods. */
export function Campaigns() {
  const { elder } = usePreferences()
  const shop = useShopContext()
  return (
    <>
      {!elder && <Banner />}
      <Deals shopId={shop?.id} />
    </>
  )
}

/** Leads to the traced goods; it makes no promise that the product pages don't prove. */
function Banner() {
  const words = useWords().home
  return (
    <Press className="banner" to={paths.search({ categoryId: 'fresh' })} testId="banner">
      <Picture src="/pictures/farm-aid.svg" eager />
      <Box className="over">
        <Text className="h1">{words.bannerTitle}</Text>
        <Text className="t12">{words.bannerWords}</Text>
        <Text className="btn fill small">{words.bannerGo}</Text>
      </Box>
    </Press>
  )
}
