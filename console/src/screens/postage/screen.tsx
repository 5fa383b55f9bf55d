import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, InputNumber, TreeSelect } from 'antd'
import { call, type Reply } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { Page } from '../../parts/page.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import { MoneyInput } from '../products/editor/money-input.tsx'
import { type Filled, filledOf, templateOf } from './template.ts'

type Postage = Reply<'GET /console/postage'>

/** What the supplier's parcels cost: free from an amount, by region and weight, and where nothing is sent. */
export function PostageScreen() {
  const { postage: words } = useWords()
  const { data, error, again } = useAsked('postage', async () => ({
    postage: await call('GET /console/postage'),
    regions: await call('GET /regions'),
  }))
  return (
    <Page title={words.title} name={words.title} note={words.note}>
      {data ? (
        <PostageForm postage={data.postage} places={placesOf(data.regions)} onKept={again} />
      ) : error === undefined ? (
        <WaitingPanel rows={6} />
      ) : (
        <Failed error={error} retry={again} />
      )}
    </Page>
  )
}

function PostageForm({ postage, places, onKept }: { postage: Postage; places: Tree; onKept: () => void }) {
  const { postage: words, ...all } = useWords()
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const keep = async (filled: Filled) => {
    if (await act(() => call('PUT /console/postage', { body: templateOf(filled) }), words.kept)) onKept()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={filledOf(postage.template)}
      onFinish={(filled) => void keep(filled)}
      className="postage"
    >
      <section className="panel pad">
        {!postage.isOwn && <p className="quiet">{words.standard}</p>}
        <div className="postage-free">
          <Form.Item name="freeFrom" label={words.freeFrom}>
            <MoneyInput label={words.freeFrom} />
          </Form.Item>
        </div>
        <h2>{words.elsewhere}</h2>
        <Rate at={['elsewhere']} />
      </section>
      <section className="panel pad">
        <h2>{words.zones}</h2>
        <Form.List name="zones">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="postage-zone" data-testid={`zone-${name}`}>
                  <Regions name={[name, 'regions']} label={words.regions} hint={words.regionsHint} places={places} required />
                  <Rate at={[name]} />
                  <Button type="text" icon={<DeleteOutlined />} onClick={() => remove(name)}>
                    {words.removeZone}
                  </Button>
                </div>
              ))}
              <Button
                icon={<PlusOutlined />}
                onClick={() => add({ regions: [], firstKg: 1, firstFen: 800, stepKg: 1, stepFen: 0 })}
                disabled={fields.length >= 20}
                data-testid="add-zone"
              >
                {words.addZone}
              </Button>
            </>
          )}
        </Form.List>
      </section>
      <section className="panel pad">
        <h2>{words.refusedTitle}</h2>
        <Regions name={['refused']} label={words.refused} hint={words.refusedHint} places={places} />
      </section>
      <Button type="primary" htmlType="submit" loading={busy} data-testid="keep-postage">
        {all.save}
      </Button>
    </Form>
  )
}

/** Provinces with their cities; a city that is a province of its own has none below it. */
function placesOf({ provinces, cities }: Reply<'GET /regions'>): Tree {
  return Object.entries(provinces).map(([code, title]) => {
    const own = Object.entries(cities).filter(([city]) => city.startsWith(code.slice(0, 2)))
    return {
      value: code.slice(0, 2),
      title,
      children: own.length > 1 ? own.map(([city, name]) => ({ value: city.slice(0, 4), title: name })) : [],
    }
  })
}

type Tree = { value: string; title: string; children: { value: string; title: string }[] }[]
type RegionsProps = { name: (string | number)[]; label: string; hint: string; places: Tree; required?: boolean }

function Regions({ name, label, hint, places, required = false }: RegionsProps) {
  const words = useWords()
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      rules={required ? [{ required: true, type: 'array', min: 1, message: words.required(label) }] : []}
    >
      <TreeSelect
        showSearch
        multiple
        treeData={places}
        treeNodeFilterProp="title"
        treeCheckable
        showCheckedStrategy={TreeSelect.SHOW_PARENT}
        allowClear
      />
    </Form.Item>
  )
}

/** So much up to a first weight, so much for each further step begun. */
function Rate({ at }: { at: (string | number)[] }) {
  const { postage: words, ...all } = useWords()
  const needed = (label: string) => [{ required: true, message: all.required(label) }]
  return (
    <div className="postage-rate">
      <Form.Item name={[...at, 'firstKg']} label={words.firstKg} rules={needed(words.firstKg)}>
        <InputNumber min={0.001} max={100} step={0.5} />
      </Form.Item>
      <Form.Item name={[...at, 'firstFen']} label={words.firstYuan} rules={needed(words.firstYuan)}>
        <MoneyInput label={words.firstYuan} />
      </Form.Item>
      <Form.Item name={[...at, 'stepKg']} label={words.stepKg} rules={needed(words.stepKg)}>
        <InputNumber min={0.001} max={100} step={0.5} />
      </Form.Item>
      <Form.Item name={[...at, 'stepFen']} label={words.stepYuan} rules={needed(words.stepYuan)}>
        <MoneyInput label={words.stepYuan} />
      </Form.Item>
    </div>
  )
}
