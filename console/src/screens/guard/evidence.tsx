import { Button } from 'antd'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useSpeech, useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Money } from '../../parts/money.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import type { Evidence, GuardCase } from './case.ts'
import { OrderLink } from './order-link.tsx'

type Cell = Evidence['rows'][number][number]

/** The case's query, asked again now: what an officer sees is what is true, not what was true. */
export function EvidenceTable({ found }: { found: GuardCase }) {
  const { guard } = useWords()
  const { time } = useTimes()
  const { data, error, asking, again } = useAsked(`evidence ${found.id}`, () =>
    call('GET /console/guard/cases/:id/evidence', { params: { id: found.id } }),
  )
  return (
    <>
      <div className="drawer-head">
        <h3>{guard.evidence}</h3>
        <span>
          {data && <small className="quiet">{guard.evidenceNote(time(data.foundAt))}</small>}
          <Button type="link" size="small" loading={asking && data !== undefined} onClick={again} data-testid="run-again">
            {guard.runAgain}
          </Button>
        </span>
      </div>
      {!data && error !== undefined && <Failed error={error} retry={again} />}
      {!data && error === undefined && <WaitingRows rows={3} />}
      {data && (data.rows.length === 0 ? <p className="quiet">{guard.noEvidence}</p> : <Table evidence={data} />)}
    </>
  )
}

const isFigure = ({ is }: Cell) => is === 'fen' || is === 'count'

function Table({ evidence: { columns, rows } }: { evidence: Evidence }) {
  const { language } = useSpeech()
  const right = (rows[0] ?? []).map(isFigure)
  return (
    <div className="evidence">
      <table className="plain-table" data-testid="evidence">
        <thead>
          <tr>
            {columns.map((column, place) => (
              <th key={column.en} className={right[place] ? 'right' : ''}>
                {column[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows come as the query sorts them
            <tr key={place}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={at} className={isFigure(cell) ? 'right' : ''}>
                  <CellValue cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CellValue({ cell }: { cell: Cell }) {
  const { language } = useSpeech()
  const { time } = useTimes()
  if (cell.is === 'words') return cell[language]
  if (cell.is === 'fen') return <Money fen={cell.fen} />
  if (cell.is === 'time') return time(cell.at)
  if (cell.is === 'count') return cell.count
  if (cell.is === 'person') return <Link to={`/people?open=${cell.id}`}>{cell.nickname}</Link>
  return <OrderLink id={cell.id}>{cell.number}</OrderLink>
}
