import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { useProductColumns } from './columns.tsx'
import { ProductDrawer } from './drawer.tsx'

import type { Product } from './product.ts'

/** A supplier’s own goods, or for the platform: which goods may be sold? */
export function ProductsScreen() {
  const words = useWords()
  const { role } = useMe()
  const publishes = may(role, 'POST /console/products')
  const [filters, setFilters] = useFilters('products', { state: '', words: '' })
  const state = oneOf(words.productStates, filters.state)
  const { openId, open, close } = useOpenItem()
  const list = usePaged<Product>(`products ${state ?? ''} ${filters.words}`, (after) =>
    call('GET /console/products', { query: { words: filters.words, ...(state && { state }), ...(after && { after }) } }),
  )
  const { products } = words
  const title = publishes ? products.title : products.reviewTitle
  const unfiltered = !state && !filters.words
  return (
    <Page name={title} title={title} note={publishes ? products.note : products.reviewNote} actions={publishes && <AddButton />}>
      <section className="panel">
        <div className="toolbar">
          <StateFilter states={words.productStates} value={state ?? ''} onChange={(state) => setFilters({ state })} />
          <SearchBox value={filters.words} hint={products.searchHint} onSearch={(words) => setFilters({ words })} />
        </div>
        <Rows
          list={list}
          label={title}
          columns={useProductColumns(!publishes)}
          onOpen={open}
          openId={openId}
          width={680}
          nothing={
            publishes && unfiltered ? (
              <Nothing title={products.emptyMine} words={products.emptyMineWords}>
                <AddButton />
              </Nothing>
            ) : (
              <Nothing title={products.emptyTitle} words={products.emptyWords} />
            )
          }
        />
      </section>
      <ProductDrawer id={openId} known={list.items?.find(({ id }) => id === openId)} onClose={close} onChange={list.replace} />
    </Page>
  )
}

function AddButton() {
  const words = useWords()
  return (
    <Link to="/products/new">
      <Button type="primary" icon={<PlusOutlined />} tabIndex={-1} data-testid="add-product">
        {words.products.add}
      </Button>
    </Link>
  )
}
