import { CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { type Parcel, toneOf } from './parcel.ts'

type ParcelDrawerProps = { parcel: Parcel | undefined; onClose: () => void; onShip: (parcel: Parcel) => void }

export function ParcelDrawer({ parcel, onClose, onShip }: ParcelDrawerProps) {
  const words = useWords()
  const footer = parcel?.state === 'to_ship' && (
    <Button type="primary" onClick={() => onShip(parcel)} data-testid="ship">
      {words.parcels.ship}
    </Button>
  )
  return (
    <DetailDrawer open={parcel !== undefined} title={<span className="code">{parcel?.orderNumber}</span>} onClose={onClose} footer={footer}>
      {parcel && <ParcelFacts parcel={parcel} />}
    </DetailDrawer>
  )
}

function ParcelFacts({ parcel }: { parcel: Parcel }) {
  const words = useWords()
  const { time } = useTimes()
  const { receiver, lines } = parcel
  const total = lines.reduce((sum, { supplyPriceFen, quantity }) => sum + supplyPriceFen * quantity, 0)
  return (
    <>
      <Facts
        items={[
          [
            words.state,
            <Mark key="state" tone={toneOf[parcel.state]}>
              {words.parcelStates[parcel.state]}
            </Mark>,
          ],
          [words.parcels.paidAt, time(parcel.paidAt)],
          [words.parcels.tracking, parcel.trackingNumber && <Tracking key="tracking" parcel={parcel} />],
        ]}
      />
      <h3 className="drawer-head">
        {words.parcels.receiver}
        <CopyAddress receiver={receiver} />
      </h3>
      <Facts
        items={[
          [words.parcels.receiver, receiver.name],
          [
            words.parcels.phone,
            <span key="phone" className="code">
              {receiver.phone}
            </span>,
          ],
          [words.parcels.address, `${receiver.region} ${receiver.detail}`],
        ]}
      />
      <h3 className="drawer-head">{words.parcels.goods}</h3>
      <ul className="line-list">
        {lines.map((line) => (
          <li key={`${line.title} ${line.skuName}`}>
            <div className="cell-two">
              <b>{line.title}</b>
              <small>
                {line.skuName} × {line.quantity}
                {line.lotCode && `，${words.parcels.lot(line.lotCode)}`}
              </small>
            </div>
            <Money fen={line.supplyPriceFen * line.quantity} />
          </li>
        ))}
        <li className="line-total">
          <span>{words.parcels.supplyTotal}</span>
          <Money fen={total} strong />
        </li>
      </ul>
    </>
  )
}

function Tracking({ parcel: { courier, trackingNumber } }: { parcel: Parcel }) {
  const { couriers } = useWords()
  const name = courier && courier in couriers ? couriers[courier as keyof typeof couriers] : courier
  return (
    <>
      {name} <span className="code">{trackingNumber}</span>
    </>
  )
}

function CopyAddress({ receiver: { name, phone, region, detail } }: { receiver: Parcel['receiver'] }) {
  const words = useWords()
  const { message } = App.useApp()
  // Pages opened over plain HTTP by a LAN address have no clipboard.
  if (!navigator.clipboard) return null
  const copy = async () => {
    await navigator.clipboard.writeText(`${name} ${phone} ${region} ${detail}`)
    void message.success(words.copied)
  }
  return (
    <Button type="text" size="small" icon={<CopyOutlined />} onClick={() => void copy()}>
      {words.parcels.copyAddress}
    </Button>
  )
}
