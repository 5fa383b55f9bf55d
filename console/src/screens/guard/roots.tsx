import { formatRate } from '@lianka/design/money'
import type { TableColumnsType } from 'antd'
import { useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { Money } from '../../parts/money.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Picture } from '../../parts/picture.tsx'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { Root } from './case.ts'

/** Whose team is largest? A row opens its graph. */
export function Roots() {
  const { guard } = useWords()
  const navigate = useNavigate()
  const list = usePaged<Root>('guard roots', (after) => call('GET /console/guard/roots', { query: { limit: 10, ...(after && { after }) } }))
  return (
    <section className="panel" data-testid="roots">
      <header className="panel-head pad-head">
        <h2>{guard.roots}</h2>
        <small>{guard.rootsNote}</small>
      </header>
      <Rows
        list={list}
        label={guard.roots}
        columns={useColumns()}
        onOpen={(id) => void navigate(`/guard/teams/${id}`)}
        width={700}
        nothing={<Nothing title={guard.noRoots} words={guard.noRootsWords} />}
      />
    </section>
  )
}

function useColumns(): TableColumnsType<Root> {
  const { guard } = useWords()
  return [
    {
      title: guard.person,
      render: (_, { person }) => (
        <div className="cell-picture">
          <Picture path={person.portrait} size={36} round />
          <b>{person.nickname}</b>
        </div>
      ),
    },
    { title: guard.size, width: 120, align: 'right', render: (_, { people }) => guard.peopleCount(people) },
    { title: guard.depth, width: 110, align: 'right', render: (_, { levels }) => guard.levels(levels) },
    { title: guard.sales, width: 150, align: 'right', render: (_, { salesFen }) => <Money fen={salesFen} /> },
    {
      title: guard.outside,
      width: 140,
      align: 'right',
      render: (_, { outsideBps }) => (outsideBps === null ? '—' : formatRate(Math.round(outsideBps / 10) * 10)),
    },
    { title: guard.openCases, width: 110, align: 'right', render: (_, { openCases }) => openCases || '—' },
  ]
}
