import { Collapse } from 'antd'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { every } from '../../parts/every.ts'
import { Facts } from '../../parts/facts.tsx'
import { Money } from '../../parts/money.tsx'
import { Failed, Nothing, WaitingRows } from '../../parts/states.tsx'
import { amountOf, type BookedLine, orderOf, type Transfer } from './books.ts'
import { EntryTable } from './entries.tsx'

const readAll = (id: string) =>
  every<Transfer>((after) => call('GET /console/ledger/transfers', { query: { orderId: id as never, limit: 50, ...(after && { after }) } }))

/** One order as the books tell it: what came in, where each line's money went, and every posting. */
export function OrderView({ id }: { id: string }) {
  const { ledger } = useWords()
  const { data, error, again } = useAsked(`order ${id}`, () => readAll(id))
  if (!data) return error === undefined ? <WaitingRows rows={6} /> : <Failed error={error} retry={again} />
  if (data.length === 0) return <Nothing title={ledger.orderEmpty} words={ledger.orderEmptyWords} />
  return <Order transfers={data} />
}

function Order({ transfers }: { transfers: Transfer[] }) {
  const { ledger } = useWords()
  const { time } = useTimes()
  const order = orderOf(transfers)
  return (
    <div data-testid="order-view">
      <p className="quiet">{ledger.orderNote}</p>
      <Facts
        items={[
          [ledger.paidAt, time(order.paidAt)],
          [ledger.taken, <Money key="taken" fen={order.takenFen} strong />],
          [ledger.postage, order.postageFen > 0 && <Money key="postage" fen={order.postageFen} />],
          [ledger.refunded, order.refundedFen > 0 && <Money key="refunded" fen={order.refundedFen} />],
        ]}
      />
      <h3 className="drawer-head">{ledger.lines}</h3>
      {order.lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
      <h3 className="drawer-head">{ledger.history}</h3>
      <History transfers={transfers} />
    </div>
  )
}

function Line({ line: { id, bookedFen, refundedFen, escrowFen, shares } }: { line: BookedLine }) {
  const { ledger } = useWords()
  return (
    <article className="booked-line">
      <p className="code quiet">{id}</p>
      <Facts
        items={[
          [ledger.paid, <Money key="paid" fen={bookedFen} />],
          [ledger.refunded, refundedFen > 0 && <Money key="refunded" fen={refundedFen} />],
          [ledger.inEscrow, escrowFen === 0 ? ledger.completed : <Money key="escrow" fen={escrowFen} />],
          [
            ledger.shares,
            shares.length === 0 ? (
              <span key="none" className="quiet">
                {ledger.noShares}
              </span>
            ) : (
              <ul key="shares">
                {shares.map(({ owner, amountFen }) => (
                  <li key={owner} className="fact-link">
                    <Money fen={amountFen} strong />
                    <Link to={`/people?open=${owner}`} className="code">
                      {owner}
                    </Link>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </article>
  )
}

/** Oldest first, as it happened; each opens into its debits and credits. */
function History({ transfers }: { transfers: readonly Transfer[] }) {
  const words = useWords()
  const { time } = useTimes()
  return (
    <Collapse
      ghost
      size="small"
      items={transfers.toReversed().map((transfer) => ({
        key: transfer.id,
        label: (
          <span className="posting">
            <span>{words.transfers[transfer.kind]}</span>
            <small className="quiet">{time(transfer.occurredAt)}</small>
            <Money fen={amountOf(transfer, '')} />
          </span>
        ),
        children: <EntryTable transfer={transfer} />,
      }))}
    />
  )
}
