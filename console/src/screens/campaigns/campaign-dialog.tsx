import { Form, Input, Modal, Select } from 'antd'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useIntention } from '../../intention.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useAsked } from '../../parts/asked.ts'
import { every } from '../../parts/every.ts'
import { BeijingPicker } from '../products/editor/beijing-picker.tsx'
import { MoneyInput } from '../products/editor/money-input.tsx'
import { PictureList } from '../products/editor/picture-list.tsx'
import type { CampaignRow, NewCampaign } from './campaign.ts'

type Filled = Omit<NewCampaign, 'picture' | 'goalFen'> & { pictures: string[]; goalFen?: NewCampaign['goalFen'] }
type CampaignDialogProps = { asked: 'new' | CampaignRow | null; onClose: () => void; onDone: () => void }

const dayMs = 86_400_000
const bodyOf = ({ pictures, goalFen, ...filled }: Filled): NewCampaign => ({
  ...filled,
  picture: pictures[0] ?? '',
  goalFen: goalFen ?? null,
})

function filledOf(asked: CampaignDialogProps['asked']): Partial<Filled> {
  if (asked === null || asked === 'new')
    return { startsAt: now(), endsAt: new Date(Date.parse(now()) + 14 * dayMs).toISOString(), pictures: [] }
  const { title, story, region, picture, productIds, goalFen, startsAt, endsAt } = asked
  return { title, story, region, pictures: [picture], productIds, goalFen, startsAt, endsAt }
}

/** A new campaign, or one under which nobody has bought yet. */
export function CampaignDialog({ asked, onClose, onDone }: CampaignDialogProps) {
  const { campaigns, ...words } = useWords()
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const intention = useIntention()
  const existing = asked === 'new' ? null : asked
  const keep = async (filled: Filled) => {
    const body = bodyOf(filled)
    const work = () =>
      existing
        ? call('PATCH /console/campaigns/:id', { params: { id: existing.id }, body })
        : call('POST /console/campaigns', { body, intention })
    if (!(await act(work, existing ? campaigns.changed : campaigns.made))) return
    onDone()
    onClose()
  }
  return (
    <Modal
      open={asked !== null}
      title={existing ? campaigns.edit : campaigns.add}
      okText={existing ? words.save : campaigns.make}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'campaign-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
      width={640}
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={filledOf(asked)}
        onFinish={(filled) => void keep(filled)}
      >
        <Story />
        <Goods />
        <Span />
      </Form>
    </Modal>
  )
}

function Story() {
  const { campaigns, ...words } = useWords()
  return (
    <>
      <div className="fields-2">
        <Form.Item name="title" label={campaigns.name} rules={[{ required: true, min: 4, message: words.required(campaigns.name) }]}>
          <Input maxLength={30} data-testid="campaign-title" />
        </Form.Item>
        <Form.Item name="region" label={campaigns.region} rules={[{ required: true, min: 2, message: words.required(campaigns.region) }]}>
          <Input maxLength={40} placeholder={campaigns.regionHint} data-testid="campaign-region" />
        </Form.Item>
      </div>
      <Form.Item
        name="story"
        label={campaigns.story}
        extra={campaigns.storyHint}
        rules={[{ required: true, min: 10, message: words.required(campaigns.story) }]}
      >
        <Input.TextArea rows={4} maxLength={2000} showCount data-testid="campaign-story" />
      </Form.Item>
      <Form.Item
        name="pictures"
        label={campaigns.picture}
        rules={[{ required: true, type: 'array', min: 1, message: words.required(campaigns.picture) }]}
      >
        <PictureList most={1} />
      </Form.Item>
    </>
  )
}

function Goods() {
  const { campaigns, ...words } = useWords()
  const products = useAsked('all approved products', () =>
    every((after) => call('GET /console/products', { query: { state: 'approved', limit: 50, ...(after && { after }) } })),
  )
  return (
    <div className="fields-2">
      <Form.Item
        name="productIds"
        label={campaigns.goods}
        extra={campaigns.goodsHint}
        rules={[{ required: true, type: 'array', min: 1, max: 20, message: words.required(campaigns.goods) }]}
      >
        <Select
          mode="multiple"
          loading={products.data === undefined && products.error === undefined}
          showSearch={{ optionFilterProp: 'label' }}
          options={(products.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          data-testid="campaign-goods"
        />
      </Form.Item>
      <Form.Item name="goalFen" label={campaigns.goalYuan}>
        <MoneyInput label={campaigns.goalYuan} />
      </Form.Item>
    </div>
  )
}

function Span() {
  const { campaigns, ...words } = useWords()
  return (
    <div className="fields-2">
      <Form.Item
        name="startsAt"
        label={campaigns.startsAt}
        extra={campaigns.startHint}
        rules={[{ required: true, message: words.required(campaigns.startsAt) }]}
      >
        <BeijingPicker label={campaigns.startsAt} withTime />
      </Form.Item>
      <Form.Item
        name="endsAt"
        label={campaigns.endsAt}
        dependencies={['startsAt']}
        rules={[
          { required: true, message: words.required(campaigns.endsAt) },
          ({ getFieldValue }) => ({
            validator: (_, end?: string) =>
              !end || end > getFieldValue('startsAt') ? Promise.resolve() : Promise.reject(new Error(campaigns.timesWrong)),
          }),
        ]}
      >
        <BeijingPicker label={campaigns.endsAt} withTime />
      </Form.Item>
    </div>
  )
}
