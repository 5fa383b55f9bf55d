import type { Finding } from '@lianka/reward/findings'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../../api.ts'
import { useWords } from '../../../language.tsx'
import { useAct } from '../../../parts/act.ts'
import { useConfirm } from '../../../parts/confirm.ts'
import { may } from '../../../rights.ts'
import { useMe } from '../../../session.tsx'
import type { Published } from '../published.ts'
import { changesOf } from '../term-values.ts'
import { PublishDialog } from './publish-dialog.tsx'
import type { Editing } from './use-draft.ts'
import { isWrittenBy } from './written.ts'

export type DraftActionsProps = {
  editing: Editing
  version: number
  findings: readonly Finding[]
  newest: Pick<Published, 'plan'>
  /** Called before one leaves because the draft is gone. */
  onLeave: () => void
}

/** Throw away, save, and for an officer who did not write it: sign and publish. */
export function DraftActions(props: DraftActionsProps) {
  const { planDrafts } = useWords()
  const { role } = useMe()
  const { editing } = props
  if (!may(role, 'POST /console/plan-drafts')) return null
  return (
    <>
      <DropButton {...props} />
      <Button
        type={may(role, 'POST /console/plan-drafts/:id/publication') ? 'default' : 'primary'}
        disabled={!editing.dirty}
        loading={editing.busy}
        onClick={() => void editing.save()}
        data-testid="save-draft"
      >
        {planDrafts.save}
      </Button>
      <PublishButton {...props} />
    </>
  )
}

function DropButton({ editing: { stored }, version, onLeave }: DraftActionsProps) {
  const { planDrafts } = useWords()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const drop = async () => {
    const title = planDrafts.dropTitle(version, stored.madeBy)
    if (!(await confirm({ title, words: planDrafts.dropWords, go: planDrafts.drop, danger: true }))) return
    const gone = await act(() => call('DELETE /console/plan-drafts/:id', { params: { id: stored.id } }), planDrafts.dropped)
    if (!gone) return
    onLeave()
    await navigate('/plan')
  }
  return (
    <Button danger loading={busy} onClick={() => void drop()} data-testid="drop-draft">
      {planDrafts.drop}
    </Button>
  )
}

/** Why a draft can't be published now, in the order in which one would mend it; null when it can. */
function useHindrance({ editing: { dirty, stored, terms }, findings, newest }: DraftActionsProps): string | null {
  const { plan, planDrafts } = useWords()
  const me = useMe()
  const blocks = findings.filter(({ level }) => level === 'block').length
  if (blocks > 0) return planDrafts.blocked(blocks)
  if (dirty) return planDrafts.saveFirst
  if (changesOf(terms, newest.plan, plan).length === 0) return planDrafts.nothingChanged
  if (!may(me.role, 'POST /console/plan-drafts/:id/publication')) return planDrafts.officerPublishes
  if (isWrittenBy(stored, me.name)) return planDrafts.ownDraft
  return stored.announcement === '' ? planDrafts.needAnnouncement : null
}

function PublishButton(props: DraftActionsProps) {
  const { planDrafts } = useWords()
  const [asked, setAsked] = useState(false)
  const hindrance = useHindrance(props)
  return (
    <>
      <Tooltip title={hindrance ?? ''}>
        <Button type="primary" disabled={hindrance !== null} onClick={() => setAsked(true)} data-testid="publish-draft">
          {planDrafts.publish}
        </Button>
      </Tooltip>
      {hindrance && (
        <span className="page-hindrance" data-testid="publish-hindrance">
          {hindrance}
        </span>
      )}
      {asked && <PublishDialog {...props} onClose={() => setAsked(false)} />}
    </>
  )
}
