import { Segmented } from 'antd'
import { useWords } from '../../language.tsx'
import { useFilters } from '../../parts/filters.ts'
import { Page } from '../../parts/page.tsx'
import { Days } from './days.tsx'
import { Differences } from './differences.tsx'

/** Do the channel’s bills and our books agree, and where not, why? */
export function ReconciliationScreen() {
  const { reconciliation } = useWords()
  const [{ tab }, setFilters] = useFilters('reconciliation', { tab: 'days' })
  const options = (['days', 'differences'] as const).map((value) => ({
    value,
    label: <span data-testid={`tab-${value}`}>{reconciliation.tabs[value]}</span>,
  }))
  const tabs = (
    <Segmented value={tab === 'differences' ? 'differences' : 'days'} options={options} onChange={(tab) => setFilters({ tab })} />
  )
  return (
    <Page name={reconciliation.title} title={reconciliation.title} note={reconciliation.note} actions={tabs}>
      {tab === 'differences' ? <Differences /> : <Days />}
    </Page>
  )
}
