import { useRouter } from '@tarojs/taro'
import { formatDay } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Picture } from '../../elements/picture.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Countdown } from '../../parts/countdown.tsx'
import { Head } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Price } from '../../parts/price.tsx'
import { Progress } from '../../parts/promoted.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await, Empty } from '../../parts/states.tsx'
import { Feed } from '../../parts/tile.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

type Campaign = Reply<'GET /campaigns/:id'>

/** A farm-aid campaign: who sells, what it really sold, and how much of it is whose. */
// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function CampaignPage() {
  const words = useWords().campaign
  const { id } = queryOf(useRouter().params)
  const campaign = useLoad(`campaign:${id}`, () => call('GET /campaigns/:id', { params: { id: id as Campaign['id'] } }))
  return (
    <Screen title={words.title} testId="campaign">
      <Await from={campaign}>
        {(found) => (
          <>
            <Lead campaign={found} onEnd={campaign.reload} />
            <Raised campaign={found} />
            <Head title={words.goods} />
            {found.goods.length > 0 ? <Feed tiles={found.goods} /> : <Empty picture="cart" title={words.noGoods} />}
            <Farmers campaign={found} />
          </>
        )}
      </Await>
    </Screen>
  )
}

function Lead({ campaign, onEnd }: { campaign: Campaign; onEnd: () => void }) {
  const words = useWords().campaign
  const { language } = usePreferences()
  const { state, startsAt, endsAt } = campaign
  return (
    <Box className="card block campaign-card">
      <Box className="campaign-picture">
        <Picture src={campaign.picture} alt={campaign.title} eager />
      </Box>
      <Box className="campaign-lead">
        <Box className="row tight wrap">
          <Tag tone={state === 'running' ? 'accent' : ''}>{words.states[state]}</Tag>
          <Text className="t12 sec">{campaign.region}</Text>
        </Box>
        <Text as="h2" className="h1" testId="campaign-title">
          {campaign.title}
        </Text>
        {state === 'ended' && <Text className="sec">{words.ended(formatDay(endsAt, language, now().toISOString()))}</Text>}
        {state === 'running' && <Countdown until={endsAt} name={words.until} onEnd={onEnd} />}
        {state === 'soon' && <Countdown until={startsAt} name={words.begins} onEnd={onEnd} />}
        <Text as="p" className="campaign-story">
          {campaign.story}
        </Text>
      </Box>
    </Box>
  )
}

function Raised({ campaign: { raisedFen, goalFen, orderCount, buyerCount } }: { campaign: Campaign }) {
  const words = useWords().campaign
  const percent = goalFen ? Math.floor((raisedFen * 100) / goalFen) : 0
  return (
    <Box className="card block" testId="campaign-raised">
      <Box className="row base between wrap">
        <Text className="b">{words.raised}</Text>
        <Price fen={raisedFen} size="large" />
      </Box>
      {goalFen !== null && (
        <Box className="mt8">
          <Progress part={raisedFen} whole={goalFen}>{`${words.percent(percent)} · ${words.raisedOf(formatMoney(goalFen))}`}</Progress>
        </Box>
      )}
      <Text as="p" className="mt8">
        {orderCount > 0 ? words.bought(orderCount, buyerCount) : words.nobodyYet}
      </Text>
      <Text as="p" className="t12 sec mt4">
        {words.honest}
      </Text>
    </Box>
  )
}

/** Each farm's part; the parts add up to the whole. */
function Farmers({ campaign: { farmers, raisedFen } }: { campaign: Campaign }) {
  const all = useWords()
  const words = all.campaign
  return (
    <>
      <Head title={words.farmers} />
      <Box className="card block" testId="campaign-farmers">
        {farmers.length === 0 && <Text className="sec">{words.noFarmers}</Text>}
        {farmers.map(({ name, kind, supplierName, pieces, amountFen }) => (
          <Box key={`${kind} ${name} ${supplierName}`} className="farmer">
            <Box className="row base between">
              <Text className="b grow">{kind === 'producer' ? name : words.noLot(supplierName)}</Text>
              <Text className="num b">{formatMoney(amountFen)}</Text>
            </Box>
            <Progress part={amountFen} whole={raisedFen}>
              {kind === 'producer' ? `${supplierName} · ${all.pieces(pieces)}` : all.pieces(pieces)}
            </Progress>
          </Box>
        ))}
        {farmers.length > 0 && (
          <Box className="farmer row base between">
            <Text className="sec">{words.total}</Text>
            <Text className="num b">{formatMoney(raisedFen)}</Text>
          </Box>
        )}
        {farmers.length > 0 && (
          <Text as="p" className="t12 sec mt8">
            {words.how}
          </Text>
        )}
      </Box>
    </>
  )
}
