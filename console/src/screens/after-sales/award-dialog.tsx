import { formatAmount, formatMoney, parseMoney } from '@lianka/design/money'
import { Form, Input, Modal, Radio } from 'antd'
import { type Body, call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import type { AfterSale } from './after-sale.ts'
import type { DialogProps } from './contest-dialog.tsx'

type Award = Body<'POST /console/after-sales/:id/award'>
type Filled = { outcome: Award['outcome']; bearer?: Award['bearer']; amount?: string; words: string }

/** What the platform may decide: once goods were sent back they are not asked for again, and only what was to be exchanged is. */
const outcomesOf = ({ kind, parcels }: AfterSale): Award['outcome'][] => [
  'refund',
  ...(parcels.some(({ direction }) => direction === 'return') ? [] : (['return'] as const)),
  ...(kind === 'exchange' ? (['replace'] as const) : []),
  'reject',
]

/** The platform’s word: what happens, how much, who bears it and why. */
export function AwardDialog({ open, afterSale, onChange, onClose }: DialogProps) {
  const words = useWords()
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const { id, title, kind, amountFen } = afterSale
  const all = words.arbitration
  const decide = async ({ outcome, bearer = 'supplier', amount, words: said }: Filled) => {
    const asked = outcome === 'refund' && kind !== 'exchange' ? parseMoney(amount ?? '') : undefined
    const body = { outcome, bearer, words: said.trim(), ...(asked !== undefined && { amountFen: asked }) }
    const worked = await act(async () => onChange(await call('POST /console/after-sales/:id/award', { params: { id }, body })), all.awarded)
    if (worked) onClose()
  }
  return (
    <Modal
      open={open}
      title={all.awardTitle(title)}
      okText={all.award}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'award-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{all.awardHint}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={{ outcome: 'refund', bearer: 'supplier', amount: formatAmount(amountFen).replace(/,/g, ''), words: '' }}
        onFinish={(filled) => void decide(filled)}
      >
        <Form.Item name="outcome" label={all.outcome}>
          <Radio.Group options={outcomesOf(afterSale).map((value) => ({ value, label: all.outcomes[value] }))} data-testid="outcome" />
        </Form.Item>
        <Form.Item noStyle dependencies={['outcome']}>
          {() => <Money kind={kind} outcome={form.getFieldValue('outcome')} most={amountFen} />}
        </Form.Item>
        <Form.Item name="words" label={all.reason} rules={[{ required: true, whitespace: true, message: words.required(all.reason) }]}>
          <Input.TextArea rows={3} maxLength={300} showCount data-testid="award-words" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

function Money({ kind, outcome, most }: { kind: AfterSale['kind']; outcome: Award['outcome']; most: number }) {
  const { arbitration, afterSales, bearers } = useWords()
  if (outcome === 'reject') return null
  const validator = async (_: unknown, text: string) => {
    const fen = parseMoney(text ?? '')
    if (fen === undefined || fen < 1 || fen > most) throw new Error(arbitration.amountWrong(formatMoney(most)))
  }
  return (
    <>
      {outcome === 'refund' && kind !== 'exchange' && (
        <Form.Item name="amount" label={arbitration.amount} rules={[{ validator }]}>
          <Input inputMode="decimal" maxLength={12} data-testid="award-amount" />
        </Form.Item>
      )}
      <Form.Item name="bearer" label={afterSales.bearer} extra={afterSales.bearerHint}>
        <Radio.Group options={Object.entries(bearers).map(([value, label]) => ({ value, label }))} data-testid="bearer" />
      </Form.Item>
    </>
  )
}
