import { formatMoney } from '@lianka/design/money'
import { App, Form, Modal } from 'antd'
import { type Body, call, type Item } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { MoneyInput } from './editor/money-input.tsx'
import type { Product } from './product.ts'

type Sku = Product['skus'][number]
type Band = Body<'PATCH /console/skus/:id/prices'>
type ShopPrice = Item<'GET /console/skus/:id/shop-prices'>
type PricesDialogProps = { sku: Sku; open: boolean; onClose: () => void; onChanged: (band: Partial<Sku>) => void }

const inOrder = ({ supplyPriceFen, minPriceFen, suggestedPriceFen, maxPriceFen }: Band) =>
  supplyPriceFen <= minPriceFen && minPriceFen <= suggestedPriceFen && suggestedPriceFen <= maxPriceFen

/** New prices of one option; what they do to the shops that list it is said while one types. */
export function PricesDialog({ sku, open, onClose, onChanged }: PricesDialogProps) {
  const words = useWords()
  const { prices } = words.ownGoods
  const [form] = Form.useForm<Band>()
  const { act, busy } = useAct()
  const { message } = App.useApp()
  const save = (band: Band) =>
    act(async () => {
      const { movedListings } = await call('PATCH /console/skus/:id/prices', { params: { id: sku.id }, body: band })
      void message.success(prices.saved(movedListings))
      onChanged(band as Partial<Sku>)
      onClose()
    })
  return (
    <Modal
      open={open}
      title={prices.title(sku.name)}
      okText={prices.go}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'prices-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{prices.note}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={bandOf(sku)}
        onFinish={(band) => void save(band)}
      >
        <PriceFields />
        <Effect sku={sku} />
      </Form>
    </Modal>
  )
}

const bandOf = ({ supplyPriceFen, minPriceFen, suggestedPriceFen, maxPriceFen }: Sku): Band => ({
  supplyPriceFen,
  minPriceFen,
  suggestedPriceFen,
  maxPriceFen,
})

const fields = [
  ['supplyPriceFen', 'supply'],
  ['minPriceFen', 'low'],
  ['suggestedPriceFen', 'suggested'],
  ['maxPriceFen', 'high'],
] as const

function PriceFields() {
  const words = useWords()
  const { prices } = words.ownGoods
  return (
    <div className="fields-2">
      {fields.map(([name, word]) => (
        <Form.Item
          key={name}
          name={name}
          label={prices[word]}
          rules={[
            { required: true, message: words.required(prices[word]) },
            ...(name === 'supplyPriceFen'
              ? [
                  ({ getFieldsValue }: { getFieldsValue: () => unknown }) => ({
                    validator: () => (inOrder(getFieldsValue() as Band) ? Promise.resolve() : Promise.reject(new Error(prices.order))),
                  }),
                ]
              : []),
          ]}
        >
          <MoneyInput label={prices[word]} />
        </Form.Item>
      ))}
    </div>
  )
}

const shopsAt = (items: readonly ShopPrice[], fits: (priceFen: number) => boolean) =>
  items.filter(({ priceFen }) => fits(priceFen)).reduce((sum, { shops }) => sum + shops, 0)

function Effect({ sku }: { sku: Sku }) {
  const { prices } = useWords().ownGoods
  const asked = useAsked(`shop prices ${sku.id}`, () => call('GET /console/skus/:id/shop-prices', { params: { id: sku.id } }))
  const [low, high, supply] = [Form.useWatch('minPriceFen'), Form.useWatch('maxPriceFen'), Form.useWatch('supplyPriceFen')] as (
    | number
    | undefined
  )[]
  if (asked.error !== undefined && !asked.data) return <Failed error={asked.error} retry={asked.again} />
  if (!asked.data) return <WaitingRows rows={2} />
  const { items } = asked.data
  const [all, raised, lowered] = [
    shopsAt(items, () => true),
    low === undefined ? 0 : shopsAt(items, (price) => price < low),
    high === undefined ? 0 : shopsAt(items, (price) => price > high),
  ]
  return (
    <section className="price-effect" aria-live="polite" data-testid="price-effect">
      <h3>{prices.effect}</h3>
      {all === 0 ? (
        <p>{prices.nobody}</p>
      ) : (
        <ul>
          {raised > 0 && <li>{prices.raised(raised, formatMoney(low ?? 0))}</li>}
          {lowered > 0 && <li>{prices.lowered(lowered, formatMoney(high ?? 0))}</li>}
          {all - raised - lowered > 0 && <li>{prices.stay(all - raised - lowered)}</li>}
          {raised + lowered > 0 && <li>{prices.movedTold}</li>}
          {supply !== undefined && supply !== sku.supplyPriceFen && <li>{prices.supplyTold}</li>}
        </ul>
      )}
    </section>
  )
}
