import { CheckCircleFilled, CloseCircleFilled, WarningFilled } from '@ant-design/icons'
import { Button, Progress, Skeleton } from 'antd'
import { useEffect, useRef } from 'react'
import { call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useSpeech, useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import type { Paged } from '../../parts/paged.ts'
import { Failed } from '../../parts/states.tsx'
import { isGoing, type Run } from './run.ts'

const pollMs = 1000

type RunPanelProps = { kind: Run['kind']; latest: Run | undefined; list: Paged<Run> }

/** One question to the books: ask it, watch it, read the answer. */
export function RunPanel({ kind, latest, list }: RunPanelProps) {
  const { audit } = useWords()
  const { act, busy } = useAct()
  const intention = useIntention()
  const start = () =>
    act(async () => {
      await call('POST /console/audit/runs', { body: { kind }, intention })
      list.again()
    })
  const going = latest !== undefined && isGoing(latest)
  return (
    <section className="panel pad audit-run" data-testid={`audit-${kind}`}>
      <h2>{audit.questions[kind]}</h2>
      <p className="quiet">{audit.explains[kind]}</p>
      <div className="audit-answer" aria-live="polite">
        {!list.items && list.error === undefined && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
        {!list.items && list.error !== undefined && <Failed error={list.error} retry={list.again} />}
        {latest && (going ? <Going run={latest} onEnd={list.replace} /> : <Answer run={latest} />)}
      </div>
      <Button type="primary" disabled={going || !list.items} loading={busy} onClick={() => void start()} data-testid={`start-${kind}`}>
        {audit.start[kind]}
      </Button>
    </section>
  )
}

/** Asks every second how far it is; the last answer takes its place in the list. */
function Going({ run, onEnd }: { run: Run; onEnd: (run: Run) => void }) {
  const { audit } = useWords()
  const asked = useAsked(`run ${run.id}`, () => call('GET /console/audit/runs/:id', { params: { id: run.id } }))
  const { data, asking, again } = asked
  const tell = useRef(onEnd)
  tell.current = onEnd
  useEffect(() => {
    if (data && !isGoing(data)) return tell.current(data)
    if (asking) return
    const timer = setTimeout(again, pollMs)
    return () => clearTimeout(timer)
  }, [data, asking, again])
  const { done, total, state, kind } = data ?? run
  return (
    <div data-testid="run-going">
      <p>
        <b>{audit.states[state]}</b> {total > 0 && `${audit.done(done.toLocaleString(), total.toLocaleString())} ${audit.facts[kind]}`}
      </p>
      <Progress percent={total === 0 ? 0 : Math.floor((done / total) * 100)} showInfo={false} status="active" size="small" />
      <small className="quiet">{audit.leave}</small>
    </div>
  )
}

function Answer({ run: { kind, state, done, finishedAt, difference } }: { run: Run }) {
  const { words, language } = useSpeech()
  const { time } = useTimes()
  const { audit } = words
  const counted = `${done.toLocaleString()} ${audit.facts[kind]}`
  if (state === 'different') {
    return (
      <div className="verdict verdict-bad" data-testid="run-different">
        <CloseCircleFilled />
        <div>
          <b>{audit.first}</b>
          <p className="code">{difference?.[language]}</p>
          <small className="quiet">{time(finishedAt)}</small>
        </div>
      </div>
    )
  }
  if (state === 'broken_off') {
    return (
      <div className="verdict verdict-wait">
        <WarningFilled />
        <p>{audit.brokenOff}</p>
      </div>
    )
  }
  return (
    <div className="verdict" data-testid="run-same">
      <CheckCircleFilled />
      <div>
        <b>{audit.sameWords[kind]}</b>
        <p>
          <small className="quiet">
            {counted} · {time(finishedAt)}
          </small>
        </p>
      </div>
    </div>
  )
}
