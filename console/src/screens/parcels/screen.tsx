import { FileExcelOutlined } from '@ant-design/icons'
import type { TableColumnsType } from 'antd'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { ParcelDrawer } from './drawer.tsx'
import { type Parcel, toneOf } from './parcel.ts'
import { ShipDialog } from './ship-dialog.tsx'

/** Which parcels must leave, and where do they go? */
export function ParcelsScreen() {
  const words = useWords()
  const [filters, setFilters] = useFilters('parcels', { state: 'to_ship' })
  const state = oneOf(words.parcelStates, filters.state)
  const { openId, open, close } = useOpenItem()
  const navigate = useNavigate()
  const [shipping, setShipping] = useState<Parcel>()
  const list = usePaged<Parcel>(`parcels ${state ?? ''}`, (after) =>
    call('GET /console/parcels', { query: { ...(state && { state }), ...(after && { after }) } }),
  )
  const opened = list.items?.find(({ id }) => id === openId)
  return (
    <Page
      name={words.parcels.title}
      title={words.parcels.title}
      note={words.parcels.note}
      actions={
        <Button icon={<FileExcelOutlined />} onClick={() => void navigate('/parcels/sheets')} data-testid="ship-by-sheet">
          {words.shippingSheets.open}
        </Button>
      }
    >
      <section className="panel">
        <div className="toolbar">
          <StateFilter states={words.parcelStates} value={state ?? ''} onChange={(state) => setFilters({ state })} />
        </div>
        <Rows
          list={list}
          label={words.parcels.title}
          columns={useColumns(setShipping)}
          onOpen={open}
          openId={openId}
          width={900}
          nothing={<Nothing title={words.parcels.emptyTitle} words={words.parcels.emptyWords} />}
        />
      </section>
      <ParcelDrawer parcel={opened} onClose={close} onShip={setShipping} />
      <ShipDialog parcel={shipping} onClose={() => setShipping(undefined)} onShipped={list.replace} />
    </Page>
  )
}

function useColumns(onShip: (parcel: Parcel) => void): TableColumnsType<Parcel> {
  const words = useWords()
  const { time } = useTimes()
  const { parcels } = words
  return [
    { title: parcels.order, dataIndex: 'orderNumber', width: 190, render: (number: string) => <span className="code">{number}</span> },
    {
      title: parcels.goods,
      render: (_, { lines }) => (
        <div className="cell-two">
          <b>{lines.map(({ title }) => title).join('、')}</b>
          <small>{lines.map(({ skuName, quantity }) => `${skuName} × ${quantity}`).join('，')}</small>
        </div>
      ),
    },
    {
      title: parcels.receiver,
      width: 200,
      render: (_, { receiver }) => (
        <div className="cell-two">
          <span>{receiver.name}</span>
          <small>{receiver.region}</small>
        </div>
      ),
    },
    { title: parcels.paidAt, width: 130, render: (_, { paidAt }) => time(paidAt) },
    { title: words.state, width: 96, render: (_, { state }) => <Mark tone={toneOf[state]}>{words.parcelStates[state]}</Mark> },
    {
      title: '',
      width: 84,
      align: 'right',
      render: (_, parcel) =>
        parcel.state === 'to_ship' && (
          <Button
            size="small"
            onClick={(event) => {
              event.stopPropagation()
              onShip(parcel)
            }}
            data-testid={`ship-${parcel.id}`}
          >
            {parcels.ship}
          </Button>
        ),
    },
  ]
}
