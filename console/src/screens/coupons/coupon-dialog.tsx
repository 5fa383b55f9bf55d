import { formatMoney } from '@lianka/design/money'
import { Form, Input, InputNumber, Modal, Segmented } from 'antd'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useIntention } from '../../intention.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { BeijingPicker } from '../products/editor/beijing-picker.tsx'
import { MoneyInput } from '../products/editor/money-input.tsx'
import { type NewCoupon, worstFen } from './coupon.ts'

type Fen = NewCoupon['fromFen']
type Filled = Pick<NewCoupon, 'name' | 'fromFen' | 'budget' | 'perPerson' | 'claimFrom' | 'claimUntil' | 'validDays'> & {
  way: 'amount' | 'rate'
  offFen?: Fen
  percent?: number
  atMostFen?: Fen
}
type CouponDialogProps = { open: boolean; onClose: () => void; onDone: () => void }

/** What is not filled yet takes nothing off. */
const reductionOf = ({ way, offFen, percent, atMostFen }: Partial<Filled>): NewCoupon['reduction'] =>
  way === 'rate' ? { rate: Math.round((percent ?? 0) * 100), atMostFen: atMostFen ?? (0 as Fen) } : { offFen: offFen ?? (0 as Fen) }

const bodyOf = (filled: Filled): NewCoupon => {
  const { way, offFen, percent, atMostFen, ...terms } = filled
  return { ...terms, reduction: reductionOf(filled), productIds: [], categoryIds: [] }
}

const dayMs = 86_400_000

/** A new coupon. It says what it may cost in all before it is offered, and asks once more. */
export function CouponDialog({ open, onClose, onDone }: CouponDialogProps) {
  const { coupons, cancel } = useWords()
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const intention = useIntention()
  const offer = async (filled: Filled) => {
    const body = bodyOf(filled)
    const words = coupons.makeWords(formatMoney(worstFen(body.reduction, body.budget)))
    if (!(await confirm({ title: coupons.makeAsk(body.name), words, go: coupons.make }))) return
    if (!(await act(() => call('POST /console/coupons', { body, intention }), coupons.made))) return
    onDone()
    onClose()
  }
  const initial = {
    way: 'amount',
    perPerson: 1,
    validDays: 15,
    claimFrom: now(),
    claimUntil: new Date(Date.parse(now()) + 14 * dayMs).toISOString(),
  } as const
  return (
    <Modal
      open={open}
      title={coupons.add}
      okText={coupons.make}
      cancelText={cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'coupon-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        requiredMark={false}
        initialValues={initial}
        onFinish={(filled) => void offer(filled)}
      >
        <Fields />
      </Form>
    </Modal>
  )
}

const useRequired = () => {
  const words = useWords()
  return (label: string) => [{ required: true, message: words.required(label) }]
}

function Fields() {
  const { coupons } = useWords()
  const required = useRequired()
  const way = Form.useWatch<Filled['way'] | undefined>('way')
  return (
    <>
      <Form.Item name="name" label={coupons.name} rules={[{ required: true, min: 2, message: required(coupons.name)[0]?.message ?? '' }]}>
        <Input maxLength={20} data-testid="coupon-name" />
      </Form.Item>
      <Form.Item name="way" label={coupons.way}>
        <Segmented options={(['amount', 'rate'] as const).map((value) => ({ value, label: coupons.ways[value] }))} />
      </Form.Item>
      <div className="fields-2">
        <Form.Item name="fromFen" label={coupons.from} extra={way === 'rate' && coupons.fromHint} rules={required(coupons.from)}>
          <MoneyInput label={coupons.from} />
        </Form.Item>
        <Reduction />
        <Counted name="budget" label={coupons.budget} max={1_000_000} />
        <Counted name="perPerson" label={coupons.perPerson} max={20} />
        <Counted name="validDays" label={coupons.validDays} max={365} />
      </div>
      <Worst />
      <div className="fields-2">
        <Form.Item name="claimFrom" label={coupons.claimFrom} rules={required(coupons.claimFrom)}>
          <BeijingPicker label={coupons.claimFrom} withTime />
        </Form.Item>
        <Form.Item
          name="claimUntil"
          label={coupons.claimUntil}
          dependencies={['claimFrom']}
          rules={[
            ...required(coupons.claimUntil),
            ({ getFieldValue }) => ({
              validator: (_, until?: string) =>
                !until || until > getFieldValue('claimFrom') ? Promise.resolve() : Promise.reject(new Error(coupons.timesWrong)),
            }),
          ]}
        >
          <BeijingPicker label={coupons.claimUntil} withTime />
        </Form.Item>
      </div>
    </>
  )
}

function Counted({ name, label, max }: { name: 'budget' | 'perPerson' | 'validDays'; label: string; max: number }) {
  const required = useRequired()
  return (
    <Form.Item name={name} label={label} rules={required(label)}>
      <InputNumber min={1} max={max} precision={0} className="full" data-testid={`coupon-${name}`} />
    </Form.Item>
  )
}

function Reduction() {
  const { coupons } = useWords()
  const required = useRequired()
  const way = Form.useWatch<Filled['way'] | undefined>('way')
  if (way === 'rate')
    return (
      <>
        <Form.Item name="percent" label={coupons.rate} rules={required(coupons.rate)}>
          <InputNumber min={0.01} max={99.99} precision={2} suffix="%" className="full" />
        </Form.Item>
        <Form.Item name="atMostFen" label={coupons.atMost} rules={required(coupons.atMost)}>
          <MoneyInput label={coupons.atMost} />
        </Form.Item>
      </>
    )
  return (
    <Form.Item
      name="offFen"
      label={coupons.off}
      dependencies={['fromFen']}
      rules={[
        ...required(coupons.off),
        ({ getFieldValue }) => ({
          validator: (_, off?: number) =>
            off === undefined || off < (getFieldValue('fromFen') ?? Number.POSITIVE_INFINITY)
              ? Promise.resolve()
              : Promise.reject(new Error(coupons.amountsWrong)),
        }),
      ]}
    >
      <MoneyInput label={coupons.off} />
    </Form.Item>
  )
}

/** What it costs when every one of them is redeemed. */
function Worst() {
  const { coupons } = useWords()
  const filled = Form.useWatch((all: Partial<Filled>) => all) as Partial<Filled> | undefined
  const sum = filled ? worstFen(reductionOf(filled), filled.budget ?? 0) : 0
  return sum > 0 ? <p className="quiet">{coupons.worst(formatMoney(sum))}</p> : null
}
