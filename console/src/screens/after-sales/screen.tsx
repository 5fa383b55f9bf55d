import { formatLeft } from '@lianka/design/dates'
import type { TableColumnsType } from 'antd'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useSpeech, useTimes, useWords } from '../../language.tsx'
import { oneOf, useFilters } from '../../parts/filters.ts'
import { Mark } from '../../parts/mark.tsx'
import { Money } from '../../parts/money.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Picture } from '../../parts/picture.tsx'
import { Rows } from '../../parts/rows.tsx'
import { StateFilter } from '../../parts/state-filter.tsx'
import { Nothing } from '../../parts/states.tsx'
import { type AfterSale, toneOf } from './after-sale.ts'
import { AfterSaleDrawer } from './drawer.tsx'

/** Who wants their money back, and until when must they be answered? */
export function AfterSalesScreen() {
  const words = useWords()
  const [filters, setFilters] = useFilters('after-sales', { state: '' })
  const state = oneOf(words.afterSaleStates, filters.state)
  const { openId, open, close } = useOpenItem()
  const list = usePaged<AfterSale>(`after-sales ${state ?? ''}`, (after) =>
    call('GET /console/after-sales', { query: { ...(state && { state }), ...(after && { after }) } }),
  )
  return (
    <Page name={words.afterSales.title} title={words.afterSales.title} note={words.afterSales.note}>
      <section className="panel">
        <div className="toolbar">
          <StateFilter states={words.afterSaleStates} value={state ?? ''} onChange={(state) => setFilters({ state })} />
        </div>
        <Rows
          list={list}
          label={words.afterSales.title}
          columns={useColumns()}
          onOpen={open}
          openId={openId}
          width={700}
          nothing={<Nothing title={words.afterSales.emptyTitle} words={words.afterSales.emptyWords} />}
        />
      </section>
      <AfterSaleDrawer afterSale={list.items?.find(({ id }) => id === openId)} onClose={close} onChange={list.replace} />
    </Page>
  )
}

function useColumns(): TableColumnsType<AfterSale> {
  const words = useWords()
  const { time } = useTimes()
  const { afterSales } = words
  return [
    {
      title: afterSales.item,
      render: (_, { title, skuName, picture }) => (
        <div className="cell-picture">
          <Picture path={picture} />
          <div className="cell-two">
            <b>{title}</b>
            <small>{skuName}</small>
          </div>
        </div>
      ),
    },
    { title: afterSales.buyer, dataIndex: 'buyerNickname', width: 110 },
    {
      title: afterSales.reason,
      width: 150,
      render: (_, { kind, reason }) => (
        <div className="cell-two">
          <span>{words.reasons[reason]}</span>
          <small>{words.afterSaleKinds[kind]}</small>
        </div>
      ),
    },
    { title: afterSales.amount, width: 110, align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} strong /> },
    { title: afterSales.requestedAt, width: 130, responsive: ['lg'], render: (_, { requestedAt }) => time(requestedAt) },
    { title: words.state, width: 150, render: (_, afterSale) => <StateAndDeadline afterSale={afterSale} /> },
  ]
}

function StateAndDeadline({ afterSale: { state, answerBy } }: { afterSale: AfterSale }) {
  const { words, language } = useSpeech()
  const { afterSales, arbitration } = words
  const asked = state === 'requested' || state === 'returning' || state === 'replacing'
  const left = formatLeft(answerBy, now(), language)
  const inTime = answerBy > now()
  return (
    <div className="cell-two">
      <Mark tone={toneOf[state]}>{words.afterSaleStates[state]}</Mark>
      {asked && <small>{inTime ? afterSales.left(left) : afterSales.overdue}</small>}
      {state === 'arbitrating' && <small>{inTime ? arbitration.promised(left) : arbitration.late}</small>}
    </div>
  )
}
