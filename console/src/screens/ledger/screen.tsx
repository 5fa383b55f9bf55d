import { Segmented } from 'antd'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Accounts } from './accounts.tsx'
import { Blocks } from './blocks.tsx'
import type { Account } from './books.ts'
import { Checks } from './checks.tsx'
import { Transfers } from './transfers.tsx'

/** Do the books agree, who is owed what, and which facts made it so? */
export function LedgerScreen() {
  const { ledger } = useWords()
  const [{ tab }, setTab] = useFilters('ledger.tab', { tab: 'books' })
  const options = (['books', 'blocks'] as const).map((value) => ({
    value,
    label: <span data-testid={`tab-${value}`}>{ledger.tabs[value]}</span>,
  }))
  const tabs = <Segmented value={tab === 'blocks' ? 'blocks' : 'books'} options={options} onChange={(tab) => setTab({ tab })} />
  return (
    <Page name={ledger.title} title={ledger.title} note={ledger.note} actions={tabs}>
      {tab === 'blocks' ? <Blocks /> : <Books />}
    </Page>
  )
}

function Books() {
  const words = useWords()
  const [filters, setFilters] = useFilters('ledger', { kind: '', account: '', order: '' })
  const kind = oneOf(words.accounts, filters.kind)
  const accounts = usePaged<Account>(`accounts ${kind ?? ''}`, (after) =>
    call('GET /console/ledger/accounts', { query: { limit: 50, ...(kind && { kind }), ...(after && { after }) } }),
  )
  const chosen = accounts.items?.find(({ id }) => id === filters.account)
  return (
    <>
      <Checks />
      <div className="ledger-grid">
        <Accounts
          list={accounts}
          kind={kind}
          chosen={filters.account}
          onKind={(kind) => setFilters({ kind })}
          onChoose={(account) => setFilters({ account: account === filters.account ? '' : account })}
        />
        <Transfers
          account={filters.account}
          name={chosen?.ownerName ? `${words.accounts[chosen.kind]} ${chosen.ownerName}` : undefined}
          balanceFen={filters.order ? undefined : chosen?.balanceFen}
          order={filters.order}
          onOrder={(order) => setFilters({ order })}
          onClear={() => setFilters({ account: '', order: '' })}
        />
      </div>
    </>
  )
}
