import { useState } from 'react'
import { formatDay, formatTime } from '../../../../design/dates.ts'
import { call, type Reply } from '../../api.ts'
import { now } from '../../clock.ts'
import { Box } from '../../elements/box.tsx'
import { Press } from '../../elements/press.tsx'
import { Text } from '../../elements/text.tsx'
import { useLoad } from '../../load.ts'
import { usePreferences } from '../../preferences.ts'
import { useWords } from '../../words/words.ts'
import type { Order } from './index.tsx'

type Sent = Reply<'GET /orders/:id/lots'>['items'][number]

/** From which lots the goods came, and their way from the field to the door. Goods that are kept without lots say nothing here. */
export function SentLots({ order }: { order: Order }) {
  const words = useWords().sentLots
  const lots = useLoad(`order-lots:${order.id}`, () => call('GET /orders/:id/lots', { params: { id: order.id } }))
  const items = lots.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Box as="section" className="card block" testId="sent-lots">
      <Text as="h2" className="b">
        {words.title}
      </Text>
      {items.map((sent) => (
        <SentLot key={`${sent.lineId}${sent.lot.id}`} sent={sent} order={order} />
      ))}
    </Box>
  )
}

function SentLot({ sent: { lineId, title, quantity, lot }, order }: { sent: Sent; order: Order }) {
  const words = useWords()
  const { language } = usePreferences()
  const [open, setOpen] = useState(false)
  const parcelId = order.lines.find(({ id }) => id === lineId)?.parcelId
  const parcel = order.parcels.find(({ id }) => id === parcelId)
  const steps = [
    ...lot.events.map(({ kind, at, place, note }) => ({ at, text: `${words.product.kinds[kind]} · ${place}`, note })),
    ...(parcel?.shippedAt ? [{ at: parcel.shippedAt, text: words.sentLots.shipped(parcel.supplierName), note: '' }] : []),
    ...(parcel?.tracks ?? []).map(({ at, text, place }) => ({ at, text, note: place })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <Box className="mt12">
      <Text as="p">{title}</Text>
      <Text as="p" className="t12 sec">
        {words.sentLots.lot(lot.code, quantity)}
      </Text>
      <Text as="p" className="t12 sec">
        {[
          words.sentLots.origin(lot.origin),
          lot.bestBefore && words.sentLots.bestBefore(formatDay(lot.bestBefore, language, now().toISOString())),
        ]
          .filter(Boolean)
          .join('，')}
      </Text>
      <Press className="link t12" onPress={() => setOpen(!open)} testId={`lot-way-${lot.id}`}>
        {open ? words.sentLots.less : words.sentLots.more}
      </Press>
      {open && (
        <Box as="ol" className="tracking">
          {steps.map((step, at) => (
            <Box as="li" key={`${step.at}${step.text}`} className={`track-point${at === 0 ? ' now' : ''}`}>
              <Text as="p" className={at === 0 ? '' : 'sec'}>
                {step.text}
              </Text>
              <Text className="t12 sec num long">{[formatTime(step.at, language), step.note].filter(Boolean).join(' ')}</Text>
            </Box>
          ))}
        </Box>
      )}
    </Box>
  )
}
