import { useTimes, useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { partTones, type WithdrawalRow } from './withdrawal.ts'

type Part = WithdrawalRow['parts'][number]

/** Each part with its day, its tax and what happens next. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  const { withdrawals, ...words } = useWords()
  const { day } = useTimes()
  return (
    <>
      <div className="drawer-head">
        <h3>{withdrawals.parts}</h3>
        <small className="quiet">{withdrawals.partsNote}</small>
      </div>
      <table className="plain-table" data-testid="parts">
        <thead>
          <tr>
            <th>{withdrawals.day}</th>
            <th className="right">{withdrawals.gross}</th>
            <th className="right">{withdrawals.tax}</th>
            <th className="right">{withdrawals.net}</th>
            <th>{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.number}>
              <td>
                <div className="cell-two">
                  <span>{day(`${part.issueOn}T00:00:00+08:00`)}</span>
                  <small className="code">{part.number}</small>
                </div>
              </td>
              <td className="right">
                <Money fen={part.grossFen} />
              </td>
              <td className="right">
                <Tax part={part} />
              </td>
              <td className="right">
                <Money fen={part.netFen} strong />
              </td>
              <td>
                <PartState part={part} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What tax a part bears is only known when it is issued; until then nothing is claimed. */
function Tax({ part: { state, taxFen } }: { part: Part }) {
  const { withdrawals } = useWords()
  return state === 'waiting' ? <small className="quiet">{withdrawals.taxFixed}</small> : <Money fen={taxFen} />
}

function PartState({ part: { state, confirmBy, failReason, finishedAt } }: { part: Part }) {
  const { withdrawals } = useWords()
  const { time } = useTimes()
  return (
    <div className="cell-two">
      <Mark tone={partTones[state]}>{withdrawals.partStates[state]}</Mark>
      {state === 'awaiting_confirmation' && confirmBy && <small>{withdrawals.confirmBy(time(confirmBy))}</small>}
      {state === 'paid' && <small>{time(finishedAt)}</small>}
      {failReason && state !== 'paid' && <small className="code">{failReason}</small>}
    </div>
  )
}
