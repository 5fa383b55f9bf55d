import { useDidShow } from '@tarojs/taro'
import { formatDay } from '../../../../design/dates.ts'
import { call } from '../../api.ts'
import { askCartPieces } from '../../cart-pieces.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { Avatar } from '../../parts/avatar.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { Cell } from '../../parts/list.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Screen } from '../../parts/screen.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { type Me, session, useMe } from '../../session.ts'
import { useWords } from '../../words/words.ts'
import './index.css'

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function MePage() {
  const { me: words } = useWords()
  const me = useMe()
  useDidShow(() => {
    void askCartPieces().catch(() => undefined)
    // Rank and referrer change by what others do.
    if (session.get()) void call('GET /me').then(session.know, () => undefined)
  })
  return (
    <Screen title={words.title} tab="me" testId="me">
      {me ? <Person me={me} /> : <Stranger />}
      <OrderShortcuts />
      <Box className="card block flush cells">
        <Cell icon="heart" title={words.favourites} to={paths.favourites} />
        <CouponsCell me={me} />
        <Cell icon="pin" title={words.addresses} to={paths.addresses()} />
        <Cell icon="gear" title={words.settings} to={paths.settings} testId="to-settings" />
      </Box>
      {me && <Business me={me} />}
    </Screen>
  )
}

/** The way to one’s coupons; says when some of them end soon. */
function CouponsCell({ me }: { me: Me | undefined }) {
  const { promotion, campaign } = useWords()
  const { data } = useLoad(`ending-coupons:${me?.id ?? ''}`, async () =>
    me ? (await call('GET /my/coupons', { query: {} })).items.filter(({ endsSoon }) => endsSoon).length : 0,
  )
  return (
    <Cell
      icon="coin"
      title={promotion.myCoupons}
      note={data ? campaign.soonEnding(data) : undefined}
      to={paths.coupons}
      testId="to-coupons"
    />
  )
}

/** Who asks for one’s contacts; says when somebody waits. */
function RequestsCell({ me }: { me: Me }) {
  const words = useWords().cards.requests
  const { data } = useLoad(
    `waiting-requests:${me.id}`,
    async () => (await call('GET /my/contact-requests', { query: { limit: 1 } })).waiting,
  )
  return (
    <Cell icon="lock" title={words.title} note={data ? words.waiting(data) : undefined} to={paths.contactRequests} testId="to-requests" />
  )
}

function Stranger() {
  const words = useWords()
  return (
    <Press className="row who" to={paths.login} testId="sign-in">
      <Avatar src={null} size="large" />
      <Box className="col grow">
        <Text as="h1" className="h1">
          {words.signIn}
        </Text>
        <Text className="sec">{words.me.visitor}</Text>
      </Box>
      <Icon name="right" />
    </Press>
  )
}

function Person({ me }: { me: Me }) {
  const words = useWords()
  const { language } = usePreferences()
  return (
    <Press className="row who" to={paths.settings} testId="person">
      <Avatar src={me.portrait} size="large" />
      <Box className="col grow">
        <Box className="row tight wrap">
          <Text as="h1" className="h1">
            {me.nickname}
          </Text>
          <Tag tone={me.rank === 'member' ? '' : 'accent'}>{words.ranks[me.rank]}</Tag>
        </Box>
        <Text className="t12 sec">
          {`${words.me.joined(formatDay(me.joinedAt, language, now().toISOString()))} · ${me.referrer ? words.me.referredBy(me.referrer.nickname) : words.me.noReferrer}`}
        </Text>
      </Box>
      <Icon name="right" />
    </Press>
  )
}

const shortcuts: { stage: 'to_pay' | 'to_ship' | 'to_receive'; icon: IconName }[] = [
  { stage: 'to_pay', icon: 'wallet' },
  { stage: 'to_ship', icon: 'box' },
  { stage: 'to_receive', icon: 'truck' },
]

function OrderShortcuts() {
  const words = useWords()
  const { elder } = usePreferences()
  if (elder) {
    return (
      <Box className="card block flush cells">
        <Cell title={words.me.orders} to={paths.orders()} testId="to-orders" />
        <Cell title={words.me.afterSales} to={paths.afterSales} />
      </Box>
    )
  }
  return (
    <Box className="card block">
      <Press className="row between reach" to={paths.orders()} testId="to-orders">
        <Text className="h2">{words.me.orders}</Text>
        <Box className="more">
          <Text>{words.me.allOrders}</Text>
          <Icon name="right" size="s" />
        </Box>
      </Press>
      <Box className="shortcuts">
        {shortcuts.map(({ stage, icon }) => (
          <Press key={stage} className="shortcut" to={paths.orders(stage)} testId={`orders-${stage}`}>
            <Icon name={icon} />
            <Text className="t12">{words.orders.stages[stage]}</Text>
          </Press>
        ))}
        <Press className="shortcut" to={paths.afterSales} testId="to-after-sales">
          <Icon name="swap" />
          <Text className="t12">{words.me.afterSales}</Text>
        </Press>
      </Box>
    </Box>
  )
}

/** What earns: nothing here needs buying first, and each door says so. */
function Business({ me }: { me: Me }) {
  const { me: words, cards, lead, promotion, delivery, supply, statements } = useWords()
  return (
    <>
      <Text as="h2" className="h2 pad mt24">
        {words.business}
      </Text>
      <Box className="card block flush cells">
        {me.rank === 'member' && <Cell icon="users" title={words.apply} note={words.applyNote} to={paths.apply} testId="to-apply" />}
        <Cell icon="coin" title={words.earnings} to={paths.earnings} testId="to-earnings" />
        <Cell icon="wallet" title={words.withdraw} note={words.withdrawNote} to={paths.withdraw} testId="to-withdraw" />
        <Cell icon="qr" title={words.share} to={paths.share} testId="to-share" />
        <Cell icon="picture" title={cards.poster.title} to={paths.posters()} testId="to-posters" />
        <Cell icon="branch" title={cards.shares.title} to={paths.shareCodes} testId="to-share-codes" />
        <Cell icon="contacts" title={words.card} to={paths.card(me.id)} testId="to-card" />
        <RequestsCell me={me} />
        <Cell icon="eye" title={words.visitors} to={paths.visitors} testId="to-visitors" />
        <Cell icon="users" title={lead.title} note={lead.note} to={paths.leads} testId="to-leads" />
        {me.shopId ? (
          <>
            <Cell icon="store" title={words.myShop} to={paths.shop(me.shopId)} testId="to-my-shop" />
            <Cell icon="grid" title={words.market} to={paths.market} testId="to-market" />
            <Cell icon="box" title={words.myGoods} to={paths.myGoods} testId="to-my-goods" />
            <Cell icon="spark" title={promotion.mine.title} note={promotion.mine.note} to={paths.myPromotions} testId="to-my-promotions" />
            <Cell icon="store" title={delivery.shopTitle} note={delivery.shopNote} to={paths.shopHandovers} testId="to-shop-handovers" />
            <Cell icon="doc" title={words.shopOrders} to={paths.shopOrders} testId="to-shop-orders" />
            <Cell icon="doc" title={statements.title} to={paths.statements} testId="to-statements" />
          </>
        ) : (
          <Cell icon="store" title={words.openShop} note={words.openShopNote} to={paths.openShop} testId="to-open-shop" />
        )}
        <Cell icon="truck" title={supply.title} note={supply.note} to={paths.supply} testId="to-supply" />
      </Box>
    </>
  )
}
