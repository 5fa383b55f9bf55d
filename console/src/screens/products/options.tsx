import { formatAmount } from '@lianka/design/money'
import { Button, InputNumber, Popover } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { Money } from '../../parts/money.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { PricesDialog } from './prices-dialog.tsx'
import type { Product } from './product.ts'

type Sku = Product['skus'][number]
type OptionsProps = { product: Product; onChange: (product: Product) => void }

/** Options with their prices; a supplier sets the stock right here, also while on sale. */
export function Options({ product, onChange }: OptionsProps) {
  const { products } = useWords()
  const mine = may(useMe().role, 'POST /console/products')
  const sold = product.state === 'approved' || product.state === 'withdrawn'
  const setSku = (id: Sku['id'], changed: Partial<Sku>) =>
    onChange({ ...product, skus: product.skus.map((sku) => (sku.id === id ? { ...sku, ...changed } : sku)) })
  const setStock = (id: Sku['id'], stock: number) => setSku(id, { stock })
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{products.option}</th>
          <th className="right">{products.supply}</th>
          <th className="right">{products.band}</th>
          <th className="right">{products.price}</th>
          <th className="right">{products.stock}</th>
        </tr>
      </thead>
      <tbody>
        {product.skus.map((sku) => (
          <tr key={sku.id}>
            <td>
              <div className="cell-two">
                <span>{sku.name}</span>
                <small>{products.grams(sku.weightGrams)}</small>
              </div>
            </td>
            <td className="right">
              <Money fen={sku.supplyPriceFen} />
            </td>
            <td className="right money">{`${formatAmount(sku.minPriceFen)}–${formatAmount(sku.maxPriceFen)}`}</td>
            <td className="right">
              <Money fen={sku.suggestedPriceFen} strong />
              {mine && sold && <PricesButton sku={sku} onSet={setSku} />}
            </td>
            <td className="right">{mine ? <StockButton sku={sku} onSet={setStock} /> : <span className="money">{sku.stock}</span>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Once on sale, prices change here; before that, in the editor. */
function PricesButton({ sku, onSet }: { sku: Sku; onSet: (id: Sku['id'], changed: Partial<Sku>) => void }) {
  const { prices } = useWords().ownGoods
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" type="link" className="prices-button" onClick={() => setOpen(true)} data-testid={`prices-${sku.id}`}>
        {prices.change}
      </Button>
      <PricesDialog sku={sku} open={open} onClose={() => setOpen(false)} onChanged={(band) => onSet(sku.id, band)} />
    </>
  )
}

function StockButton({ sku, onSet }: { sku: Sku; onSet: (id: Sku['id'], stock: number) => void }) {
  const words = useWords()
  const { act, busy } = useAct()
  const [open, setOpen] = useState(false)
  const [stock, setStock] = useState<number | null>(sku.stock)
  const save = async () => {
    if (stock === null) return
    const set = await act(() => call('PATCH /console/skus/:id/stock', { params: { id: sku.id }, body: { stock } }), words.products.stockSet)
    if (!set) return
    onSet(sku.id, stock)
    setOpen(false)
  }
  const form = (
    <form
      className="stock-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <InputNumber
        value={stock}
        min={0}
        max={1_000_000}
        precision={0}
        autoFocus
        onChange={setStock}
        aria-label={`${words.products.stock}: ${sku.name}`}
        data-testid="stock"
      />
      <Button type="primary" htmlType="submit" loading={busy} data-testid="stock-go">
        {words.save}
      </Button>
    </form>
  )
  return (
    <Popover content={form} trigger="click" open={open} onOpenChange={setOpen} destroyOnHidden placement="left">
      <Button size="small" type="text" className="stock-button" title={words.products.setStock} data-testid={`stock-${sku.id}`}>
        {sku.stock}
      </Button>
    </Popover>
  )
}
