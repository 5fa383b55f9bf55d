import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, type TableColumnsType } from 'antd'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useFilters } from '../../parts/filters.ts'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { type Paged, usePaged } from '../../parts/paged.ts'
import { Picture } from '../../parts/picture.tsx'
import { Rows } from '../../parts/rows.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { Person } from './person.ts'
import { PersonGraph } from './person-graph.tsx'
import { RankMark } from './rank-mark.tsx'

/** Who brought whom? */
export function PeopleScreen() {
  const words = useWords()
  const [filters, setFilters] = useFilters('people', { words: '' })
  const { openId, open, close } = useOpenItem()
  const list = usePaged<Person>(`people ${filters.words}`, (after) =>
    call('GET /console/people', { query: { words: filters.words, limit: 30, ...(after && { after }) } }),
  )
  const { people } = words
  const back = openId && (
    <Button icon={<ArrowLeftOutlined />} onClick={close} data-testid="back-to-list">
      {people.back}
    </Button>
  )
  return (
    <Page name={people.title} title={people.title} note={people.note} actions={back}>
      {openId ? (
        <PersonGraph id={openId} onOpen={open} />
      ) : (
        <section className="panel">
          <div className="toolbar">
            <SearchBox value={filters.words} hint={people.searchHint} onSearch={(words) => setFilters({ words })} />
          </div>
          <PeopleTable list={list} onOpen={open} />
        </section>
      )}
    </Page>
  )
}

function PeopleTable({ list, onOpen }: { list: Paged<Person>; onOpen: (id: string) => void }) {
  const { people } = useWords()
  return (
    <Rows
      list={list}
      label={people.title}
      columns={useColumns()}
      onOpen={onOpen}
      width={760}
      nothing={<Nothing title={people.emptyTitle} words={people.emptyWords} />}
    />
  )
}

function useColumns(): TableColumnsType<Person> {
  const { people } = useWords()
  const { day } = useTimes()
  return [
    {
      title: people.nickname,
      render: (_, { nickname, portrait, id }) => (
        <div className="cell-picture">
          <Picture path={portrait} size={36} round />
          <div className="cell-two">
            <b>{nickname}</b>
            <small className="code">{id}</small>
          </div>
        </div>
      ),
    },
    { title: people.rank, width: 110, render: (_, { rank }) => <RankMark rank={rank} /> },
    { title: people.directs, width: 120, align: 'right', render: (_, { directCount }) => people.people(directCount) },
    { title: people.qualifying, width: 150, align: 'right', render: (_, { qualifyingBuyers }) => people.people(qualifyingBuyers) },
    { title: people.joinedAt, width: 140, render: (_, { joinedAt }) => day(joinedAt) },
  ]
}
