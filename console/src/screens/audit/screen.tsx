import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useWords } from '../../language.tsx'
import { Page } from '../../parts/page.tsx'
import { usePaged } from '../../parts/paged.ts'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import { EvidencePanel } from './evidence-panel.tsx'
import type { Run } from './run.ts'
import { RunPanel } from './run-panel.tsx'
import { Runs } from './runs.tsx'

/** Would somebody who computes it all again come to the same? */
export function AuditScreen() {
  const { audit } = useWords()
  const list = usePaged<Run>('audit runs', (after) => call('GET /console/audit/runs', { query: { limit: 20, ...(after && { after }) } }))
  const latest = (kind: Run['kind']) => list.items?.find((run) => run.kind === kind)
  return (
    <Page name={audit.title} title={audit.title} note={audit.note}>
      <div className="audit-grid">
        <RunPanel kind="replay" latest={latest('replay')} list={list} />
        <RunPanel kind="verify_chain" latest={latest('verify_chain')} list={list} />
      </div>
      <EvidencePanel />
      <Runs list={list} />
      <More />
    </Page>
  )
}

/** What an auditor reads elsewhere. */
function More() {
  const { audit } = useWords()
  const { role } = useMe()
  const places = [
    { to: '/plan#earnings', title: audit.earnings, words: audit.earningsWords, offered: true },
    { to: '/plan#versions', title: audit.plans, words: audit.plansWords, offered: true },
    { to: '/ledger?tab=blocks', title: audit.blocks, words: audit.blocksWords, offered: may(role, 'GET /console/ledger/accounts') },
  ]
  return (
    <section className="panel pad">
      <header className="panel-head">
        <h2>{audit.more}</h2>
      </header>
      <ul className="line-list">
        {places
          .filter(({ offered }) => offered)
          .map(({ to, title, words }) => (
            <li key={to}>
              <div className="cell-two">
                <Link to={to}>{title}</Link>
                <small>{words}</small>
              </div>
            </li>
          ))}
      </ul>
    </section>
  )
}
