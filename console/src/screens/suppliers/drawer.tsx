import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { Documents } from './documents.tsx'
import { LicenceEnd } from './licence-end.tsx'
import { type Supplier, toneOf } from './supplier.ts'

type SupplierDrawerProps = {
  supplier: Supplier | undefined
  onClose: () => void
  onChange: (changed: Supplier) => void
  onDecided: () => void
}

export function SupplierDrawer({ supplier, onClose, onChange, onDecided }: SupplierDrawerProps) {
  const words = useWords()
  const { role } = useMe()
  const all = words.suppliers
  const decides = may(role, 'POST /console/suppliers/:id/decision')
  return (
    <DetailDrawer
      open={supplier !== undefined}
      title={supplier?.name}
      onClose={onClose}
      footer={supplier && decides && <SupplierActions supplier={supplier} onChange={onChange} />}
    >
      {supplier && (
        <Facts
          items={[
            [
              words.state,
              <Mark key="state" tone={toneOf[supplier.state]}>
                {words.supplierStates[supplier.state]}
              </Mark>,
            ],
            [all.region, supplier.region],
            [
              all.licence,
              <span key="licence" className="code">
                {supplier.licenceNumber}
              </span>,
            ],
            [all.expires, <LicenceEnd key="expires" supplier={supplier} />],
            [all.products, supplier.productCount],
            [words.papers.owner, supplier.ownerNickname],
            [words.papers.returnedBecause, supplier.returnedBecause],
            [
              words.papers.suspendedBecause,
              supplier.suspendedBecause === 'licence_expired' ? words.papers.licenceExpired : supplier.suspendedBecause,
            ],
            [all.story, supplier.story],
          ]}
        />
      )}
      {supplier && <Documents key={supplier.id} supplierId={supplier.id} state={supplier.state} onDecided={onDecided} />}
    </DetailDrawer>
  )
}

function SupplierActions({ supplier: { id, name, state }, onChange }: { supplier: Supplier; onChange: (changed: Supplier) => void }) {
  const words = useWords()
  const confirm = useConfirm()
  const { act, busy } = useAct()
  const [suspending, setSuspending] = useState(false)
  const [returning, setReturning] = useState(false)
  const all = words.suppliers
  const decide = (decision: 'approve' | 'suspend' | 'return', reason: string) =>
    act(
      async () => onChange(await call('POST /console/suppliers/:id/decision', { params: { id }, body: { decision, reason } })),
      { approve: all.approved, suspend: all.suspended, return: words.papers.returned }[decision],
    )
  const approve = async () => {
    if (await confirm({ title: all.approveTitle(name), words: all.approveWords, go: all.approve })) await decide('approve', '')
  }
  const giveBack = async (reason: string) => {
    if (await decide('return', reason)) setReturning(false)
  }
  const suspend = async (reason: string) => {
    if (await decide('suspend', reason)) setSuspending(false)
  }
  return (
    <>
      {state === 'applied' && (
        <Button onClick={() => setReturning(true)} data-testid="return-application">
          {words.papers.return}
        </Button>
      )}
      {state !== 'suspended' && (
        <Button danger onClick={() => setSuspending(true)} data-testid="suspend">
          {all.suspend}
        </Button>
      )}
      {state !== 'approved' && (
        <Button type="primary" loading={busy} onClick={() => void approve()} data-testid="approve">
          {state === 'suspended' ? all.restore : all.approve}
        </Button>
      )}
      <ReasonDialog
        open={suspending}
        title={all.suspendTitle(name)}
        words={all.suspendWords}
        label={all.reason}
        go={all.suspend}
        busy={busy}
        onGo={(reason) => void suspend(reason)}
        onClose={() => setSuspending(false)}
      />
      <ReasonDialog
        open={returning}
        title={words.papers.returnTitle(name)}
        words={words.papers.returnWords}
        label={all.reason}
        go={words.papers.return}
        busy={busy}
        onGo={(reason) => void giveBack(reason)}
        onClose={() => setReturning(false)}
      />
    </>
  )
}
