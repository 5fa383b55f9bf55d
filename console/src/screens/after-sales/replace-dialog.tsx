import { Form, Input, Modal, Select } from 'antd'
import { type Body, call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import type { DialogProps } from './contest-dialog.tsx'

type Sending = Body<'POST /console/after-sales/:id/replacement'>

/** The goods in exchange go to the buyer with a courier. */
export function ReplaceDialog({ open, afterSale: { id, title }, onChange, onClose }: DialogProps) {
  const words = useWords()
  const [form] = Form.useForm<Sending>()
  const { act, busy } = useAct()
  const { arbitration, parcels, couriers } = words
  const send = async (body: Sending) => {
    const worked = await act(
      async () => onChange(await call('POST /console/after-sales/:id/replacement', { params: { id }, body })),
      arbitration.replaced,
    )
    if (worked) onClose()
  }
  return (
    <Modal
      open={open}
      title={arbitration.replaceTitle(title)}
      okText={arbitration.replace}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'replace-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={(sending) => void send(sending)}>
        <Form.Item name="courier" label={parcels.courier} rules={[{ required: true, message: words.required(parcels.courier) }]}>
          <Select options={Object.entries(couriers).map(([value, label]) => ({ value, label }))} data-testid="courier" />
        </Form.Item>
        <Form.Item
          name="trackingNumber"
          label={parcels.number}
          normalize={(text: string) => text.replace(/\s/g, '')}
          rules={[{ required: true, pattern: /^[0-9A-Za-z]{6,30}$/, message: parcels.numberWrong }]}
        >
          <Input maxLength={30} className="code-input" data-testid="tracking-number" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
