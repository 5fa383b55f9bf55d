import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type Body, call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { Picture } from '../../parts/picture.tsx'
import { Failed, WaitingRows } from '../../parts/states.tsx'
import { PictureList } from './editor/picture-list.tsx'
import type { Product } from './product.ts'

type Materials = Body<'PUT /console/products/:id/materials'>
const most = 9

/** What a supplier lends to shopkeepers to share its goods with. */
export function Materials({ product: { id, title } }: { product: Product }) {
  const { materials } = useWords().ownGoods
  const [writing, setWriting] = useState(false)
  const asked = useAsked(`materials ${id}`, () => call('GET /console/products/:id/materials', { params: { id } }))
  return (
    <>
      <h3 className="drawer-head">{materials.title}</h3>
      {asked.error !== undefined && !asked.data && <Failed error={asked.error} retry={asked.again} />}
      {!asked.data && asked.error === undefined && <WaitingRows rows={2} />}
      {asked.data && (
        <section data-testid="materials">
          <p className="quiet">{asked.data.items.length === 0 ? materials.none : materials.note}</p>
          <ul className="materials">
            {asked.data.items.map(({ text, pictures }) => (
              <li key={text}>
                <p>{text}</p>
                <div className="pictures">
                  {pictures.map((path) => (
                    <Picture key={path} path={path} size={56} />
                  ))}
                </div>
              </li>
            ))}
          </ul>
          <Button onClick={() => setWriting(true)} data-testid="write-materials">
            {materials.edit}
          </Button>
          <MaterialsDialog
            open={writing}
            product={{ id, title }}
            items={asked.data.items}
            onClose={() => setWriting(false)}
            onSaved={asked.again}
          />
        </section>
      )}
    </>
  )
}

type DialogProps = {
  open: boolean
  product: Pick<Product, 'id' | 'title'>
  items: Materials['items']
  onClose: () => void
  onSaved: () => void
}

function MaterialsDialog({ open, product: { id, title }, items, onClose, onSaved }: DialogProps) {
  const words = useWords()
  const { materials } = words.ownGoods
  const [form] = Form.useForm<Materials>()
  const { act, busy } = useAct()
  const save = async ({ items }: Materials) => {
    const body = { items: (items ?? []).map(({ text, pictures }) => ({ text, pictures: pictures ?? [] })) }
    if (!(await act(() => call('PUT /console/products/:id/materials', { params: { id }, body }), materials.saved))) return
    onSaved()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={materials.dialog(title)}
      okText={words.save}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'materials-go' }}
      onOk={form.submit}
      onCancel={onClose}
      width={640}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={{ items: items.length > 0 ? items : [{ text: '', pictures: [] }] }}
        onFinish={(written) => void save(written)}
      >
        <Form.List name="items">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <section key={key} className="material" aria-label={materials.words(name + 1)}>
                  <div className="material-head">
                    <b>{materials.words(name + 1)}</b>
                    <Button
                      size="small"
                      type="text"
                      icon={<DeleteOutlined />}
                      aria-label={`${words.remove} ${name + 1}`}
                      onClick={() => remove(name)}
                      data-testid={`remove-material-${name}`}
                    />
                  </div>
                  <Form.Item
                    name={[name, 'text']}
                    rules={[{ required: true, whitespace: true, message: words.required(materials.words(name + 1)) }]}
                  >
                    <Input.TextArea
                      rows={3}
                      maxLength={500}
                      showCount
                      placeholder={materials.wordsHint}
                      aria-label={materials.words(name + 1)}
                      data-testid={`material-${name}`}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'pictures']} label={materials.pictures}>
                    <PictureList />
                  </Form.Item>
                </section>
              ))}
              {fields.length < most && (
                <Button
                  block
                  type="dashed"
                  icon={<PlusOutlined />}
                  onClick={() => add({ text: '', pictures: [] })}
                  data-testid="add-material"
                >
                  {materials.add}
                </Button>
              )}
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  )
}
