import { formatMoney } from '@lianka/design/money'
import { Form, Input, Modal, Radio } from 'antd'
import { useWords } from '../../language.tsx'
import { useMe } from '../../session.tsx'
import type { AfterSale } from './after-sale.ts'

type Answer = { bearer: NonNullable<AfterSale['bearer']>; words: string; returnTo: string }
type ApproveDialogProps = {
  open: boolean
  afterSale: AfterSale
  busy: boolean
  onGo: (answer: Answer) => void
  onClose: () => void
}

/** Approving moves money, so it names how much goes back and who bears it; where goods come back first, also where to. */
export function ApproveDialog({ open, afterSale, busy, onGo, onClose }: ApproveDialogProps) {
  const words = useWords()
  const { role } = useMe()
  const [form] = Form.useForm<Answer>()
  const { afterSales: all, arbitration } = words
  const { kind, title, amountFen, postageFen } = afterSale
  const money = formatMoney(amountFen + postageFen)
  const explained = {
    refund_only: all.approveWords(money),
    return_and_refund: arbitration.approveReturn,
    exchange: arbitration.approveExchange,
  }
  // A supplier cannot let the platform pay.
  const bearers = Object.entries(words.bearers).filter(([value]) => value !== 'platform' || role !== 'supplier-staff')
  return (
    <Modal
      open={open}
      title={all.approveTitle(title)}
      okText={kind === 'refund_only' ? all.approve : arbitration.approve}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'approve-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{explained[kind]}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ bearer: 'supplier', words: '', returnTo: '' }}
        onFinish={({ bearer = 'supplier', words = '', returnTo = '' }) => onGo({ bearer, words: words.trim(), returnTo: returnTo.trim() })}
      >
        {kind !== 'refund_only' && (
          <Form.Item name="returnTo" label={arbitration.returnTo} extra={arbitration.returnToHint}>
            <Input.TextArea rows={2} maxLength={200} data-testid="return-to" />
          </Form.Item>
        )}
        {kind !== 'exchange' && (
          <Form.Item name="bearer" label={all.bearer} extra={all.bearerHint}>
            <Radio.Group options={bearers.map(([value, label]) => ({ value, label }))} data-testid="bearer" />
          </Form.Item>
        )}
        <Form.Item name="words" label={all.note2}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
