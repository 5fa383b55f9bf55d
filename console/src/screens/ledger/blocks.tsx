import type { TableColumnsType } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { DetailDrawer } from '../../parts/detail-drawer.tsx'
import { Facts } from '../../parts/facts.tsx'
import { useOpenItem } from '../../parts/open-item.ts'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { Block } from './books.ts'

type Row = Block & { id: string }

/** Which transfers are sealed, so that nobody can change them unseen? */
export function Blocks() {
  const { ledger } = useWords()
  const { openId, open, close } = useOpenItem()
  const [unsealed, setUnsealed] = useState<number>()
  const list = usePaged<Row>('blocks', async (after) => {
    const page = await call('GET /console/audit/blocks', { query: { limit: 50, ...(after && { after }) } })
    setUnsealed(page.unsealed)
    return { items: page.items.map((block) => ({ ...block, id: String(block.height) })), next: page.next }
  })
  const found = list.items?.find(({ id }) => id === openId)
  return (
    <section className="panel" data-testid="blocks">
      <header className="panel-head pad-head">
        <h2>{ledger.blocks}</h2>
        {unsealed !== undefined && <small>{ledger.unsealed(unsealed)}</small>}
      </header>
      <p className="panel-words quiet">{ledger.blocksNote}</p>
      <Rows
        list={list}
        label={ledger.blocks}
        columns={useColumns()}
        onOpen={open}
        openId={openId}
        width={760}
        nothing={<Nothing title={ledger.noBlocks} words={ledger.noBlocksWords} />}
      />
      <DetailDrawer wide open={found !== undefined} title={found && `${ledger.height} ${found.height}`} onClose={close}>
        {found && <BlockFacts block={found} />}
      </DetailDrawer>
    </section>
  )
}

function useColumns(): TableColumnsType<Row> {
  const { ledger } = useWords()
  const { time } = useTimes()
  return [
    { title: ledger.height, width: 90, align: 'right', dataIndex: 'height' },
    { title: ledger.hash, render: (_, { hash }) => <span className="code">{hash.slice(0, 32)}…</span> },
    { title: ledger.count, width: 110, align: 'right', render: (_, { transfers }) => transfers.toLocaleString() },
    { title: ledger.sealedAt, width: 148, className: 'nowrap', render: (_, { sealedAt }) => time(sealedAt) },
  ]
}

function BlockFacts({ block }: { block: Block }) {
  const { ledger } = useWords()
  const { time } = useTimes()
  const code = (text: string) => <span className="code">{text}</span>
  return (
    <>
      <Facts
        items={[
          [ledger.count, block.transfers.toLocaleString()],
          [ledger.sealedAt, time(block.sealedAt)],
          [ledger.hash, code(block.hash)],
          [ledger.previousHash, code(block.previousHash)],
          [ledger.firstTransfer, code(block.firstTransferId)],
          [ledger.lastTransfer, code(block.lastTransferId)],
        ]}
      />
      <p className="drawer-head">
        <Link to="/audit">{ledger.verify}</Link>
      </p>
    </>
  )
}
