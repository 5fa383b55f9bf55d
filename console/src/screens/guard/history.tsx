import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useIntention } from '../../intention.ts'
import { useTimes, useWords } from '../../language.tsx'
import { useAct } from '../../parts/act.ts'
import { may } from '../../rights.ts'
import { useMe } from '../../session.tsx'
import type { GuardCase } from './case.ts'

type HistoryProps = { found: GuardCase; onChange: (changed: GuardCase) => void }

/** What was done so far, the newest last, and room for the next note. */
export function History({ found, onChange }: HistoryProps) {
  const { guard } = useWords()
  const { time } = useTimes()
  const { role } = useMe()
  return (
    <>
      <h3 className="drawer-head">{guard.history}</h3>
      <ol className="trace" data-testid="history">
        {found.history.map(({ what, by, words, at }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: notes are only ever added at the end
          <li key={place}>
            <time>{time(at)}</time>
            <div className="cell-two">
              <b>
                {guard.whats[what]} <small className="quiet">{by ?? guard.guardItself}</small>
              </b>
              {words && <span>{words}</span>}
            </div>
          </li>
        ))}
      </ol>
      {may(role, 'POST /console/guard/cases/:id/notes') && <NoteBox found={found} onChange={onChange} />}
    </>
  )
}

function NoteBox({ found: { id }, onChange }: HistoryProps) {
  const { guard } = useWords()
  const { act, busy } = useAct()
  const intention = useIntention()
  const [text, setText] = useState('')
  const words = text.trim()
  const add = async () => {
    const request = { params: { id }, body: { words }, intention }
    if (await act(async () => onChange(await call('POST /console/guard/cases/:id/notes', request)), guard.noted)) setText('')
  }
  return (
    <div className="note-box">
      <Input.TextArea
        aria-label={guard.noteHint}
        placeholder={guard.noteHint}
        value={text}
        rows={2}
        maxLength={500}
        onChange={({ target }) => setText(target.value)}
        data-testid="note"
      />
      <Button onClick={() => void add()} loading={busy} disabled={words.length < 2} data-testid="add-note">
        {guard.addNote}
      </Button>
    </div>
  )
}
