import { FilePdfOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { Mark } from '../../parts/mark.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { type Paper, type Supplier, toneOfPaper } from './supplier.ts'

/** The licences and permits a supplier has shown; one looks at the paper before deciding. Approving the supplier approves them too. */
export function Documents({ supplierId, state, onDecided }: { supplierId: string; state: Supplier['state']; onDecided: () => void }) {
  const { papers } = useWords()
  const asked = useAsked(`documents ${supplierId} ${state}`, () =>
    call('GET /console/suppliers/:id/documents', { params: { id: supplierId } }),
  )
  const decided = () => {
    asked.again()
    onDecided()
  }
  return (
    <>
      <h3 className="drawer-head">{papers.title}</h3>
      {asked.error !== undefined && !asked.data && <Failed error={asked.error} retry={asked.again} />}
      {!asked.data && asked.error === undefined && <WaitingRows rows={2} />}
      {asked.data?.items.length === 0 && <p className="quiet">{papers.none}</p>}
      <ul className="line-list">
        {asked.data?.items.map((paper) => (
          <PaperRow key={paper.id} paper={paper} onDecided={decided} />
        ))}
      </ul>
    </>
  )
}

function PaperRow({ paper, onDecided }: { paper: Paper; onDecided: () => void }) {
  const { papers } = useWords()
  const { day } = useTimes()
  const { role } = useMe()
  const { act, busy } = useAct()
  const [rejecting, setRejecting] = useState(false)
  const decides = paper.state === 'submitted' && may(role, 'POST /console/supplier-documents/:id/decision')
  const decide = async (decision: 'approve' | 'reject', reason = '') => {
    const done = await act(
      () => call('POST /console/supplier-documents/:id/decision', { params: { id: paper.id }, body: { decision, reason } }),
      decision === 'approve' ? papers.approved : papers.rejected,
    )
    if (!done) return
    setRejecting(false)
    onDecided()
  }
  return (
    <li data-testid={`paper-${paper.id}`}>
      <div className="cell-two">
        <a href={`/files/${paper.fileId}`} target="_blank" rel="noreferrer" data-testid="open-paper">
          <FilePdfOutlined /> {papers.kinds[paper.kind]}
        </a>
        <small className="code">{paper.number}</small>
        <small>{paper.rejectedBecause ?? (paper.expiresAt ? papers.until(day(paper.expiresAt)) : papers.noEnd)}</small>
      </div>
      <Mark tone={toneOfPaper[paper.state]}>{papers.states[paper.state]}</Mark>
      {decides && (
        <>
          <Button size="small" danger onClick={() => setRejecting(true)} data-testid="reject-paper">
            {papers.reject}
          </Button>
          <Button size="small" type="primary" loading={busy} onClick={() => void decide('approve')} data-testid="approve-paper">
            {papers.approve}
          </Button>
        </>
      )}
      <ReasonDialog
        open={rejecting}
        title={papers.rejectTitle(papers.kinds[paper.kind])}
        words={papers.rejectWords}
        label={papers.reason}
        go={papers.reject}
        busy={busy}
        onGo={(reason) => void decide('reject', reason)}
        onClose={() => setRejecting(false)}
      />
    </li>
  )
}
