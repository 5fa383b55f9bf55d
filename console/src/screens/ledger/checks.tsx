import { CheckOutlined, CloseOutlined } from '@ant-design/icons'
import { formatMoney } from '@lianka/design/money'
import { Skeleton } from 'antd'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Failed } from '../../parts/states.tsx'

/** The invariants of the books, measured anew each time the screen opens. */
export function Checks() {
  const { ledger } = useWords()
  const { data, error, again } = useAsked('checks', () => call('GET /console/ledger/checks'))
  const broken = data?.items.filter(({ holds }) => !holds).length ?? 0
  return (
    <section className="panel pad checks" aria-live="polite" data-testid="ledger-checks">
      <header className="panel-head">
        <h2>{ledger.checks}</h2>
        {data && (
          <span className={broken ? 'danger' : 'good'}>{broken ? ledger.someBroken(broken) : ledger.allHold(data.items.length)}</span>
        )}
      </header>
      {!data && error !== undefined && <Failed error={error} retry={again} />}
      {!data && error === undefined && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && (
        <ul>
          {data.items.map(({ name, holds, foundFen }) => (
            <li key={name} className={holds ? 'check-holds' : 'check-broken'}>
              {holds ? <CheckOutlined aria-label={ledger.holds} /> : <CloseOutlined aria-hidden="true" />}
              <span>{ledger.names[name] ?? name}</span>
              {!holds && <b>{ledger.broken(formatMoney(foundFen))}</b>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
