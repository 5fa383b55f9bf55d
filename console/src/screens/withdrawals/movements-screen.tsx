import { Button, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Money } from '../../parts/money.tsx'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { useAccountName } from '../ledger/entries.tsx'
import { MovementDialog } from './movement-dialog.tsx'
import type { MovementRow } from './withdrawal.ts'

/** What was moved at the bank, so that the books know it? */
export function MovementsScreen() {
  const { movements, ledger } = useWords()
  const { role } = useMe()
  const [filters, setFilters] = useFilters('movements', { kind: '' })
  const kind = oneOf(movements.kinds, filters.kind)
  const [asked, setAsked] = useState(false)
  const list = usePaged<MovementRow>(`movements ${kind ?? ''}`, (after) =>
    call('GET /console/movements', { query: { ...(kind && { kind }), ...(after && { after }) } }),
  )
  const options = [{ value: '', label: movements.allKinds }, ...Object.entries(movements.kinds).map(([value, label]) => ({ value, label }))]
  const add = may(role, 'POST /console/movements') && (
    <Button type="primary" onClick={() => setAsked(true)} data-testid="add-movement">
      {movements.add}
    </Button>
  )
  return (
    <Page name={movements.title} title={movements.title} note={movements.note} actions={add}>
      <section className="panel">
        <div className="toolbar">
          <Select
            aria-label={movements.kind}
            className="kind-filter movement-filter"
            value={kind ?? ''}
            options={options}
            onChange={(kind) => setFilters({ kind })}
          />
        </div>
        <Rows
          list={list}
          label={ledger.transfers}
          columns={useColumns()}
          width={820}
          nothing={<Nothing title={movements.emptyTitle} words={movements.emptyWords} />}
        />
      </section>
      <MovementDialog open={asked} onClose={() => setAsked(false)} onDone={list.again} />
    </Page>
  )
}

function useColumns(): TableColumnsType<MovementRow> {
  const { movements } = useWords()
  const { time } = useTimes()
  const accountName = useAccountName()
  return [
    { title: movements.at, width: 148, className: 'nowrap', render: (_, { at }) => time(at) },
    { title: movements.kind, render: (_, { kind }) => movements.kinds[kind] },
    { title: movements.amount, width: 150, align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} strong /> },
    { title: movements.reference, width: 190, render: (_, { reference }) => <span className="code">{reference}</span> },
    {
      title: movements.account,
      width: 200,
      render: (_, { account }) => (account ? <small className="code">{accountName(account)}</small> : <span className="quiet">—</span>),
    },
    { title: movements.by, width: 110, dataIndex: 'by' },
  ]
}
