import { Form, Input, Radio } from 'antd'
import { useWords } from '../../../language.tsx'

/** What kind of thing is sold, and what who paid for a course or consultation is shown. */
export function DigitalFields() {
  const { digital } = useWords()
  const kind = Form.useWatch('kind') as keyof typeof digital.kinds | undefined
  const kinds = (['goods', 'course', 'consultation'] as const).map((value) => ({ value, label: digital.kinds[value] }))
  return (
    <>
      <Form.Item name="kind" label={digital.kind} extra={kind && kind !== 'goods' ? digital.hint : undefined}>
        <Radio.Group options={kinds} data-testid="kind" />
      </Form.Item>
      {kind && kind !== 'goods' && (
        <>
          <Form.Item name={['content', 'outline']} label={digital.outline}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} data-testid="outline" />
          </Form.Item>
          <Form.Item
            name={['content', 'text']}
            label={digital.text}
            rules={[{ required: kind === 'course', whitespace: true, message: digital.needed }]}
          >
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={8000} data-testid="digital-text" />
          </Form.Item>
          <Form.Item name={['content', 'link']} label={digital.link} rules={[{ pattern: /^https:\/\/\S+$/, message: digital.linkWrong }]}>
            <Input maxLength={300} data-testid="digital-link" />
          </Form.Item>
        </>
      )}
    </>
  )
}
