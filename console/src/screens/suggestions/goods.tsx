import { Table, type TableColumnsType } from 'antd'
import type { Reply } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { Picture } from '../../parts/picture.tsx'
import { Nothing } from '../../parts/states.tsx'
import { count, percent } from './spoken.ts'

type Figures = Reply<'GET /console/suggestions'>
type Cold = Figures['cold'][number]
type Trial = Figures['trials'][number]

const named = (title: string) => ({
  title,
  key: 'goods',
  render: (_: unknown, { title: name, picture }: { title: string; picture: string }) => (
    <span className="goods-cell">
      <Picture path={picture} />
      <span>{name}</span>
    </span>
  ),
})

/** Goods on sale that hardly anybody is shown. */
export function Cold({ cold }: { cold: readonly Cold[] }) {
  const { suggestions: words } = useWords()
  const columns: TableColumnsType<Cold> = [
    named(words.goods),
    { title: words.onSaleFor, dataIndex: 'approvedDays', width: 110, align: 'right', render: (days: number) => words.daysOn(days) },
    { title: words.shown, dataIndex: 'shown', width: 110, align: 'right', render: count },
    { title: words.clicked, dataIndex: 'clicked', width: 110, align: 'right', render: count },
  ]
  if (cold.length === 0) return null
  return (
    <section className="panel pad" aria-label={words.cold}>
      <header className="panel-head">
        <h2>{words.cold}</h2>
        <small>{words.coldNote}</small>
      </header>
      <Table<Cold>
        rowKey="productId"
        size="middle"
        columns={columns}
        dataSource={[...cold]}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: 640 }}
        aria-label={words.cold}
      />
    </section>
  )
}

/** New goods that were given places, and how they did. */
export function Trials({ trials }: { trials: readonly Trial[] }) {
  const { suggestions: words } = useWords()
  const columns: TableColumnsType<Trial> = [
    named(words.goods),
    { title: words.shown, dataIndex: 'shown', width: 110, align: 'right', render: count },
    { title: words.clicked, dataIndex: 'clicked', width: 110, align: 'right', render: count },
    {
      title: words.clickRate,
      dataIndex: 'clickRate',
      width: 240,
      align: 'right',
      render: ({ value, low, high }: Trial['clickRate']) => (
        <>
          {percent(value, 1)} <small className="quiet">{words.within(percent(low, 1), percent(high, 1))}</small>
        </>
      ),
    },
  ]
  return (
    <section className="panel pad" aria-label={words.trials}>
      <header className="panel-head">
        <h2>{words.trials}</h2>
        <small>{words.trialsNote}</small>
      </header>
      {trials.length === 0 ? (
        <Nothing title={words.noTrials} words={words.noTrialsWords} />
      ) : (
        <Table<Trial>
          rowKey="productId"
          size="middle"
          columns={columns}
          dataSource={[...trials]}
          pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
          scroll={{ x: 720 }}
          aria-label={words.trials}
        />
      )}
    </section>
  )
}
