import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber } from 'antd'
import { useWords } from '../../../language.tsx'
import { bandHolds, type DraftSku } from './draft.ts'
import { MoneyInput } from './money-input.tsx'

const prices = [
  ['supplyPriceFen', 'supply'],
  ['minPriceFen', 'min'],
  ['suggestedPriceFen', 'suggested'],
  ['maxPriceFen', 'max'],
] as const

/** Options as rows of a table, one option a row. */
export function OptionFields() {
  const { editor } = useWords()
  const heads = [editor.optionName, editor.supply, editor.min, editor.suggested, editor.max, editor.stock, editor.weight]
  return (
    <section className="panel pad">
      <h2>{editor.options}</h2>
      <p className="quiet">{editor.optionsHint}</p>
      <Form.List name="skus">
        {(fields, { add, remove }) => (
          <>
            <div className="option-grid">
              {heads.map((head) => (
                <span key={head} className="option-head" aria-hidden="true">
                  {head}
                </span>
              ))}
              <span />
              {fields.map(({ key, name }) => (
                <OptionRow key={key} at={name} {...(fields.length > 1 && { onRemove: () => remove(name) })} />
              ))}
            </div>
            {fields.length < 20 && (
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({})} data-testid="add-option">
                {editor.addOption}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </section>
  )
}

function OptionRow({ at, onRemove }: { at: number; onRemove?: () => void }) {
  const words = useWords()
  const { editor } = words
  const form = Form.useFormInstance()
  const band = {
    validator: () =>
      bandHolds((form.getFieldValue(['skus', at]) ?? {}) as DraftSku) ? Promise.resolve() : Promise.reject(new Error(editor.bandWrong)),
  }
  return (
    <>
      <Form.Item name={[at, 'name']} rules={[{ required: true, whitespace: true, message: words.required(editor.optionName) }]}>
        <Input maxLength={40} placeholder={editor.optionHint} aria-label={editor.optionName} data-testid={`option-name-${at}`} />
      </Form.Item>
      {prices.map(([field, label]) => (
        <Form.Item
          key={field}
          name={[at, field]}
          dependencies={prices.filter(([other]) => other !== field).map(([other]) => ['skus', at, other])}
          rules={[{ required: true, message: editor.priceWrong }, ...(field === 'maxPriceFen' ? [band] : [])]}
        >
          <MoneyInput label={editor[label]} />
        </Form.Item>
      ))}
      <Form.Item name={[at, 'stock']} rules={[{ required: true, message: words.required(editor.stock) }]}>
        <InputNumber min={0} max={1_000_000} precision={0} controls={false} className="full" aria-label={editor.stock} />
      </Form.Item>
      <Form.Item name={[at, 'weightGrams']} rules={[{ required: true, message: words.required(editor.weight) }]}>
        <InputNumber min={0} max={1_000_000} precision={0} controls={false} className="full" aria-label={editor.weight} />
      </Form.Item>
      {onRemove ? <Button type="text" icon={<DeleteOutlined />} aria-label={`${words.remove} ${at + 1}`} onClick={onRemove} /> : <span />}
    </>
  )
}
