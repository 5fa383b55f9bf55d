import { ArrowLeftOutlined } from '@ant-design/icons'
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
import { amountOf, balancesAfter, type Transfer } from './books.ts'
import { EntryTable, useAccountName } from './entries.tsx'
import { OrderView } from './order-view.tsx'

const orderId = /^ord_[0-9a-z]{1,40}$/
type TransfersProps = {
  account: string
  /** Whose it is, where that is known. */
  name: string | undefined
  /** The balance of the account as it is now, where it is known: entries are then shown with the balance after each. */
  balanceFen: number | undefined
  order: string
  onOrder: (order: string) => void
  onClear: () => void
}

/** Facts in the books, newest first; each opens into its entries. */
export function Transfers({ account, name, balanceFen, order, onOrder, onClear }: TransfersProps) {
  const words = useWords()
  const { ledger } = words
  const accountName = useAccountName()
  const { openId, open, close } = useOpenItem()
  const list = usePaged<Transfer>(`transfers ${account} ${order}`, (after) =>
    call('GET /console/ledger/transfers', {
      query: { ...(account && { accountId: account }), ...(orderId.test(order) && { orderId: order as never }), ...(after && { after }) },
    }),
  )
  const balances = balanceFen === undefined || !account ? undefined : balancesAfter(list.items ?? [], account, balanceFen)
  return (
    <section className="panel">
      <header className="panel-head pad-head">
        <h2>{account ? ledger.transfersOf(name ?? accountName(account)) : ledger.allTransfers}</h2>
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
        columns={useColumns(account, balances)}
        onOpen={open}
        openId={openId}
        width={balances ? 600 : 460}
        nothing={<Nothing title={ledger.emptyTitle} words={ledger.emptyWords} />}
      />
      <LedgerDrawer openId={openId} transfer={list.items?.find(({ id }) => id === openId)} onClose={close} onOpen={open} />
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

function useColumns(account: string, balances: Map<string, number> | undefined): TableColumnsType<Transfer> {
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
    ...(balances
      ? [
          {
            title: ledger.after,
            width: 140,
            align: 'right' as const,
            render: (_: unknown, { id }: Transfer) => <Money fen={balances.get(id) ?? 0} />,
          },
        ]
      : []),
  ]
}

type LedgerDrawerProps = {
  openId: string | null
  transfer: Transfer | undefined
  onClose: () => void
  onOpen: (id: string) => void
}

/** From a transfer one goes on to its order, and back: what is open is part of the address. */
function LedgerDrawer({ openId, transfer, onClose, onOpen }: LedgerDrawerProps) {
  const words = useWords()
  const { ledger } = words
  const [from, setFrom] = useState<string | null>(null)
  const order = openId !== null && orderId.test(openId) ? openId : undefined
  const toOrder = (id: string) => {
    setFrom(openId)
    onOpen(id)
  }
  const back = order && from && (
    <Button type="link" className="inline-link" icon={<ArrowLeftOutlined />} onClick={() => onOpen(from)} data-testid="drawer-back">
      {ledger.back}
    </Button>
  )
  return (
    <DetailDrawer
      wide
      open={order !== undefined || transfer !== undefined}
      title={order ? ledger.orderTitle(order) : transfer && words.transfers[transfer.kind]}
      onClose={() => {
        setFrom(null)
        onClose()
      }}
    >
      {back}
      {order ? <OrderView id={order} /> : transfer && <TransferDetails transfer={transfer} onOrder={toOrder} />}
    </DetailDrawer>
  )
}

function TransferDetails({ transfer, onOrder }: { transfer: Transfer; onOrder: (order: string) => void }) {
  const { ledger } = useWords()
  const { time } = useTimes()
  const { occurredAt, fact, orderId: order } = transfer
  return (
    <>
      <Facts
        items={[
          [ledger.at, time(occurredAt)],
          [
            ledger.fact,
            <span key="fact" className="code">
              {fact}
            </span>,
          ],
          [
            ledger.order,
            order && (
              <Button
                key="order"
                type="link"
                size="small"
                className="code inline-link"
                onClick={() => onOrder(order)}
                data-testid="open-order"
              >
                {order}
              </Button>
            ),
          ],
        ]}
      />
      <EntryTable transfer={transfer} />
    </>
  )
}
