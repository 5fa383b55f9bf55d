import { Button, Table, type TableColumnsType } from 'antd'
import type { KeyboardEvent, ReactNode } from 'react'
import { useWords } from '../language.tsx'
import type { Paged } from './paged.ts'
import { Failed, WaitingRows } from './states.tsx'

type RowsProps<T> = {
  list: Paged<T>
  columns: TableColumnsType<T>
  nothing: ReactNode
  label: string
  onOpen?: (id: string) => void
  openId?: string | null
  width?: number
}

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const row = event.currentTarget
  const step = event.key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling'
  let next = row[step]
  while (next && !(next instanceof HTMLElement && next.tabIndex === 0)) next = next[step]
  if (next instanceof HTMLElement) next.focus()
  event.preventDefault()
}

/** A table of a growing list. Rows are reached with Tab and ↑ ↓, and opened with Enter. */
export function Rows<T extends { id: string }>({ list, columns, nothing, label, onOpen, openId, width = 720 }: RowsProps<T>) {
  const words = useWords()
  if (list.error !== undefined && !list.items) return <Failed error={list.error} retry={list.again} />
  if (!list.items) return <WaitingRows />
  if (list.items.length === 0) return nothing
  return (
    <>
      <Table<T>
        aria-label={label}
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={list.items}
        pagination={false}
        scroll={{ x: width }}
        rowClassName={({ id }) => (id === openId ? 'row-open' : '')}
        onRow={({ id }) => ({
          'data-testid': `row-${id}`,
          ...(onOpen && {
            tabIndex: 0,
            className: 'row-pressable',
            onClick: () => onOpen(id),
            onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
              if (event.target !== event.currentTarget) return
              if (event.key === 'Enter') onOpen(id)
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(event)
            },
          }),
        })}
      />
      {list.error !== undefined && <Failed error={list.error} retry={list.more} />}
      {list.hasMore && list.error === undefined && (
        <div className="rows-more">
          <Button onClick={list.more} loading={list.asking} data-testid="more">
            {words.more}
          </Button>
        </div>
      )}
    </>
  )
}
