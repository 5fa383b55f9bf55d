import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import type { GuardCase } from './case.ts'
import { DecideDialog, type Decision } from './decide-dialog.tsx'

type CaseActionsProps = { found: GuardCase; onChange: (changed: GuardCase) => void }

/** What an officer may do now; others read. */
export function CaseActions({ found, onChange }: CaseActionsProps) {
  const { role } = useMe()
  if (!may(role, 'POST /console/guard/cases/:id/decision')) return null
  return (
    <>
      {(found.holdsPayouts || found.state !== 'closed') && <HoldButton found={found} onChange={onChange} />}
      {found.state !== 'closed' && <TakeButton found={found} onChange={onChange} />}
      {found.state === 'investigating' && <DecideButton found={found} onChange={onChange} />}
    </>
  )
}

/** Taking a case over from a colleague is the same act. */
function TakeButton({ found: { id, state, owner }, onChange }: CaseActionsProps) {
  const { guard } = useWords()
  const me = useMe()
  const { act, busy } = useAct()
  if (owner?.id === me.id && state === 'investigating') return null
  const take = () => act(async () => onChange(await call('POST /console/guard/cases/:id/ownership', { params: { id } })), guard.taken)
  return (
    <Button type={state === 'open' ? 'primary' : 'default'} loading={busy} onClick={() => void take()} data-testid="take">
      {guard.take}
    </Button>
  )
}

function HoldButton({ found: { id, holdsPayouts, subject, people }, onChange }: CaseActionsProps) {
  const { guard } = useWords()
  const { act, busy } = useAct()
  const [asked, setAsked] = useState(false)
  if (people.length === 0) return null
  const name = subject?.nickname ?? guard.platform
  const go = holdsPayouts ? guard.free : guard.hold
  const set = async (words: string) => {
    const request = { params: { id }, body: { holds: !holdsPayouts, words } }
    const done = holdsPayouts ? guard.freed : guard.held
    if (await act(async () => onChange(await call('POST /console/guard/cases/:id/hold', request)), done)) setAsked(false)
  }
  return (
    <>
      <Button danger={!holdsPayouts} onClick={() => setAsked(true)} data-testid="hold">
        {go}
      </Button>
      <ReasonDialog
        open={asked}
        title={holdsPayouts ? guard.freeTitle(name) : guard.holdTitle(name)}
        words={holdsPayouts ? guard.freeWords(people.length) : guard.holdWords(people.length)}
        label={guard.why}
        go={go}
        busy={busy}
        onGo={(words) => void set(words)}
        onClose={() => setAsked(false)}
      />
    </>
  )
}

function DecideButton({ found: { id, subject }, onChange }: CaseActionsProps) {
  const { guard } = useWords()
  const { act, busy } = useAct()
  const [asked, setAsked] = useState(false)
  const decide = async (body: Decision) => {
    const request = { params: { id }, body }
    if (await act(async () => onChange(await call('POST /console/guard/cases/:id/decision', request)), guard.decided)) setAsked(false)
  }
  return (
    <>
      <Button type="primary" onClick={() => setAsked(true)} data-testid="decide">
        {guard.decide}
      </Button>
      <DecideDialog
        open={asked}
        title={guard.decideTitle(subject?.nickname ?? guard.platform)}
        busy={busy}
        onGo={(decision) => void decide(decision)}
        onClose={() => setAsked(false)}
      />
    </>
  )
}
