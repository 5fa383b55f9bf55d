import { Form, Input, Modal } from 'antd'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { PictureList } from '../products/editor/picture-list.tsx'
import type { AfterSale } from './after-sale.ts'

type Argument = { words: string; pictures?: string[] }
export type DialogProps = {
  open: boolean
  afterSale: AfterSale
  onChange: (changed: Partial<AfterSale> & { id: string }) => void
  onClose: () => void
}

const most = 6
const idOf = (path: string) => path.replace('/files/', '')

/** What the supplier does not agree with, and pictures of it, for the platform to look at. */
export function ContestDialog({ open, afterSale: { id, title }, onChange, onClose }: DialogProps) {
  const words = useWords()
  const [form] = Form.useForm<Argument>()
  const { act, busy } = useAct()
  const all = words.arbitration
  const contest = async ({ words: said, pictures = [] }: Argument) => {
    const body = { words: said.trim(), pictures: pictures.slice(0, most).map(idOf) }
    const worked = await act(
      async () => onChange(await call('POST /console/after-sales/:id/arbitration', { params: { id }, body })),
      all.contested,
    )
    if (worked) onClose()
  }
  return (
    <Modal
      open={open}
      title={all.contestTitle(title)}
      okText={all.contest}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'contest-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <p className="quiet">{all.contestWords}</p>
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={(argument) => void contest(argument)}>
        <Form.Item
          name="words"
          label={all.contestLabel}
          rules={[{ required: true, whitespace: true, message: words.required(all.contestLabel) }]}
        >
          <Input.TextArea rows={3} maxLength={300} showCount autoFocus data-testid="contest-words" />
        </Form.Item>
        <Form.Item name="pictures" label={all.pictures}>
          <PictureList />
        </Form.Item>
      </Form>
    </Modal>
  )
}
