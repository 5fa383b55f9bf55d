import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useEffect } from 'react'
import { type Body, call, type Item } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { BeijingPicker } from '../products/editor/beijing-picker.tsx'
import type { LotRow, Warehouse } from './lot.ts'

type Product = Item<'GET /console/products'>
type NewLot = Body<'POST /console/products/:id/lots'>
type Filled = Omit<NewLot, 'pieces' | 'bestBefore'> & {
  productId: Product['id']
  bestBefore?: string | null
  pieces?: Record<string, number | null>
}
type ReceiveProps = { open: boolean; warehouses: readonly Warehouse[]; onClose: () => void; onReceived: () => void }

/** A new lot: of which product, where from, how much of each option, into which warehouse. */
export function ReceiveDialog({ open, warehouses, onClose, onReceived }: ReceiveProps) {
  const words = useWords()
  const { lots } = words
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const intention = useIntention()
  const products = useAsked(open ? 'approved products' : null, () =>
    call('GET /console/products', { query: { state: 'approved', limit: 50 } }),
  )
  const receive = async ({ productId, pieces, bestBefore, ...lot }: Filled) => {
    const body: NewLot = { ...lot, bestBefore: bestBefore ?? null, pieces: piecesOf(pieces) }
    if (!(await act(() => call('POST /console/products/:id/lots', { params: { id: productId }, body, intention }), lots.received))) return
    onReceived()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={lots.receive}
      okText={lots.go}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'receive-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={(filled) => void receive(filled)}>
        <Fields products={products.data?.items ?? []} warehouses={warehouses} />
      </Form>
    </Modal>
  )
}

export const piecesOf = (pieces: Record<string, number | null> | undefined) =>
  Object.entries(pieces ?? {}).flatMap(([skuId, quantity]) =>
    quantity ? [{ skuId: skuId as LotRow['stock'][number]['skuId'], quantity }] : [],
  )

function Fields({ products, warehouses }: { products: readonly Product[]; warehouses: readonly Warehouse[] }) {
  const words = useWords()
  const { lots } = words
  const form = Form.useFormInstance<Filled>()
  const productId = Form.useWatch<string | undefined>('productId')
  const product = products.find(({ id }) => id === productId)
  const required = (label: string) => [{ required: true, message: words.required(label) }]
  // The last lot came from the same place, most of the time.
  useEffect(() => {
    if (product?.lot) form.setFieldsValue({ origin: product.lot.origin, producer: product.lot.producer })
  }, [product, form])
  return (
    <>
      <Form.Item name="productId" label={lots.product} rules={required(lots.product)}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={products.filter(({ kind }) => kind === 'goods').map(({ id, title }) => ({ value: id, label: title }))}
          data-testid="lot-product"
        />
      </Form.Item>
      <div className="fields-2">
        <Form.Item name="code" label={lots.code} rules={required(lots.code)}>
          <Input maxLength={40} data-testid="lot-code" />
        </Form.Item>
        <Form.Item name="bestBefore" label={lots.bestBefore}>
          <BeijingPicker label={lots.bestBefore} />
        </Form.Item>
        <Form.Item name="origin" label={lots.origin} rules={required(lots.origin)}>
          <Input maxLength={80} data-testid="lot-origin" />
        </Form.Item>
        <Form.Item name="producer" label={lots.producer} rules={required(lots.producer)}>
          <Input maxLength={80} data-testid="lot-producer" />
        </Form.Item>
      </div>
      <WarehouseField warehouses={warehouses} />
      {product && <PieceFields options={product.skus.map(({ id, name }) => ({ id, name }))} />}
    </>
  )
}

export function WarehouseField({ warehouses }: { warehouses: readonly Warehouse[] }) {
  const words = useWords()
  const label = words.lots.warehouse
  return (
    <Form.Item
      name="warehouseId"
      label={label}
      initialValue={warehouses[0]?.id}
      rules={[{ required: true, message: words.required(label) }]}
    >
      <Select options={warehouses.map(({ id, name }) => ({ value: id, label: name }))} data-testid="lot-warehouse" />
    </Form.Item>
  )
}

export function PieceFields({ options }: { options: readonly { id: string; name: string }[] }) {
  const { lots } = useWords()
  return (
    <fieldset className="pieces">
      <legend>{lots.quantity}</legend>
      {options.map(({ id, name }, index) => (
        <Form.Item
          key={id}
          name={['pieces', id]}
          label={name}
          dependencies={options.filter((other) => other.id !== id).map((other) => ['pieces', other.id])}
          rules={[
            ({ getFieldValue }) => ({
              validator: () =>
                index > 0 || Object.values((getFieldValue('pieces') ?? {}) as Record<string, number | null>).some(Boolean)
                  ? Promise.resolve()
                  : Promise.reject(new Error(lots.noPieces)),
            }),
          ]}
        >
          <InputNumber min={0} max={1_000_000} precision={0} className="full" data-testid={`pieces-${index}`} />
        </Form.Item>
      ))}
    </fieldset>
  )
}
