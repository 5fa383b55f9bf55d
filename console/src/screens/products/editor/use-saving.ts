import { App, type FormInstance } from 'antd'
import { useNavigate } from 'react-router'
import { call } from '../../../api.ts'
import { useIntention } from '../../../intention.ts'
import { useWords } from '../../../language.tsx'
import { useAct } from '../../../parts/act.ts'
import { useConfirm } from '../../../parts/confirm.ts'
import { type Draft, inputOf, type Stored } from './draft.ts'

type Saving = { form: FormInstance<Draft>; product: Stored | undefined; onLeave: () => void }

/** Saves the draft, and submits it when asked to; then back to the list with the product open. */
export function useSaving({ form, product, onLeave }: Saving) {
  const { editor, products } = useWords()
  const { message } = App.useApp()
  const { act, busy } = useAct()
  const confirm = useConfirm()
  const intention = useIntention()
  const navigate = useNavigate()

  const store = async (body: ReturnType<typeof inputOf>) =>
    product ? call('PUT /console/products/:id', { params: { id: product.id }, body }) : call('POST /console/products', { body, intention })

  const save = async (submit: boolean) => {
    try {
      await form.validateFields()
    } catch (error) {
      void message.error(editor.invalid)
      const [first] = (error as { errorFields?: { name: (string | number)[] }[] }).errorFields ?? []
      if (first) form.scrollToField(first.name, { block: 'center', focus: true })
      return
    }
    const draft = form.getFieldsValue(true) as Draft
    if (submit && !(await confirm({ title: products.submitTitle(draft.title), words: products.submitWords, go: products.submit }))) return
    await act(
      async () => {
        const saved = await store(inputOf(draft))
        // Saved is saved: when only the submission is refused, the list shows the draft and offers it again.
        onLeave()
        const open = () => navigate(`/products?state=&words=&open=${saved.id}`)
        if (submit) await call('POST /console/products/:id/submission', { params: { id: saved.id } }).finally(open)
        else await open()
      },
      submit ? products.submitted : editor.savedDraft,
    )
  }
  return { save, busy }
}
