import type { TableColumnsType } from 'antd'
import { useSpeech, useTimes, useWords } from '../../language.tsx'
import { Mark } from '../../parts/mark.tsx'
import type { Paged } from '../../parts/paged.ts'
import { Rows } from '../../parts/rows.tsx'
import { Nothing } from '../../parts/states.tsx'
import { type Run, toneOf } from './run.ts'

/** Every run that was ever asked for: an auditor sees also what others found. */
export function Runs({ list }: { list: Paged<Run> }) {
  const { audit } = useWords()
  return (
    <section className="panel">
      <header className="panel-head pad-head">
        <h2>{audit.runs}</h2>
      </header>
      <Rows
        list={list}
        label={audit.runs}
        columns={useColumns()}
        width={760}
        nothing={<Nothing title={audit.noRuns} words={audit.noRunsWords} />}
      />
    </section>
  )
}

function useColumns(): TableColumnsType<Run> {
  const { words, language } = useSpeech()
  const { audit } = words
  const { time } = useTimes()
  return [
    { title: audit.kind, width: 140, render: (_, { kind }) => audit.kinds[kind] },
    { title: audit.by, width: 130, dataIndex: 'askedBy' },
    { title: audit.askedAt, width: 148, className: 'nowrap', render: (_, { askedAt }) => time(askedAt) },
    { title: audit.finishedAt, width: 148, className: 'nowrap', render: (_, { finishedAt }) => time(finishedAt) },
    {
      title: audit.state,
      render: (_, { state, difference }) => (
        <div className="cell-two">
          <Mark tone={toneOf[state]}>{audit.states[state]}</Mark>
          {difference && <small className="code">{difference[language]}</small>}
        </div>
      ),
    },
  ]
}
