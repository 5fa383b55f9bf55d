import { ArrowRightOutlined, CheckCircleFilled } from '@ant-design/icons'
import { formatLeft } from '@lianka/design/dates'
import { Link } from 'react-router'
import { now } from '../../clock.ts'
import { useSpeech, useTimes } from '../../language.tsx'
import { Page } from '../../parts/page.tsx'
import { Failed, Nothing, WaitingPanel } from '../../parts/states.tsx'
import { useMe } from '../../session.tsx'
import { useWaiting } from '../../waiting.tsx'
import type { Waiting } from './waiting.ts'

/** What waits for me? */
export function TodayScreen() {
  const { words } = useSpeech()
  const { time } = useTimes()
  const me = useMe()
  return (
    <Page name={words.menu.today} title={words.today.hello(me.name)} note={words.today.note(time(now()))}>
      <WaitingWorkGrid />
    </Page>
  )
}

function WaitingWorkGrid() {
  const { words } = useSpeech()
  const { data, error, again } = useWaiting()
  if (data === undefined && error !== undefined) return <Failed error={error} retry={again} />
  if (data === undefined) {
    return (
      <div className="today-grid">
        {['a', 'b', 'c'].map((each) => (
          <WaitingPanel key={each} rows={3} />
        ))}
      </div>
    )
  }
  if (data.length === 0) return <Nothing title={words.today.nothing} words={words.today.empty} />
  const waiting = data.filter(({ count }) => count > 0)
  const done = data.filter(({ count }) => count === 0)
  return (
    <>
      {waiting.length === 0 && (
        <section className="panel">
          <Nothing title={words.today.nothing} words={words.today.empty} />
        </section>
      )}
      <div className="today-grid">
        {waiting.map((each) => (
          <WaitingCard key={each.kind} waiting={each} />
        ))}
      </div>
      {done.length > 0 && <Done kinds={done} />}
    </>
  )
}

/** What needs nothing now is still named, so one knows it was looked at. */
function Done({ kinds }: { kinds: Waiting[] }) {
  const { words } = useSpeech()
  return (
    <section className="today-done">
      <h2>
        <CheckCircleFilled /> {words.today.doneTitle}
      </h2>
      {kinds.map(({ kind, link }) => (
        <Link key={kind} to={link} data-testid={`today-${kind}`}>
          {words.today[kind]}
        </Link>
      ))}
    </section>
  )
}

function WaitingCard({ waiting: { kind, count, more, link, examples, urgent } }: { waiting: Waiting }) {
  const { words } = useSpeech()
  const explain = useExplanation(kind, urgent)
  return (
    <Link to={link} className="today-card" data-testid={`today-${kind}`}>
      <h2>{words.today[kind]}</h2>
      <p className="today-count">{words.count(count, more)}</p>
      <p className="quiet">{explain}</p>
      <ul>
        {examples.map((example, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: titles may repeat and never move
          <li key={place}>{words.ledger.names[example] ?? example}</li>
        ))}
      </ul>
      <span className="today-go">
        {words.today.go} <ArrowRightOutlined />
      </span>
    </Link>
  )
}

function useExplanation(kind: Waiting['kind'], urgent: string | null): string {
  const { words, language } = useSpeech()
  const { time } = useTimes()
  const { today } = words
  if (kind === 'toShip') return urgent ? today.toShipWords(time(urgent)) : ''
  if (kind === 'afterSales') return urgent ? today.afterSalesWords(formatLeft(urgent, now(), language)) : ''
  if (kind === 'arbitrations') return urgent ? today.arbitrationsWords(formatLeft(urgent, now(), language)) : ''
  if (kind === 'submitted') return urgent ? today.submittedWords(urgent) : ''
  return today[`${kind}Words`]
}
