import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import type { Item } from '../../../api.ts'
import { useSpeech, useWords } from '../../../language.tsx'
import { DigitalFields } from './digital-fields.tsx'
import { PictureList } from './picture-list.tsx'

export function Basics({ categories }: { categories: Item<'GET /categories'>[] }) {
  const { words, language } = useSpeech()
  const { editor } = words
  const required = (label: string) => [{ required: true, message: words.required(label) }]
  const options = categories.map((category) => ({ value: category.id, label: category[language] }))
  return (
    <section className="panel pad">
      <h2>{editor.basics}</h2>
      <div className="fields-3">
        <Form.Item name="categoryId" label={editor.category} rules={required(editor.category)}>
          <Select options={options} data-testid="category" />
        </Form.Item>
        <Form.Item
          name="title"
          label={editor.name}
          className="span-2"
          rules={[{ required: true, whitespace: true, min: 2, message: words.required(editor.name) }]}
        >
          <Input maxLength={60} showCount placeholder={editor.nameHint} data-testid="title" />
        </Form.Item>
      </div>
      <Form.Item name="subtitle" label={editor.subtitle}>
        <Input maxLength={80} showCount data-testid="subtitle" />
      </Form.Item>
      <Form.Item name="description" label={editor.description}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} data-testid="description" />
      </Form.Item>
      <Form.Item
        name="pictures"
        label={editor.pictures}
        extra={editor.picturesHint}
        rules={[{ required: true, type: 'array', min: 1, message: words.required(editor.pictures) }]}
      >
        <PictureList />
      </Form.Item>
      <Attributes />
      <DigitalFields />
      <Form.Item name="returnExcepted" valuePropName="checked" noStyle>
        <Checkbox data-testid="return-excepted">{editor.excepted}</Checkbox>
      </Form.Item>
      <br />
      <Form.Item name="showSupplierPart" valuePropName="checked" noStyle>
        <Checkbox>{editor.showPart}</Checkbox>
      </Form.Item>
    </section>
  )
}

function Attributes() {
  const { editor, remove } = useWords()
  return (
    <Form.Item label={editor.attributes}>
      <Form.List name="attributes">
        {(fields, { add, remove: drop }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="attribute-row">
                <Form.Item name={[name, 'name']} noStyle>
                  <Input maxLength={20} placeholder={editor.attributeName} aria-label={editor.attributeName} />
                </Form.Item>
                <Form.Item name={[name, 'value']} noStyle>
                  <Input maxLength={80} placeholder={editor.attributeValue} aria-label={editor.attributeValue} />
                </Form.Item>
                <Button type="text" icon={<DeleteOutlined />} aria-label={`${remove} ${name + 1}`} onClick={() => drop(name)} />
              </div>
            ))}
            {fields.length < 30 && (
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({ name: '', value: '' })}>
                {editor.addAttribute}
              </Button>
            )}
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}
