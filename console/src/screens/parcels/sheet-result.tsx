import { DownloadOutlined } from '@ant-design/icons'
import { Button, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useSpeech, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Mark } from '../../parts/mark.tsx'
import { Failed, WaitingPanel } from '../../parts/states.tsx'
import { type Sheet, type ShippingRow, toneOfOutcome } from './sheet.ts'

/** What became of each row; those that did not ship come first, for they are what is left to do. */
export function SheetResult({ id, known }: { id: string; known: Sheet | undefined }) {
  const { shippingSheets: words } = useWords()
  const [all, setAll] = useState(false)
  const asked = useAsked(known ? null : `sheet ${id}`, () => call('GET /console/shipping-sheets/:id', { params: { id } }))
  const columns = useColumns()
  const sheet = known ?? asked.data
  if (!sheet) return asked.error === undefined ? <WaitingPanel rows={4} /> : <Failed error={asked.error} retry={asked.again} />
  const refused = sheet.rows.filter(({ outcome }) => outcome === 'refused')
  const shown = all || refused.length === 0 ? sheet.rows : refused
  return (
    <section className="panel" data-testid="sheet-result">
      <header className="panel-head pad-head">
        <div>
          <h2>{words.result(sheet.name)}</h2>
          <p className="quiet" role="status">
            {words.summary(sheet.shipped, sheet.unchanged, sheet.left)}
            {refused.length === 0 ? `。${words.allGood}` : ''}
          </p>
          {refused.length > 0 && (
            <p className="sheet-bad" data-testid="sheet-refused">
              {words.refused(refused.length)}
            </p>
          )}
        </div>
        {refused.length > 0 && (
          <Button
            icon={<DownloadOutlined />}
            href={`/api/console/shipping-sheets/${sheet.id}/refused`}
            download
            data-testid="download-refused"
          >
            {words.downloadRefused}
          </Button>
        )}
      </header>
      <Table<ShippingRow>
        rowKey="row"
        size="small"
        columns={columns}
        dataSource={shown}
        pagination={shown.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 680 }}
        onRow={({ row }) => ({ 'data-testid': `sheet-row-${row}` }) as object}
      />
      {refused.length > 0 && refused.length < sheet.rows.length && (
        <div className="rows-more">
          <Button onClick={() => setAll(!all)} data-testid="sheet-all">
            {all ? words.showRefused : words.showAll(sheet.rows.length)}
          </Button>
        </div>
      )}
    </section>
  )
}

function useColumns(): TableColumnsType<ShippingRow> {
  const { shippingSheets: words, couriers } = useWords()
  const { language } = useSpeech()
  const courierName = (courier: string) => (courier in couriers ? couriers[courier as keyof typeof couriers] : courier)
  return [
    { title: words.row, dataIndex: 'row', width: 64 },
    { title: words.parcel, width: 210, render: (_, { named }) => <span className="code">{named || '—'}</span> },
    {
      title: words.tracking,
      width: 190,
      render: (_, { courier, trackingNumber }) => (
        <div className="cell-two">
          <span>{courierName(courier) || '—'}</span>
          <small className="code">{trackingNumber || '—'}</small>
        </div>
      ),
    },
    {
      title: words.reason,
      render: (_, { outcome, refusal }) => (
        <div className="sheet-reason">
          <Mark tone={toneOfOutcome[outcome]}>{words.outcomes[outcome]}</Mark>
          {refusal && <p>{refusal[language]}</p>}
        </div>
      ),
    },
  ]
}
