import { useRouter } from '@tarojs/taro'
import { formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { call, type Reply } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { EvidenceRow } from '../../parts/evidence.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Row } from '../../parts/list.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Await } from '../../parts/states.tsx'
import { Tracks } from '../../parts/tracks.tsx'
import { usePreferences } from '../../preferences.ts'
import { queryOf } from '../../query.ts'
import { useWords } from '../../words/words.ts'
import { Appeal, SendBack, Withdraw } from './acts.tsx'

export type Request = Reply<'GET /after-sales/:id'>

// biome-ignore lint/style/noDefaultExport: Taro opens the default export
export default function AfterSalePage() {
  const words = useWords().refund
  const { id = '' } = queryOf(useRouter().params)
  const request = useLoad(`after-sale:${id}`, () => call('GET /after-sales/:id', { params: { id } }))
  return (
    <Screen title={words.title} testId="after-sale">
      <Await from={request}>
        {(found) => (
          <>
            <Standing request={found} />
            {found.state === 'approved' && <SendBack request={found} onSent={request.change} />}
            {found.mayEscalate && found.state === 'rejected' && <Appeal request={found} onSent={request.change} />}
            <Facts request={found} />
            {found.parcels.map((parcel) => (
              <ParcelOnItsWay key={parcel.direction} parcel={parcel} />
            ))}
            <Evidence request={found} />
            <History request={found} />
            {found.mayEscalate && found.state !== 'rejected' && <Appeal request={found} onSent={request.change} />}
            <Withdraw request={found} onDone={request.change} />
          </>
        )}
      </Await>
    </Screen>
  )
}

function Standing({ request }: { request: Request }) {
  const words = useWords().refund
  const { language } = usePreferences()
  const when = request.state === 'refunded' ? request.refundedAt : request.answerBy
  return (
    <Box className="pad mt12">
      <Text as="h2" className="h1" testId="standing">
        {words.states[request.state]}
      </Text>
      <Text as="p" className="sec">
        {words.whatNext[request.state](when ? formatTime(when, language) : '')}
      </Text>
    </Box>
  )
}

function Facts({ request }: { request: Request }) {
  const words = useWords().refund
  const { language } = usePreferences()
  const { number } = useWords().order
  return (
    <Box className="card block">
      <GoodsLine title={request.title} skuName={request.skuName} picture={request.picture} quantity={request.quantity} />
      <Box className="mt12">
        {request.kind !== 'exchange' && (
          <Row name={words.sum} strong>
            {formatMoney(request.amountFen)}
          </Row>
        )}
        {request.postageFen > 0 && <Row name={words.postage}>{formatMoney(request.postageFen)}</Row>}
        <Row name={words.kindIs}>{words.kinds[request.kind]}</Row>
        <Row name={words.reason}>{words.reasons[request.reason]}</Row>
        {request.bearer && <Row name={words.bearer}>{words.bearers[request.bearer]}</Row>}
        <Row name={words.asked}>{formatTime(request.requestedAt, language)}</Row>
        <Row name={number}>{request.orderNumber}</Row>
      </Box>
      {request.words && (
        <Text as="p" className="mt12">
          {request.words}
        </Text>
      )}
      {request.decisionWords && (
        <Text as="p" className="mt12">
          <Text className="b">{`${words.decision} `}</Text>
          {request.decisionWords}
        </Text>
      )}
    </Box>
  )
}

function ParcelOnItsWay({ parcel }: { parcel: Request['parcels'][number] }) {
  const words = useWords()
  const courier = words.order.couriers[parcel.courier] ?? parcel.courier
  return (
    <Box className="card block" testId={`parcel-${parcel.direction}`}>
      <Text as="h2" className="b">
        {words.refund.directions[parcel.direction]}
      </Text>
      <Press className="row between courier" onPress={() => copy(parcel.trackingNumber, words.copied)} label={words.order.copy}>
        <Text className="num">{`${courier} ${parcel.trackingNumber}`}</Text>
        <Icon name="copy" size="s" />
      </Press>
      {parcel.tracks.length === 0 ? <Text className="sec">{words.refund.noTracks}</Text> : <Tracks steps={parcel.tracks} />}
    </Box>
  )
}

function Evidence({ request }: { request: Request }) {
  const words = useWords().refund
  const sides = (['buyer', 'supplier', 'platform'] as const).filter((side) => request.evidence.some((one) => one.side === side))
  if (sides.length === 0) return null
  return (
    <Box className="card block">
      <Text as="h2" className="b">
        {words.evidence}
      </Text>
      {sides.map((side) => (
        <Box key={side} className="mt8">
          <Text as="p" className="t12 sec">
            {words.ofSide[side]}
          </Text>
          <Box className="mt4">
            <EvidenceRow pictures={request.evidence.filter((one) => one.side === side)} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function History({ request }: { request: Request }) {
  const words = useWords().refund
  return (
    <Box className="card block" testId="after-sale-history">
      <Text as="h2" className="b">
        {words.history}
      </Text>
      <Box className="mt12">
        <Tracks
          steps={[...request.history].reverse().map(({ at, to, side, words: said }) => ({
            at,
            text: said ? `${words.states[to]}：${said}` : words.states[to],
            place: words.sides[side],
          }))}
        />
      </Box>
    </Box>
  )
}
