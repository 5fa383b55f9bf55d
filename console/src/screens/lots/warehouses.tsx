import { HomeOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type Body, call, type Reply } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import type { Asked } from '../../parts/asked.ts'
import { Failed } from '../../parts/states.tsx'

/** The warehouses side by side, each with what lies in it. */
export function Warehouses({ asked }: { asked: Asked<Reply<'GET /console/warehouses'>> }) {
  const { lots } = useWords()
  const [adding, setAdding] = useState(false)
  if (asked.error !== undefined && !asked.data) return <Failed error={asked.error} retry={asked.again} />
  return (
    <section aria-label={lots.warehouses}>
      <ul className="warehouses">
        {asked.data?.items.map((one) => (
          <li key={one.id} className="panel pad" data-testid={`warehouse-${one.id}`}>
            <HomeOutlined />
            <div className="cell-two">
              <b>{one.name}</b>
              <small>{one.region}</small>
            </div>
            <div className="cell-two warehouse-count">
              <b className="money">{lots.pieces(one.pieces)}</b>
              {one.expiringPieces > 0 && <small className="warehouse-soon">{lots.expiringPieces(one.expiringPieces)}</small>}
            </div>
          </li>
        ))}
        <li>
          <Button block className="warehouse-add" icon={<PlusOutlined />} onClick={() => setAdding(true)} data-testid="add-warehouse">
            {lots.addWarehouse}
          </Button>
        </li>
      </ul>
      <WarehouseDialog open={adding} onClose={() => setAdding(false)} onAdded={asked.again} />
    </section>
  )
}

function WarehouseDialog({ open, onClose, onAdded }: { open: boolean; onClose: () => void; onAdded: () => void }) {
  const words = useWords()
  const { lots } = words
  const [form] = Form.useForm<Body<'POST /console/warehouses'>>()
  const { act, busy } = useAct()
  const intention = useIntention()
  const add = async (body: Body<'POST /console/warehouses'>) => {
    if (!(await act(() => call('POST /console/warehouses', { body, intention }), lots.warehouseAdded))) return
    onAdded()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={lots.addWarehouse}
      okText={lots.addWarehouse}
      cancelText={words.cancel}
      okButtonProps={{ loading: busy, 'data-testid': 'warehouse-go' }}
      onOk={form.submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} requiredMark={false} onFinish={(body) => void add(body)}>
        <Form.Item
          name="name"
          label={lots.warehouseName}
          rules={[{ required: true, whitespace: true, message: words.required(lots.warehouseName) }]}
        >
          <Input autoFocus maxLength={40} data-testid="warehouse-name" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
