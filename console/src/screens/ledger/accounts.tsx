import { Select, type TableColumnsType } from 'antd'
import { useWords } from '../../language.tsx'
import { Money } from '../../parts/money.tsx'
import type { Paged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { Account } from './books.ts'

type AccountsProps = {
  list: Paged<Account>
  kind: Account['kind'] | undefined
  chosen: string
  onKind: (kind: string) => void
  onChoose: (account: string) => void
}

export function Accounts({ list, kind, chosen, onKind, onChoose }: AccountsProps) {
  const words = useWords()
  const { ledger } = words
  const options = [{ value: '', label: words.all }, ...Object.entries(words.accounts).map(([value, label]) => ({ value, label }))]
  return (
    <section className="panel">
      <header className="panel-head pad-head">
        <h2>{ledger.accounts}</h2>
        <Select
          aria-label={ledger.kind}
          value={kind ?? ''}
          options={options}
          onChange={onKind}
          className="kind-select"
          popupMatchSelectWidth={false}
          data-testid="account-kind"
        />
      </header>
      <Rows
        list={list}
        label={ledger.accounts}
        columns={useColumns()}
        onOpen={onChoose}
        openId={chosen}
        width={320}
        nothing={<Nothing title={ledger.noAccounts} words={ledger.emptyWords} />}
      />
    </section>
  )
}

function useColumns(): TableColumnsType<Account> {
  const words = useWords()
  return [
    {
      title: words.ledger.account,
      render: (_, { kind, owner, ownerName }) => (
        <div className="cell-two">
          <span>{words.accounts[kind]}</span>
          <small>{ownerName ?? owner ?? words.ledger.platformOwn}</small>
        </div>
      ),
    },
    { title: words.ledger.balance, width: 140, align: 'right', render: (_, { balanceFen }) => <Money fen={balanceFen} /> },
  ]
}
