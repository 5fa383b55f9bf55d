import { ArrowLeftOutlined, DownloadOutlined, InboxOutlined } from '@ant-design/icons'
import { App, Button, type TableColumnsType, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { useOpenItem } from '../../parts/open-item.ts'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import type { Sheet, SheetSummary } from './sheet.ts'
import { SheetResult } from './sheet-result.tsx'

const maxBytes = 2_097_152

/** How do two hundred parcels leave with one file? */
export function ShippingSheetsScreen() {
  const { shippingSheets: words } = useWords()
  const { openId, open } = useOpenItem()
  const list = usePaged<SheetSummary>('shipping sheets', (after) =>
    call('GET /console/shipping-sheets', { query: { limit: 10, ...(after && { after }) } }),
  )
  const [latest, setLatest] = useState<Sheet>()
  const back = (
    <Link to="/parcels">
      <ArrowLeftOutlined /> {words.back}
    </Link>
  )
  return (
    <Page name={words.title} title={words.title} note={words.note} actions={back}>
      <Steps
        onSent={(sheet) => {
          setLatest(sheet)
          open(sheet.id)
          list.again()
        }}
      />
      {openId && <SheetResult key={openId} id={openId} known={latest?.id === openId ? latest : undefined} />}
      <section className="panel">
        <header className="panel-head pad-head">
          <h2>{words.history}</h2>
        </header>
        <Rows
          list={list}
          label={words.history}
          columns={useColumns()}
          onOpen={open}
          openId={openId}
          width={640}
          nothing={<Nothing title={words.emptyTitle} words={words.emptyWords} />}
        />
      </section>
    </Page>
  )
}

function Steps({ onSent }: { onSent: (sheet: Sheet) => void }) {
  const { shippingSheets: words } = useWords()
  const { steps } = words
  const { message } = App.useApp()
  const { act, busy } = useAct()
  const send = async (file: File) => {
    if (file.size > maxBytes) return void message.error(words.tooLarge)
    await act(async () => {
      const sheet = await call('POST /console/shipping-sheets', { query: { name: file.name.slice(-120) }, file })
      void message.success(words.done(sheet.shipped))
      onSent(sheet)
    })
  }
  return (
    <ol className="sheet-steps">
      <li className="panel pad">
        <h2>{steps.download}</h2>
        <p className="quiet">{steps.downloadWords}</p>
        <Button icon={<DownloadOutlined />} href="/api/console/parcels/sheet" download data-testid="download-sheet">
          {steps.download}
        </Button>
      </li>
      <li className="panel pad">
        <h2>{steps.fill}</h2>
        <p className="quiet">{steps.fillWords}</p>
      </li>
      <li className="panel pad">
        <h2>{steps.upload}</h2>
        <Upload.Dragger
          accept=".xlsx,.csv"
          showUploadList={false}
          disabled={busy}
          beforeUpload={(file) => {
            void send(file)
            return false
          }}
        >
          <p className="sheet-drop">
            <InboxOutlined />
            <b>{steps.uploadWords}</b>
            <small className="quiet">{steps.uploadHint}</small>
          </p>
        </Upload.Dragger>
      </li>
    </ol>
  )
}

function useColumns(): TableColumnsType<SheetSummary> {
  const { shippingSheets: words } = useWords()
  const { time } = useTimes()
  return [
    { title: words.name, dataIndex: 'name' },
    { title: words.at, width: 148, className: 'nowrap', render: (_, { uploadedAt }) => time(uploadedAt) },
    { title: words.by, width: 120, dataIndex: 'uploadedBy' },
    {
      title: words.counts,
      width: 130,
      align: 'right',
      render: (_, { shipped, refused }) => (
        <span className="code">
          {shipped} / <span className={refused > 0 ? 'sheet-bad' : undefined}>{refused}</span>
        </span>
      ),
    },
  ]
}
