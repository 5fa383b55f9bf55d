import { Form, Input, Modal, Radio } from 'antd'
import { useWords } from '../../language.tsx'
import type { AfterSale } from './after-sale.ts'

type Answer = { bearer: NonNullable<AfterSale['bearer']>; words: string }
type ApproveDialogProps = {
  open: boolean
  title: string
  money: string
  busy: boolean
  onGo: (answer: Answer) => void
  onClose: () => void
}

/** Approving moves money, so it names how much goes back and who bears it. */
export function ApproveDialog({ open, title, money, busy, onGo, onClose }: ApproveDialogProps) {
  const words = useWords()
  const [form] = Form.useForm<Answer>()
  const all = words.afterSales
  return (
    <Modal
      open={open}
      title={title}
      okText={all.approve}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'approve-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{all.approveWords(money)}</p>
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ bearer: 'supplier', words: '' }}
        onFinish={({ bearer, words }) => onGo({ bearer, words: words.trim() })}
      >
        <Form.Item name="bearer" label={all.bearer} extra={all.bearerHint}>
          <Radio.Group options={Object.entries(words.bearers).map(([value, label]) => ({ value, label }))} data-testid="bearer" />
        </Form.Item>
        <Form.Item name="words" label={all.note2}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
