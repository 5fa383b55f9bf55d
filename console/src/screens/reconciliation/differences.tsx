import { Select, type TableColumnsType } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { apartFen, type DifferenceRow, momentOf } from './day.ts'
import { DifferenceCard } from './difference-card.tsx'

/** The work queue over all days: what bills and books disagree about. */
export function Differences() {
  const { reconciliation } = useWords()
  const [filters, setFilters] = useFilters('reconciliation.differences', { difference: 'open', kind: '' })
  const [state, kind] = [oneOf(reconciliation.differenceStates, filters.difference), oneOf(reconciliation.kinds, filters.kind)]
  const { openId, open, close } = useOpenItem()
  const list = usePaged<DifferenceRow>(`differences ${state ?? ''} ${kind ?? ''}`, (after) =>
    call('GET /console/reconciliation/differences', {
      query: { limit: 50, ...(state && { state }), ...(kind && { kind }), ...(after && { after }) },
    }),
  )
  const found = list.items?.find(({ id }) => id === openId)
  const kinds = [
    { value: '', label: reconciliation.allKinds },
    ...Object.entries(reconciliation.kinds).map(([value, label]) => ({ value, label })),
  ]
  const compared = () => {
    close()
    list.again()
  }
  return (
    <section className="panel">
      <div className="toolbar">
        <StateFilter states={reconciliation.differenceStates} value={state ?? ''} onChange={(difference) => setFilters({ difference })} />
        <Select
          aria-label={reconciliation.kind}
          className="kind-filter"
          value={kind ?? ''}
          options={kinds}
          onChange={(kind) => setFilters({ kind })}
        />
      </div>
      <Rows
        list={list}
        label={reconciliation.tabs.differences}
        columns={useColumns()}
        onOpen={open}
        openId={openId}
        width={820}
        nothing={<Nothing title={reconciliation.noDifferences} words={reconciliation.noDifferencesWords} />}
      />
      <DetailDrawer open={found !== undefined} title={found && reconciliation.kinds[found.kind]} onClose={close}>
        {found && <DifferenceCard difference={found} closed={false} onChange={list.replace} onCompared={compared} />}
      </DetailDrawer>
    </section>
  )
}

function useColumns(): TableColumnsType<DifferenceRow> {
  const { reconciliation, ...words } = useWords()
  const { day: dayOf } = useTimes()
  return [
    { title: reconciliation.day, width: 100, className: 'nowrap', render: (_, { day }) => dayOf(momentOf(day)) },
    {
      title: reconciliation.kind,
      render: (_, { kind, subject, number }) => (
        <div className="cell-two">
          <span>
            {reconciliation.kinds[kind]} · {reconciliation.subjects[subject]}
          </span>
          <small className="code">{number}</small>
        </div>
      ),
    },
    { title: reconciliation.ours, width: 120, align: 'right', render: (_, { oursFen }) => <Amount fen={oursFen} /> },
    { title: reconciliation.theirs, width: 120, align: 'right', render: (_, { theirsFen }) => <Amount fen={theirsFen} /> },
    { title: reconciliation.apart, width: 120, align: 'right', render: (_, row) => <Money fen={apartFen(row)} strong /> },
    {
      title: words.state,
      width: 110,
      render: (_, { state }) => <Mark tone={state === 'open' ? 'wait' : 'good'}>{reconciliation.differenceStates[state]}</Mark>,
    },
  ]
}

function Amount({ fen }: { fen: number | null }) {
  return fen === null ? <span className="quiet">—</span> : <Money fen={fen} />
}
