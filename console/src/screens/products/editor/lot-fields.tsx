import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select, Switch } from 'antd'
import { now } from '../../../clock.ts'
import { useWords } from '../../../language.tsx'
import { BeijingPicker } from './beijing-picker.tsx'
import { ReportFields } from './report-fields.tsx'

/** Where it comes from: the lot, its way, its report. Goods without a lot, a course for one, switch it off. */
export function LotFields() {
  const words = useWords()
  const { editor } = words
  const withLot = Form.useWatch('withLot') as boolean | undefined
  const required = (label: string) => [{ required: true, whitespace: true, message: words.required(label) }]
  return (
    <section className="panel pad">
      <header className="panel-head">
        <h2>{editor.lot}</h2>
        <Form.Item name="withLot" valuePropName="checked" noStyle>
          <Switch aria-label={editor.withLot} data-testid="with-lot" />
        </Form.Item>
      </header>
      {withLot && (
        <>
          <div className="fields-3">
            <Form.Item name={['lot', 'code']} label={editor.lotCode} rules={required(editor.lotCode)}>
              <Input maxLength={40} data-testid="lot-code" />
            </Form.Item>
            <Form.Item name={['lot', 'origin']} label={editor.origin} rules={required(editor.origin)}>
              <Input maxLength={80} data-testid="lot-origin" />
            </Form.Item>
            <Form.Item name={['lot', 'producer']} label={editor.producer} rules={required(editor.producer)}>
              <Input maxLength={80} data-testid="lot-producer" />
            </Form.Item>
            <Form.Item name={['lot', 'story']} label={editor.story} className="span-2">
              <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
            </Form.Item>
            <Form.Item name={['lot', 'bestBefore']} label={editor.bestBefore}>
              <BeijingPicker label={editor.bestBefore} />
            </Form.Item>
          </div>
          <TraceEvents />
          <ReportFields />
        </>
      )}
    </section>
  )
}

function TraceEvents() {
  const words = useWords()
  const { editor } = words
  const kinds = Object.entries(words.traceKinds).map(([value, label]) => ({ value, label }))
  const required = (label: string) => [{ required: true, message: words.required(label) }]
  return (
    <Form.Item label={editor.events}>
      <Form.List name={['lot', 'events']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="event-row">
                <Form.Item name={[name, 'kind']} rules={required(editor.eventKind)}>
                  <Select options={kinds} aria-label={editor.eventKind} placeholder={editor.eventKind} />
                </Form.Item>
                <Form.Item name={[name, 'at']} rules={required(editor.eventAt)}>
                  <BeijingPicker withTime label={editor.eventAt} />
                </Form.Item>
                <Form.Item name={[name, 'place']} rules={required(editor.eventPlace)}>
                  <Input placeholder={editor.eventPlace} aria-label={editor.eventPlace} />
                </Form.Item>
                <Form.Item name={[name, 'note']} rules={required(editor.eventNote)}>
                  <Input placeholder={editor.eventNote} aria-label={editor.eventNote} />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined />} aria-label={`${words.remove} ${name + 1}`} onClick={() => remove(name)} />
              </div>
            ))}
            {fields.length < 20 && (
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({ at: now() })} data-testid="add-event">
                {editor.addEvent}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
