import { formatAmount, formatMoney } from '@lianka/design/money'
import type { TableColumnsType } from 'antd'
import { useTimes, useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Picture } from '../../parts/picture.tsx'
import { type Product, toneOf } from './product.ts'

type Sku = Product['skus'][number]

/** The span of an amount over all options: `¥29.90`, or `¥29.90–49.90`. */
export function spanOf(skus: readonly Sku[], amountOf: (sku: Sku) => number): string {
  const amounts = skus.map(amountOf)
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)]
  if (amounts.length === 0) return '—'
  return low === high ? formatMoney(low) : `${formatMoney(low)}–${formatAmount(high)}`
}

export function useProductColumns(withSupplier: boolean): TableColumnsType<Product> {
  const words = useWords()
  const { time } = useTimes()
  const { products } = words
  const columns: TableColumnsType<Product> = [
    {
      title: products.product,
      render: (_, { title, subtitle, pictures }) => (
        <div className="cell-picture">
          <Picture path={pictures[0]} />
          <div className="cell-two">
            <b>{title}</b>
            <small>{subtitle}</small>
          </div>
        </div>
      ),
    },
    { title: products.supplier, dataIndex: 'supplierName', width: 150, ellipsis: true },
    {
      title: products.price,
      width: 172,
      align: 'right',
      render: (_, { skus }) => <span className="money">{spanOf(skus, ({ suggestedPriceFen }) => suggestedPriceFen)}</span>,
    },
    { title: products.stock, width: 90, align: 'right', render: (_, { skus }) => <Stock skus={skus} /> },
    {
      title: products.listed,
      width: 100,
      responsive: ['lg'],
      align: 'right',
      render: (_, { listingCount }) => products.shops(listingCount),
    },
    { title: words.state, width: 100, render: (_, { state }) => <Mark tone={toneOf[state]}>{words.productStates[state]}</Mark> },
    { title: words.updatedAt, width: 130, responsive: ['lg'], render: (_, { updatedAt }) => time(updatedAt) },
  ]
  return columns.filter(({ title }) => withSupplier || title !== products.supplier)
}

function Stock({ skus }: { skus: readonly Sku[] }) {
  const total = skus.reduce((sum, { stock }) => sum + stock, 0)
  return <span className={total === 0 ? 'money danger' : 'money'}>{total.toLocaleString('en')}</span>
}
