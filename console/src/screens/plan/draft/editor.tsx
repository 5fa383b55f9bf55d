import { validatePlan } from '@lianka/reward/validate'
import { Alert, Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useTimes, useWords } from '../../../language.tsx'
import { Mark } from '../../../parts/mark.tsx'
import { Page } from '../../../parts/page.tsx'
import { useUnsaved } from '../../../parts/unsaved.ts'
import { may } from '../../../rights.ts'
import { useMe } from '../../../session.tsx'
import { Invariants } from '../invariants.tsx'
import type { Designable, Plan } from '../published.ts'
import { changesOf } from '../term-values.ts'
import { DesignatedFields } from './designated-fields.tsx'
import { DraftActions } from './draft-actions.tsx'
import type { DraftWorld } from './screen.tsx'
import { Simulator } from './simulator.tsx'
import { TermFields } from './term-fields.tsx'
import { type Editing, useDraft } from './use-draft.ts'
import { goodsOf } from './written.ts'

/** The draft with everything that follows from it while one types: rules, differences, simulation. */
export function Editor({ world: { draft, current, newest, goods } }: { world: DraftWorld }) {
  const words = useWords()
  const { role } = useMe()
  const editing = useDraft(draft)
  const [met, setMet] = useState<readonly Designable[]>(goods)
  const { dirty, terms } = editing
  const { release } = useUnsaved(
    () => dirty,
    () => leaving(words),
  )
  const known = useMemo(() => new Map(met.map((product) => [product.id as string, product])), [met])
  const version = newest.plan.version + 1
  const plan: Plan = useMemo(() => ({ ...terms, version }), [terms, version])
  const findings = useMemo(
    () => validatePlan(plan, goodsOf(terms, known, current.designatedNames)),
    [plan, terms, known, current.designatedNames],
  )
  const writes = may(role, 'POST /console/plan-drafts')
  return (
    <Page
      name={words.planDrafts.title(version)}
      title={<Title version={version} dirty={dirty} />}
      note={<SavedNote editing={editing} current={current.plan} />}
      actions={<DraftActions editing={editing} version={version} findings={findings} newest={newest} onLeave={release} />}
    >
      <Conflict editing={editing} />
      <div className="plan-grid">
        <div>
          <TermFields current={current.plan} version={version} editing={editing} findings={findings} disabled={!writes} />
          <DesignatedFields
            editing={editing}
            known={known}
            names={current.designatedNames}
            before={current.plan}
            onMeet={(product) => setMet((before) => [...before, product])}
            disabled={!writes}
          />
          <Simulator plan={plan} />
        </div>
        <div>
          <Invariants findings={findings} note={words.planDrafts.liveChecks} />
          <Announcement editing={editing} disabled={!writes} />
        </div>
      </div>
    </Page>
  )
}

const leaving = ({ planDrafts: { leave, leaveWords, leaveGo, stay } }: ReturnType<typeof useWords>) => ({
  title: leave,
  content: leaveWords,
  okText: leaveGo,
  cancelText: stay,
})

function Title({ version, dirty }: { version: number; dirty: boolean }) {
  const { planDrafts } = useWords()
  return (
    <>
      {planDrafts.title(version)} <Mark tone="calm">{planDrafts.draft}</Mark>
      {dirty && <Mark tone="wait">{planDrafts.unsaved}</Mark>}
    </>
  )
}

function SavedNote({ editing: { terms, stored }, current }: { editing: Editing; current: Plan }) {
  const { plan, planDrafts } = useWords()
  const { time } = useTimes()
  const changes = planDrafts.row(changesOf(terms, current, plan).length)
  return <span data-testid="draft-note">{planDrafts.note(changes, stored.changedBy, time(stored.changedAt))}</span>
}

/** Somebody else saved in between: both writings are kept until a person decides. */
function Conflict({ editing: { theirs, terms, takeTheirs, keepMine, busy } }: { editing: Editing }) {
  const { plan, planDrafts } = useWords()
  const { time } = useTimes()
  if (!theirs) return null
  return (
    <Alert
      className="drawer-alert"
      type="warning"
      showIcon
      data-testid="conflict"
      title={planDrafts.conflict}
      description={
        <>
          <p>
            {planDrafts.changed(theirs.changedBy, time(theirs.changedAt))}
            <br />
            {planDrafts.conflictWords}
          </p>
          <ul className="changes">
            {changesOf(terms, theirs.terms, plan).map(({ term, from, to }) => (
              <li key={term}>
                {plan.terms[term]} <del>{from}</del> <ins>{to}</ins>
              </li>
            ))}
          </ul>
        </>
      }
      action={
        <div className="conflict-actions">
          <Button size="small" onClick={takeTheirs} data-testid="take-theirs">
            {planDrafts.takeTheirs}
          </Button>
          <Button size="small" loading={busy} onClick={keepMine} data-testid="keep-mine">
            {planDrafts.keepMine}
          </Button>
        </div>
      }
    />
  )
}

function Announcement({ editing: { announcement, announce }, disabled }: { editing: Editing; disabled: boolean }) {
  const { planDrafts } = useWords()
  return (
    <section className="panel pad announcement">
      <header className="panel-head">
        <h2>{planDrafts.announcement}</h2>
      </header>
      <Input.TextArea
        aria-label={planDrafts.announcement}
        value={announcement}
        rows={5}
        maxLength={1000}
        showCount
        disabled={disabled}
        placeholder={planDrafts.announcementHint}
        onChange={({ target }) => announce(target.value)}
        data-testid="announcement"
      />
    </section>
  )
}
