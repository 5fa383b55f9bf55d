import { PlusOutlined } from '@ant-design/icons'
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { LotDrawer } from './drawer.tsx'
import { type LotRow, leftOf, toneOfFreshness } from './lot.ts'
import { ReceiveDialog } from './receive-dialog.tsx'
import { Warehouses } from './warehouses.tsx'

/** Which lot lies where, and which must leave first? */
export function LotsScreen() {
  const { lots } = useWords()
  const [filters, setFilters] = useFilters('lots', { freshness: '' })
  const freshness = oneOf(lots.freshness, filters.freshness)
  const { openId, open, close } = useOpenItem()
  const [receiving, setReceiving] = useState(false)
  const warehouses = useAsked('warehouses', () => call('GET /console/warehouses'))
  const list = usePaged<LotRow>(`lots ${freshness ?? ''}`, (after) =>
    call('GET /console/lots', { query: { ...(freshness && { freshness }), ...(after && { after }) } }),
  )
  const noWarehouse = warehouses.data?.items.length === 0
  const refresh = () => {
    list.again()
    warehouses.again()
  }
  const receive = (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      disabled={!warehouses.data || noWarehouse}
      onClick={() => setReceiving(true)}
      data-testid="receive-lot"
    >
      {lots.receive}
    </Button>
  )
  return (
    <Page name={lots.title} title={lots.title} note={lots.note} actions={receive}>
      <Warehouses asked={warehouses} />
      <section className="panel">
        <div className="toolbar">
          <StateFilter states={lots.freshness} value={freshness ?? ''} onChange={(freshness) => setFilters({ freshness })} />
        </div>
        <Rows
          list={list}
          label={lots.title}
          columns={useColumns()}
          onOpen={open}
          openId={openId}
          width={760}
          nothing={<Nothing title={lots.emptyTitle} words={noWarehouse ? lots.noWarehouse : lots.emptyWords} />}
        />
      </section>
      <LotDrawer
        lot={list.items?.find(({ id }) => id === openId)}
        warehouses={warehouses.data?.items ?? []}
        onClose={close}
        onChange={(changed) => {
          list.replace(changed)
          warehouses.again()
        }}
      />
      <ReceiveDialog open={receiving} warehouses={warehouses.data?.items ?? []} onClose={() => setReceiving(false)} onReceived={refresh} />
    </Page>
  )
}

function useColumns(): TableColumnsType<LotRow> {
  const { lots, state } = useWords()
  const { day } = useTimes()
  return [
    {
      title: lots.product,
      render: (_, { productTitle, code }) => (
        <div className="cell-two">
          <b>{productTitle}</b>
          <small className="code">{code}</small>
        </div>
      ),
    },
    {
      title: lots.left,
      width: 190,
      align: 'right',
      render: (_, lot) => (
        <div className="cell-two">
          <b className="money">{leftOf(lot)}</b>
          <small>{lots.counts(lot.receivedPieces, lot.shippedPieces, lot.expiredPieces)}</small>
        </div>
      ),
    },
    {
      title: lots.bestBefore,
      width: 140,
      render: (_, { bestBefore }) => (bestBefore ? day(bestBefore) : <span className="quiet">{lots.noBestBefore}</span>),
    },
    { title: state, width: 110, render: (_, { freshness }) => <Mark tone={toneOfFreshness[freshness]}>{lots.freshness[freshness]}</Mark> },
  ]
}
