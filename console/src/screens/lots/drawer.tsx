import { Button, Form, Input, InputNumber, Modal, Popover, Select } from 'antd'
import { useState } from 'react'
import { type Body, call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { BeijingPicker } from '../products/editor/beijing-picker.tsx'
import { type LotRow, leftOf, toneOfFreshness, type Warehouse } from './lot.ts'
import { PieceFields, piecesOf, WarehouseField } from './receive-dialog.tsx'

type DrawerProps = { lot: LotRow | undefined; warehouses: readonly Warehouse[]; onClose: () => void; onChange: (lot: LotRow) => void }

/** One lot: how much lies where, and its way so far. */
export function LotDrawer({ lot, warehouses, onClose, onChange }: DrawerProps) {
  const { lots } = useWords()
  const [dialog, setDialog] = useState<'more' | 'event'>()
  const footer = lot && (
    <>
      <Button onClick={() => setDialog('event')} data-testid="add-event">
        {lots.addEvent}
      </Button>
      {lot.freshness !== 'expired' && (
        <Button type="primary" disabled={warehouses.length === 0} onClick={() => setDialog('more')} data-testid="receive-more">
          {lots.receiveMore}
        </Button>
      )}
    </>
  )
  return (
    <DetailDrawer open={lot !== undefined} title={lot && <span className="code">{lot.code}</span>} onClose={onClose} footer={footer}>
      {lot && <LotFacts lot={lot} onChange={onChange} />}
      {lot && (
        <MoreDialog lot={lot} warehouses={warehouses} open={dialog === 'more'} onClose={() => setDialog(undefined)} onChange={onChange} />
      )}
      {lot && <EventDialog lot={lot} open={dialog === 'event'} onClose={() => setDialog(undefined)} onChange={onChange} />}
    </DetailDrawer>
  )
}

function LotFacts({ lot, onChange }: { lot: LotRow; onChange: (lot: LotRow) => void }) {
  const words = useWords()
  const { lots } = words
  const { day, time } = useTimes()
  return (
    <>
      <Facts
        items={[
          [lots.product, lot.productTitle],
          [
            words.state,
            <Mark key="state" tone={toneOfFreshness[lot.freshness]}>
              {lots.freshness[lot.freshness]}
            </Mark>,
          ],
          [lots.bestBefore, lot.bestBefore ? day(lot.bestBefore) : lots.noBestBefore],
          [lots.left, `${lots.pieces(leftOf(lot))}（${lots.counts(lot.receivedPieces, lot.shippedPieces, lot.expiredPieces)}）`],
          [lots.origin, lot.origin],
          [lots.producer, lot.producer],
          [lots.story, lot.story],
        ]}
      />
      {lot.stock.length > 0 && (
        <ul className="line-list">
          {lot.stock.map((pieces) => (
            <li key={`${pieces.warehouseId} ${pieces.skuId}`}>
              <div className="cell-two">
                <b>{pieces.warehouseName}</b>
                <small>{pieces.skuName}</small>
              </div>
              <span className="money">{lots.pieces(pieces.quantity)}</span>
              <CountButton lot={lot} pieces={pieces} onChange={onChange} />
            </li>
          ))}
        </ul>
      )}
      <h3 className="drawer-head">{lots.way}</h3>
      <p className="quiet">{lots.wayNote}</p>
      {lot.events.length === 0 && <p>{lots.noEvents}</p>}
      <ol className="trace">
        {lot.events.map(({ kind, at, place, note }) => (
          <li key={`${kind} ${at}`}>
            <time dateTime={at}>{time(at)}</time>
            <div className="cell-two">
              <b>{`${words.traceKinds[kind]}，${place}`}</b>
              <small>{note}</small>
            </div>
          </li>
        ))}
      </ol>
    </>
  )
}

type Pieces = LotRow['stock'][number]

function CountButton({ lot, pieces, onChange }: { lot: LotRow; pieces: Pieces; onChange: (lot: LotRow) => void }) {
  const words = useWords()
  const { lots } = words
  const { act, busy } = useAct()
  const [open, setOpen] = useState(false)
  const [quantity, setQuantity] = useState<number | null>(pieces.quantity)
  const save = async () => {
    const { skuId, warehouseId } = pieces
    if (quantity === null) return
    const done = await act(async () => {
      await call('POST /console/lots/:id/count', { params: { id: lot.id }, body: { skuId, warehouseId, quantity } })
      onChange(await call('GET /console/lots/:id', { params: { id: lot.id } }))
    }, lots.counted)
    if (done) setOpen(false)
  }
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={lots.countTitle}
      content={
        <div className="stock-form">
          <InputNumber
            min={0}
            max={1_000_000}
            precision={0}
            value={quantity}
            onChange={setQuantity}
            aria-label={lots.countTitle}
            data-testid="counted"
          />
          <Button type="primary" loading={busy} onClick={() => void save()} data-testid="count-go">
            {words.save}
          </Button>
        </div>
      }
    >
      <Button size="small" data-testid="count">
        {lots.count}
      </Button>
    </Popover>
  )
}

type DialogProps = { lot: LotRow; open: boolean; onClose: () => void; onChange: (lot: LotRow) => void }
type More = { warehouseId: Warehouse['id']; pieces?: Record<string, number | null> }

function MoreDialog({ lot, warehouses, open, onClose, onChange }: DialogProps & { warehouses: readonly Warehouse[] }) {
  const words = useWords()
  const { lots } = words
  const [form] = Form.useForm<More>()
  const { act, busy } = useAct()
  const intention = useIntention()
  const options = [...new Map(lot.stock.map(({ skuId, skuName }) => [skuId, { id: skuId, name: skuName }])).values()]
  const receive = async ({ warehouseId, pieces }: More) => {
    const body = { warehouseId, pieces: piecesOf(pieces) }
    const done = await act(
      async () => onChange(await call('POST /console/lots/:id/receipts', { params: { id: lot.id }, body, intention })),
      lots.received,
    )
    if (done) onClose()
  }
  return (
    <Modal
      open={open}
      title={`${lots.receiveMore} ${lot.code}`}
      okText={lots.go}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'more-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={(more) => void receive(more)}>
        <WarehouseField warehouses={warehouses} />
        <PieceFields options={options} />
      </Form>
    </Modal>
  )
}

type Event = Body<'POST /console/lots/:id/events'>

function EventDialog({ lot, open, onClose, onChange }: DialogProps) {
  const words = useWords()
  const { lots } = words
  const [form] = Form.useForm<Event>()
  const { act, busy } = useAct()
  const intention = useIntention()
  const required = (label: string) => [{ required: true, message: words.required(label) }]
  const add = async ({ note = '', ...event }: Event) => {
    const body = { ...event, note }
    const done = await act(
      async () => onChange(await call('POST /console/lots/:id/events', { params: { id: lot.id }, body, intention })),
      lots.eventAdded,
    )
    if (done) onClose()
  }
  return (
    <Modal
      open={open}
      title={lots.way}
      okText={lots.addEvent}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'event-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{lots.wayNote}</p>
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={(event) => void add(event)}>
        <Form.Item name="kind" label={lots.eventKind} rules={required(lots.eventKind)}>
          <Select options={Object.entries(words.traceKinds).map(([value, label]) => ({ value, label }))} data-testid="event-kind" />
        </Form.Item>
        <Form.Item name="at" label={lots.eventAt} rules={required(lots.eventAt)}>
          <BeijingPicker label={lots.eventAt} withTime />
        </Form.Item>
        <Form.Item name="place" label={lots.eventPlace} rules={required(lots.eventPlace)}>
          <Input maxLength={80} data-testid="event-place" />
        </Form.Item>
        <Form.Item name="note" label={lots.eventNote}>
          <Input maxLength={200} data-testid="event-note" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
