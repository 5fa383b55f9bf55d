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
import { AwardDialog } from './award-dialog.tsx'
import { ContestDialog } from './contest-dialog.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'

type Changed = Partial<AfterSale> & { id: string }
type AfterSaleActionsProps = { afterSale: AfterSale; onChange: (changed: Changed) => void }

/** What may be done now; nothing, when it is the buyer’s or the bank’s turn. */
export function AfterSaleActions({ afterSale, onChange }: AfterSaleActionsProps) {
  const { role } = useMe()
  const { state } = afterSale
  if (state === 'arbitrating' && may(role, 'POST /console/after-sales/:id/award'))
    return <Award afterSale={afterSale} onChange={onChange} />
  if (!may(role, 'POST /console/after-sales/:id/decision')) return null
  const contests = may(role, 'POST /console/after-sales/:id/arbitration')
  if (state === 'requested')
    return (
      <>
        {contests && !afterSale.rightful && <Contest afterSale={afterSale} onChange={onChange} />}
        <Answer afterSale={afterSale} onChange={onChange} mayReject={!(contests && afterSale.rightful)} />
      </>
    )
  if (state === 'returning')
    return (
      <>
        {contests && <Contest afterSale={afterSale} onChange={onChange} />}
        <ReturnReceipt afterSale={afterSale} onChange={onChange} />
      </>
    )
  if (state === 'replacing' && may(role, 'POST /console/after-sales/:id/replacement'))
    return <Replace afterSale={afterSale} onChange={onChange} />
  return null
}

/** Whether anything may be done, for the foot of the drawer. */
export const hasActions = (role: Parameters<typeof may>[0], { state }: AfterSale) =>
  state === 'arbitrating'
    ? may(role, 'POST /console/after-sales/:id/award')
    : state === 'replacing'
      ? may(role, 'POST /console/after-sales/:id/replacement')
      : (state === 'requested' || state === 'returning') && may(role, 'POST /console/after-sales/:id/decision')

type AnswerBody = { decision: 'approve' | 'reject'; words: string; bearer?: NonNullable<AfterSale['bearer']>; returnTo?: string }

function Answer({ afterSale, onChange, mayReject }: AfterSaleActionsProps & { mayReject: boolean }) {
  const { id, title } = afterSale
  const words = useWords()
  const { act, busy } = useAct()
  const [asked, setAsked] = useState<'approve' | 'reject'>()
  const all = words.afterSales
  const decide = async (body: AnswerBody) => {
    const done = body.decision === 'approve' ? all.approved : all.rejected
    const worked = await act(async () => onChange(await call('POST /console/after-sales/:id/decision', { params: { id }, body })), done)
    if (worked) setAsked(undefined)
  }
  return (
    <>
      {mayReject && (
        <Button danger onClick={() => setAsked('reject')} data-testid="reject">
          {all.reject}
        </Button>
      )}
      <Button type="primary" onClick={() => setAsked('approve')} data-testid="approve">
        {afterSale.kind === 'refund_only' ? all.approve : words.arbitration.approve}
      </Button>
      <ApproveDialog
        open={asked === 'approve'}
        afterSale={afterSale}
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

function ReturnReceipt({ afterSale: { id, kind, title, amountFen, postageFen }, onChange }: AfterSaleActionsProps) {
  const words = useWords()
  const confirm = useConfirm()
  const { act, busy } = useAct()
  const { afterSales: all, arbitration } = words
  const exchange = kind === 'exchange'
  const receive = async () => {
    const question = exchange
      ? { title: arbitration.exchangeReceipt(title), words: arbitration.exchangeReceiptWords, go: all.receipt }
      : { title: all.receiptTitle(title), words: all.receiptWords(formatMoney(amountFen + postageFen)), go: all.receipt }
    if (!(await confirm(question))) return
    await act(
      async () => onChange(await call('POST /console/after-sales/:id/return-receipt', { params: { id } })),
      exchange ? arbitration.exchangeReceived : all.received,
    )
  }
  return (
    <Button type="primary" loading={busy} onClick={() => void receive()} data-testid="return-receipt">
      {all.receipt}
    </Button>
  )
}

function Contest({ afterSale, onChange }: AfterSaleActionsProps) {
  const { arbitration } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} data-testid="contest">
        {arbitration.contest}
      </Button>
      <ContestDialog open={open} afterSale={afterSale} onChange={onChange} onClose={() => setOpen(false)} />
    </>
  )
}

function Replace({ afterSale, onChange }: AfterSaleActionsProps) {
  const { arbitration } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="replace">
        {arbitration.replace}
      </Button>
      <ReplaceDialog open={open} afterSale={afterSale} onChange={onChange} onClose={() => setOpen(false)} />
    </>
  )
}

function Award({ afterSale, onChange }: AfterSaleActionsProps) {
  const { arbitration } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)} data-testid="award">
        {arbitration.award}
      </Button>
      <AwardDialog open={open} afterSale={afterSale} onChange={onChange} onClose={() => setOpen(false)} />
    </>
  )
}
