import { Button, Input, type TableColumnsType } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Money } from '../../parts/money.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { Transfer } from './books.ts'
import { EntryTable, useAccountName } from './entries.tsx'

const orderId = /^ord_[0-9a-z]{1,40}$/
type TransfersProps = { account: string; order: string; onOrder: (order: string) => void; onClear: () => void }

/** Facts in the books, newest first; each opens into its entries. */
export function Transfers({ account, order, onOrder, onClear }: TransfersProps) {
  const words = useWords()
  const { ledger } = words
  const accountName = useAccountName()
  const { openId, open, close } = useOpenItem()
  const list = usePaged<Transfer>(`transfers ${account} ${order}`, (after) =>
    call('GET /console/ledger/transfers', {
      query: { ...(account && { accountId: account }), ...(orderId.test(order) && { orderId: order as never }), ...(after && { after }) },
    }),
  )
  return (
    <section className="panel">
      <header className="panel-head pad-head">
        <h2>{account ? ledger.transfersOf(accountName(account)) : ledger.allTransfers}</h2>
        {(account || order) && (
          <Button type="link" size="small" onClick={onClear} data-testid="clear-filters">
            {ledger.clear}
          </Button>
        )}
        <OrderBox order={order} onOrder={onOrder} />
      </header>
      <Rows
        list={list}
        label={ledger.transfers}
        columns={useColumns(account)}
        onOpen={open}
        openId={openId}
        width={460}
        nothing={<Nothing title={ledger.emptyTitle} words={ledger.emptyWords} />}
      />
      <TransferDrawer transfer={list.items?.find(({ id }) => id === openId)} onClose={close} onOrder={onOrder} />
    </section>
  )
}

function OrderBox({ order, onOrder }: { order: string; onOrder: (order: string) => void }) {
  const { ledger } = useWords()
  const [text, setText] = useState(order)
  useEffect(() => setText(order), [order])
  const wrong = text !== '' && !orderId.test(text)
  const search = () => !wrong && text !== order && onOrder(text)
  return (
    <Input
      className="order-box code-input"
      value={text}
      allowClear
      placeholder={ledger.orderHint}
      aria-label={ledger.order}
      status={wrong ? 'error' : ''}
      title={wrong ? ledger.orderWrong : ''}
      onChange={({ target }) => setText(target.value.trim())}
      onPressEnter={search}
      onBlur={search}
      onClear={() => onOrder('')}
      data-testid="order-filter"
    />
  )
}

/** With an account chosen, the amount is what moved on that account; otherwise the sum of the debits. */
function amountOf({ entries }: Transfer, account: string): number {
  const own = entries.filter(({ accountId }) => accountId === account)
  const counted = account ? own : entries.filter(({ amountFen }) => amountFen > 0)
  return counted.reduce((sum, { amountFen }) => sum + amountFen, 0)
}

function useColumns(account: string): TableColumnsType<Transfer> {
  const words = useWords()
  const { time } = useTimes()
  const { ledger } = words
  return [
    { title: ledger.at, width: 148, className: 'nowrap', render: (_, { occurredAt }) => time(occurredAt) },
    {
      title: ledger.fact,
      render: (_, { kind, fact }) => (
        <div className="cell-two">
          <span>{words.transfers[kind]}</span>
          <small className="code">{fact}</small>
        </div>
      ),
    },
    { title: ledger.amount, width: 130, align: 'right', render: (_, transfer) => <Money fen={amountOf(transfer, account)} /> },
  ]
}

type TransferDrawerProps = { transfer: Transfer | undefined; onClose: () => void; onOrder: (order: string) => void }

function TransferDrawer({ transfer, onClose, onOrder }: TransferDrawerProps) {
  const words = useWords()
  const { time } = useTimes()
  const { ledger } = words
  const order = transfer?.orderId
  return (
    <DetailDrawer wide open={transfer !== undefined} title={transfer && words.transfers[transfer.kind]} onClose={onClose}>
      {transfer && (
        <>
          <Facts
            items={[
              [ledger.at, time(transfer.occurredAt)],
              [
                ledger.fact,
                <span key="fact" className="code">
                  {transfer.fact}
                </span>,
              ],
              [
                ledger.order,
                order && (
                  <Button key="order" type="link" size="small" className="code inline-link" onClick={() => onOrder(order)}>
                    {order}
                  </Button>
                ),
              ],
            ]}
          />
          <EntryTable transfer={transfer} />
        </>
      )}
    </DetailDrawer>
  )
}
