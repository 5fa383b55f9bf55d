import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'

type ReasonDialogProps = {
  open: boolean
  title: string
  words: string
  label: string
  go: string
  busy: boolean
  onGo: (reason: string) => void
  onClose: () => void
  children?: ReactNode
}

/** A destructive act: names its object, says what follows and asks for the reason that others will read. */
export function ReasonDialog({ open, title, words, label, go, busy, onGo, onClose, children }: ReasonDialogProps) {
  const all = useWords()
  const [form] = Form.useForm<{ reason: string }>()
  return (
    <Modal
      open={open}
      title={title}
      okText={go}
      cancelText={all.cancel}
      okButtonProps={{ danger: true, loading: busy, 'data-testid': 'reason-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{words}</p>
      <Form form={form} layout="vertical" preserve={false} onFinish={({ reason }) => onGo(reason.trim())}>
        <Form.Item name="reason" label={label} rules={[{ required: true, whitespace: true, message: all.required(label) }]}>
          <Input.TextArea rows={3} maxLength={300} showCount autoFocus data-testid="reason" />
        </Form.Item>
        {children}
      </Form>
    </Modal>
  )
}
