import { ApartmentOutlined } from '@ant-design/icons'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useSpeech, useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { RankMark } from '../people/rank-mark.tsx'
import { CaseActions } from './actions.tsx'
import type { CaseRow, GuardCase } from './case.ts'
import { EvidenceTable } from './evidence.tsx'
import { History } from './history.tsx'
import { OrderLink } from './order-link.tsx'
import { Score } from './score.tsx'
import { StateMark } from './state-mark.tsx'

type CaseDrawerProps = { id: string | null; onClose: () => void; onChange: (changed: Partial<CaseRow> & { id: string }) => void }

/** One case: what was found, about whom, what has been done, and what can be done now. */
export function CaseDrawer({ id, onClose, onChange }: CaseDrawerProps) {
  const { guard } = useWords()
  const { data, error, again } = useAsked(id && `case ${id}`, () =>
    call('GET /console/guard/cases/:id', { params: { id: id as GuardCase['id'] } }),
  )
  const change = (changed: GuardCase) => {
    onChange(changed)
    again()
  }
  return (
    <DetailDrawer
      wide
      open={id !== null}
      title={data && guard.kinds[data.kind]}
      onClose={onClose}
      footer={data && data.id === id && <CaseActions found={data} onChange={change} />}
    >
      {data && <CaseDetails found={data} onChange={change} />}
      {!data && error !== undefined && <Failed error={error} retry={again} />}
      {!data && error === undefined && <WaitingRows rows={6} />}
    </DetailDrawer>
  )
}

function CaseDetails({ found, onChange }: { found: GuardCase; onChange: (changed: GuardCase) => void }) {
  const words = useWords()
  const { time } = useTimes()
  const { guard } = words
  return (
    <>
      <div className="drawer-lead">
        {found.subject && <Picture path={found.subject.portrait} size={56} round />}
        <div className="cell-two">
          <b>{found.subject?.nickname ?? guard.platform}</b>
          <small>{guard.meanings[found.kind]}</small>
        </div>
        <Score score={found.score} big />
      </div>
      <Facts
        items={[
          [words.state, <StateMark key="state" row={found} />],
          [
            guard.payouts,
            <Mark key="payouts" tone={found.holdsPayouts ? 'bad' : 'good'}>
              {found.holdsPayouts ? guard.holding : guard.paying}
            </Mark>,
          ],
          [guard.owner, found.owner?.name ?? <span className="quiet">{guard.nobody}</span>],
          [guard.openedAt, time(found.openedAt)],
          [guard.detectedAt, time(found.detectedAt)],
        ]}
      />
      <FoundFacts found={found} />
      <Concerned found={found} />
      <EvidenceTable found={found} />
      <History found={found} onChange={onChange} />
    </>
  )
}

/** What was found, sentence by sentence; each may be looked up where the reader is allowed to. */
function FoundFacts({ found }: { found: GuardCase }) {
  const { guard } = useWords()
  const { language } = useSpeech()
  const { role } = useMe()
  const readsBooks = may(role, 'GET /console/ledger/accounts')
  return (
    <>
      <h3 className="drawer-head">{guard.found}</h3>
      <ul className="line-list" data-testid="facts">
        {found.facts.map((fact, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: facts stand in the order in which they were found
          <li key={place}>
            <span>{fact[language]}</span>
            {fact.link?.to === 'person' && <Link to={`/people?open=${fact.link.id}`}>{guard.whoIsIt}</Link>}
            {fact.link?.to === 'order' && readsBooks && <OrderLink id={fact.link.id}>{guard.lookUp}</OrderLink>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Concerned({ found }: { found: GuardCase }) {
  const { guard } = useWords()
  if (found.people.length === 0) return null
  return (
    <>
      <div className="drawer-head">
        <h3>{guard.people}</h3>
        {found.subject && (
          <Link to={`/guard/teams/${found.subject.id}?case=${found.id}`} data-testid="see-graph">
            <ApartmentOutlined /> {guard.graph}
          </Link>
        )}
      </div>
      <ul className="concerned" data-testid="concerned">
        {found.people.map(({ id, nickname, portrait, rank }) => (
          <li key={id}>
            <Picture path={portrait} size={32} round />
            <Link to={`/people?open=${id}`}>{nickname}</Link>
            <RankMark rank={rank} />
          </li>
        ))}
      </ul>
    </>
  )
}
