import { Form, Input, Modal, Select } from 'antd'
import { type Body, call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import type { Parcel } from './parcel.ts'

type Shipment = Body<'POST /console/parcels/:id/shipment'>
type ShipDialogProps = { parcel: Parcel | undefined; onClose: () => void; onShipped: (parcel: Partial<Parcel> & { id: string }) => void }

const lastCourier = 'lianka.console.courier'

/** Hands a parcel to a courier. The courier of last time is chosen already: most suppliers have one. */
export function ShipDialog({ parcel, onClose, onShipped }: ShipDialogProps) {
  const words = useWords()
  const [form] = Form.useForm<Shipment>()
  const { act, busy } = useAct()
  const { parcels, couriers } = words

  const ship = async (shipment: Shipment) => {
    if (!parcel) return
    const shipped = await act(
      () => call('POST /console/parcels/:id/shipment', { params: { id: parcel.id }, body: shipment }),
      parcels.shipped,
    )
    if (!shipped) return
    localStorage.setItem(lastCourier, shipment.courier)
    onShipped({ id: parcel.id, state: 'shipped', courier: shipment.courier, trackingNumber: shipment.trackingNumber })
    onClose()
  }

  return (
    <Modal
      open={parcel !== undefined}
      title={parcel && parcels.shipTitle(parcel.orderNumber)}
      okText={parcels.ship}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'ship-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={{ courier: localStorage.getItem(lastCourier) ?? undefined }}
        onFinish={(shipment) => void ship(shipment)}
      >
        {parcel && <p className="quiet">{`${parcel.receiver.name}，${parcel.receiver.region} ${parcel.receiver.detail}`}</p>}
        <Form.Item name="courier" label={parcels.courier} rules={[{ required: true, message: words.required(parcels.courier) }]}>
          <Select options={Object.entries(couriers).map(([value, label]) => ({ value, label }))} data-testid="courier" />
        </Form.Item>
        <Form.Item
          name="trackingNumber"
          label={parcels.number}
          normalize={(text: string) => text.replace(/\s/g, '')}
          rules={[{ required: true, pattern: /^[0-9A-Za-z]{6,30}$/, message: parcels.numberWrong }]}
        >
          <Input autoFocus maxLength={30} className="code-input" data-testid="tracking-number" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
