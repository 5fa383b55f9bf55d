import { useRouter } from '@tarojs/taro'
import { formatLeft, formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { type Loaded, useLoad } from '../../load.ts'
import { replace } from '../../navigation.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Cell, Row } from '../../parts/list.tsx'
import { useStanding } from '../../parts/order-card.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { paths } from '../../paths.ts'
import { pay } from '../../platform/pay.ts'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import { Again, Journey, OpenDigital, PickupCode } from './more.tsx'
import { ParcelCard } from './parcel-card.tsx'
import { SentLots } from './sent-lots.tsx'
import './index.css'

export type Order = Reply<'GET /orders/:id'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function OrderPage() {
  const words = useWords().order
  const { id = '' } = queryOf(useRouter().params)
  const order = useLoad(`order:${id}`, () => call('GET /orders/:id', { params: { id } }))
  const unpaid = order.data?.state === 'awaiting_payment'
  return (
    <Screen title={words.title} testId="order" foot={unpaid && order.data && <PayBar order={order.data} onChange={order.change} />}>
      <Await from={order}>
        {(found) => (
          <>
            <Standing order={found} />
            {found.groupId && <GroupLink groupId={found.groupId} />}
            {isToFetch(found) && <PickupCode order={found} />}
            {found.delivery === 'digital' && found.paidAt && <OpenDigital order={found} />}
            {found.parcels.map((parcel, at) => (
              <ParcelCard key={parcel.id} order={found} parcel={parcel} at={at + 1} onReceived={order.reload} />
            ))}
            {found.delivery !== 'digital' && found.parcels.some(({ state }) => state !== 'to_ship') && <SentLots order={found} />}
            {found.paidAt && found.delivery !== 'digital' && <Journey order={found} />}
            <Address order={found} />
            <Sums order={found} />
            <About order={found} />
            {!unpaid && <Again order={found} />}
          </>
        )}
      </Await>
    </Screen>
  )
}

/** Handed over in person, and not yet. */
const isToFetch = ({ delivery, state, parcels }: Order) =>
  (delivery === 'pickup' || delivery === 'local') && state !== 'closed' && parcels.some((parcel) => parcel.state !== 'received')

function PayBar({ order, onChange }: { order: Order; onChange: Loaded<Order>['change'] }) {
  const words = useWords().order
  const { askFamily } = useWords().family
  const { busy, act } = useAct()
  const cancel = () =>
    act(async () => {
      if (!(await confirm({ title: words.cancelAsk, words: words.cancelWords, yes: words.cancel, no: words.keep, danger: true }))) return
      onChange(await call('POST /orders/:id/cancellation', { params: { id: order.id } }))
    })
  const payNow = () =>
    act(async () => {
      if ((await pay(order.id)) === 'asked') replace(paths.cashier(order.id))
    })
  return (
    <>
      <Button kind="quiet" busy={busy} onPress={cancel} testId="cancel-order">
        {words.cancel}
      </Button>
      <Button kind="quiet" to={paths.askFamily(order.id)} testId="ask-family">
        {askFamily}
      </Button>
      <Button busy={busy} onPress={payNow} testId="pay">
        {`${words.pay} ${formatMoney(order.totalFen)}`}
      </Button>
    </>
  )
}

/** Where the order stands, and what happens next and when. */
function Standing({ order }: { order: Order }) {
  const { order: words, delivery, digital } = useWords()
  const { language } = usePreferences()
  const states = order.parcels.map(({ state }) => state)
  const { name } = useStanding({ state: order.state, parcelStates: states })
  const next = () => {
    if (order.state === 'awaiting_payment' && order.expiresAt)
      return words.payBefore(formatTime(order.expiresAt, language), formatLeft(order.expiresAt, now().toISOString(), language))
    if (order.state === 'awaiting_group') return words.groupWords
    if (order.state === 'closed') return words.closedWords
    if (order.state === 'completed') return words.completedWords
    if (order.delivery === 'digital') return digital.orderWords
    if (order.delivery !== 'parcel' && states.some((state) => state !== 'received')) return delivery.orderWords[order.delivery]
    return states.includes('to_ship') ? words.toShipWords : states.includes('shipped') ? words.shippedWords : ''
  }
  return (
    <Box className="standing">
      <Text as="h2" className="h1" testId="standing">
        {name}
      </Text>
      <Text as="p" className="sec">
        {next()}
      </Text>
    </Box>
  )
}

function Address({ order: { address } }: { order: Order }) {
  if (!address) return null
  return (
    <Box className="card block row top">
      <Icon name="pin" />
      <Box className="col grow">
        <Text className="b">{`${address.name}  ${address.phoneMasked}`}</Text>
        <Text className="sec">{`${address.region} ${address.detail}`}</Text>
      </Box>
    </Box>
  )
}

function GroupLink({ groupId }: { groupId: string }) {
  const words = useWords().promotion
  return (
    <Box className="card block flush">
      <Cell icon="users" title={words.toGroup} to={paths.groupBuy(groupId)} testId="to-group" />
    </Box>
  )
}

function Sums({ order }: { order: Order }) {
  const words = useWords()
  const { language } = usePreferences()
  return (
    <Box className="card block">
      <Row name={words.cart.goods}>{formatMoney(order.goodsFen + order.cuts.reduce((sum, cut) => sum + cut.amountFen, 0))}</Row>
      {order.cuts.map((cut) => (
        <Row key={`${cut.kind} ${cut.zh}`} name={cut[language]}>
          {formatMoney(-cut.amountFen)}
        </Row>
      ))}
      <Row name={words.cart.postage}>{order.postageFen === 0 ? words.cart.freePostage : formatMoney(order.postageFen)}</Row>
      <Row name={words.cart.total} strong>
        {formatMoney(order.totalFen)}
      </Row>
      {order.refundedFen > 0 && <Row name={words.order.refunded('')}>{formatMoney(-order.refundedFen)}</Row>}
    </Box>
  )
}

function About({ order }: { order: Order }) {
  const words = useWords().order
  const { language } = usePreferences()
  const copied = useWords().copied
  // Several parcels that leave at once are said once.
  const happened = [...new Map(order.history.map((event) => [`${event.at} ${event.what}`, event]))]
  return (
    <Box className="card block">
      <Text as="h2" className="b">
        {words.facts}
      </Text>
      <Box className="row wrap base between mt4 number">
        <Text className="sec">{words.number}</Text>
        <Press className="row tight num link" onPress={() => copy(order.number, copied)} label={`${words.copy} ${order.number}`}>
          <Text className="num">{order.number}</Text>
          <Icon name="copy" size="s" />
        </Press>
      </Box>
      {happened.map(([key, { at, what }]) => (
        <Row key={key} name={words.happened[what] ?? what}>
          {formatTime(at, language)}
        </Row>
      ))}
      {order.note && (
        <Text as="p" className="mt8">
          {`${words.note}：${order.note}`}
        </Text>
      )}
    </Box>
  )
}
