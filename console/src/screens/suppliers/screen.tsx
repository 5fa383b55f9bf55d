import type { TableColumnsType } from 'antd'
import { useCallback, useMemo } from 'react'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { type Paged, usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { SupplierDrawer } from './drawer.tsx'
import { LicenceEnd } from './licence-end.tsx'

import { type Supplier, toneOf } from './supplier.ts'

/** Who may sell here? */
export function SuppliersScreen() {
  const words = useWords()
  const [filters, setFilters] = useFilters('suppliers', { state: '' })
  const state = oneOf(words.supplierStates, filters.state)
  const { openId, open, close } = useOpenItem()
  const all = usePaged<Supplier>(
    'suppliers',
    useCallback((after?: string) => call('GET /console/suppliers', { query: { limit: 50, ...(after && { after }) } }), []),
  )
  const list = useOnly(all, state)
  return (
    <Page name={words.suppliers.title} title={words.suppliers.title} note={words.suppliers.note}>
      <section className="panel">
        <div className="toolbar">
          <StateFilter states={words.supplierStates} value={state ?? ''} onChange={(state) => setFilters({ state })} />
        </div>
        <Rows
          list={list}
          label={words.suppliers.title}
          columns={useColumns()}
          onOpen={open}
          openId={openId}
          width={840}
          nothing={<Nothing title={words.suppliers.emptyTitle} words={words.suppliers.emptyWords} />}
        />
      </section>
      <SupplierDrawer supplier={all.items?.find(({ id }) => id === openId)} onClose={close} onChange={all.replace} onDecided={all.again} />
    </Page>
  )
}

/** The route knows no states, so what is loaded is sifted here. */
function useOnly(list: Paged<Supplier>, state: Supplier['state'] | undefined): Paged<Supplier> {
  const items = useMemo(() => list.items?.filter((supplier) => !state || supplier.state === state), [list.items, state])
  return { ...list, items }
}

function useColumns(): TableColumnsType<Supplier> {
  const words = useWords()
  const all = words.suppliers
  return [
    {
      title: all.name,
      render: (_, { name, submittedDocuments }) => (
        <div className="cell-two">
          <b>{name}</b>
          {submittedDocuments > 0 && <small className="warehouse-soon">{words.papers.waiting(submittedDocuments)}</small>}
        </div>
      ),
    },
    { title: all.region, dataIndex: 'region', width: 200 },
    { title: all.licence, width: 200, render: (_, { licenceNumber }) => <span className="code">{licenceNumber}</span> },
    { title: all.expires, width: 150, render: (_, supplier) => <LicenceEnd supplier={supplier} /> },
    { title: all.products, dataIndex: 'productCount', width: 90, align: 'right' },
    { title: words.state, width: 110, render: (_, { state }) => <Mark tone={toneOf[state]}>{words.supplierStates[state]}</Mark> },
  ]
}
