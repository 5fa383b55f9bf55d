import { formatDay, formatTime } from '../../../../design/dates.ts'
import { formatMoney } from '../../../../design/money.ts'
import { useAct } from '../../act.ts'
import { call } from '../../api.ts'
import { copy } from '../../copy.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { Button } from '../../parts/button.tsx'
import { GoodsLine } from '../../parts/goods-line.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Tag } from '../../parts/marks.tsx'
import { Tracks } from '../../parts/tracks.tsx'
import { paths } from '../../paths.ts'
import { usePreferences } from '../../preferences.ts'
import { confirm } from '../../tell.ts'
import { useWords } from '../../words/words.ts'
import type { Order } from './index.tsx'

type Parcel = Order['parcels'][number]
type Line = Order['lines'][number]

const tones = { to_ship: '', shipped: 'amber', received: 'jade' } as const

/** One supplier's parcel: what is in it, where it is, and what can be done. */
export function ParcelCard({ order, parcel, at, onReceived }: { order: Order; parcel: Parcel; at: number; onReceived: () => void }) {
  const { order: words, delivery } = useWords()
  const live = order.state === 'paid' || order.state === 'completed'
  return (
    <Box as="section" className="card block" testId={`parcel-${parcel.id}`}>
      <Box className="row between">
        <Box className="col grow">
          <Text className="b">{order.parcels.length > 1 ? words.parcel(at) : order.shopName}</Text>
          <Text className="t12 sec">{order.delivery === 'parcel' ? words.from(parcel.supplierName) : delivery.ways[order.delivery]}</Text>
        </Box>
        {live && <Tag tone={tones[parcel.state]}>{words.parcelStates[parcel.state]}</Tag>}
      </Box>
      {order.lines
        .filter(({ parcelId }) => parcelId === parcel.id)
        .map((line) => (
          <GoodsLine key={line.id} {...line}>
            <LineActions order={order} parcel={parcel} line={line} />
          </GoodsLine>
        ))}
      {live && parcel.trackingNumber && <Tracking parcel={parcel} />}
      {live && parcel.state === 'shipped' && <Receive parcel={parcel} onReceived={onReceived} />}
    </Box>
  )
}

function LineActions({ order, parcel, line }: { order: Order; parcel: Parcel; line: Line }) {
  const words = useWords().order
  const { language } = usePreferences()
  if (order.state !== 'paid' && order.state !== 'completed') return null
  const refundable = order.state === 'paid' && !line.afterSaleOpen && line.refundedFen < line.baseFen
  return (
    <>
      {line.refundedFen > 0 && <Text className="t12 sec">{words.refunded(formatMoney(line.refundedFen))}</Text>}
      {line.windowEndsAt && refundable && <Text className="t12 sec">{words.windowEnds(formatTime(line.windowEndsAt, language))}</Text>}
      <Box className="row wrap tight mt8">
        {line.afterSaleOpen && (
          <Press className="link t12" to={paths.afterSales}>
            {words.afterSaleOpen}
          </Press>
        )}
        {refundable && (
          <Button kind="quiet" small to={paths.askRefund(order.id, line.id)} testId={`ask-refund-${line.id}`}>
            {words.askRefund}
          </Button>
        )}
        {parcel.state === 'received' && !line.reviewed && line.refundedFen < line.baseFen && (
          <Button kind="outline" small to={paths.review(order.id, line.id)} testId={`review-${line.id}`}>
            {words.review}
          </Button>
        )}
        {line.reviewed && <Text className="t12 jade">{words.reviewed}</Text>}
      </Box>
    </>
  )
}

/** The courier's tracks, newest first. */
function Tracking({ parcel }: { parcel: Parcel }) {
  const words = useWords()
  const courier = words.order.couriers[parcel.courier ?? ''] ?? parcel.courier ?? ''
  return (
    <Box className="tracking rule" testId="tracking">
      <Press className="row between courier" onPress={() => copy(parcel.trackingNumber ?? '', words.copied)} label={words.order.copy}>
        <Text className="num">{`${courier} ${parcel.trackingNumber}`}</Text>
        <Icon name="copy" size="s" />
      </Press>
      {parcel.tracks.length === 0 ? <Text className="sec">{words.order.noTracks}</Text> : <Tracks steps={parcel.tracks} />}
    </Box>
  )
}

function Receive({ parcel, onReceived }: { parcel: Parcel; onReceived: () => void }) {
  const words = useWords().order
  const { language } = usePreferences()
  const { busy, act } = useAct()
  const receive = () =>
    act(async () => {
      if (!(await confirm({ title: words.receivedAsk, words: words.receivedAskWords, yes: words.received, no: words.notYet }))) return
      await call('POST /parcels/:id/receipt', { params: { id: parcel.id } })
      onReceived()
    })
  return (
    <Box className="mt12">
      <Button kind="outline" wide busy={busy} onPress={receive} testId="received">
        {words.received}
      </Button>
      {parcel.autoReceiveAt && (
        <Text as="p" className="t12 sec mt8 center">
          {words.autoReceive(formatDay(parcel.autoReceiveAt, language))}
        </Text>
      )}
    </Box>
  )
}
