import { formatMoney } from '@lianka/design/money'
import { Form, Input, Modal, Select } from 'antd'
import { type Body, call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { MoneyInput } from '../products/editor/money-input.tsx'

type Movement = Body<'POST /console/movements'>
type Filled = { kind: Movement['kind']; amountFen: Movement['amountFen']; reference: string; ownerId?: string }
type MovementDialogProps = { open: boolean; onClose: () => void; onDone: () => void }

/** Whose account it concerns, for the kinds that concern one. */
const owners = { statement_paid: /^(sup|shp)_[0-9a-z]{1,40}$/, debt_repaid: /^mbr_[0-9a-z]{1,40}$/ }
const ownedKind = (kind: Movement['kind'] | undefined) => (kind === 'statement_paid' || kind === 'debt_repaid' ? kind : undefined)

/** Notes what was done at the bank: each kind says what it does to the books, and it is asked again before it is written. */
export function MovementDialog({ open, onClose, onDone }: MovementDialogProps) {
  const { movements, ...words } = useWords()
  const [form] = Form.useForm<Filled>()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const intention = useIntention()
  const note = async (filled: Filled) => {
    const title = movements.confirmTitle(movements.kinds[filled.kind], formatMoney(filled.amountFen))
    if (!(await confirm({ title, words: movements.confirmWords(filled.reference), go: movements.add }))) return
    if (!(await act(() => call('POST /console/movements', { body: filled, intention }), movements.noted))) return
    onDone()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={movements.add}
      okText={movements.go}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'movement-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} onFinish={(filled) => void note(filled)}>
        <Fields />
      </Form>
    </Modal>
  )
}

function Fields() {
  const { movements, ...words } = useWords()
  const kind = Form.useWatch<Movement['kind'] | undefined>('kind')
  const owned = ownedKind(kind)
  const options = Object.entries(movements.kinds).map(([value, label]) => ({ value, label }))
  return (
    <>
      <Form.Item
        name="kind"
        label={movements.kind}
        extra={kind && movements.means[kind]}
        rules={[{ required: true, message: words.required(movements.kind) }]}
      >
        <Select options={options} data-testid="movement-kind" />
      </Form.Item>
      <Form.Item name="amountFen" label={`${movements.amount} ¥`} rules={[{ required: true, message: movements.amountWrong }]}>
        <MoneyInput label={movements.amount} />
      </Form.Item>
      <Form.Item
        name="reference"
        label={movements.reference}
        rules={[{ required: true, pattern: /^[0-9A-Za-z_-]{4,64}$/, message: movements.referenceWrong }]}
      >
        <Input className="code-input" maxLength={64} placeholder={movements.referenceHint} data-testid="movement-reference" />
      </Form.Item>
      {owned && (
        <Form.Item
          name="ownerId"
          label={movements.owner}
          rules={[{ required: true, pattern: owners[owned], message: movements.ownerWrong[owned] }]}
        >
          <Input className="code-input" maxLength={60} placeholder={movements.ownerHints[owned]} data-testid="movement-owner" />
        </Form.Item>
      )}
    </>
  )
}
