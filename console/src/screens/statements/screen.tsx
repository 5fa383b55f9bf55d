import { DownloadOutlined } from '@ant-design/icons'
import { Button, Segmented, type TableColumnsType } from 'antd'
import { call, type Item } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { useFilters } from '../../parts/filters.ts'
import { Money } from '../../parts/money.tsx'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Failed, Nothing, WaitingPanel } from '../../parts/states.tsx'

type Line = Item<'GET /console/statements/:month'>

/** What did we earn, month by month, and what is still to be paid to us? */
export function StatementsScreen() {
  const { statements } = useWords()
  const asked = useAsked('statements', () => call('GET /console/statements'))
  const [filters, setFilters] = useFilters('statements', { month: '' })
  const months = asked.data?.items ?? []
  const month = months.find((one) => one.month === filters.month) ?? months[0]
  return (
    <Page name={statements.title} title={statements.title} note={statements.note}>
      {asked.error !== undefined && !asked.data && <Failed error={asked.error} retry={asked.again} />}
      {!asked.data && asked.error === undefined && <WaitingPanel rows={6} />}
      {asked.data && !month && (
        <section className="panel">
          <Nothing title={statements.emptyTitle} words={statements.emptyWords} />
        </section>
      )}
      {month && (
        <>
          <div className="toolbar statement-bar">
            <Segmented
              aria-label={statements.month}
              options={months.slice(0, 8).map((one) => one.month)}
              value={month.month}
              onChange={(month) => setFilters({ month })}
            />
            {(['csv', 'xlsx'] as const).map((format) => (
              <Button
                key={format}
                icon={<DownloadOutlined />}
                href={`/api/console/statements/${month.month}/file?format=${format}`}
                download
                data-testid={`download-${format}`}
              >
                {format.toUpperCase()}
              </Button>
            ))}
          </div>
          <dl className="statement-sums">
            {(
              [
                [statements.earned, month.earnedFen],
                [statements.takenBack, -month.takenBackFen],
                [statements.paid, -month.paidFen],
                [statements.closing, month.closingFen],
              ] as const
            ).map(([name, fen]) => (
              <div key={name} className="panel pad">
                <dt>{name}</dt>
                <dd>
                  <Money fen={fen} strong />
                </dd>
              </div>
            ))}
          </dl>
          <Lines month={month.month} />
        </>
      )}
    </Page>
  )
}

function Lines({ month }: { month: string }) {
  const { statements } = useWords()
  const list = usePaged<Line>(`statement ${month}`, (after) =>
    call('GET /console/statements/:month', { params: { month }, query: { limit: 50, ...(after && { after }) } }),
  )
  return (
    <section className="panel">
      <Rows
        list={list}
        label={month}
        columns={useColumns()}
        width={760}
        nothing={<Nothing title={statements.emptyTitle} words={statements.emptyWords} />}
      />
    </section>
  )
}

function useColumns(): TableColumnsType<Line> {
  const { statements } = useWords()
  const { time } = useTimes()
  return [
    { title: statements.at, width: 148, className: 'nowrap', render: (_, { at }) => time(at) },
    {
      title: statements.what,
      render: (_, { what, title, skuName, quantity }) => (
        <div className="cell-two">
          <b>{title || statements.kinds[what]}</b>
          <small>{title ? `${statements.kinds[what]} · ${skuName} × ${quantity}` : ''}</small>
        </div>
      ),
    },
    { title: statements.order, width: 200, render: (_, { orderNumber }) => <span className="code">{orderNumber ?? '—'}</span> },
    { title: statements.amount, width: 140, align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} strong /> },
  ]
}
