import type { TableColumnsType } from 'antd'
import { useCallback } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { type DayRow, momentOf } from './day.ts'
import { DayDrawer } from './day-drawer.tsx'
import { Result } from './result.tsx'

type Day = DayRow & { id: string }
const named = (row: DayRow): Day => ({ ...row, id: row.day })

/** The days that were compared, newest first; one opens into what it disagreed about. */
export function Days() {
  const { reconciliation } = useWords()
  const [filters, setFilters] = useFilters('reconciliation.days', { dayState: '' })
  const state = oneOf(reconciliation.dayStates, filters.dayState)
  const { openId, open, close } = useOpenItem()
  const list = usePaged<Day>(`days ${state ?? ''}`, async (after) => {
    const { items, next } = await call('GET /console/reconciliation/days', {
      query: { limit: 50, ...(state && { state }), ...(after && { after }) },
    })
    return { items: items.map(named), next }
  })
  const { replace } = list
  const change = useCallback((row: DayRow) => replace(named(row)), [replace])
  return (
    <section className="panel">
      <div className="toolbar">
        <StateFilter states={reconciliation.dayStates} value={state ?? ''} onChange={(dayState) => setFilters({ dayState })} />
      </div>
      <Rows
        list={list}
        label={reconciliation.title}
        columns={useColumns()}
        onOpen={open}
        openId={openId}
        width={860}
        nothing={<Nothing title={reconciliation.noDays} words={reconciliation.noDaysWords} />}
      />
      <DayDrawer day={list.items?.find(({ id }) => id === openId)} onClose={close} onChange={change} />
    </section>
  )
}

function Sum({ fen, count }: { fen: number; count: number }) {
  const { reconciliation } = useWords()
  return (
    <div className="cell-two">
      <Money fen={fen} />
      <small>{reconciliation.times(count)}</small>
    </div>
  )
}

function useColumns(): TableColumnsType<Day> {
  const { reconciliation, ...words } = useWords()
  const { day: dayOf } = useTimes()
  return [
    { title: reconciliation.day, width: 110, className: 'nowrap', render: (_, { day }) => <b>{dayOf(momentOf(day))}</b> },
    {
      title: reconciliation.payments,
      width: 140,
      align: 'right',
      render: (_, { paymentsFen, payments }) => <Sum fen={paymentsFen} count={payments} />,
    },
    {
      title: reconciliation.refunds,
      width: 130,
      align: 'right',
      render: (_, { refundsFen, refunds }) => <Sum fen={refundsFen} count={refunds} />,
    },
    {
      title: reconciliation.transfers,
      width: 130,
      align: 'right',
      render: (_, { transfersFen, transfers }) => <Sum fen={transfersFen} count={transfers} />,
    },
    { title: reconciliation.fees, width: 110, align: 'right', render: (_, { feesFen }) => <Money fen={feesFen} /> },
    { title: reconciliation.result, render: (_, row) => <Result row={row} /> },
    {
      title: words.state,
      width: 110,
      render: (_, { state }) => <Mark tone={state === 'closed' ? 'good' : 'calm'}>{reconciliation.dayStates[state]}</Mark>,
    },
  ]
}
