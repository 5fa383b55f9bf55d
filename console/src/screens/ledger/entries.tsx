import { formatAmount } from '@lianka/design/money'
import { useWords } from '../../language.tsx'
import { oneOf } from '../../parts/filters.ts'
import type { Transfer } from './books.ts'

/** `wallet_held:mbr_…` in words, with its owner’s id. */
export function useAccountName() {
  const { accounts } = useWords()
  return (id: string) => {
    const [kind = '', owner] = id.split(':')
    const known = oneOf(accounts, kind)
    return [known ? accounts[known] : kind, owner].filter(Boolean).join(' ')
  }
}

/** Debits and credits in two columns that end in the same sum. */
export function EntryTable({ transfer }: { transfer: Transfer }) {
  const { ledger } = useWords()
  const accountName = useAccountName()
  const sum = transfer.entries.reduce((total, { amountFen }) => total + Math.max(0, amountFen), 0)
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th>{ledger.account}</th>
          <th className="right">{ledger.debit}</th>
          <th className="right">{ledger.credit}</th>
        </tr>
      </thead>
      <tbody>
        {transfer.entries.map(({ accountId, amountFen, lineId }) => (
          <tr key={`${accountId} ${lineId} ${amountFen}`}>
            <td>
              <div className="cell-two">
                <span>{accountName(accountId)}</span>
                {lineId && <small className="code">{lineId}</small>}
              </div>
            </td>
            <td className="right money">{amountFen > 0 ? formatAmount(amountFen) : ''}</td>
            <td className="right money">{amountFen < 0 ? formatAmount(-amountFen) : ''}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td className="right money">{formatAmount(sum)}</td>
          <td className="right money">{formatAmount(sum)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
