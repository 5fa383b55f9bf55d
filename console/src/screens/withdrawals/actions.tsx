import { formatMoney } from '@lianka/design/money'
import { Button } from 'antd'
import { useState } from 'react'
import { type Body, call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import type { WithdrawalRow } from './withdrawal.ts'

type WithdrawalActionsProps = {
  withdrawal: WithdrawalRow
  onChange: (changed: Partial<WithdrawalRow> & { id: string }) => void
}
type Choice = Body<'POST /console/withdrawals/:id/decision'>['decision']

/** Lets a withdrawal go or refuses it, where a person must. */
export function WithdrawalActions({ withdrawal, onChange }: WithdrawalActionsProps) {
  const { role } = useMe()
  const { withdrawals } = useWords()
  const { act, busy } = useAct()
  const [choice, setChoice] = useState<Choice | null>(null)
  if (withdrawal.state !== 'reviewing' || !may(role, 'POST /console/withdrawals/:id/decision')) return null
  const { id, member, grossFen, parts, guardCases } = withdrawal
  const decide = async (decision: Choice, words: string) => {
    const request = { params: { id }, body: { decision, words } }
    const done = await act(
      async () => onChange(await call('POST /console/withdrawals/:id/decision', request)),
      withdrawals.decided[decision],
    )
    if (done) setChoice(null)
  }
  const [name, money] = [member.nickname, formatMoney(grossFen)]
  return (
    <>
      <Button danger onClick={() => setChoice('refuse')} data-testid="refuse">
        {withdrawals.refuse}
      </Button>
      {guardCases.length === 0 && (
        <Button type="primary" onClick={() => setChoice('approve')} data-testid="approve">
          {withdrawals.approve}
        </Button>
      )}
      <ReasonDialog
        open={choice !== null}
        title={choice === 'refuse' ? withdrawals.refuseTitle(name, money) : withdrawals.approveTitle(name, money)}
        words={choice === 'refuse' ? withdrawals.refuseWords : withdrawals.approveWords(parts.length)}
        label={withdrawals.reason}
        go={choice === 'refuse' ? withdrawals.refuse : withdrawals.approve}
        busy={busy}
        onGo={(words) => choice && void decide(choice, words)}
        onClose={() => setChoice(null)}
      />
    </>
  )
}
