import { Form, Input, Modal, Radio } from 'antd'
import type { Body } from '../../api.ts'
import { useWords } from '../../language.tsx'

export type Decision = Body<'POST /console/guard/cases/:id/decision'>
type DecideDialogProps = { open: boolean; title: string; busy: boolean; onGo: (decision: Decision) => void; onClose: () => void }

/** How it ended, and why. No outcome is chosen beforehand; each says what follows. */
export function DecideDialog({ open, title, busy, onGo, onClose }: DecideDialogProps) {
  const all = useWords()
  const { guard } = all
  const [form] = Form.useForm<Decision>()
  const options = (['cleared', 'warned', 'confirmed'] as const).map((value) => ({
    value,
    label: (
      <span className="cell-two" data-testid={`outcome-${value}`}>
        <b>{guard.outcomes[value]}</b>
        <small className="quiet">{guard.outcomeMeanings[value]}</small>
      </span>
    ),
  }))
  return (
    <Modal
      open={open}
      title={title}
      okText={guard.decide}
      cancelText={all.cancel}
      okButtonProps={{ danger: true, loading: busy, 'data-testid': 'decide-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{guard.decideWords}</p>
      <Form form={form} layout="vertical" preserve={false} onFinish={({ outcome, words }) => onGo({ outcome, words: words.trim() })}>
        <Form.Item name="outcome" label={guard.outcome} rules={[{ required: true, message: all.required(guard.outcome) }]}>
          <Radio.Group className="outcomes" options={options} />
        </Form.Item>
        <Form.Item name="words" label={guard.why} rules={[{ required: true, whitespace: true, min: 2, message: all.required(guard.why) }]}>
          <Input.TextArea rows={3} maxLength={500} showCount data-testid="decide-words" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
