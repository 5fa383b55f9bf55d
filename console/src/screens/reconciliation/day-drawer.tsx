import { Button, Tooltip } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { type Asked, useAsked } from '../../parts/asked.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { every } from '../../parts/every.ts'
import { Facts } from '../../parts/facts.tsx'
import { Money } from '../../parts/money.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { type DayRow, type DifferenceRow, momentOf } from './day.ts'
import { DifferenceCard } from './difference-card.tsx'
import { Result } from './result.tsx'

type Change = (row: DayRow) => void
type DayDrawerProps = { day: DayRow | undefined; onClose: () => void; onChange: Change }
type Found = Asked<DifferenceRow[]>

/** One day: what the bills say, what differs, and closing it once all is explained. */
export function DayDrawer({ day, onClose, onChange }: DayDrawerProps) {
  const { day: dayOf } = useTimes()
  const found: Found = useAsked(day ? `differences of ${day.day}` : null, () =>
    every((after) =>
      call('GET /console/reconciliation/differences', { query: { day: day?.day ?? '', limit: 50, ...(after && { after }) } }),
    ),
  )
  return (
    <DetailDrawer
      wide
      open={day !== undefined}
      title={day && dayOf(momentOf(day.day))}
      onClose={onClose}
      footer={day && <DayActions day={day} onChange={onChange} again={found.again} />}
    >
      {day && <DayFacts day={day} />}
      {day && <Found day={day} found={found} onChange={onChange} />}
    </DetailDrawer>
  )
}

function DayFacts({ day }: { day: DayRow }) {
  const { reconciliation } = useWords()
  const { time } = useTimes()
  const sum = (fen: number, count: number) => (
    <span className="fact-link">
      <Money fen={fen} />
      <small className="quiet">{reconciliation.times(count)}</small>
    </span>
  )
  return (
    <Facts
      items={[
        [reconciliation.result, <Result key="result" row={day} />],
        [reconciliation.payments, sum(day.paymentsFen, day.payments)],
        [reconciliation.refunds, sum(day.refundsFen, day.refunds)],
        [reconciliation.transfers, sum(day.transfersFen, day.transfers)],
        [reconciliation.fees, <Money key="fees" fen={day.feesFen} />],
        [reconciliation.fetchedAt, time(day.fetchedAt)],
        [reconciliation.closedAt, day.closedAt && `${time(day.closedAt)} ${reconciliation.closedBy(day.closedBy ?? '')}`],
        [reconciliation.hashes, <Hashes key="hashes" day={day} />],
      ]}
    />
  )
}

function Hashes({ day }: { day: DayRow }) {
  const { reconciliation } = useWords()
  const bills = [
    [reconciliation.trade, day.tradeHash],
    [reconciliation.basic, day.basicHash],
    [reconciliation.operation, day.operationHash],
  ] as const
  return (
    <ul className="hashes">
      {bills.map(([name, hash]) => (
        <li key={name}>
          <small className="quiet">{name}</small>
          <small className="code" title={hash ?? ''}>
            {hash?.slice(0, 16) ?? reconciliation.noBill}
          </small>
        </li>
      ))}
    </ul>
  )
}

function Found({ day, found: { data, error, again }, onChange }: { day: DayRow; found: Found; onChange: Change }) {
  const { reconciliation } = useWords()
  if (!data) return error === undefined ? <WaitingRows rows={3} /> : <Failed error={error} retry={again} />
  const change = (changed: DifferenceRow) => {
    again()
    if (changed.state === 'explained') onChange({ ...day, open: day.open - 1, explained: day.explained + 1 })
  }
  const compared = (row: DayRow) => {
    onChange(row)
    again()
  }
  return (
    <>
      <div className="drawer-head">
        <h3>{reconciliation.tabs.differences}</h3>
      </div>
      {data.length === 0 && <p className="quiet">{reconciliation.allSame}</p>}
      {data.map((difference) => (
        <DifferenceCard
          key={difference.id}
          difference={difference}
          closed={day.state === 'closed'}
          onChange={change}
          onCompared={compared}
        />
      ))}
    </>
  )
}

function DayActions({ day, onChange, again }: { day: DayRow; onChange: Change; again: () => void }) {
  const { reconciliation } = useWords()
  const { day: dayOf } = useTimes()
  const { role } = useMe()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  if (day.state === 'closed' || !may(role, 'POST /console/reconciliation/days/:day/closing')) return null
  const request = { params: { day: day.day } }
  const fetchAgain = () =>
    act(async () => {
      onChange(await call('POST /console/reconciliation/days/:day/comparison', request))
      again()
    }, reconciliation.fetched)
  const close = async () => {
    const title = reconciliation.closeTitle(dayOf(momentOf(day.day)))
    if (!(await confirm({ title, words: reconciliation.closeWords, go: reconciliation.close }))) return
    await act(async () => onChange(await call('POST /console/reconciliation/days/:day/closing', request)), reconciliation.closed)
  }
  return (
    <>
      <Button loading={busy} onClick={() => void fetchAgain()} data-testid="fetch-again">
        {reconciliation.fetch}
      </Button>
      <Tooltip title={day.open > 0 ? reconciliation.cannotClose(day.open) : ''}>
        <Button type="primary" disabled={day.open > 0} loading={busy} onClick={() => void close()} data-testid="close-day">
          {reconciliation.close}
        </Button>
      </Tooltip>
    </>
  )
}
