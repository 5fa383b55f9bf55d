import { DownloadOutlined } from '@ant-design/icons'
import { beijingDate } from '@lianka/design/dates'
import { Button } from 'antd'
import { now } from '../../clock.ts'
import { useWords } from '../../language.tsx'
import { DayPicker } from '../../parts/day-picker.tsx'
import { useFilters } from '../../parts/filters.ts'
import { daysOf, evidenceDays } from './run.ts'

const day = /^\d{4}-\d\d-\d\d$/

/** Everything needed to check payouts without us, as a file, and how that is done. */
export function EvidencePanel() {
  const { audit } = useWords()
  const today = beijingDate(now())
  const [filters, setFilters] = useFilters('audit', { from: today, to: today })
  const [from, to] = [filters.from, filters.to].map((value) => (day.test(value) ? value : ''))
  const wrong = problemOf(from ?? '', to ?? '', audit)
  return (
    <section className="panel pad" data-testid="evidence-panel">
      <header className="panel-head">
        <h2>{audit.evidence}</h2>
      </header>
      <p className="quiet">{audit.evidenceNote}</p>
      <div className="evidence-range">
        <DayPicker label={audit.from} value={from ?? ''} latest={today} onChange={(from) => setFilters({ from })} />
        <span className="quiet">{audit.to}</span>
        <DayPicker label={audit.to} value={to ?? ''} latest={today} onChange={(to) => setFilters({ to })} />
        <Button
          type="primary"
          icon={<DownloadOutlined />}
          disabled={wrong !== null}
          href={`/api/console/audit/evidence?from=${from}&to=${to}`}
          data-testid="download-evidence"
        >
          {audit.download}
        </Button>
        {wrong && <small className="danger">{wrong}</small>}
      </div>
      <h3>{audit.howTo}</h3>
      <ol className="how-to">
        {audit.howSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <pre className="command">{audit.command(from || today, to || today)}</pre>
    </section>
  )
}

function problemOf(from: string, to: string, words: ReturnType<typeof useWords>['audit']): string | null {
  if (!from || !to) return words.choose
  const days = daysOf(from, to)
  if (days < 1) return words.backwards
  return days > evidenceDays ? words.tooLong(evidenceDays) : null
}
