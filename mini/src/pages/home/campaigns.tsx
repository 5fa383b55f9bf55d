import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { useShopContext } from '../../shop-context.ts'
import { useWords } from '../../words/words.ts'
import { Deals } from './deals.tsx'

type Campaign = Reply<'GET /campaigns'>['items'][number]

/** The place of everything that is on for a time — banners, coupons, flash sales — between the categories and the goods. */
export function Campaigns() {
  const { elder } = usePreferences()
  const shop = useShopContext()
  return (
    <>
      {!elder && <Banners />}
      <Deals shopId={shop?.id} />
    </>
  )
}

/** The newest campaigns that run; where none does, or it isn't known yet, the way to traced goods. */
function Banners() {
  const running = useLoad('running-campaigns', async () => (await call('GET /campaigns', { query: { state: 'running', limit: 3 } })).items)
  if (!running.data && running.error === undefined) return <Box className="banner bone" />
  if (!running.data?.length) return <Banner />
  return (
    <>
      {running.data.map((campaign) => (
        <CampaignBanner key={campaign.id} campaign={campaign} />
      ))}
    </>
  )
}

function CampaignBanner({ campaign: { id, title, region, picture, raisedFen, buyerCount } }: { campaign: Campaign }) {
  const { campaign: words } = useWords()
  return (
    <Press className="banner" to={paths.campaign(id)} testId={`campaign-${id}`}>
      <Picture src={picture} eager />
      <Box className="over">
        <Text className="h1 one-line">{title}</Text>
        <Text className="t12">{raisedFen > 0 ? `${words.raised} ${formatMoney(raisedFen)} · ${words.people(buyerCount)}` : region}</Text>
        <Text className="btn fill small">{words.look}</Text>
      </Box>
    </Press>
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
