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
  const byNeed = data.toSorted((a, b) => Number(b.count > 0) - Number(a.count > 0))
  return (
    <div className="today-grid">
      {byNeed.map((waiting) => (
        <WaitingCard key={waiting.kind} waiting={waiting} />
      ))}
    </div>
  )
}

function WaitingCard({ waiting: { kind, count, more, link, examples, urgent } }: { waiting: Waiting }) {
  const { words } = useSpeech()
  const explain = useExplanation(kind, urgent)
  const done = count === 0
  return (
    <Link to={link} className={done ? 'today-card today-done' : 'today-card'} data-testid={`today-${kind}`}>
      <h2>{words.today[kind]}</h2>
      {done ? (
        <p className="today-nothing">
          <CheckCircleFilled /> {words.today.nothing}
        </p>
      ) : (
        <>
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
        </>
      )}
    </Link>
  )
}

function useExplanation(kind: Waiting['kind'], urgent: string | null): string {
  const { words, language } = useSpeech()
  const { time } = useTimes()
  const { today } = words
  if (kind === 'toShip') return urgent ? today.toShipWords(time(urgent)) : ''
  if (kind === 'afterSales') return urgent ? today.afterSalesWords(formatLeft(urgent, now(), language)) : ''
  if (kind === 'submitted') return urgent ? today.submittedWords(urgent) : ''
  return today[`${kind}Words`]
}
