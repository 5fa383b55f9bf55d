import { Alert } from 'antd'
import { Link } from 'react-router'
import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { BigMoney, Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { WithdrawalActions } from './actions.tsx'
import { Parts } from './parts-table.tsx'
import { toneOf, type WithdrawalRow } from './withdrawal.ts'

type WithdrawalDrawerProps = {
  withdrawal: WithdrawalRow | undefined
  onClose: () => void
  onChange: (changed: Partial<WithdrawalRow> & { id: string }) => void
}

/** One withdrawal: who, how much after tax, why it waits, and in which parts it goes. */
export function WithdrawalDrawer({ withdrawal, onClose, onChange }: WithdrawalDrawerProps) {
  return (
    <DetailDrawer
      wide
      open={withdrawal !== undefined}
      title={withdrawal?.member.nickname}
      onClose={onClose}
      footer={withdrawal && <WithdrawalActions withdrawal={withdrawal} onChange={onChange} />}
    >
      {withdrawal && <Details withdrawal={withdrawal} />}
    </DetailDrawer>
  )
}

function Details({ withdrawal }: { withdrawal: WithdrawalRow }) {
  const { withdrawals } = useWords()
  const { state, member, grossFen, reviewReason } = withdrawal
  return (
    <>
      <div className="drawer-lead">
        <Picture path={member.portrait} size={56} round />
        <div className="cell-two">
          <Link to={`/people?open=${member.id}`}>{member.nickname}</Link>
          <small>{withdrawals.gross}</small>
        </div>
        <BigMoney fen={grossFen} />
      </div>
      {state === 'reviewing' && reviewReason && (
        <Alert
          className="drawer-alert"
          type="warning"
          showIcon
          title={withdrawals.reasons[reviewReason]}
          description={withdrawals.reasonWords[reviewReason]}
        />
      )}
      <WithdrawalFacts withdrawal={withdrawal} />
      <Parts parts={withdrawal.parts} />
    </>
  )
}

function WithdrawalFacts({ withdrawal }: { withdrawal: WithdrawalRow }) {
  const { withdrawals, ...words } = useWords()
  const { time } = useTimes()
  const { role } = useMe()
  const { state, member, taxFen, netFen, paidNetFen, availableFen, guardCases } = withdrawal
  const books = `/ledger?kind=wallet_available&account=wallet_available:${member.id}&order=`
  return (
    <Facts
      items={[
        [
          words.state,
          <Mark key="state" tone={toneOf[state]}>
            {withdrawals.states[state]}
          </Mark>,
        ],
        [withdrawals.tax, <Money key="tax" fen={taxFen} />],
        [withdrawals.net, <Money key="net" fen={netFen} strong />],
        [withdrawals.paidNet, <Money key="paid" fen={paidNetFen} />],
        [
          withdrawals.available,
          <span key="available" className="fact-link">
            <Money fen={availableFen} />
            {may(role, 'GET /console/ledger/accounts') && <Link to={books}>{withdrawals.seeBooks}</Link>}
          </span>,
        ],
        [
          withdrawals.cases,
          guardCases.length > 0 && (
            <span key="cases" className="fact-link">
              {guardCases.map((id) => (
                <Link key={id} to={`/guard?state=&kind=&open=${id}`} data-testid="guard-case">
                  {withdrawals.openCase}
                </Link>
              ))}
            </span>
          ),
        ],
        [withdrawals.rail, withdrawals.rails[withdrawal.rail]],
        [withdrawals.requestedAt, time(withdrawal.requestedAt)],
        [withdrawals.finishedAt, withdrawal.finishedAt && time(withdrawal.finishedAt)],
        [withdrawals.decision, withdrawal.decisionWords],
      ]}
    />
  )
}
