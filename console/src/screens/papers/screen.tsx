import { FilePdfOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { now } from '../../clock.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAsked } from '../../parts/asked.ts'
import { Mark } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { Failed, Nothing, WaitingPanel } from '../../parts/states.tsx'
import { type Paper, toneOfPaper } from '../suppliers/supplier.ts'
import { RenewDialog } from './renew-dialog.tsx'

/** Which of our licences and permits hold, until when, and what became of those we showed? */
export function PapersScreen() {
  const { myPapers } = useWords().ownGoods
  const asked = useAsked('own papers', () => call('GET /console/supplier-documents'))
  const [renewing, setRenewing] = useState<Paper['kind']>()
  const renew = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setRenewing('licence')} data-testid="renew">
      {myPapers.dialog}
    </Button>
  )
  const papers = asked.data?.items ?? []
  return (
    <Page name={myPapers.title} title={myPapers.title} note={myPapers.note} actions={renew}>
      {asked.error !== undefined && !asked.data && <Failed error={asked.error} retry={asked.again} />}
      {!asked.data && asked.error === undefined && <WaitingPanel rows={4} />}
      {asked.data && (
        <section className="panel pad">
          {papers.length === 0 ? (
            <Nothing title={myPapers.emptyTitle} words={myPapers.emptyWords} />
          ) : (
            <ul className="line-list">
              {papers.map((paper) => (
                <PaperLine key={paper.id} paper={paper} onRenew={() => setRenewing(paper.kind)} />
              ))}
            </ul>
          )}
        </section>
      )}
      <RenewDialog kind={renewing} onClose={() => setRenewing(undefined)} onSent={asked.again} />
    </Page>
  )
}

function PaperLine({ paper, onRenew }: { paper: Paper; onRenew: () => void }) {
  const { papers, ownGoods } = useWords()
  const { day, time } = useTimes()
  const { kind, number, fileId, expiresAt, state, submittedAt, rejectedBecause } = paper
  const ended = expiresAt !== null && Date.parse(expiresAt) < Date.parse(now())
  return (
    <li data-testid={`paper-${paper.id}`}>
      <div className="cell-two">
        <a href={`/files/${fileId}`} target="_blank" rel="noreferrer">
          <FilePdfOutlined /> {papers.kinds[kind]}
        </a>
        <small className="code">{number}</small>
        <small>{`${ownGoods.myPapers.submittedAt} ${time(submittedAt)}`}</small>
        {rejectedBecause && <small className="danger">{rejectedBecause}</small>}
      </div>
      <span className="paper-ends">
        <span className={ended ? 'danger' : 'quiet'}>{expiresAt ? papers.until(day(expiresAt)) : papers.noEnd}</span>
        <Mark tone={ended ? 'bad' : toneOfPaper[state]}>{ended ? ownGoods.myPapers.ended : papers.states[state]}</Mark>
        {state === 'approved' && (
          <Button size="small" onClick={onRenew} data-testid={`renew-${kind}`}>
            {ownGoods.myPapers.renew}
          </Button>
        )}
      </span>
    </li>
  )
}
