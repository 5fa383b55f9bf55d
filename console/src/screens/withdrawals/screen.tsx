import type { TableColumnsType } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Picture } from '../../parts/picture.tsx'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { WithdrawalDrawer } from './drawer.tsx'
import { toneOf, type WithdrawalRow } from './withdrawal.ts'

/** Who wants to withdraw, and whom must an officer look at first? */
export function WithdrawalsScreen() {
  const { withdrawals } = useWords()
  const [filters, setFilters] = useFilters('withdrawals', { state: 'reviewing' })
  const state = oneOf(withdrawals.states, filters.state)
  const { openId, open, close } = useOpenItem()
  const list = usePaged<WithdrawalRow>(`withdrawals ${state ?? ''}`, (after) =>
    call('GET /console/withdrawals', { query: { ...(state && { state }), ...(after && { after }) } }),
  )
  return (
    <Page name={withdrawals.title} title={withdrawals.title} note={withdrawals.note}>
      <section className="panel">
        <div className="toolbar">
          <StateFilter states={reviewingFirst(withdrawals.states)} value={state ?? ''} onChange={(state) => setFilters({ state })} />
        </div>
        <Rows
          list={list}
          label={withdrawals.title}
          columns={useColumns()}
          onOpen={open}
          openId={openId}
          width={820}
          nothing={<Nothing title={withdrawals.emptyTitle} words={withdrawals.emptyWords} />}
        />
      </section>
      <WithdrawalDrawer withdrawal={list.items?.find(({ id }) => id === openId)} onClose={close} onChange={list.replace} />
    </Page>
  )
}

/** What waits for a person comes before what goes by itself. */
const reviewingFirst = ({ reviewing, ...others }: Record<WithdrawalRow['state'], string>) => ({ reviewing, ...others })

function useColumns(): TableColumnsType<WithdrawalRow> {
  const { withdrawals, ...words } = useWords()
  const { time } = useTimes()
  return [
    {
      title: withdrawals.person,
      render: (_, { member }) => (
        <div className="cell-picture">
          <Picture path={member.portrait} size={32} round />
          <span>{member.nickname}</span>
        </div>
      ),
    },
    { title: withdrawals.gross, width: 130, align: 'right', render: (_, { grossFen }) => <Money fen={grossFen} strong /> },
    { title: withdrawals.tax, width: 140, align: 'right', render: (_, { taxFen }) => <Money fen={taxFen} /> },
    { title: withdrawals.net, width: 130, align: 'right', render: (_, { netFen }) => <Money fen={netFen} /> },
    { title: withdrawals.requestedAt, width: 148, className: 'nowrap', render: (_, { requestedAt }) => time(requestedAt) },
    {
      title: words.state,
      width: 170,
      render: (_, { state, reviewReason }) => (
        <div className="cell-two">
          <Mark tone={toneOf[state]}>{withdrawals.states[state]}</Mark>
          {state === 'reviewing' && reviewReason && <small>{withdrawals.reasons[reviewReason]}</small>}
        </div>
      ),
    },
  ]
}
