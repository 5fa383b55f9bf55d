import { useParams } from 'react-router'
import { call } from '../../../api.ts'
import { useWords } from '../../../language.tsx'
import { useAsked } from '../../../parts/asked.ts'
import { Page } from '../../../parts/page.tsx'
import { Failed, WaitingPanel } from '../../../parts/states.tsx'
import type { Designable, Draft } from '../published.ts'
import { Editor } from './editor.tsx'

/** Designated goods that are not among the best sold are asked for by name. */
async function readGoods(draft: Draft, names: Record<string, string>): Promise<Designable[]> {
  const { items } = await call('GET /console/designable-products')
  const missing = draft.terms.designated.flatMap(({ productId }) =>
    items.some(({ id }) => id === productId) || !names[productId] ? [] : [names[productId]],
  )
  const found = await Promise.all(missing.map((words) => call('GET /console/designable-products', { query: { words } })))
  return [...items, ...found.flatMap((page) => page.items)]
}

async function readAll(id: string) {
  const [draft, current, versions] = await Promise.all([
    call('GET /console/plan-drafts/:id', { params: { id: id as Draft['id'] } }),
    call('GET /plans/current'),
    call('GET /console/plans'),
  ])
  return { draft, current, newest: versions.items[0] ?? current, goods: await readGoods(draft, current.designatedNames) }
}
export type DraftWorld = Awaited<ReturnType<typeof readAll>>

/** What would the next plan pay, is it lawful, and when may it take effect? */
export function PlanDraftScreen() {
  const { id = '' } = useParams()
  const { menu } = useWords()
  const { data, error, again } = useAsked(`draft ${id}`, () => readAll(id))
  if (data) return <Editor key={id} world={data} />
  return (
    <Page name={menu.plan} title={menu.plan}>
      {error === undefined ? <WaitingPanel rows={12} /> : <Failed error={error} retry={again} />}
    </Page>
  )
}
