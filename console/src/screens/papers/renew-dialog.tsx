import { FilePdfOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Segmented, Upload } from 'antd'
import { type Body, call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { BeijingPicker } from '../products/editor/beijing-picker.tsx'
import { useUpload } from '../products/editor/upload.ts'
import type { Paper } from '../suppliers/supplier.ts'

type Shown = Body<'POST /console/supplier-documents'>
type Filled = Omit<Shown, 'expiresAt'> & { lastDay?: string | null }
type RenewDialogProps = { kind: Paper['kind'] | undefined; onClose: () => void; onSent: () => void }

const dayMs = 86_400_000
/** A paper holds until its last day is over. */
const endOf = (lastDay: string) => new Date(Date.parse(lastDay) + dayMs - 1000)

/** A renewed licence or permit: which, its number, until when, and the paper itself. */
export function RenewDialog({ kind, onClose, onSent }: RenewDialogProps) {
  const words = useWords()
  const { myPapers } = words.ownGoods
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const send = async ({ lastDay, ...paper }: Filled) => {
    const body: Shown = { ...paper, number: paper.number.trim(), expiresAt: lastDay ? endOf(lastDay).toISOString() : null }
    if (!(await act(() => call('POST /console/supplier-documents', { body }), myPapers.sent))) return
    onSent()
    onClose()
  }
  return (
    <Modal
      open={kind !== undefined}
      title={myPapers.dialog}
      okText={myPapers.go}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'renew-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        key={kind}
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={{ kind }}
        onFinish={(filled) => void send(filled)}
      >
        <Fields />
      </Form>
    </Modal>
  )
}

function Fields() {
  const words = useWords()
  const { myPapers } = words.ownGoods
  return (
    <>
      <Form.Item name="kind" label={myPapers.kind}>
        <Segmented
          options={(['licence', 'food_permit'] as const).map((value) => ({ value, label: words.papers.kinds[value] }))}
          aria-label={myPapers.kind}
        />
      </Form.Item>
      <Form.Item
        name="number"
        label={myPapers.number}
        rules={[{ required: true, whitespace: true, min: 4, message: myPapers.numberShort }]}
      >
        <Input maxLength={40} data-testid="paper-number" />
      </Form.Item>
      <Form.Item
        name="lastDay"
        label={myPapers.lastDay}
        extra={myPapers.lastDayHint}
        rules={[
          {
            validator: (_, lastDay?: string | null) =>
              !lastDay || endOf(lastDay).getTime() > Date.parse(now())
                ? Promise.resolve()
                : Promise.reject(new Error(myPapers.lastDayPast)),
          },
        ]}
      >
        <BeijingPicker label={myPapers.lastDay} />
      </Form.Item>
      <Form.Item name="fileId" label={myPapers.file} rules={[{ required: true, message: words.required(myPapers.file) }]}>
        <PaperFile />
      </Form.Item>
    </>
  )
}

function PaperFile({ value, onChange }: { value?: string; onChange?: (id: string) => void }) {
  const { myPapers } = useWords().ownGoods
  const { upload, sending } = useUpload()
  const take = async (file: File) => {
    const kept = await upload(file)
    if (kept) onChange?.(kept.id)
  }
  return (
    <div className="report-file">
      {value && (
        <a href={`/files/${value}`} target="_blank" rel="noreferrer" data-testid="paper-link">
          <FilePdfOutlined /> {myPapers.open}
        </a>
      )}
      <Upload
        accept="application/pdf,image/png,image/jpeg,image/webp"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file)
          return false
        }}
      >
        <Button icon={<UploadOutlined />} loading={sending} data-testid="upload-paper">
          {value ? myPapers.replace : myPapers.choose}
        </Button>
      </Upload>
    </div>
  )
}
