import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useConfirm } from '../../parts/confirm.ts'
import { ReasonDialog } from '../../parts/reason-dialog.tsx'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import type { Product } from './product.ts'

type ProductActionsProps = { product: Product; onChange: (product: Product) => void }

/** What this role may do with a product in this state. */
export function ProductActions({ product, onChange }: ProductActionsProps) {
  const { role } = useMe()
  if (may(role, 'POST /console/products')) return <SuppliersActions product={product} onChange={onChange} />
  if (may(role, 'POST /console/products/:id/decision')) return <Decision product={product} onChange={onChange} />
  return null
}

function SuppliersActions({ product: { id, title, state }, onChange }: ProductActionsProps) {
  const { products, edit } = useWords()
  const confirm = useConfirm()
  const { act, busy } = useAct()
  if (state !== 'draft' && state !== 'rejected') return null
  const submit = async () => {
    if (!(await confirm({ title: products.submitTitle(title), words: products.submitWords, go: products.submit }))) return
    await act(async () => onChange(await call('POST /console/products/:id/submission', { params: { id } })), products.submitted)
  }
  return (
    <>
      <Link to={`/products/${id}/edit`}>
        <Button tabIndex={-1} data-testid="edit-product">
          {edit}
        </Button>
      </Link>
      <Button type="primary" loading={busy} onClick={() => void submit()} data-testid="submit-product">
        {products.submit}
      </Button>
    </>
  )
}

function Decision({ product: { id, title, state }, onChange }: ProductActionsProps) {
  const { products } = useWords()
  const confirm = useConfirm()
  const { act, busy } = useAct()
  const [asked, setAsked] = useState<'reject' | 'withdraw'>()
  const decide = (decision: 'approve' | 'reject' | 'withdraw', reason: string) =>
    act(
      async () => onChange(await call('POST /console/products/:id/decision', { params: { id }, body: { decision, reason } })),
      products.decided[decision],
    )
  const approve = async () => {
    if (await confirm({ title: products.approveTitle(title), words: products.approveWords, go: products.approve }))
      await decide('approve', '')
  }
  const goOn = async (reason: string) => {
    if (asked && (await decide(asked, reason))) setAsked(undefined)
  }
  const negative = state === 'submitted' ? 'reject' : state === 'approved' ? 'withdraw' : undefined
  return (
    <>
      {negative && (
        <Button danger onClick={() => setAsked(negative)} data-testid={negative}>
          {products[negative]}
        </Button>
      )}
      {(state === 'submitted' || state === 'withdrawn') && (
        <Button type="primary" loading={busy} onClick={() => void approve()} data-testid="approve">
          {products.approve}
        </Button>
      )}
      <ReasonDialog
        open={asked !== undefined}
        title={asked === 'withdraw' ? products.withdrawTitle(title) : products.rejectTitle(title)}
        words={asked === 'withdraw' ? products.withdrawWords : products.rejectWords}
        label={products.reason}
        go={asked ? products[asked] : ''}
        busy={busy}
        onGo={(reason) => void goOn(reason)}
        onClose={() => setAsked(undefined)}
      />
    </>
  )
}
