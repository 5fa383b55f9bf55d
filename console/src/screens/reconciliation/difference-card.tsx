import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { apartFen, type DayRow, type DifferenceRow, isAskable } from './day.ts'

type DifferenceCardProps = {
  difference: DifferenceRow
  closed: boolean
  onChange: (changed: DifferenceRow) => void
  onCompared: (day: DayRow) => void
}

/** One difference: both sides, what it means, and what can be done about it. */
export function DifferenceCard({ difference, closed, onChange, onCompared }: DifferenceCardProps) {
  const { reconciliation } = useWords()
  const { kind, subject, number, oursFen, theirsFen, state } = difference
  return (
    <article className={`finding ${state === 'open' ? 'finding-block' : 'finding-done'}`} data-testid={`difference-${number}`}>
      <h3>
        <span>{reconciliation.subjects[subject]}</span>
        {reconciliation.kinds[kind]}
        <Mark tone={state === 'open' ? 'wait' : 'good'}>{reconciliation.differenceStates[state]}</Mark>
      </h3>
      <p className="code">{number}</p>
      <dl className="two-sides">
        <Side name={reconciliation.ours} fen={oursFen} />
        <Side name={reconciliation.theirs} fen={theirsFen} />
        <Side name={reconciliation.apart} fen={apartFen(difference)} />
      </dl>
      <p className="quiet">{reconciliation.meanings[kind]}</p>
      <Explanation difference={difference} />
      <CardActions difference={difference} closed={closed} onChange={onChange} onCompared={onCompared} />
    </article>
  )
}

function Side({ name, fen }: { name: string; fen: number | null }) {
  const { reconciliation } = useWords()
  return (
    <div>
      <dt>{name}</dt>
      <dd>{fen === null ? <span className="quiet">{reconciliation.none}</span> : <Money fen={fen} strong />}</dd>
    </div>
  )
}

function Explanation({ difference: { words, explainedBy, explainedAt } }: { difference: DifferenceRow }) {
  const { time } = useTimes()
  if (!words) return null
  return (
    <p className="note">
      {words}
      <br />
      <small className="quiet">
        {explainedBy} {time(explainedAt)}
      </small>
    </p>
  )
}

function CardActions({ difference, closed, onChange, onCompared }: DifferenceCardProps) {
  const { reconciliation } = useWords()
  const { role } = useMe()
  const { act, busy } = useAct()
  const [asked, setAsked] = useState(false)
  const { id, day, number, orderId, state } = difference
  const works = state === 'open' && !closed && may(role, 'POST /console/reconciliation/days/:day/closing')
  // The channel's answer changes our books; the day is compared again so that one sees what came of it.
  const query = () =>
    act(async () => {
      await call('POST /console/reconciliation/differences/:id/query', { params: { id } })
      onCompared(await call('POST /console/reconciliation/days/:day/comparison', { params: { day } }))
    }, reconciliation.asked)
  const explain = async (words: string) => {
    const request = { params: { id }, body: { words } }
    const done = await act(
      async () => onChange(await call('POST /console/reconciliation/differences/:id/explanation', request)),
      reconciliation.explainedDone,
    )
    if (done) setAsked(false)
  }
  return (
    <div className="card-actions">
      {orderId && <Link to={`/ledger?tab=books&kind=&account=&order=${orderId}&open=${orderId}`}>{reconciliation.lookUp}</Link>}
      {works && isAskable(difference) && (
        <Button size="small" loading={busy} onClick={() => void query()} data-testid="ask-channel">
          {reconciliation.ask}
        </Button>
      )}
      {works && (
        <Button size="small" onClick={() => setAsked(true)} data-testid="explain">
          {reconciliation.explain}
        </Button>
      )}
      <ReasonDialog
        open={asked}
        title={reconciliation.explainTitle(number)}
        words={reconciliation.explainWords}
        label={reconciliation.words}
        go={reconciliation.explain}
        busy={busy}
        onGo={(words) => void explain(words)}
        onClose={() => setAsked(false)}
      />
    </div>
  )
}
