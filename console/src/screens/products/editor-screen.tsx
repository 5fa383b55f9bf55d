import { Form } from 'antd'
import { useParams } from 'react-router'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Page } from '../../parts/page.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import { Basics } from './editor/basics.tsx'
import { blankDraft, type Draft, draftOf, type Stored } from './editor/draft.ts'
import { EditorActions } from './editor/editor-actions.tsx'
import { LotFields } from './editor/lot-fields.tsx'
import { OptionFields } from './editor/option-fields.tsx'
import { useLeaveGuard } from './editor/use-leave-guard.ts'
import { useSaving } from './editor/use-saving.ts'

/** Write down one product: what it is, what it costs, where it comes from. */
export function ProductEditorScreen() {
  const { id } = useParams()
  const words = useWords()
  const { data, error, again } = useAsked(`editor ${id ?? 'new'}`, async () => {
    const [categories, product] = await Promise.all([
      call('GET /categories'),
      id ? call('GET /console/products/:id', { params: { id: id as Stored['id'] } }) : undefined,
    ])
    return { categories: categories.items, product }
  })
  if (data) return <Editor key={id ?? 'new'} categories={data.categories} product={data.product} />
  return (
    <Page name={words.editor.newTitle} title={words.editor.newTitle}>
      {error === undefined ? <WaitingPanel rows={10} /> : <Failed error={error} retry={again} />}
    </Page>
  )
}

type Categories = Awaited<ReturnType<typeof call<'GET /categories'>>>['items']

function Editor({ categories, product }: { categories: Categories; product: Stored | undefined }) {
  const words = useWords()
  const [form] = Form.useForm<Draft>()
  const guard = useLeaveGuard(form)
  const { save, busy } = useSaving({ form, product, onLeave: guard.release })
  const title = product ? words.editor.editTitle(product.title) : words.editor.newTitle
  return (
    <Page name={title} title={title} note={words.editor.note} actions={<EditorActions busy={busy} onSave={save} />}>
      <Form
        form={form}
        layout="vertical"
        className="editor"
        initialValues={product ? draftOf(product) : blankDraft}
        onValuesChange={guard.touch}
        disabled={busy}
      >
        <Basics categories={categories} />
        <OptionFields />
        <LotFields />
      </Form>
    </Page>
  )
}
