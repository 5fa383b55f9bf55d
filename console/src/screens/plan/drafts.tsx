import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { Mark } from '../../parts/mark.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import type { Draft, Plan } from './published.ts'
import { changesOf } from './term-values.ts'

/** What is being written, by whom, and how far it is from being published. */
export function Drafts({ current }: { current: Plan }) {
  const { planDrafts } = useWords()
  const { data, error, again } = useAsked('plan drafts', () => call('GET /console/plan-drafts'))
  return (
    <section className="panel pad" id="drafts" data-testid="plan-drafts">
      <header className="panel-head">
        <h2>{planDrafts.panel}</h2>
        <BeginButton />
      </header>
      {!data && error !== undefined && <Failed error={error} retry={again} />}
      {!data && error === undefined && <WaitingRows rows={1} />}
      {data?.items.length === 0 && (
        <p className="quiet">
          {planDrafts.none} {planDrafts.noneWords}
        </p>
      )}
      <ul className="line-list">
        {data?.items.map((draft) => (
          <DraftRow key={draft.id} draft={draft} current={current} />
        ))}
      </ul>
    </section>
  )
}

function DraftRow({ draft, current }: { draft: Draft; current: Plan }) {
  const { plan, planDrafts } = useWords()
  const { time } = useTimes()
  const count = (level: 'block' | 'warn') => draft.findings.filter((finding) => finding.level === level).length
  const [blocks, warns] = [count('block'), count('warn')]
  return (
    <li>
      <div className="cell-two">
        <Link to={`/plan/drafts/${draft.id}`} data-testid={`draft-${draft.id}`}>
          {planDrafts.row(changesOf(draft.terms, current, plan).length)}
        </Link>
        <small>
          {planDrafts.madeBy(draft.madeBy)} · {planDrafts.changed(draft.changedBy, time(draft.changedAt))}
        </small>
      </div>
      <span className="fact-link">
        {blocks > 0 ? <Mark tone="bad">{planDrafts.blocks(blocks)}</Mark> : <Mark tone="good">{planDrafts.clean}</Mark>}
        {warns > 0 && <Mark tone="wait">{planDrafts.warns(warns)}</Mark>}
      </span>
    </li>
  )
}

function BeginButton() {
  const { planDrafts } = useWords()
  const { role } = useMe()
  const { act, busy } = useAct()
  const intention = useIntention()
  const navigate = useNavigate()
  if (!may(role, 'POST /console/plan-drafts')) return null
  const begin = () =>
    act(async () => {
      const { id } = await call('POST /console/plan-drafts', { intention })
      await navigate(`/plan/drafts/${id}`)
    }, planDrafts.begun)
  return (
    <Button loading={busy} onClick={() => void begin()} data-testid="begin-draft">
      {planDrafts.begin}
    </Button>
  )
}
