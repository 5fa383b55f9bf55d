import { FilePdfOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Upload } from 'antd'
import { useWords } from '../../../language.tsx'
import { BeijingPicker } from './beijing-picker.tsx'
import { useUpload } from './upload.ts'

const fileField = ['lot', 'inspection', 'fileId']

/** The inspection report: first the file, then what it says. */
export function ReportFields() {
  const words = useWords()
  const { editor } = words
  const fileId = Form.useWatch(fileField) as string | undefined
  const required = (label: string) => [{ required: true, message: words.required(label) }]
  return (
    <>
      <h3 className="fields-head">{editor.report}</h3>
      <Form.Item name={fileField}>
        <ReportFile />
      </Form.Item>
      {fileId && (
        <div className="fields-3">
          <Form.Item name={['lot', 'inspection', 'agency']} label={editor.agency} rules={required(editor.agency)}>
            <Input data-testid="agency" />
          </Form.Item>
          <Form.Item name={['lot', 'inspection', 'reportNumber']} label={editor.reportNumber} rules={required(editor.reportNumber)}>
            <Input data-testid="report-number" />
          </Form.Item>
          <Form.Item name={['lot', 'inspection', 'result']} label={editor.result} rules={required(editor.result)}>
            <Input data-testid="report-result" />
          </Form.Item>
          <Form.Item name={['lot', 'inspection', 'issuedAt']} label={editor.issuedAt} rules={required(editor.issuedAt)}>
            <BeijingPicker label={editor.issuedAt} />
          </Form.Item>
          <Form.Item name={['lot', 'inspection', 'pages']} label={editor.pages} rules={required(editor.pages)}>
            <InputNumber min={1} max={999} precision={0} className="full" data-testid="report-pages" />
          </Form.Item>
        </div>
      )}
    </>
  )
}

function ReportFile({ value, onChange }: { value?: string; onChange?: (id: string) => void }) {
  const { editor, products } = useWords()
  const { upload, sending } = useUpload()
  const take = async (file: File) => {
    const kept = await upload(file)
    if (kept) onChange?.(kept.id)
  }
  return (
    <div className="report-file">
      {value && (
        <a href={`/files/${value}`} target="_blank" rel="noreferrer" data-testid="report-link">
          <FilePdfOutlined /> {products.openReport}
        </a>
      )}
      <Upload
        accept="application/pdf"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file)
          return false
        }}
      >
        <Button icon={<UploadOutlined />} loading={sending} data-testid="upload-report">
          {value ? editor.replaceReport : editor.uploadReport}
        </Button>
      </Upload>
    </div>
  )
}
