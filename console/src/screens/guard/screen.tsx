import { Select, type TableColumnsType } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Picture } from '../../parts/picture.tsx'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { CaseRow } from './case.ts'
import { CaseDrawer } from './drawer.tsx'
import { Overview } from './overview.tsx'
import { Roots } from './roots.tsx'
import { Score } from './score.tsx'
import { StateMark } from './state-mark.tsx'

/** What looks wrong, how bad is it, and who looks at it? */
export function GuardScreen() {
  const { guard } = useWords()
  return (
    <Page name={guard.title} title={guard.title} note={guard.note}>
      <Overview />
      <Cases />
      <Roots />
    </Page>
  )
}

function Cases() {
  const { guard } = useWords()
  const [filters, setFilters] = useFilters('guard', { state: '', kind: '' })
  const state = oneOf(guard.states, filters.state)
  const kind = oneOf(guard.kinds, filters.kind)
  const { openId, open, close } = useOpenItem()
  const list = usePaged<CaseRow>(`cases ${state ?? ''} ${kind ?? ''}`, (after) =>
    call('GET /console/guard/cases', { query: { ...(state && { state }), ...(kind && { kind }), ...(after && { after }) } }),
  )
  const kinds = [{ value: '', label: guard.allKinds }, ...Object.entries(guard.kinds).map(([value, label]) => ({ value, label }))]
  return (
    <section className="panel">
      <div className="toolbar">
        <StateFilter states={guard.states} value={state ?? ''} onChange={(state) => setFilters({ state })} />
        <Select
          aria-label={guard.kind}
          className="kind-filter"
          options={kinds}
          value={kind ?? ''}
          onChange={(kind) => setFilters({ kind })}
          data-testid="kind"
        />
      </div>
      <Rows
        list={list}
        label={guard.title}
        columns={useColumns()}
        onOpen={open}
        openId={openId}
        width={760}
        nothing={<Nothing title={guard.emptyTitle} words={guard.emptyWords} />}
      />
      <CaseDrawer id={openId?.startsWith('cas_') ? openId : null} onClose={close} onChange={list.replace} />
    </section>
  )
}

function useColumns(): TableColumnsType<CaseRow> {
  const words = useWords()
  const { time } = useTimes()
  const { guard } = words
  return [
    { title: guard.score, width: 130, render: (_, { score }) => <Score score={score} /> },
    {
      title: guard.kind,
      render: (_, { kind, holdsPayouts }) => (
        <div className="cell-two">
          <b>{guard.kinds[kind]}</b>
          {holdsPayouts && <Mark tone="bad">{guard.holding}</Mark>}
        </div>
      ),
    },
    { title: guard.subject, width: 190, render: (_, { subject }) => <Subject subject={subject} /> },
    { title: guard.people, width: 130, align: 'right', render: (_, { peopleCount }) => guard.peopleCount(peopleCount) },
    { title: guard.owner, width: 110, responsive: ['lg'], render: (_, { owner }) => owner?.name ?? '—' },
    { title: guard.detectedAt, width: 130, responsive: ['lg'], render: (_, { detectedAt }) => time(detectedAt) },
    { title: words.state, width: 110, render: (_, row) => <StateMark row={row} /> },
  ]
}

function Subject({ subject }: { subject: CaseRow['subject'] }) {
  const { guard } = useWords()
  if (!subject) return <span className="quiet">{guard.platform}</span>
  return (
    <div className="cell-picture">
      <Picture path={subject.portrait} size={36} round />
      <b>{subject.nickname}</b>
    </div>
  )
}
