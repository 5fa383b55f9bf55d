import { formatMoney } from '@lianka/design/money'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import type { AfterSale } from './after-sale.ts'
import { ApproveDialog } from './approve-dialog.tsx'

type Changed = Partial<AfterSale> & { id: string }
type AfterSaleActionsProps = { afterSale: AfterSale; onChange: (changed: Changed) => void }

/** What may be done now; nothing, when it is the buyer’s or the bank’s turn. */
export function AfterSaleActions({ afterSale, onChange }: AfterSaleActionsProps) {
  const { role } = useMe()
  if (!may(role, 'POST /console/after-sales/:id/decision')) return null
  if (afterSale.state === 'requested') return <Answer afterSale={afterSale} onChange={onChange} />
  if (afterSale.state === 'returning') return <ReturnReceipt afterSale={afterSale} onChange={onChange} />
  return null
}

function Answer({ afterSale: { id, title, amountFen, postageFen }, onChange }: AfterSaleActionsProps) {
  const words = useWords()
  const { act, busy } = useAct()
  const [asked, setAsked] = useState<'approve' | 'reject'>()
  const all = words.afterSales
  const decide = async (body: { decision: 'approve' | 'reject'; words: string; bearer?: NonNullable<AfterSale['bearer']> }) => {
    const done = body.decision === 'approve' ? all.approved : all.rejected
    const worked = await act(async () => onChange(await call('POST /console/after-sales/:id/decision', { params: { id }, body })), done)
    if (worked) setAsked(undefined)
  }
  return (
    <>
      <Button danger onClick={() => setAsked('reject')} data-testid="reject">
        {all.reject}
      </Button>
      <Button type="primary" onClick={() => setAsked('approve')} data-testid="approve">
        {all.approve}
      </Button>
      <ApproveDialog
        open={asked === 'approve'}
        title={all.approveTitle(title)}
        money={formatMoney(amountFen + postageFen)}
        busy={busy}
        onGo={(answer) => void decide({ decision: 'approve', ...answer })}
        onClose={() => setAsked(undefined)}
      />
      <ReasonDialog
        open={asked === 'reject'}
        title={all.rejectTitle(title)}
        words={all.rejectWords}
        label={all.rejectReason}
        go={all.reject}
        busy={busy}
        onGo={(reason) => void decide({ decision: 'reject', words: reason })}
        onClose={() => setAsked(undefined)}
      />
    </>
  )
}

function ReturnReceipt({ afterSale: { id, title, amountFen, postageFen }, onChange }: AfterSaleActionsProps) {
  const words = useWords()
  const confirm = useConfirm()
  const { act, busy } = useAct()
  const all = words.afterSales
  const receive = async () => {
    const question = { title: all.receiptTitle(title), words: all.receiptWords(formatMoney(amountFen + postageFen)), go: all.receipt }
    if (!(await confirm(question))) return
    await act(async () => onChange(await call('POST /console/after-sales/:id/return-receipt', { params: { id } })), all.received)
  }
  return (
    <Button type="primary" loading={busy} onClick={() => void receive()} data-testid="return-receipt">
      {all.receipt}
    </Button>
  )
}
